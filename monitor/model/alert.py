"""Alerts and their deliveries: who must be told what, and how far that went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class AlertType(StrEnum):
    """The `type` of an alert on the wire."""

    OUTCOME_CHANGED = "outcome.changed"
    OUTCOME_AREAS = "outcome.areas"
    OUTCOME_RETAINED = "outcome.retained"
    OUTCOME_FIRST = "outcome.first"
    OUTCOME_UPDATED = "outcome.updated"
    OUTCOME_CORRECTED = "outcome.corrected"
    VISIT_PUBLISHED = "visit.published"
    REVIEW_WAITING = "review.waiting"
    REPORT_UNREADABLE = "report.unreadable"
    SOURCE_FAILING = "source.failing"
    SOURCE_SILENT = "source.silent"
    SOURCE_RECOVERED = "source.recovered"
    MONITOR_DEGRADED = "monitor.degraded"
    MONITOR_RECOVERED = "monitor.recovered"
    DIGEST = "digest"
    TEST = "monitor.test"


class DeliveryState(StrEnum):
    """How far a delivery is. `failed` waits for another try; `dead` and `held` wait for a person.

    `held` is what may have been sent already: between the making of a backup and its being restored.
    """

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"
    SUPERSEDED = "superseded"
    HELD = "held"


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertRule:
    """Which outcomes and events go to which channels. Empty tuples mean all."""

    to: tuple[str, ...]
    events: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()  # la_codes
    regions: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    status: str = "reported"  # the least sure status that is told


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """What a channel is asked to carry. Its bytes are fixed at the first attempt and the same for life.

    `key` is the delivery's id on the wire (`webhook-id`, Message-ID's left part). `body` is the webhook's JSON text, or
    the whole mail as it goes over the wire.
    """

    key: str
    channel: str
    recipient: str
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What an alert says, before a channel gives it the shape of its wire."""

    type: AlertType
    subject: str
    text: str
    html: str
    data: str  # JSON text of an object


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """Something met a rule. `told` is what it says of the outcome, to know later whether that still holds."""

    id: str
    type: AlertType
    subject: str  # outcome id, visit id, source id, or what the alert is about
    created: datetime
    told: Mapping[str, str] = field(default_factory=dict)  # judgement -> grade, "was:<judgement>" -> grade, "status"
    note: str = ""  # "found late", or why a person is asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """What one channel must carry to one recipient for an alert."""

    id: str
    alert: str
    channel: str
    recipient: str
    type: AlertType
    state: DeliveryState
    attempts: int
    last_answer: str | None  # the receiver's answer, or what went wrong; None before the first attempt
    created: datetime
    next_try: datetime | None  # None: sent, dead or superseded
    subject: str = ""
    body: bytes | None = None  # None until the first attempt fixes it
    first_attempt: datetime | None = None  # None before it


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One attempt to send a delivery: when it ended, how, and what the receiver answered or what went wrong."""

    at: datetime
    state: DeliveryState
    answer: str
