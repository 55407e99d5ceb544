"""Reconcile the whole set of evidence of one authority."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from monitor.model.authority import Authority
from monitor.model.inspection import Inspection
from monitor.model.outcome import Outcome, PressEvidence, Question, ReportEvidence, Status, Verdict
from monitor.stages.reconcile.drafts import Draft, draft, standing
from monitor.stages.reconcile.identity import Identified, identified, sentence_of_known, withdrawn
from monitor.stages.reconcile.matching import Group, grouped
from monitor.stages.reconcile.official import Official, officials
from monitor.stages.reconcile.questions import of_ledger, of_outcomes, of_overall


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
    code = authority.la_code
    known = officials((one for one in reports if one.la_code == code), (one for one in ledger if one.la_code == code))
    groups = grouped((piece for piece in press if piece.la_code == code and piece.grades), known)
    names = tuple(one.name for one in predecessors)
    drafted = [(group, draft(group, authority=authority, officials=known, came_from=names)) for group in groups]
    mine = [one for one in stored if one.la_code == code]
    pairs = identified([found for _, found in drafted if found is not None], mine)
    outcomes = [_settled(pair, verdicts, now=now, mint=mint) for pair in pairs]
    by_id = {outcome.id: outcome for outcome in outcomes}
    in_ledger = _only_known(drafted, pairs)
    telling = {article: sentence_of_known(found.outcome) for article, found in in_ledger.items()}
    every = [*outcomes, *withdrawn(mine, by_id, telling)]
    return Reconciled(
        outcomes=tuple(sorted(every, key=lambda one: (one.effective, one.detected_at, one.id))),
        inspections=_inspections(known, outcomes),
        questions=(
            *of_outcomes(pairs, outcomes, verdicts),
            *of_ledger(code, authority.name, known),
            *of_overall(code, authority.name, drafted),
        ),
        known={article: found.outcome.end for article, found in in_ledger.items() if found.outcome.end is not None},
    )


def _settled(pair: Identified, verdicts: Sequence[Verdict], *, now: datetime, mint: Callable[[], str]) -> Outcome:
    """Return the outcome with its id, its dates of detection, and what a person decided."""
    ids = {*pair.merged, *([pair.stored.id] if pair.stored is not None else [])}
    about = [verdict for verdict in verdicts if verdict.outcome in ids]
    outcome = standing(pair.draft, max(reversed(about), key=lambda verdict: verdict.at, default=None))
    if pair.stored is None:
        return replace(outcome, id=mint(), detected_at=now)
    first_seen = outcome.first_seen if outcome.evidence else pair.stored.first_seen
    return replace(outcome, id=pair.stored.id, detected_at=pair.stored.detected_at, first_seen=first_seen)


def _only_known(drafted: Iterable[tuple[Group, Draft | None]], pairs: Iterable[Identified]) -> dict[str, Draft]:
    outcomes = [pair.draft for pair in pairs]
    return {
        piece.article: found
        for group, found in drafted
        if found is not None and found.is_silent and not any(found is one for one in outcomes)
        for piece in group.press
    }


def _inspections(known: Sequence[Official], outcomes: Iterable[Outcome]) -> tuple[Inspection, ...]:
    """Return the official inspections; one that a person rejected as read wrongly gives way to its row."""
    rejected = {outcome.end for outcome in outcomes if outcome.status is Status.REJECTED}
    kept = [one.row if one.inspection.end in rejected and one.files else one.inspection for one in known]
    return tuple(one for one in kept if one is not None)
