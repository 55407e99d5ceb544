"""The promises about alerts, over random histories of one outcome and random moments of sending."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.alert import AlertRule, DeliveryState
from monitor.model.outcome import Outcome, Status
from monitor.stages.follow_up import contradicted
from monitor.stages.rules import FIRST_TYPES, is_live
from tests.unit.alert_builders import EVERYTHING, RECIPIENTS, USUAL, Outbox, policy
from tests.unit.outcome_builders import only, reconciled, report, row, story

OLD = row("ilacs-2018", "rrrr", end="2021-03-25", published="2021-05-11")
ECHO, WRONG = story("Echo", "g", on="2024-07-01"), story("Echo", "o", on="2024-07-01")
REPORT = report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")
REPLACED = report("ilacs-2023", "gigrg", end="2024-05-24", published="2024-07-09", file="50000900")
REPORTED = only(reconciled(press=[ECHO], ledger=[OLD]))
HISTORY = st.sampled_from(
    [
        REPORTED,
        only(reconciled(press=[WRONG], ledger=[OLD])),
        only(reconciled(press=[ECHO, story("Post", "g", on="2024-07-02")], ledger=[OLD])),
        only(reconciled(press=[ECHO, story("Post", "o", on="2024-07-02")], ledger=[OLD])),
        only(reconciled(press=[ECHO], reports=[REPORT], ledger=[OLD])),
        only(reconciled(press=[WRONG], reports=[REPORT, REPLACED], ledger=[OLD])),
        replace(REPORTED, status=Status.REJECTED),
        replace(REPORTED, status=Status.WITHDRAWN),
    ]
)
SENDING = st.sampled_from([(), ("team",), ("hook",), ("team", "hook")])
RULES = st.sampled_from([(USUAL,), (EVERYTHING,), (USUAL, AlertRule(to=("hook",), status="confirmed"))])


@settings(max_examples=300, deadline=None)
@given(history=st.lists(st.tuples(HISTORY, SENDING), min_size=1, max_size=8), rules=RULES)
def test_one_first_alert_for_life_and_nobody_is_left_with_what_no_longer_holds(
    history: list[tuple[Outcome, tuple[str, ...]]], rules: tuple[AlertRule, ...]
) -> None:
    box = Outbox(policy=policy(*rules))
    for outcome, channels in history:
        box.decide(outcome)
        for channel in channels:
            box.send(channel)
    box.send()
    last = history[-1][0]
    for channel in RECIPIENTS:
        said = [
            told.alert
            for told in box.told
            for one in told.deliveries
            if one.channel == channel and one.state is DeliveryState.SENT
        ]
        assert sum(alert.type in FIRST_TYPES for alert in said) <= 1
        assert all(alert.type not in FIRST_TYPES for alert in said[1:])
        if said:
            assert is_live(Status(said[-1].told["status"])) == is_live(last.status)
            assert not is_live(last.status) or contradicted(said[-1].told, last) == ()
