"""A small outbox for tests about alerts: decide, keep what was planned, and send it when the test says so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from monitor.model.alert import AlertRule, AlertType, Delivery, DeliveryState
from monitor.model.outcome import Outcome, Question
from monitor.stages.alert import Decided, Policy, Told, decide_outcome
from tests.unit.outcome_builders import DERBY, day, noon

EVERYTHING = AlertRule(to=("team", "hook"))
USUAL = AlertRule(to=("team", "hook"), events=("changed", "areas", "first"))
RECIPIENTS: Mapping[str, tuple[str, ...]] = {"team": ("a@example.org",), "hook": ("https://hook.example/",)}


@dataclass(kw_only=True)
class Outbox:
    """What was decided so far about one outcome."""

    policy: Policy = field(default_factory=lambda: policy(USUAL))
    told: list[Told] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    before: Outcome | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def decide(self, after: Outcome, *, first_pass: bool = False, now: datetime | None = None) -> Decided:
        """Decide on the outcome as it is now, and keep what follows."""
        at = (now or noon(after.effective)) + timedelta(minutes=len(self.told))
        decided = decide_outcome(
            after,
            before=self.before,
            authority=DERBY,
            told=self.told,
            policy=self.policy,
            first_pass=first_pass,
            now=at,
            mint=lambda: f"alert-{next(self.numbers)}",
        )
        self._mark(lambda one: one.id in decided.supersede, DeliveryState.SUPERSEDED, None)
        for planned in decided.planned:
            deliveries = tuple(
                Delivery(
                    id=f"delivery-{next(self.numbers)}",
                    alert=planned.alert.id,
                    channel=one.channel,
                    recipient=one.address,
                    type=planned.alert.type,
                    state=DeliveryState.WAITING,
                    attempts=0,
                    last_answer=None,
                    created=at,
                    next_try=at,
                )
                for one in planned.recipients
            )
            self.told.append(Told(alert=planned.alert, deliveries=deliveries))
        self.questions += decided.questions
        self.before = after
        return decided

    def send(self, channel: str | None = None, *, state: DeliveryState = DeliveryState.SENT) -> None:
        """Attempt all that waits, on one channel or on all."""
        self._mark(lambda one: one.state is DeliveryState.WAITING and channel in (None, one.channel), state, b"bytes")

    def _mark(self, which: Callable[[Delivery], bool], state: DeliveryState, body: bytes | None) -> None:
        self.told = [
            replace(
                told,
                deliveries=tuple(
                    replace(one, state=state, body=body) if which(one) else one for one in told.deliveries
                ),
            )
            for told in self.told
        ]

    def states(self, channel: str = "team") -> list[tuple[str, str]]:
        """Return type and state of each delivery of a channel, oldest first."""
        return [
            (told.alert.type.value, one.state.value)
            for told in self.told
            for one in told.deliveries
            if one.channel == channel
        ]


def policy(*rules: AlertRule, max_age: timedelta | None = timedelta(days=14)) -> Policy:
    return Policy(rules=rules, recipients=RECIPIENTS, max_age=max_age)


def types(decided: Decided) -> list[AlertType]:
    return [planned.alert.type for planned in decided.planned]


def on(outcome: Outcome, effective: str) -> Outcome:
    return replace(outcome, effective=day(effective))
