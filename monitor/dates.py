"""Dates as feeds, pages and people write them, made aware and UTC.

Pure: `now` is an argument. A day without a time becomes midnight UTC, which is the same day in London all year, so that
no later step can slip by one. A time without a zone is London time.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
_EARLIEST: Final = 1995  # nothing that we read was published on the web before; 1970 is a clock that was never set
_MONTH_NAMES: Final = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|"
    "aug august|sep sept september|oct october|nov november|dec december"
)
_MONTHS: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()
}
_MONTH: Final = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|'?\d\d(?![\d:]))"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_DAY}(?:\s+of)?[\s\-/.]+{_MONTH},?[\s\-/.]+{_YEAR}",  # 12 July 2024, 12th of July, 2024, 12-Jul-24
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # July 12, 2024
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",  # 2024-07-12
        r"\b(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>(?:19|20)\d\d|\d\d)(?!\d)",  # 12/07/2024, never US
    )
)
_CLOCK: Final = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\b\.?)?", re.IGNORECASE)
_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$")
_STAMP: Final = re.compile(r"(?:[a-z]{3,9},?\s+)?\d{1,2}\s+[a-z]{3,9}\s+(?!0)\d", re.IGNORECASE)
_ZONES: Final = {"BST": 1, "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "-0000": 0, "IST": 1, "CET": 1, "CEST": 2, "EST": -5}
_AGO: Final = re.compile(r"\b(\d{1,3}|an?)\s+(minute|min|hour|hr|day|week)s?\s+ago\b", re.IGNORECASE)
_UNITS: Final = {"minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400, "week": 604800}


def read_date(text: str, *, now: datetime | None = None) -> datetime | None:
    """Return the moment that a stamp names (RFC 822, ISO, English forms), or None where it names none to be believed.

    With `now` also "2 days ago", "yesterday" and "today" are read, and what lies more than ten minutes ahead is not.
    """
    text = text.strip()[:200]
    found = _iso(text) or _rfc822(text) or find_date(text, now=now)
    if found is None or found.year < _EARLIEST:
        return None
    return None if now is not None and found > now + timedelta(minutes=10) else found


def find_date(text: str, *, now: datetime | None = None) -> datetime | None:
    """Return the first English date inside a short text ("Published on Monday, 4 September 2017 at 9am"), or None."""
    matches = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(matches, key=lambda found: found.start()):
        day = _day_of(match)
        if day is not None:
            return _with_clock(day, text[match.end() : match.end() + 20])
    return _relative(text, now) if now is not None else None


def midnight(day: date) -> datetime:
    """Return the moment that stands for a day without a time."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    if match is None:
        return None
    day, clock, zone = match.groups()
    try:
        if clock is None:
            return midnight(date.fromisoformat(day))
        moment = datetime.fromisoformat(f"{day}T{clock}{'+00:00' if zone == 'Z' else zone or ''}")
        return _utc(moment)
    except (ValueError, OverflowError):
        return None


def _rfc822(text: str) -> datetime | None:
    if ":" not in text or not _STAMP.match(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        zone = _ZONES.get(text.rsplit(maxsplit=1)[-1].upper())
        if zone is not None:
            moment = moment.replace(tzinfo=timezone(timedelta(hours=zone)))
    return _utc(moment)


def _utc(moment: datetime) -> datetime | None:
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _day_of(match: re.Match[str]) -> date | None:
    month, year = match["month"].lower(), match["year"].lstrip("'")
    try:
        return date(
            int(year) + (2000 if len(year) == 2 else 0),
            _MONTHS[month] if month in _MONTHS else int(month),
            int(match["day"]),
        )
    except ValueError:
        return None


def _with_clock(day: date, rest: str) -> datetime:
    match = _CLOCK.match(re.sub(r"^(?:\s*(?:at|[,|\-–—T]))*\s*", "", rest))
    if match is None or not (match["minute"] or match["half"]):
        return midnight(day)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        return midnight(day)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def _relative(text: str, now: datetime) -> datetime | None:
    if match := _AGO.search(text):
        count = int(match[1]) if match[1].isdigit() else 1
        unit = _UNITS[match[2].lower()]
        moment = now - timedelta(seconds=count * unit)
        return moment if unit <= 3600 else midnight(moment.astimezone(LONDON).date())
    today = now.astimezone(LONDON).date()
    if re.search(r"\byesterday\b", text, re.IGNORECASE):
        return midnight(today - timedelta(days=1))
    return midnight(today) if re.search(r"\btoday\b", text, re.IGNORECASE) else None
