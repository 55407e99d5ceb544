"""Deliver what waits in the outbox: lease, fix the bytes, send, mark. One send at a time for each channel.

A crash between sending and marking repeats the delivery with the same key and the same bytes; nothing else does.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.errors import DeliveryError, StoreError
from monitor.model.alert import Alert, AlertType, Attempt, Delivery, DeliveryState, Letter, Message
from monitor.model.outcome import Status
from monitor.ports import Channel
from monitor.services.tools import Tools
from monitor.stages.compose import letter_about_outcome, letter_about_visit, letter_of_notice
from monitor.stages.retry import next_try

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)  # longer than any attempt may take
BATCH = 500
# After failures in a row that cost so much time (seconds) a channel is down, and the rest of its deliveries wait for
# the next round. Refusals that come at once cost nothing, and say nothing about the other deliveries.
DOWN_AFTER = 20.0
UNKNOWN_CHANNEL_WAIT = timedelta(hours=1)
GONE = frozenset({Status.REJECTED, Status.WITHDRAWN})
_SUBJECTS = {
    AlertType.REVIEW_WAITING: "Something waits for your decision",
    AlertType.REPORT_UNREADABLE: "A report that could not be read",
    AlertType.SOURCE_FAILING: "A source can't be polled",
    AlertType.SOURCE_SILENT: "A source has gone silent",
    AlertType.SOURCE_RECOVERED: "A source is well again",
    AlertType.MONITOR_DEGRADED: "The monitor needs attention",
    AlertType.MONITOR_RECOVERED: "A trouble that was told is over",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivered:
    """How one round of deliveries ended."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    superseded: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ended:
    """How an attempt ended, and when. `counts` is False where the back-off stays as it is."""

    at: datetime
    state: DeliveryState
    answer: str
    next_try: datetime | None
    counts: bool = True


