"""What stood when: the spells during which an authority's grades stood, and how many stood at each grade. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.model.inspection import Inspection, Rating
from monitor.stages.ratings import ratings


@dataclass(frozen=True, kw_only=True, slots=True)
class Spell:
    """The grades of one authority from the day of one publication up to the next (None: they stand)."""

    la_code: str
    since: date
    until: date | None
    ratings: tuple[Rating, ...]

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def spells(inspections: Iterable[Inspection]) -> tuple[Spell, ...]:
    """Return every spell of every authority, each authority's oldest first."""
    by_authority: dict[str, list[Inspection]] = {}
    for one in inspections:
        by_authority.setdefault(one.la_code, []).append(one)
    return tuple(spell for la_code, mine in by_authority.items() for spell in _spells(la_code, mine))


def _spells(la_code: str, inspections: Sequence[Inspection]) -> Iterable[Spell]:
    days = sorted({one.published for one in inspections})
    for since, until in zip(days, [*days[1:], None], strict=True):
        yield Spell(la_code=la_code, since=since, until=until, ratings=ratings(inspections, as_of=since))


def quarter_ends(first: date, last: date) -> tuple[date, ...]:
    """Return the last day of every quarter that begins between two days, and `last` itself at the end."""
    days = (
        date(year, month, 1) - timedelta(days=1) for year in range(first.year, last.year + 2) for month in (1, 4, 7, 10)
    )
    return (*(day for day in days if first <= day < last), last)


def counts(
    found: Iterable[Spell], days: Sequence[date], *, judgement: str, la_codes: frozenset[str]
) -> tuple[Mapping[str, int], ...]:
    """Return for each day how many of these authorities stood at each grade of a judgement."""
    tallies: tuple[Counter[str], ...] = tuple(Counter() for _ in days)
    for spell in found:
        grade = next((one.grade for one in spell.ratings if one.judgement == judgement), None)
        if grade is None or spell.la_code not in la_codes:
            continue
        for day, tally in zip(days, tallies, strict=True):
            if spell.covers(day):
                tally[grade] += 1
    return tallies
