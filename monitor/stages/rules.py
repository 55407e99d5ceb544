"""Match outcomes, visits and notices against the rules of the settings. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from monitor.model.alert import AlertRule, AlertType
from monitor.model.authority import Authority
from monitor.model.claim import Direction
from monitor.model.outcome import RANK, Event, Outcome, Status

TYPE_OF: Final = {
    Event.CHANGED: AlertType.OUTCOME_CHANGED,
    Event.AREAS: AlertType.OUTCOME_AREAS,
    Event.RETAINED: AlertType.OUTCOME_RETAINED,
    Event.FIRST: AlertType.OUTCOME_FIRST,
}
FIRST_TYPES: Final = frozenset(TYPE_OF.values())
# The event of a rule that asks for an alert of this type, where it is not an outcome's own event.
EVENT_OF: Final = {
    AlertType.OUTCOME_UPDATED: "updated",
    AlertType.OUTCOME_CORRECTED: "corrected",
    AlertType.VISIT_PUBLISHED: "visit",
    AlertType.REVIEW_WAITING: "review",
    AlertType.REPORT_UNREADABLE: "health",
    AlertType.SOURCE_FAILING: "source",
    AlertType.SOURCE_SILENT: "source",
    AlertType.SOURCE_RECOVERED: "source",
    AlertType.MONITOR_DEGRADED: "health",
    AlertType.MONITOR_RECOVERED: "health",
    AlertType.DIGEST: "digest",
    AlertType.TEST: "test",
}


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

    def everyone(self) -> tuple[Recipient, ...]:
        """Return every recipient that some rule names, once, in the order of the settings."""
        return self.of(self.rules)

    def of(self, rules: Iterable[AlertRule]) -> tuple[Recipient, ...]:
        """Return the recipients of these rules, once. A channel that isn't configured any more has none."""
        named = dict.fromkeys(channel for rule in rules for channel in rule.to)
        return tuple(
            Recipient(channel=channel, address=address)
            for channel in named
            for address in dict.fromkeys(self.recipients.get(channel, ()))
        )

    def is_older(self, day: date, now: datetime) -> bool:
        """Return whether something of this day is older than alerts may be."""
        return self.max_age is not None and now.date() - day > self.max_age


def event_name(outcome: Outcome) -> str:
    """Return the event that a rule must ask for to be told of an outcome for the first time."""
    return "corrected" if outcome.corrects_ledger else outcome.event.value


def is_live(status: Status) -> bool:
    """Return whether an outcome of this status stands."""
    return status in RANK


def wants_outcome(rule: AlertRule, outcome: Outcome, authority: Authority, *, event: str) -> bool:
    """Return whether a rule asks to be told `event` of this outcome, as it stands."""
    return (
        is_live(outcome.status)
        and RANK[outcome.status] >= RANK[Status(rule.status)]
        and (not rule.events or event in rule.events)
        and wants_authority(rule, authority)
        and _wants_direction(rule, outcome)
    )


def wants_authority(rule: AlertRule, authority: Authority) -> bool:
    """Return whether a rule asks for this authority, by itself or by its region."""
    if rule.authorities or rule.regions:
        return authority.la_code in rule.authorities or authority.region in rule.regions
    return True


def wants_notice(rule: AlertRule, event: str) -> bool:
    """Return whether a rule asks for notices about the monitor itself.

    One that is about some authorities gets them only where it names the event.
    """
    if rule.events:
        return event in rule.events
    return not (rule.authorities or rule.regions or rule.directions)


def _wants_direction(rule: AlertRule, outcome: Outcome) -> bool:
    if not rule.directions or outcome.direction in (Direction.MIXED, Direction.UNKNOWN):
        return True
    ways = {outcome.direction.value, *(move.direction.value for move in outcome.moves)}
    return bool(ways & set(rule.directions))
