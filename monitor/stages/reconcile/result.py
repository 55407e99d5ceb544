"""Reconcile the whole set of evidence of one authority."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from monitor.model.authority import Authority
from monitor.model.inspection import Inspection
from monitor.model.outcome import Outcome, PressEvidence, Question, ReportEvidence, Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciled:
    """What the whole set of evidence of one authority amounts to.

    `outcomes` are all of the authority's, also the rejected and the withdrawn, oldest first; each has its id.
    `inspections` are the official ones (shipped ledger, and reports read here), oldest first: ratings derive from them.
    `known` says which articles tell only of an inspection that the shipped ledger has: article id -> last day on site.
    """

    outcomes: tuple[Outcome, ...]
    inspections: tuple[Inspection, ...]
    questions: tuple[Question, ...] = ()
    known: Mapping[str, date] = field(default_factory=dict)


def reconcile(
    *,
    authority: Authority,
    press: Sequence[PressEvidence],
    reports: Sequence[ReportEvidence],
    ledger: Sequence[Inspection],
    stored: Sequence[Outcome],
    verdicts: Sequence[Verdict],
    now: datetime,
    mint: Callable[[], str],
    predecessors: Sequence[Authority] = (),
) -> Reconciled:
    """Return the outcomes, inspections and questions of one authority.

    `press` are the latest revisions of all articles that tell a result as news, `reports` all report files read,
    `ledger` the shipped inspections (of others too: they are passed over), `stored` all outcomes of the authority,
    `predecessors` the abolished authorities it came from, for the explanation. `mint` is called once for a new outcome.
    """
    raise NotImplementedError
