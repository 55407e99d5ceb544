"""Find the days and months that a text names, with or without their year."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from monitor.stages.detect.cues import asked_for
from monitor.stages.detect.frame_cues import MONTHS
from monitor.stages.detect.marked import Marked

_HEADS: Final = asked_for(" ".join(MONTHS))
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FARTHEST_BEFORE: Final = 40  # characters: "wednesday, 13th to 24th of "
_NAMES: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY: Final = r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO: Final = r"\s?(?:[-\u2013]|to|and)\s?"
_MONTH: Final = re.compile(rf"(?:{_NAMES})\b\.?", re.ASCII)
_DAY_AFTER: Final = re.compile(rf"\s{_DAY}\b(?:{_TO}{_DAY}\b)?", re.ASCII)
_YEAR_AFTER: Final = re.compile(r",?\s(?:of\s)?(20[0-3]\d)\b", re.ASCII)
_DAY_BEFORE: Final = re.compile(rf"(?<![\d£.,/]){_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?$", re.ASCII)
_WEEKDAY_BEFORE: Final = re.compile(
    rf"\b(?=({'|'.join(_WEEKDAYS)}))(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s?\(?(?:the\s)?$",
    re.ASCII,
)
_MAY: Final = 5
# "It may": the month is one where a day or a year stands by it, or a word that leads to a time.
_BEFORE_A_TIME: Final = re.compile(r"\b(?:in|of|last|this|since|from|until|till|by|between|and|to|early|mid|late)[ -]$")


class Time(NamedTuple):
    """A day or a month that a text names; the year and the day of the week (Monday is 0) where it says them."""

    month: int
    day: int | None = None
    year: int | None = None
    weekday: int | None = None


def month_places(marked: Marked) -> list[int]:
    """Return the offsets at which words start that begin like the name of a month."""
    return [place for head in _HEADS & marked.starts.keys() for place in marked.starts[head]]


def times(marked: Marked) -> frozenset[Time]:
    """Return the days and months that a text names. Of "13 to 24 March" it names both days."""
    return frozenset(time for place in month_places(marked) for time in _at(marked, place))


def is_of_day(time: Time, day: date) -> bool:
    """Tell whether a time that a text names is a day, as the line with its own date is."""
    return time.day == day.day and time.month == day.month and time.year in {None, day.year}


def _at(marked: Marked, place: int) -> Iterator[Time]:
    """Yield the days that are named with the month at an offset, or the month; nothing where none stands there."""
    plain = marked.plain
    name = _MONTH.match(plain, place)
    if name is None or not marked.text[place].isupper():
        return
    month, end = MONTHS[name.group().rstrip(".")], name.end()
    before = plain[max(0, place - _FARTHEST_BEFORE) : place]
    if days := _DAY_BEFORE.search(before):
        before = before[: days.start()]
    elif days := _DAY_AFTER.match(plain, end):
        end = days.end()
    found = _YEAR_AFTER.match(plain, end)
    year = int(found[1]) if found is not None else None
    if days is None:
        if month != _MAY or year is not None or _BEFORE_A_TIME.search(before):
            yield Time(month, None, year)
        return
    first, last = days.groups()
    weekday = _WEEKDAY_BEFORE.search(before) if last is None else None
    yield Time(month, int(first), year, _WEEKDAYS.index(weekday[1]) if weekday is not None else None)
    if last is not None:
        yield Time(month, int(last), year)
