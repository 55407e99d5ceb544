"""Days on site and the day of publication, in all the ways that reports print them."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
# A footnote's digit may stick to the year, as to anything else on a front page.
_YEAR = r"20[0-3]\d(?=\d?\b)"
# The dash is a hyphen, an en dash, a drawn line that leaves no character, or one that leaves a strange one.
_JOIN = r"\s*(?:(?P<word>to|until|till|and|&)\b|(?P<mark>[^\w\s]{1,3}))?\s*"
_PART = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:(?P<d>\d{1,2})\s*[/.]\s*(?P<m>\d{1,2})\s*[/.]\s*(?P<y>20\d\d|\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
    rf"(?:\s*(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s*(?P<year>{_YEAR})\d?)?)?){_JOIN}",
    re.IGNORECASE,
)
_SITE_LABEL = re.compile(r"\binspection\s+dates?(?:\(s\))?\s*[:-]?\s*", re.IGNORECASE)
_PUBLISHED_LABEL = re.compile(r"\b(?:report\s+)?published\s*:\s*", re.IGNORECASE)
_VISIT_LABEL = re.compile(
    r"\b(?:visit|inspection)(?:\s+dates?\s*:\s*|[^.]{0,250}?\b(?:on|between|from|dates?:?)\s+(?=\d))", re.IGNORECASE
)
# The longest real inspection had two spells, 72 days from first to last.
_LONGEST = 150
_WEEK = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The days on site. `spell` is the length in days of the first spell, both ends counted."""

    start: date | None  # None: one date only is printed, taken as the last day
    end: date
    spell: int

    @property
    def is_short(self) -> bool:
        return self.spell <= _WEEK


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    day: int
    month: int | None
    year: int | None
    ends_spell: bool  # this part is the end of a range that the part before it began
    own_year: bool


def days_on_site(text: str) -> Site | None:
    """Return the days behind the label `Inspection date(s)`, or None where there are none that make sense."""
    return _behind(_SITE_LABEL, text)


def days_of_visit(text: str) -> Site | None:
    """Return the days that a letter says its visit took place on, or None. A single day is both start and end."""
    site = _behind(_VISIT_LABEL, text)
    return replace(site, start=site.start or site.end) if site else None


def published_on(text: str) -> date | None:
    """Return the day behind `Report published:`, or None: ILACS reports never say it."""
    for label in _PUBLISHED_LABEL.finditer(text):
        days = _days(_parts(text, label.end())[:1])
        if days:
            return days[0][0]
    return None


def _behind(label: re.Pattern[str], text: str) -> Site | None:
    # The first label with any date behind it decides: a later one would be of another inspection.
    for match in label.finditer(text):
        parts = _parts(text, match.end())
        if parts:
            return _site(_days(parts))
    return None


def _site(days: list[tuple[date, bool]] | None) -> Site | None:
    if not days:
        return None
    if len(days) == 1:
        return Site(start=None, end=days[0][0], spell=1)
    first, last = days[0][0], days[-1][0]
    in_order = all(earlier[0] <= later[0] for earlier, later in pairwise(days))
    if not in_order or (last - first).days > _LONGEST:
        return None
    spell_end = days[1][0] if days[1][1] else first
    return Site(start=first, end=last, spell=(spell_end - first).days + 1)


def _parts(text: str, at: int) -> list[_Part]:
    parts: list[_Part] = []
    in_range = False
    while match := _PART.match(text, at):
        day, month, year = match["d"] or match["day"], match["m"], match["y"] or match["year"]
        if match["month"]:
            month = str(_MONTHS.index(match["month"][:3].lower()) + 1)
        parts.append(
            _Part(
                day=int(day),
                month=int(month) if month else None,
                year=(int(year) if len(year) == 4 else 2000 + int(year)) if year else None,
                ends_spell=in_range,
                own_year=year is not None,
            )
        )
        apart = (match["word"] or "").lower() in {"and", "&"} or (match["mark"] or "") in {",", ";", "&"}
        in_range = not apart and not in_range
        at = match.end()
    while parts and parts[-1].month is None:  # a page number or a footnote's digit behind the last date
        parts.pop()
    return parts


def _days(parts: list[_Part]) -> list[tuple[date, bool]] | None:
    """Return each day with whether it ends a range; None where one is no day. Months and years come from the right."""
    days: list[tuple[date, bool]] = []
    month: int | None = None
    year: int | None = None
    for part in reversed(parts):
        month, year = part.month or month, part.year or year
        if month is None or year is None:
            return None
        try:
            day = date(year, month, part.day)
            if days and day > days[0][0] and not part.own_year:
                year -= 1  # 12 December to 6 January 2017
                day = date(year, month, part.day)
        except ValueError:
            return None
        days.insert(0, (day, part.ends_spell))
    return days
