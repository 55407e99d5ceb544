"""Draft the outcome of one group of evidence, without an id. Pure: what it says depends on the evidence alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from monitor.model.authority import Authority
from monitor.model.framework import OVERALL
from monitor.model.inspection import Inspection
from monitor.model.outcome import (
    Decision,
    Evidence,
    Move,
    Outcome,
    PressEvidence,
    ReportEvidence,
    Status,
    Verdict,
)
from monitor.stages.fitting import gives_overall, likely_editions
from monitor.stages.moves import direction_of, event_of, moves, predecessor
from monitor.stages.reconcile.evidence import of_files, of_press
from monitor.stages.reconcile.explain import Grounds, explanation, flags
from monitor.stages.reconcile.matching import Group, days_of
from monitor.stages.reconcile.official import Official
from monitor.stages.reconcile.witnesses import Weighed, outlet_of, weighed


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An outcome without an id.

    `is_silent` says that the shipped ledger has the inspection and nothing read here differs from it: it becomes an
    outcome only where one is stored already. `latest_report` is when the last report file was first seen, None without
    a report; `latest_seen` is when the last piece of evidence was.
    """

    outcome: Outcome
    grounds: Grounds
    is_silent: bool = False
    latest_report: datetime | None = None
    latest_seen: datetime | None = None


def draft(
    group: Group, *, authority: Authority, officials: Sequence[Official], came_from: Sequence[str]
) -> Draft | None:
    """Return the outcome that this evidence makes, or None where nothing of what it tells can be believed."""
    inspections = [one.inspection for one in officials]
    if group.official is not None:
        return _of_official(group, group.official, authority, inspections, came_from)
    return _of_press(group, authority, inspections, came_from)


def standing(found: Draft, verdict: Verdict | None) -> Outcome:
    """Return the outcome as a person's latest verdict on it leaves it; a report that came later overrules it."""
    outcome = found.outcome
    if verdict is None or verdict.decision is Decision.REOPEN:
        return outcome
    if verdict.decision is Decision.CONFIRM:
        if outcome.status is Status.CONFIRMED:
            return outcome
        status = Status.CONFIRMED
    elif found.latest_report is not None and found.latest_report > verdict.at:
        return replace(outcome, flags=(*outcome.flags, f"{verdict.who} had rejected it before the report came."))
    else:
        status = Status.REJECTED
    grounds = replace(found.grounds, status=status, verdict=verdict)
    return replace(outcome, status=status, explanation=explanation(grounds, outcome.moves))


def unbelieved(group: Group) -> tuple[PressEvidence, ...]:
    """Return the articles that tell an overall grade of an inspection that can't have one."""
    return tuple(piece for piece in group.press if OVERALL in piece.grades and _has_no_overall(group))


def _has_no_overall(group: Group) -> bool:
    edition = _edition(group)
    return edition is not None and not gives_overall(edition)


def _edition(group: Group) -> str | None:
    """Return the edition of an inspection, None where the press has told it and its days leave the edition open."""
    if group.official is not None:
        return group.official.inspection.framework
    likely = likely_editions(group.press[0].published, _days(group))
    return likely[0] if len(likely) == 1 else None


def _days(group: Group) -> tuple[date, date] | None:
    said = [piece.when for piece in group.press if days_of(piece.when) is not None]
    return days_of(max(said, key=lambda when: len(when or ""), default=None))


def _of_official(
    group: Group,
    official: Official,
    authority: Authority,
    inspections: Sequence[Inspection],
    came_from: Sequence[str],
) -> Draft:
    inspection = official.inspection
    said = weighed(group.press, inspection.framework)
    before = predecessor(inspections, first_day=inspection.first_day)
    grounds = Grounds(
        authority=authority,
        status=Status.CONFIRMED,
        before=before,
        came_from=tuple(came_from),
        said=said,
        official=official,
        grades=inspection.grades,
        unbelieved=_unbelieved_outlets(group),
    )
    outcome = _outcome(
        grounds,
        found=_moves(grounds, inspection.framework),
        evidence=(*of_files(official.files), *of_press(said, inspection.grades, inspection.framework)),
        first_seen=_first_seen(official.files, group.press),
    )
    return Draft(
        outcome=outcome,
        grounds=grounds,
        is_silent=official.row is not None and not official.corrects_row,
        latest_report=max((file.first_seen for file in official.files), default=_noon(inspection.published)),
        latest_seen=_last_seen(official.files, group.press),
    )


