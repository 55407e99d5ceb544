"""The weeks around English elections, in which councils and Ofsted keep silent by rule. Pure.

Before a poll councils publish nothing that could sway it (Code of Recommended Practice on Local Authority Publicity,
paragraphs 33 to 35), and Ofsted holds back every report about a whole authority: inspections, focused and monitoring
visits, joint inspections (Ofsted, "Ofsted reports during local elections pre-election silence", 2019, and its guidance
of 26 March 2024). It begins with the notice of election, at the latest 25 working days before the poll (Local Elections
(Principal Areas) (England and Wales) Rules 2006, schedule 2); Parliament is dissolved on that same day before a general
election (Representation of the People Act 1983, schedule 1, rule 1). Checked: 27 March 2023 for the poll of 4 May 2023.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

WORKING_DAYS: Final = 25
# What was held back comes out a week or two after the poll: 16 May and 12 July 2024, 18 May 2026.
CATCHING_UP: Final = timedelta(days=14)
# Known polls that moved or came of themselves; those to come stand in the settings (`elections`).
PAST: Final = (date(2015, 5, 7), date(2017, 6, 8), date(2019, 12, 12), date(2024, 7, 4))
MOVED: Final[Mapping[int, date | None]] = {2014: date(2014, 5, 22), 2020: None}


def silences(first: date, last: date, further: Iterable[date] = ()) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of each silence that touches these days; `further` are polls known otherwise."""
    local = (local_poll(year) for year in range(first.year, last.year + 2))
    for poll in sorted({*(one for one in local if one is not None), *PAST, *further}):
        begin, end = notice_of(poll), poll + CATCHING_UP
        if begin <= last and end >= first:
            yield begin, end


def local_poll(year: int) -> date | None:
    """Return the day of the ordinary local elections in England, the first Thursday in May; None where none were held.

    Source: Representation of the People Act 1983, section 37.
    """
    if year in MOVED:
        return MOVED[year]
    first = date(year, 5, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7)


def notice_of(poll: date) -> date:
    """Return the last day for the notice of election: 25 working days before the poll."""
    day, left = poll, WORKING_DAYS
    free = {one for year in (poll.year - 1, poll.year) for one in _bank_holidays(year)}
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < 5 and day not in free
    return day


def spoken_time(since: datetime, now: datetime, further: Iterable[date] = ()) -> timedelta:
    """Return how much of the time between two moments lay outside of all silences."""
    spoken, reached = max(now - since, timedelta()), since
    for begin, end in silences(since.date(), now.date(), further):
        start = max(reached, datetime.combine(begin, time(), UTC))
        finish = min(now, datetime.combine(end + timedelta(days=1), time(), UTC))
        if finish > start:
            spoken, reached = spoken - (finish - start), finish
    return spoken


def _bank_holidays(year: int) -> Iterator[date]:
    """Yield the bank holidays of England that come round each year (Banking and Financial Dealings Act 1971)."""
    easter = _easter(year)
    yield from (easter - timedelta(days=2), easter + timedelta(days=1))
    yield from (_monday_from(date(year, 5, 1)), _monday_from(date(year, 5, 25)), _monday_from(date(year, 8, 25)))
    yield from (_in_lieu(date(year, 1, 1)), _in_lieu(date(year, 12, 25)), _in_lieu(date(year, 12, 26), after=1))


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _in_lieu(day: date, *, after: int = 0) -> date:
    """Return the working day that a holiday on a weekend is moved to; Boxing Day's comes after Christmas Day's."""
    if day.weekday() < 5:
        return day if not after or day.weekday() != 0 else day + timedelta(days=after)
    return day + timedelta(days=2) if after else day + timedelta(days=7 - day.weekday())


def _easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
