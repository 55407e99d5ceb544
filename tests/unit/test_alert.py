"""Who is told what, once, and who is corrected."""

from dataclasses import replace

import pytest

from monitor.model.alert import AlertRule, AlertType, DeliveryState
from monitor.model.outcome import Status
from tests.unit.alert_builders import EVERYTHING, USUAL, Outbox, policy, types
from tests.unit.outcome_builders import only, reconciled, report, row, story

OLD = row("ilacs-2018", "rrrr", end="2021-03-25", published="2021-05-11")
ECHO = story("Echo", "g", on="2024-07-01")
REPORT = report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")
REPORTED = only(reconciled(press=[ECHO], ledger=[OLD]))
CORROBORATED = only(reconciled(press=[ECHO, story("Post", "g", on="2024-07-02")], ledger=[OLD]))
CONFIRMED = only(reconciled(press=[ECHO], reports=[REPORT], ledger=[OLD]))
WRONG = only(reconciled(press=[story("Echo", "o", on="2024-07-01")], ledger=[OLD]))
DISPUTED = only(reconciled(press=[ECHO, story("Post", "o", on="2024-07-02")], ledger=[OLD]))


def test_a_new_outcome_is_told_once_to_each_recipient_of_its_rules() -> None:
    box = Outbox()
    assert types(box.decide(REPORTED)) == [AlertType.OUTCOME_CHANGED]
    assert len(box.told[0].deliveries) == 2
    box.send()
    assert box.decide(CONFIRMED).planned == ()
    assert box.decide(CONFIRMED).planned == ()


def test_two_rules_for_one_channel_give_one_delivery() -> None:
    box = Outbox(policy=policy(USUAL, AlertRule(to=("team",))))
    box.decide(REPORTED)
    assert [one.recipient for one in box.told[0].deliveries] == ["a@example.org", "https://hook.example/"]


@pytest.mark.parametrize(
    ("rule", "is_told"),
    [
        (AlertRule(to=("team",), events=("retained",)), False),
        (AlertRule(to=("team",), authorities=("831",)), True),
        (AlertRule(to=("team",), authorities=("999",)), False),
        (AlertRule(to=("team",), regions=("East Midlands",)), True),
        (AlertRule(to=("team",), regions=("London",)), False),
        (AlertRule(to=("team",), directions=("up",)), True),
        (AlertRule(to=("team",), directions=("down",)), False),
        (AlertRule(to=("team",), status="corroborated"), False),
        (AlertRule(to=("nobody",)), False),
    ],
)
def test_a_rule_says_which_outcomes_it_wants(rule: AlertRule, is_told: bool) -> None:
    decided = Outbox(policy=policy(rule, AlertRule(to=("hook",), events=("source",)))).decide(REPORTED)
    assert bool(decided.planned) is is_told


def test_a_rule_of_directions_never_leaves_out_what_is_mixed_or_unknown() -> None:
    mixed = only(
        reconciled(
            press=[story("Echo", {"leaders": "good", "help_and_protection": "inadequate"}, on="2024-07-01")],
            ledger=[OLD],
        )
    )
    assert Outbox(policy=policy(AlertRule(to=("team",), directions=("up",)))).decide(mixed).planned


def test_a_rule_for_confirmed_ones_is_told_when_the_report_comes() -> None:
    box = Outbox(policy=policy(AlertRule(to=("team",), status="confirmed"), AlertRule(to=("hook",))))
    box.decide(REPORTED)
    box.send()
    box.decide(CONFIRMED)
    assert box.states("team") == [("outcome.changed", "waiting")]


def test_an_update_is_sent_only_where_a_rule_asks_for_it() -> None:
    quiet, curious = Outbox(), Outbox(policy=policy(EVERYTHING))
    for box in (quiet, curious):
        box.decide(REPORTED)
        box.send()
        box.decide(CORROBORATED)
    assert quiet.states() == [("outcome.changed", "sent")]
    assert curious.states() == [("outcome.changed", "sent"), ("outcome.updated", "waiting")]


def test_those_who_were_told_a_wrong_grade_are_corrected_whatever_their_rules() -> None:
    box = Outbox()
    box.decide(WRONG)
    box.send("team")
    box.decide(CONFIRMED)
    assert box.states("team") == [("outcome.changed", "sent"), ("outcome.corrected", "waiting")]
    assert box.states("hook") == [("outcome.changed", "superseded"), ("outcome.changed", "waiting")]


