"""Decide who must be told what. Pure: an outcome, what was told of it and to whom, and the rules give the alerts.

For each recipient by itself: one first alert for life; later only what follows from the last thing that recipient was
told. What was never attempted is superseded rather than followed by a correction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from monitor.model.alert import Alert, AlertRule, AlertType, Delivery, DeliveryState
from monitor.model.authority import Authority
from monitor.model.outcome import Outcome, Question, Status, Visit
from monitor.stages.follow_up import follow_up, told_of
from monitor.stages.rules import (
    EVENT_OF,
    FIRST_TYPES,
    TYPE_OF,
    Policy,
    Recipient,
    event_name,
    is_live,
    wants_authority,
    wants_notice,
    wants_outcome,
)

__all__ = ["Decided", "Planned", "Policy", "Recipient", "Told", "decide_notice", "decide_outcome", "decide_visit"]

FOUND_LATE: Final = "found late"
LATE_QUESTION: Final = "found-late"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An alert already made about the same subject, with its deliveries. One without deliveries is in the log only."""

    alert: Alert
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """An alert to be stored, with one delivery for each recipient; without recipients it goes to the log only."""

    alert: Alert
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What must be stored: new alerts, ids of deliveries (none ever attempted) to supersede, questions for a person."""

    planned: tuple[Planned, ...] = ()
    supersede: tuple[str, ...] = ()
    questions: tuple[Question, ...] = field(default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Case:
    """Everything that one decision depends on."""

    after: Outcome
    before: Outcome | None
    authority: Authority
    told: Sequence[Told]
    policy: Policy
    first_pass: bool
    undated: bool
    now: datetime

    def is_ageless(self) -> bool:
        """Whether it may be of any age, and nobody vouches for it."""
        return self.undated and self.policy.max_age is not None and self.after.status is not Status.CONFIRMED

    def rules(self, outcome: Outcome, event: str) -> tuple[AlertRule, ...]:
        return tuple(rule for rule in self.policy.rules if wants_outcome(rule, outcome, self.authority, event=event))

    def wanted(self, outcome: Outcome, event: str) -> frozenset[Recipient]:
        return frozenset(self.policy.of(self.rules(outcome, event)))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Say:
    """What one recipient must be told, and what was waiting for it that this replaces. `type` None: nothing new."""

    type: AlertType | None = None
    note: str = ""
    supersede: tuple[str, ...] = ()


def decide_outcome(
    after: Outcome,
    *,
    before: Outcome | None,
    authority: Authority,
    told: Sequence[Told],
    policy: Policy,
    first_pass: bool,
    now: datetime,
    mint: Callable[[], str],
    undated: bool = False,
) -> Decided:
    """Return what an outcome that is new or has changed asks for.

    `before` is the outcome as it was stored, None for a new one. `told` are all alerts about it, oldest first.
    `first_pass` says that every piece of its evidence came at its source's first pass, `undated` that none of them
    gives its day either. `mint` gives ids for alerts.
    """
    case = _Case(
        after=after,
        before=before,
        authority=authority,
        told=told,
        policy=policy,
        first_pass=first_pass,
        undated=undated,
        now=now,
    )
    said = {recipient: _say(case, recipient) for recipient in policy.everyone()}
    planned = _grouped(case, said, mint)
    if not said and _is_news_for_the_log(case):
        planned = (Planned(alert=_alert(case, TYPE_OF[after.event], "", mint)),)
    return Decided(
        planned=planned,
        supersede=tuple(delivery for say in said.values() for delivery in say.supersede),
        questions=_late_question(case),
    )


def decide_visit(
    visit: Visit,
    *,
    authority: Authority,
    told: Sequence[Told],
    policy: Policy,
    first_pass: bool,
    now: datetime,
    mint: Callable[[], str],
    undated: bool = False,
) -> Decided:
    """Return the alert for a visit, once for each recipient for life.

    One older than `max_age` is recorded only; but a letter that is found after its source's first pass is sent late.
    """
    published = min(one.published for one in visit.evidence)
    is_late = policy.is_older(published, now) or (undated and policy.max_age is not None)
    is_letter_found = len(visit.evidence) == 1 and visit.evidence[0].is_report and not first_pass
    rules = [rule for rule in policy.rules if (not rule.events or "visit" in rule.events)]
    recipients = policy.of(rule for rule in rules if wants_authority(rule, authority))
    if told or not recipients or (is_late and not is_letter_found):
        return Decided()
    alert = Alert(
        id=mint(),
        type=AlertType.VISIT_PUBLISHED,
        subject=visit.id,
        created=now,
        told={"visit": visit.visit.value, "date": visit.date},
        note=FOUND_LATE if is_late else "",
    )
    return Decided(planned=(Planned(alert=alert, recipients=recipients),))


def decide_notice(
    alert_type: AlertType, *, subject: str, note: str, policy: Policy, now: datetime, mint: Callable[[], str]
) -> Planned:
    """Return the alert for something about the monitor itself (review, source, health, digest), by the rules."""
    rules = (rule for rule in policy.rules if wants_notice(rule, EVENT_OF[alert_type]))
    alert = Alert(id=mint(), type=alert_type, subject=subject, created=now, note=note)
    return Planned(alert=alert, recipients=policy.of(rules))


def _say(case: _Case, recipient: Recipient) -> _Say:
    past = [
        (told.alert, delivery)
        for told in case.told
        for delivery in told.deliveries
        if (delivery.channel, delivery.recipient) == (recipient.channel, recipient.address)
        and delivery.state is not DeliveryState.SUPERSEDED
    ]
    spoken = [alert for alert, delivery in past if _was_attempted(delivery)]
    waiting = [(alert, delivery) for alert, delivery in past if not _was_attempted(delivery)]
    due = _next(case, recipient, spoken, [alert for alert, _ in waiting])
    if waiting and due.type is waiting[-1][0].type and waiting[-1][0].told == told_of(case.after):
        return _Say()  # what waits will say exactly this
    return _Say(type=due.type, note=due.note, supersede=tuple(delivery.id for _, delivery in waiting))


def _was_attempted(delivery: Delivery) -> bool:
    """Return whether the recipient was told, or may have been; `held` is what may have been sent before a restore."""
    return delivery.body is not None or delivery.state in (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.HELD)


def _next(case: _Case, recipient: Recipient, spoken: Sequence[Alert], waiting: Sequence[Alert]) -> _Say:
    """Return what a recipient must be told, given what it was told and what (now open to change) waits for it."""
    if spoken:
        may_update = recipient in case.wanted(case.after, "updated")
        return _Say(type=follow_up(spoken[-1].told, case.after, may_update=may_update))
    if recipient not in case.wanted(case.after, event_name(case.after)):
        return _Say()
    if waiting:
        return _Say(type=_first_type(case.after), note=waiting[-1].note)
    return _first(case, recipient)


def _first_type(outcome: Outcome) -> AlertType:
    return AlertType.OUTCOME_CORRECTED if outcome.corrects_ledger else TYPE_OF[outcome.event]


def _first(case: _Case, recipient: Recipient) -> _Say:
    was_wanted = case.before is not None and recipient in case.wanted(case.before, event_name(case.before))
    if (was_wanted and _others_were_told(case)) or case.is_ageless():
        return _Say()  # a recipient that came later: no backlog
    if case.after.corrects_ledger:
        return _Say() if case.first_pass else _Say(type=AlertType.OUTCOME_CORRECTED)
    if not case.policy.is_older(case.after.effective, case.now):
        return _Say(type=_first_type(case.after))
    if case.first_pass or case.after.status is not Status.CONFIRMED:
        return _Say()
    if was_wanted and case.before is not None and case.before.status is Status.CONFIRMED:
        return _Say()  # it was old when it came, and was recorded only
    return _Say(type=_first_type(case.after), note=FOUND_LATE)


def _others_were_told(case: _Case) -> bool:
    return any(delivery.state is not DeliveryState.SUPERSEDED for told in case.told for delivery in told.deliveries)


def _late_question(case: _Case) -> tuple[Question, ...]:
    after = case.after
    is_late = not case.first_pass and case.policy.is_older(after.effective, case.now)
    is_held = (
        (is_late or case.is_ageless())
        and _has_fresh_evidence(case)
        and is_live(after.status)
        and after.status is not Status.CONFIRMED
        and not after.corrects_ledger
    )
    if not is_held:
        return ()
    why = "It is older than alerts may be" if is_late else "Nothing says when that came out"
    text = f"{after.explanation} {why}, and no report confirms it: tell people all the same?"
    return (Question(kind=LATE_QUESTION, subject=after.id, text=text, la_code=after.la_code, outcome=after.id),)


def _has_fresh_evidence(case: _Case) -> bool:
    """Whether an outcome is new, or has gained evidence and was told to nobody yet."""
    if case.before is None:
        return True
    known = {one.article for one in case.before.evidence}
    return not _others_were_told(case) and any(one.article not in known for one in case.after.evidence)


def _is_news_for_the_log(case: _Case) -> bool:
    """Whether, with nobody to tell, an alert is recorded so that the log shows it."""
    is_told = any(told.alert.type in FIRST_TYPES for told in case.told)
    is_old = case.is_ageless() or case.policy.is_older(case.after.effective, case.now)
    return not is_told and not is_old and not case.after.corrects_ledger and is_live(case.after.status)


def _grouped(case: _Case, said: dict[Recipient, _Say], mint: Callable[[], str]) -> tuple[Planned, ...]:
    groups: dict[tuple[AlertType, str], list[Recipient]] = {}
    for recipient, say in said.items():
        if say.type is not None:
            groups.setdefault((say.type, say.note), []).append(recipient)
    return tuple(
        Planned(alert=_alert(case, alert_type, note, mint), recipients=tuple(recipients))
        for (alert_type, note), recipients in groups.items()
    )


def _alert(case: _Case, alert_type: AlertType, note: str, mint: Callable[[], str]) -> Alert:
    return Alert(
        id=mint(),
        type=alert_type,
        subject=case.after.id,
        created=case.now,
        told=told_of(case.after),
        note=note,
    )
