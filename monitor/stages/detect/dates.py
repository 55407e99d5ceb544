"""Say when a text was published, as far as the page, its address or its first lines do; and when inspectors came."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from monitor.model.article import Document
from monitor.stages.detect.cues import cue
from monitor.stages.detect.frame_cues import MONTHS
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.times import month_places

_MONTH: Final = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_URL_DAY: Final = re.compile(r"/(20[0-3]\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|$|-)")
_URL_DAY_FIRST: Final = re.compile(r"/(\d{1,2})/(\d{1,2})/(20[0-3]\d)/")
_URL_MONTH: Final = re.compile(rf"/(20[0-3]\d)[/-](?:(\d{{1,2}})|{_MONTH}\w*)(?:/|$)", re.IGNORECASE)
_URL_YEAR: Final = re.compile(r"/(20[0-3]\d)/")
_ANY_YEAR: Final = re.compile(r"20(?<!\d20)[12]\d(?!\d)")
_FIGURE: Final = re.compile(r"\d")
_LINE_DAY: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\w*,?\s+(20[0-3]\d)\b", re.IGNORECASE)
_LINE_US: Final = re.compile(rf"\b{_MONTH}\w*\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(20[0-3]\d)\b", re.IGNORECASE)
_LINE_ISO: Final = re.compile(r"\b(20[0-3]\d)-(\d\d)-(\d\d)\b")
_LINE_FIGURES: Final = re.compile(r"\b(\d{1,2})/(\d{1,2})/(20[0-3]\d|[0-3]\d)\b")
_ANY_MONTH: Final = re.compile(
    r"january|february|march|april|may(?<=\bmay)\b|june|july|august|september|october|november|december"
)
_CAME: Final = cue(
    rf"\b(?:inspect\w*|visit\w*|came|came\sto|in\sthe\scounty|"
    rf"called)\b[^.;]{{0,60}}?\b{_MONTH}\b(?:\s(?:and\s(?:early\s)?{_MONTH}))?(?:[\s,]+(20[0-3]\d)\b)?|"
    rf"\b{_MONTH}(?:[\s,]+(20[0-3]\d))?(?:'s)?\s(?:inspection|visit)\b"
)


def published(document: Document, marked: Marked) -> date | None:
    """Return the day, or a late day of the month or the year, of publication; None where nothing says it."""
    return document.published or _from_url(document.url) or _from_lines(marked)


def only_year(document: Document) -> int | None:
    """Return the year of publication where the address says that and no more; None where more is said, or nothing."""
    if document.published or any(one.search(document.url) for one in (_URL_DAY, _URL_DAY_FIRST, _URL_MONTH)):
        return None
    match = _URL_YEAR.search(document.url)
    return int(match.group(1)) if match else None


def latest_year(document: Document) -> int | None:
    """Return the latest year that a text or its address names."""
    return max(map(int, _ANY_YEAR.findall(f"{document.url} {document.title} {document.text}")), default=None)


def _day(year: str, month: str | int | None = None, day: str | int | None = None) -> date | None:
    number = (
        MONTHS.get(month.lower()[:3] if month.lower()[:4] != "sept" else "sep")
        if isinstance(month, str) and not month.isdigit()
        else month
    )
    if isinstance(month, str) and number is None:
        number = MONTHS.get(month.lower())
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(number or 12), int(day or (28 if number else 31)))
    except ValueError:
        return None


def _from_url(url: str) -> date | None:
    if match := _URL_DAY.search(url):
        return _day(*match.groups())
    if match := _URL_DAY_FIRST.search(url):
        return _day(match.group(3), match.group(2), match.group(1))
    if match := _URL_MONTH.search(url):
        return _day(match.group(1), match.group(2) or match.group(3))
    match = _URL_YEAR.search(url)
    return _day(match.group(1)) if match else None


def _from_lines(marked: Marked) -> date | None:
    """Return a date that stands in a short line of its own near the top."""
    for low, high in marked.bounds[:6]:
        line = marked.text[low:high]
        if len(line) > 60 and not line.startswith("date "):
            continue
        found = _from_line(line[:80])
        if found is not None:
            return found
    return None


def _from_line(line: str) -> date | None:
    if _FIGURE.search(line) is None:
        return None
    if match := _LINE_DAY.search(line):
        return _day(match.group(3), match.group(2), match.group(1))
    if match := _LINE_US.search(line):
        return _day(match.group(3), match.group(1), match.group(2))
    if match := _LINE_ISO.search(line):
        return _day(*match.groups())
    if match := _LINE_FIGURES.search(line):
        return _day(match.group(3), match.group(2), match.group(1))
    return None


def _came(marked: Marked) -> Iterator[re.Match[str]]:
    for number in sorted({marked.sentence_at(place) for place in month_places(marked)}):
        low, high = marked.bounds[number]
        if _ANY_MONTH.search(marked.plain, low, high):
            yield from _CAME.finditer(marked.plain[low:high])


def inspected(marked: Marked, day: date | None) -> str | None:
    """Return year and month (or the year) in which the inspectors of a new result came, as far as the text says."""
    for match in _came(marked):
        month = match.group(2) or match.group(1) or match.group(4)
        year = match.group(3) or match.group(5)
        number = MONTHS.get(month.lower(), 0)
        if year is None and day is not None:
            year = str(day.year - (number > day.month))
        if year is not None and (day is None or int(year) >= day.year - 1):
            return f"{year}-{number:02d}"
    return str(day.year) if day is not None else None


def iso_of(match: re.Match[str], day: date | None) -> str | None:
    """Return a date as ISO. Without a year it is that of publication, or the one before for a later month."""
    *number, month, year, last_year = match.groups()
    of = MONTHS[month]
    if year is None:
        if day is None:
            return None
        year = str(day.year - (1 if last_year or of > day.month else 0))
    return f"{year}-{of:02d}-{int(number[-1]):02d}" if number else f"{year}-{of:02d}"