class Deliverer:
    """Sends what the outbox holds."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        # How attempts ended that the store could not take: marked first of all when it takes writes again.
        self._owed: dict[str, _Ended] = {}

    def deliver_due(self, *, waiting_too: bool = False) -> Delivered:
        """Send what is due, with `waiting_too` also what waits for a later try; return how it went."""
        self._pay_back()
        due = self._store.alerts.due(self._tools.clock.now(), limit=BATCH, waiting_too=waiting_too)
        queues: dict[str, list[Delivery]] = {}
        for delivery in due:
            queues.setdefault(delivery.channel, []).append(delivery)
        if not queues:
            return Delivered()
        with ThreadPoolExecutor(len(queues), thread_name_prefix="deliver") as pool:
            states = [state for queue in pool.map(self._empty, queues, queues.values()) for state in queue]
        return Delivered(
            sent=states.count(DeliveryState.SENT),
            failed=states.count(DeliveryState.FAILED),
            dead=states.count(DeliveryState.DEAD),
            superseded=states.count(DeliveryState.SUPERSEDED),
        )

    def _empty(self, name: str, queue: Sequence[Delivery]) -> list[DeliveryState]:
        channel, states = self._tools.channels.get(name), list[DeliveryState]()
        well = self._tools.clock.monotonic()
        for delivery in queue:
            if self._tools.stopping.is_set() or self._tools.clock.monotonic() - well > DOWN_AFTER:
                break
            if channel is None:
                self._postpone(delivery)
                continue
            state = self._attempt(channel, delivery)
            if state is not None:
                states.append(state)
            if state is not DeliveryState.FAILED:
                well = self._tools.clock.monotonic()
        return states

    def _postpone(self, delivery: Delivery) -> None:
        answer = f"the channel {delivery.channel!r} is not in the settings any more"
        with self._store.transaction():
            self._store.alerts.mark(
                delivery.id,
                delivery.state,
                answer=answer,
                next_try=self._tools.clock.now() + UNKNOWN_CHANNEL_WAIT,
                counts=False,
            )

    def _attempt(self, channel: Channel, delivery: Delivery) -> DeliveryState | None:
        """Make one attempt; return how the delivery stands then, None where someone else has it."""
        first = delivery.first_attempt or self._tools.clock.now()
        try:
            message = self._leased(channel, delivery)
            if message is None:
                return None
            if not message.body:
                return DeliveryState.SUPERSEDED
            answer = channel.send(message, at=self._tools.clock.now())
        except DeliveryError as error:
            return self._failed(delivery, error, first=first)
        except StoreError:
            raise
        except Exception as error:
            # The one broad catch: what nobody foresaw is this delivery's failure, and must not hold up the others.
            log.exception("alert not sent", channel=delivery.channel, delivery=delivery.id)
            return self._failed(delivery, DeliveryError(channel.id, f"unexpected: {error!r}"), first=first)
        ended = _Ended(at=self._tools.clock.now(), state=DeliveryState.SENT, answer=answer, next_try=None)
        self._mark(delivery.id, ended)
        log.info("alert sent", channel=delivery.channel, type=delivery.type.value, delivery=delivery.id)
        return DeliveryState.SENT

    def _mark(self, delivery: str, ended: "_Ended") -> None:
        """Store how an attempt ended. Where the store fails it is owed, and not forgotten while this process lives."""
        self._owed[delivery] = ended
        with self._store.transaction():
            self._store.alerts.mark(
                delivery, ended.state, answer=ended.answer, next_try=ended.next_try, counts=ended.counts
            )
            self._store.alerts.add_attempt(delivery, Attempt(at=ended.at, state=ended.state, answer=ended.answer))
        self._owed.pop(delivery, None)

    def _pay_back(self) -> None:
        for delivery, ended in list(self._owed.items()):
            self._mark(delivery, ended)

    def _leased(self, channel: Channel, delivery: Delivery) -> Message | None:
        """Lease a delivery and fix its bytes; None where another has it, an empty body where it was superseded."""
        now = self._tools.clock.now()
        with self._store.transaction():
            if not self._store.alerts.lease(delivery.id, now=now, until=now + LEASE):
                return None
            if delivery.body is not None:
                return self._message(delivery, delivery.body)
            letter = self._letter(delivery)
            if letter is None:
                self._store.alerts.supersede(delivery.id, reason="what it told of is gone")
                return self._message(delivery, b"")
            message = channel.compose(
                letter, key=delivery.id, recipient=delivery.recipient, at=now, thread=self._thread(delivery)
            )
            self._store.alerts.fix_body(delivery.id, message.body, at=now)
            return message

    @staticmethod
    def _message(delivery: Delivery, body: bytes) -> Message:
        return Message(key=delivery.id, channel=delivery.channel, recipient=delivery.recipient, body=body)

    def _failed(self, delivery: Delivery, error: DeliveryError, *, first: datetime) -> DeliveryState:
        now = self._tools.clock.now()
        again = None
        if not error.permanent:
            again = next_try(
                delivery.attempts + int(error.answered),
                first_attempt=first,
                now=now,
                jitter=self._tools.chance(),
                retry_after=error.retry_after,
            )
        state = DeliveryState.DEAD if again is None else DeliveryState.FAILED
        self._mark(delivery.id, _Ended(at=now, state=state, answer=error.reason, next_try=again, counts=error.answered))
        log.warning(
            "alert not sent",
            channel=delivery.channel,
            delivery=delivery.id,
            reason=error.reason,
            next_try=None if again is None else again.isoformat(),
        )
        return state

    def _letter(self, delivery: Delivery) -> Letter | None:
        alert = self._store.alerts.get(delivery.alert)
        outcome = self._store.outcomes.get(alert.subject)
        if outcome is not None:
            if outcome.status in GONE and alert.type is not AlertType.OUTCOME_CORRECTED:
                return None
            return letter_about_outcome(
                alert,
                outcome,
                self._tools.by_la_code[outcome.la_code],
                quote=self._tools.quote,
                earlier=self._earlier(delivery),
            )
        visit = next((one for one in self._store.outcomes.visits() if one.id == alert.subject), None)
        if visit is not None:
            return letter_about_visit(alert, visit, self._tools.by_la_code[visit.la_code], quote=self._tools.quote)
        if alert.type is AlertType.VISIT_PUBLISHED or alert.type.value.startswith("outcome."):
            return None
        return letter_of_notice(alert, subject=_SUBJECTS.get(alert.type, alert.subject), lines=alert.note.splitlines())

    def _sent_before(self, delivery: Delivery) -> list[tuple[Alert, Delivery]]:
        return [
            (alert, one)
            for alert, deliveries in self._store.alerts.about(delivery.subject)
            for one in deliveries
            if (one.channel, one.recipient) == (delivery.channel, delivery.recipient)
            and one.body is not None
            and one.id != delivery.id
        ]

    def _earlier(self, delivery: Delivery) -> list[Alert]:
        return [alert for alert, _ in self._sent_before(delivery)]

    def _thread(self, delivery: Delivery) -> tuple[str, ...]:
        return tuple(one.id for _, one in self._sent_before(delivery))
