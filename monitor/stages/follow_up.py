"""Say what follows from what somebody was told, now that an outcome is as it is. Pure."""

from collections.abc import Mapping
from typing import Final

from monitor.model.alert import AlertType
from monitor.model.outcome import RANK, Outcome, Status
from monitor.stages.fitting import fit
from monitor.stages.rules import is_live

STATUS: Final = "status"
EVENT: Final = "event"
WAS: Final = "was:"


def told_of(outcome: Outcome) -> dict[str, str]:
    """Return what an alert about this outcome tells: each grade, the grade before, the status and the event."""
    before = {f"{WAS}{move.judgement}": move.before for move in outcome.moves if move.before is not None}
    return {**outcome.grades, **before, STATUS: outcome.status.value, EVENT: outcome.event.value}


def grades_told(told: Mapping[str, str]) -> dict[str, str]:
    """Return the grades that an alert told, without what it said of the status, the event and the grades before."""
    return {key: value for key, value in told.items() if key not in (STATUS, EVENT) and not key.startswith(WAS)}


def before_told(told: Mapping[str, str]) -> dict[str, str]:
    """Return the grades before that an alert told."""
    return {key.removeprefix(WAS): value for key, value in told.items() if key.startswith(WAS)}


def follow_up(told: Mapping[str, str], after: Outcome, *, may_update: bool) -> AlertType | None:
    """Return the follow-up that is due to somebody who was last told this, or None.

    A correction is due to everyone who was told what no longer holds: a grade, a grade before, that it stands at all,
    or that nobody contradicts it. An update, where the rules ask for one (`may_update`), says that the outcome became
    surer, or that more grades became known.
    """
    was = Status(told[STATUS])
    if is_live(was) != is_live(after.status):
        return AlertType.OUTCOME_CORRECTED
    if not is_live(after.status):
        return None
    is_newly_disputed = after.status is Status.DISPUTED and was is not Status.DISPUTED
    if is_newly_disputed or contradicted(told, after):
        return AlertType.OUTCOME_CORRECTED
    is_surer = RANK[after.status] > RANK[was]
    tells_more = bool(set(after.grades) - set(grades_told(told)))
    return AlertType.OUTCOME_UPDATED if may_update and (is_surer or tells_more) else None


def contradicted(told: Mapping[str, str], after: Outcome) -> tuple[str, ...]:
    """Return the judgements of which something was told that no longer holds."""
    before = {move.judgement: move.before for move in after.moves}
    wrong = [key for key, grade in grades_told(told).items() if not _holds(key, grade, after)]
    wrong += [key for key, grade in before_told(told).items() if before.get(key) not in (None, grade)]
    return tuple(dict.fromkeys(wrong))


def _holds(key: str, grade: str, after: Outcome) -> bool:
    if key in after.grades:
        return after.grades[key] == grade
    # "Children in care" told by the press is the report's "children in care and care leavers", and the other way round.
    fitted = fit({key: grade}, after.framework)
    return any(after.grades.get(other) == same for other, same in fitted.items())
