"""Look a grade up in the shipped ledger: was it news on the day of the text, or long known?

Where the text names days or months, with or without a year, they are looked up too: inspectors came "in March", and
the report is of "Friday, July 12".

The ledger ends some day. Of texts of after that day it says only that a grade was given within the year before, since
no council is inspected again so soon. Of texts that tell no more than a year it is silent on what may come after its
end: in that year already, the next inspection may be the one that is told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Final, NamedTuple

from monitor.model.inspection import Published
from monitor.stages.detect.times import Time

ON_RECORD: Final = "the ledger "  # how each piece of its evidence begins
_FROM: Final = 2014  # the year from which on the ledger has all full inspections
_FRESH: Final = timedelta(days=14)
_RECENT: Final = timedelta(days=60)  # a report that came so shortly before is what the text tells
_A_YEAR: Final = timedelta(days=365)
_SINCE: Final = timedelta(days=366)  # "in March" is the last one
_SURELY: Final = ", with year or weekday"
_AGES: Final = (
    (timedelta(days=120), "for some weeks"),
    (_A_YEAR, "for some months"),
    (timedelta(days=730), "for over a year"),
)


class Moment(NamedTuple):
    """When a text appeared: its day; where that is not known, the latest year that it or its address names."""

    day: date | None
    year: int | None = None
    times: frozenset[Time] = frozenset()  # that the text names
    give: timedelta = timedelta(days=3)  # by which the report may be of after that day: an embargoed story, a day off


class Record:
    """The overall grades that were published, by authority (la_code). Build it once; it is immutable."""

    def __init__(self, published: Iterable[Published] = ()) -> None:
        self._by_code: dict[str, list[Published]] = defaultdict(list)
        self._until = date.min
        for one in sorted(published, key=_day_of):
            self._by_code[one.la_code].append(one)
            self._until = max(self._until, one.published)

    def on_grade(
        self, la_code: str, grade: str, others: Iterable[str], moment: Moment, year: int | None = None
    ) -> Iterator[str]:
        """Yield what the record has on an overall grade of an authority.

        `others` are its other grades in the text, `year` is the one that stands beside the grade.
        """
        known = self._by_code.get(la_code, ())
        own = [one for one in known if one.grade == grade]
        rest = [one for one in known if one.grade != grade]
        named = set(_named(own, moment))
        if moment.day is not None:
            # Where a text names a time when the grade was given, its day may be that one, and not its own.
            is_covered = moment.day <= self._until
            yield from _on_day(known, grade, moment.day, moment.give, is_covered=is_covered, has_it=bool(named))
        elif moment.year is None or moment.year <= self._until.year:
            yield from self._undated(own, rest, frozenset(others), moment.year)
        yield from _on_times(named, rest, moment)
        if year is not None and year >= _FROM:
            if any(year in _years(one) for one in own):
                yield f"{ON_RECORD}has it of the year beside it"
            elif any(year in _years(one) for one in rest):
                yield f"{ON_RECORD}has another grade of the year beside it"

    def _undated(
        self, own: Collection[Published], rest: Collection[Published], others: Collection[str], year: int | None
    ) -> Iterator[str]:
        """Yield what the record has on a grade in a text that names no later year than `year`."""
        days = [one.published for one in own]
        rivals = [one.published for one in rest if one.grade in others]
        if days and rivals:
            yield f"{ON_RECORD}has {'another grade of the text' if rivals[-1] > days[-1] else 'it'} last"
        if year is None:
            return
        if any(day.year == year for day in days):
            yield f"{ON_RECORD}has it of the latest year"
        elif days and days[0].year < year < self._until.year:
            yield f"{ON_RECORD}has it of an earlier year"
        later = [one for one in (*own, *rest) if one.published.year > year]
        if later:
            is_own = min(later, key=_day_of) in own
            yield f"{ON_RECORD}has {'it' if is_own else 'another grade'} next after the latest year"

    def on_area(self, la_code: str, moment: Moment) -> Iterator[str]:
        """Yield what the record has on the grade of an area of an authority."""
        if moment.day is not None and any(
            _is_recent(one, moment.day, moment.give) for one in self._by_code.get(la_code, ())
        ):
            yield f"{ON_RECORD}has an inspection just published"


def _on_day(
    known: Collection[Published], grade: str, day: date, give: timedelta, *, is_covered: bool, has_it: bool
) -> Iterator[str]:
    recent = [one for one in known if one.grade == grade and _is_recent(one, day, give)]
    if recent:
        yield f"{ON_RECORD}has it as published {'just now' if day - recent[-1].published <= _FRESH else 'lately'}"
        return
    before = [one for one in known if one.published <= day - _RECENT]
    if before and before[-1].grade == grade:
        age = day - before[-1].published
        if not is_covered and age > _A_YEAR:
            return
        yield f"{ON_RECORD}has had it {next((said for most, said in _AGES if age <= most), 'for years')}"
    elif is_covered and any(one.grade == grade for one in before):
        yield f"{ON_RECORD}has it of an earlier inspection"
    elif is_covered and known and day.year > _FROM and not has_it:
        yield f"{ON_RECORD}never had it before"


def _is_recent(one: Published, day: date, give: timedelta) -> bool:
    return -give <= day - one.published <= _RECENT


def _on_times(named: Collection[str], rest: Iterable[Published], moment: Moment) -> Iterator[str]:
    """Yield whether a text names times of the inspections that gave a grade, or only of those that gave others."""
    for what in sorted(named):
        yield f"{ON_RECORD}has {what}"
    if not named and any(_named(rest, moment)):
        yield f"{ON_RECORD}has another grade at a time that the text names"


def _named(inspections: Iterable[Published], moment: Moment) -> Iterator[str]:
    """Yield which days and months of inspections are among the times that a text names.

    Where it gives no year, those of the year before the text are meant; of any year where its day is not known.
    """
    for one, time in product(inspections, moment.times):
        for what, day in (("report", one.published), ("inspection", one.first_day), ("inspection", one.last_day)):
            if day is None or day.month != time.month or time.year not in {None, day.year}:
                continue
            age = moment.day - day if moment.day is not None else None
            if age is not None and (age < -moment.give or (time.year is None and age > _SINCE)):
                continue
            if time.weekday is not None and (time.day != day.day or time.weekday != day.weekday()):
                continue  # a day of another year
            when = "on a day" if time.day == day.day else "in a month"
            is_sure = time.year is not None or time.weekday is not None
            yield f"its {what} {when} that the text names{_SURELY if is_sure else ''}"


def _years(inspection: Published) -> set[int]:
    return {day.year for day in (inspection.published, inspection.last_day) if day is not None}


def _day_of(inspection: Published) -> date:
    return inspection.published
