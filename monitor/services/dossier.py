"""Everything about one authority: its inspections and visits through the years, who is like it, what is watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.model.authority import Authority
from monitor.model.inspection import Rating
from monitor.services.log import Log
from monitor.services.log_data import ArticleData, SourceData, Wanted
from monitor.services.tools import Tools
from monitor.stages.outcome_data import OutcomeData, VisitData
from monitor.stages.ratings import Step, history, ratings


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspected:
    """An inspection with its moves, and the outcome that told of it; None where it is in the shipped ledger only."""

    step: Step
    outcome: OutcomeData | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbour:
    """A statistical neighbour with its standing overall grade, None where it has none."""

    authority: Authority
    rating: Rating | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """`waiting` are outcomes that no official inspection stands behind (yet); lists are newest first."""

    authority: Authority
    predecessors: tuple[Authority, ...]
    successors: tuple[Authority, ...]
    standing: tuple[Rating, ...]
    inspected: tuple[Inspected, ...]
    waiting: tuple[OutcomeData, ...]
    visits: Sequence[VisitData]
    neighbours: tuple[Neighbour, ...]
    articles: Sequence[ArticleData]
    sources: tuple[SourceData, ...]  # the council's own
    others: int  # enabled sources that watch all authorities


class Dossiers:
    """Gathers what the log holds of one authority."""

    def __init__(self, tools: Tools, log: Log) -> None:
        self._tools = tools
        self._log = log

    def of(self, la_code: str, *, today: date, articles: int) -> Dossier | None:
        """Return the dossier of an authority, None where there is none of this code."""
        authority = self._tools.by_la_code.get(la_code)
        if authority is None:
            return None
        mine = Wanted(la_codes=(la_code,))
        outcomes = self._log.outcomes(mine)
        inspections = self._log.inspections(mine)
        by_end = {one["inspection"]["end"]: one for one in outcomes if one["inspection"]["end"]}
        steps = [
            Inspected(step=one, outcome=by_end.get(one.inspection.end.isoformat())) for one in history(inspections)
        ]
        told = {one.outcome["id"] for one in steps if one.outcome is not None}
        sources = self._log.sources()
        own = {source.id for source in self._tools.sources.values() if source.authority == la_code}
        elsewhere = [one for one in self._tools.enabled if one.authority is None]
        codes = self._tools.by_la_code
        return Dossier(
            authority=authority,
            predecessors=tuple(codes[code] for code in authority.predecessors),
            successors=tuple(one for one in codes.values() if la_code in one.predecessors),
            standing=ratings(inspections, as_of=today),
            inspected=tuple(reversed(steps)),
            waiting=tuple(one for one in outcomes if one["id"] not in told),
            visits=self._log.visits(mine),
            neighbours=self._neighbours(la_code, today),
            articles=self._log.articles(Wanted(la_codes=(la_code,), limit=articles)),
            sources=tuple(one for one in sources if one["id"] in own),
            others=len(elsewhere),
        )

    def _neighbours(self, la_code: str, today: date) -> tuple[Neighbour, ...]:
        near = self._tools.baseline.neighbours.get(la_code, ())
        standing = {
            one.la_code: one
            for one in ratings(self._log.inspections(Wanted(la_codes=near)), as_of=today)
            if one.judgement == "overall"
        }
        return tuple(Neighbour(authority=self._tools.by_la_code[code], rating=standing.get(code)) for code in near)
