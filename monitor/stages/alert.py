"""Decide who must be told what. Pure: an outcome, what was told of it and to whom, and the rules give the alerts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.model.alert import Alert, AlertRule, AlertType, Delivery
from monitor.model.authority import Authority
from monitor.model.outcome import Outcome, Question, Visit


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """One recipient on one channel."""

    channel: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """What the settings say about alerts. `recipients` are those of each channel; `max_age` None means no limit."""

    rules: tuple[AlertRule, ...]
    recipients: Mapping[str, tuple[str, ...]]
    max_age: timedelta | None = timedelta(days=14)


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
) -> Decided:
    """Return what an outcome that is new or has changed asks for.

    `before` is the outcome as it was stored, None for a new one. `told` are all alerts about it. `first_pass` says that
    every piece of its evidence came at its source's first pass. `mint` gives ids for alerts.
    """
    raise NotImplementedError


def decide_visit(
    visit: Visit,
    *,
    authority: Authority,
    told: Sequence[Told],
    policy: Policy,
    first_pass: bool,
    now: datetime,
    mint: Callable[[], str],
) -> Decided:
    """Return the alert for a visit, once for each recipient for life. Older than `max_age`: none."""
    raise NotImplementedError


def decide_notice(
    alert_type: AlertType, *, subject: str, note: str, policy: Policy, now: datetime, mint: Callable[[], str]
) -> Planned:
    """Return the alert for something about the monitor itself (review, source, health, digest), by the rules."""
    raise NotImplementedError
