"""England at a glance: the grade of every authority on a day, and how many stood at each grade over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from monitor.model.authority import Authority
from monitor.model.inspection import Inspection, Rating
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.tools import Tools
from monitor.stages.over_time import Spell, counts, quarter_ends, spells

FIRST_DAY: Final = date(2013, 12, 31)  # the first reports of the single inspection framework came out in late 2013


@dataclass(frozen=True, kw_only=True, slots=True)
class Graded:
    """A current authority on the map; `rating` is None where no grade stood."""

    authority: Authority
    rating: Rating | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OverTime:
    """How many authorities stood at each grade at the end of each quarter."""

    days: tuple[date, ...]
    counts: tuple[Mapping[str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Kept:
    """The ledger as it was last seen, with what was counted in it: one value, as several pages are made at a time."""

    inspections: Sequence[Inspection]
    spells: tuple[Spell, ...]
    counted: dict[tuple[str, str | None, date], OverTime]


class England:
    """Reads the ledger as a whole."""

    def __init__(self, tools: Tools, log: Log) -> None:
        self._log = log
        self.authorities = tuple(sorted((one for one in tools.by_la_code.values() if one.is_current), key=_name))
        self.regions = tuple(sorted({one.region for one in self.authorities}))
        self._kept = _Kept(inspections=(), spells=(), counted={})

    def on(self, day: date, judgement: str) -> tuple[Graded, ...]:
        """Return every current authority with its grade on a day, by name."""
        standing = {
            one.la_code: one
            for spell in self._now().spells
            if spell.covers(day)
            for one in spell.ratings
            if one.judgement == judgement
        }
        return tuple(Graded(authority=one, rating=standing.get(one.la_code)) for one in self.authorities)

    def over_time(self, judgement: str, region: str | None = None) -> OverTime:
        """Return the counts over all years, of one region where it is given."""
        kept, last = self._now(), max(self._log.as_published_to(), FIRST_DAY)
        wanted = (judgement, region, last)
        known = kept.counted.get(wanted)
        if known is None:
            days = quarter_ends(FIRST_DAY, last)
            codes = frozenset(one.la_code for one in self.authorities if region in (None, one.region))
            known = OverTime(days=days, counts=counts(kept.spells, days, judgement=judgement, la_codes=codes))
            kept.counted[wanted] = known
        return known

    def _now(self) -> "_Kept":
        inspections, kept = self._log.inspections(Wanted()), self._kept
        if inspections != kept.inspections:
            kept = self._kept = _Kept(inspections=inspections, spells=spells(inspections), counted={})
        return kept


def _name(one: Authority) -> str:
    return one.name
