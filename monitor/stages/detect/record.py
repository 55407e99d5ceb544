"""Look a grade up in the shipped ledger: was it news on the day of the text, or long known?

The ledger ends some day. Of texts of after that day it says only that a grade was given within the year before, since
no council is inspected again so soon. Of texts that tell no more than a year it is silent on what may come after its
end: in that year already, the next inspection may be the one that is told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from monitor.model.inspection import Published

ON_RECORD: Final = "the ledger "  # how each piece of its evidence begins
_EARLY: Final = timedelta(days=3)  # an embargoed story, or one dated a day off
_FRESH: Final = timedelta(days=14)
_RECENT: Final = timedelta(days=60)  # a report that came so shortly before is what the text tells
_A_YEAR: Final = timedelta(days=365)
_AGES: Final = (
    (timedelta(days=120), "for some weeks"),
    (_A_YEAR, "for some months"),
    (timedelta(days=730), "for over a year"),
)


class Moment(NamedTuple):
    """When a text appeared: its day; where that is not known, the latest year that it or its address names."""

    day: date | None
    year: int | None = None


class Record:
    """The overall grades that were published, by authority (la_code). Build it once; it is immutable."""

    def __init__(self, published: Iterable[Published] = ()) -> None:
        self._by_code: dict[str, list[Published]] = defaultdict(list)
        self._until = date.min
        for one in sorted(published):
            self._by_code[one.la_code].append(one)
            self._until = max(self._until, one.published)

    def on_grade(self, la_code: str, grade: str, others: Iterable[str], moment: Moment) -> Iterator[str]:
        """Yield what the record has on an overall grade of an authority. `others` are its other grades in the text."""
        known = self._by_code.get(la_code, ())
        if moment.day is not None:
            yield from _on_day(known, grade, moment.day, is_covered=moment.day <= self._until)
            return
        if moment.year is not None and moment.year > self._until.year:
            return
        days = [one.published for one in known if one.grade == grade]
        other = frozenset(others)
        rivals = [one.published for one in known if one.grade in other]
        if days and rivals:
            yield f"{ON_RECORD}has {'another grade of the text' if rivals[-1] > days[-1] else 'it'} last"
        if days and moment.year is not None:
            if any(day.year == moment.year for day in days):
                yield f"{ON_RECORD}has it of the latest year"
            elif days[0].year < moment.year < self._until.year:
                yield f"{ON_RECORD}has it of an earlier year"

    def on_area(self, la_code: str, moment: Moment) -> Iterator[str]:
        """Yield what the record has on the grade of an area of an authority."""
        if moment.day is not None and any(_is_recent(one, moment.day) for one in self._by_code.get(la_code, ())):
            yield f"{ON_RECORD}has an inspection just published"


def _on_day(known: Collection[Published], grade: str, day: date, *, is_covered: bool) -> Iterator[str]:
    recent = [one for one in known if one.grade == grade and _is_recent(one, day)]
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


def _is_recent(one: Published, day: date) -> bool:
    return -_EARLY <= day - one.published <= _RECENT