def test_what_waits_and_still_says_what_holds_is_left_alone() -> None:
    box = Outbox()
    box.decide(REPORTED)
    decided = box.decide(replace(REPORTED, explanation="another sentence"))
    assert (decided.planned, decided.supersede) == ((), ())


def test_a_rejection_is_told_once() -> None:
    box = Outbox()
    box.decide(REPORTED)
    box.send()
    box.decide(replace(REPORTED, status=Status.REJECTED))
    box.send()
    assert box.decide(replace(REPORTED, status=Status.WITHDRAWN)).planned == ()


def test_a_correction_is_made_once() -> None:
    box = Outbox()
    box.decide(WRONG)
    box.send()
    box.decide(CONFIRMED)
    box.send()
    assert box.decide(replace(CONFIRMED, explanation="another sentence")).planned == ()


def test_a_delivery_without_an_answer_counts_as_told() -> None:
    box = Outbox()
    box.decide(WRONG)
    box.send(state=DeliveryState.FAILED)
    assert types(box.decide(CONFIRMED)) == [AlertType.OUTCOME_CORRECTED]


def test_what_never_left_is_superseded_by_what_holds_now() -> None:
    box = Outbox()
    box.decide(WRONG)
    decided = box.decide(CONFIRMED)
    assert len(decided.supersede) == 2
    assert types(decided) == [AlertType.OUTCOME_CHANGED]


def test_a_rejected_outcome_is_corrected_where_it_was_told_and_dropped_where_it_was_not() -> None:
    box = Outbox()
    box.decide(REPORTED)
    box.send("team")
    box.decide(replace(REPORTED, status=Status.REJECTED))
    assert box.states("team") == [("outcome.changed", "sent"), ("outcome.corrected", "waiting")]
    assert box.states("hook") == [("outcome.changed", "superseded")]


def test_an_outcome_that_stands_again_is_told_to_both_kinds() -> None:
    box = Outbox()
    box.decide(REPORTED)
    box.send("team")
    box.decide(replace(REPORTED, status=Status.WITHDRAWN))
    box.send("team")
    box.decide(REPORTED)
    assert box.states("team")[-1] == ("outcome.corrected", "waiting")
    assert box.states("hook")[-1] == ("outcome.changed", "waiting")


def test_a_correction_that_never_left_and_is_overtaken_back_is_dropped() -> None:
    box = Outbox()
    box.decide(REPORTED)
    box.send()
    box.decide(replace(REPORTED, status=Status.REJECTED))
    box.decide(REPORTED)
    assert box.states() == [("outcome.changed", "sent"), ("outcome.corrected", "superseded")]


def test_a_dispute_is_told_to_those_who_were_told_it_without_doubt() -> None:
    box = Outbox()
    box.decide(REPORTED)
    box.send()
    assert types(box.decide(DISPUTED)) == [AlertType.OUTCOME_CORRECTED]


def test_a_disputed_outcome_waits_for_a_person_and_is_told_when_the_report_comes() -> None:
    box = Outbox()
    assert box.decide(DISPUTED).planned == ()
    assert types(box.decide(CONFIRMED)) == [AlertType.OUTCOME_CHANGED]


def test_another_grade_before_is_a_correction_too() -> None:
    box = Outbox()
    box.decide(REPORTED)
    box.send()
    between = row("ilacs-2018", "iiii", end="2022-11-11")
    assert types(box.decide(only(reconciled(press=[ECHO], ledger=[OLD, between])))) == [AlertType.OUTCOME_CORRECTED]


def test_an_overall_told_by_the_press_that_the_report_does_not_give_is_corrected() -> None:
    told = only(reconciled(press=[story("Echo", "g", on="2026-06-18")], ledger=[OLD]))
    official = report("ilacs-2026", "gggg", end="2026-05-08", published="2026-06-23")
    box = Outbox()
    box.decide(told)
    box.send()
    after = only(reconciled(press=[story("Echo", "g", on="2026-06-18")], reports=[official], ledger=[OLD]))
    assert types(box.decide(after)) == [AlertType.OUTCOME_CORRECTED]


def test_the_merged_judgement_of_a_report_does_not_contradict_children_in_care() -> None:
    press = story("Echo", {"overall": "good", "in_care": "good"}, on="2022-06-18")
    official = report("ilacs-2018", "gggg", end="2022-05-13", published="2022-06-28")
    told = replace(only(reconciled(press=[press])), framework=None)
    box = Outbox(policy=policy(AlertRule(to=("team",), events=("first",))))
    box.decide(told)
    box.send()
    assert box.decide(only(reconciled(press=[press], reports=[official]))).planned == ()