def _of_press(
    group: Group, authority: Authority, inspections: Sequence[Inspection], came_from: Sequence[str]
) -> Draft | None:
    edition = _edition(group)
    said = weighed(group.press, edition)
    if not said.grades:
        return None
    told = group.press[0].published
    grounds = Grounds(
        authority=authority,
        status=_status(said),
        before=predecessor([one for one in inspections if one.published <= told], first_day=told),
        came_from=tuple(came_from),
        said=said,
        official=None,
        grades=said.grades,
        unbelieved=_unbelieved_outlets(group),
        may_lack_overall=OVERALL in said.grades and _may_lack_overall(group),
    )
    outcome = _outcome(
        grounds,
        found=_moves(grounds, edition),
        evidence=of_press(said, said.grades, edition),
        first_seen=_first_seen((), group.press),
        edition=edition,
        told=told,
    )
    return Draft(outcome=outcome, grounds=grounds, latest_seen=_last_seen((), group.press))


def _may_lack_overall(group: Group) -> bool:
    likely = likely_editions(group.press[0].published, _days(group))
    return not all(gives_overall(key) for key in likely)


def _unbelieved_outlets(group: Group) -> tuple[tuple[str, str], ...]:
    return tuple((outlet_of(piece), piece.grades[OVERALL]) for piece in unbelieved(group))


def _status(said: Weighed) -> Status:
    if said.disputed:
        return Status.DISPUTED
    return Status.CORROBORATED if said.corroborated else Status.REPORTED


def _moves(grounds: Grounds, edition: str | None) -> tuple[Move, ...]:
    # Of a council that is new, a text's "previous grade" is the old county's: context, never a grade before.
    is_new = grounds.before is None and bool(grounds.came_from)
    stated = {} if is_new else {key: grade for key, (grade, _) in grounds.said.previous.items()}
    return moves(grounds.before, grounds.grades, framework_key=edition, stated=stated)


def _outcome(
    grounds: Grounds,
    *,
    found: tuple[Move, ...],
    evidence: tuple[Evidence, ...],
    first_seen: datetime,
    edition: str | None = None,
    told: date | None = None,
) -> Outcome:
    inspection = grounds.official.inspection if grounds.official is not None else None
    effective = inspection.published if inspection is not None else told
    assert effective is not None
    return Outcome(
        id="",
        la_code=grounds.authority.la_code,
        framework=inspection.framework if inspection is not None else edition,
        inspection_type=inspection.inspection_type if inspection is not None else None,
        start=inspection.start if inspection is not None else None,
        end=inspection.end if inspection is not None else None,
        published=inspection.published if inspection is not None else None,
        effective=effective,
        event=event_of(found),
        direction=direction_of(found),
        status=grounds.status,
        moves=found,
        evidence=evidence,
        explanation=explanation(grounds, found),
        first_seen=first_seen,
        detected_at=first_seen,
        flags=flags(grounds, found),
        corrects_ledger=grounds.official is not None and grounds.official.corrects_row,
    )


def _first_seen(files: Sequence[ReportEvidence], press: Sequence[PressEvidence]) -> datetime:
    seen = [*(file.first_seen for file in files), *(piece.first_seen for piece in press)]
    return min(seen) if seen else datetime.max.replace(tzinfo=UTC)


def _last_seen(files: Sequence[ReportEvidence], press: Sequence[PressEvidence]) -> datetime | None:
    seen = [*(file.first_seen for file in files), *(piece.first_seen for piece in press)]
    return max(seen, default=None)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
