"""What is too old to be told, who came too late, and what else than outcomes is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.alert import AlertRule, AlertType
from monitor.model.inspection import VisitKind
from monitor.model.outcome import Evidence, Outcome, Status, Visit
from monitor.stages.alert import decide_notice, decide_visit
from tests.unit.alert_builders import EVERYTHING, USUAL, Outbox, policy, types
from tests.unit.outcome_builders import DERBY, NOW, day, noon, only, reconciled, report, row, story

OLD = row("ilacs-2018", "rrrr", end="2021-03-25", published="2021-05-11")
ECHO = story("Echo", "g", on="2024-07-01")
REPORT = report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")
REPORTED = only(reconciled(press=[ECHO], ledger=[OLD]))
CORROBORATED = only(reconciled(press=[ECHO, story("Post", "g", on="2024-07-02")], ledger=[OLD]))
CONFIRMED = only(reconciled(press=[ECHO], reports=[REPORT], ledger=[OLD]))


def late(outcome: Outcome) -> Outbox:
    box = Outbox()
    box.decide(outcome, now=noon(outcome.effective) + timedelta(days=30))
    return box


def test_an_old_outcome_of_a_first_pass_is_recorded_and_never_sent() -> None:
    box, now = Outbox(), noon(CONFIRMED.effective) + timedelta(days=30)
    assert box.decide(CONFIRMED, first_pass=True, now=now).planned == ()
    more = only(reconciled(press=[ECHO, story("Post", "g", on="2024-08-02")], reports=[REPORT], ledger=[OLD]))
    assert box.decide(more, now=now).planned == ()
    assert box.questions == []


def test_without_a_limit_of_age_the_first_pass_tells_everything() -> None:
    box = Outbox(policy=policy(USUAL, max_age=None))
    assert box.decide(CONFIRMED, first_pass=True, now=NOW).planned


def test_a_fresh_outcome_of_a_first_pass_is_told() -> None:
    assert Outbox().decide(CONFIRMED, first_pass=True).planned


def test_a_report_found_late_is_told_and_says_so() -> None:
    assert [told.alert.note for told in late(CONFIRMED).told] == ["found late"]


def test_an_old_story_found_late_waits_for_a_person_and_is_told_once_confirmed() -> None:
    box, now = late(REPORTED), noon(REPORTED.effective) + timedelta(days=31)
    assert box.told == []
    assert [question.kind for question in box.questions] == ["found-late"]
    box.decide(CORROBORATED, now=now)
    assert box.told == []
    box.decide(replace(REPORTED, status=Status.CONFIRMED), now=now)
    assert box.states() == [("outcome.changed", "waiting")]
    assert box.told[0].alert.note == "found late"


def test_a_story_too_old_to_tell_is_told_when_its_report_is_fresh() -> None:
    early = story("Echo", "g", on="2024-06-03")
    box = Outbox()
    box.decide(only(reconciled(press=[early], ledger=[OLD])), first_pass=True, now=noon(day("2024-07-01")))
    box.decide(only(reconciled(press=[early], reports=[REPORT], ledger=[OLD])), now=noon(day("2024-07-09")))
    assert box.states() == [("outcome.changed", "waiting")]


def test_a_recipient_added_later_gets_no_backlog() -> None:
    box = Outbox(policy=policy(AlertRule(to=("team",))))
    box.decide(REPORTED)
    box.send()
    box.policy = policy(AlertRule(to=("team", "hook"), events=("changed",)))
    assert box.decide(CONFIRMED).planned == ()


def test_a_recipient_taken_from_the_settings_gets_no_correction() -> None:
    box = Outbox()
    box.decide(only(reconciled(press=[story("Echo", "o", on="2024-07-01")], ledger=[OLD])))
    box.send()
    box.policy = policy(AlertRule(to=("hook",)))
    box.decide(CONFIRMED)
    assert box.states("team") == [("outcome.changed", "sent")]
    assert box.states("hook")[-1] == ("outcome.corrected", "waiting")


def test_with_nobody_to_tell_the_alert_is_in_the_log_once() -> None:
    box = Outbox(policy=policy())
    assert types(box.decide(REPORTED)) == [AlertType.OUTCOME_CHANGED]
    assert box.decide(CONFIRMED).planned == ()


def test_a_report_that_corrects_the_shipped_ledger_is_told_to_those_who_ask_for_corrections() -> None:
    known = row("ilacs-2023", "grggg", end="2024-05-24", published="2024-07-09")
    outcome = only(reconciled(reports=[REPORT], ledger=[OLD, known]))
    assert Outbox().decide(outcome, now=NOW).planned == ()
    assert types(Outbox(policy=policy(EVERYTHING)).decide(outcome, now=NOW)) == [AlertType.OUTCOME_CORRECTED]
    assert Outbox(policy=policy(EVERYTHING)).decide(outcome, first_pass=True, now=NOW).planned == ()


def visit(*, is_report: bool) -> Visit:
    one = Evidence(
        article="1",
        source="s",
        outlet="Ofsted",
        url="https://x.example/1",
        published=day("2024-07-09"),
        quote="",
        independent=True,
        is_report=is_report,
    )
    return Visit(id="visit-1", la_code=DERBY.la_code, visit=VisitKind.FOCUSED, date="2024-06-04", evidence=(one,))


@pytest.mark.parametrize(
    ("is_report", "first_pass", "days", "notes"),
    [
        (True, False, 1, [""]),
        (False, False, 1, [""]),
        (True, True, 1, [""]),
        (True, False, 40, ["found late"]),
        (False, False, 40, []),
        (True, True, 40, []),
    ],
)
def test_a_visit_is_told_while_it_is_fresh(is_report: bool, first_pass: bool, days: int, notes: list[str]) -> None:
    decided = decide_visit(
        visit(is_report=is_report),
        authority=DERBY,
        told=(),
        policy=policy(AlertRule(to=("team",), events=("visit",), authorities=("831",))),
        first_pass=first_pass,
        now=noon(day("2024-07-09")) + timedelta(days=days),
        mint=lambda: "alert",
    )
    assert [planned.alert.note for planned in decided.planned] == notes


def test_a_notice_about_the_monitor_goes_to_rules_that_name_it_or_ask_for_everything() -> None:
    rules = (
        AlertRule(to=("team",), events=("source",)),
        AlertRule(to=("hook",), authorities=("831",)),
    )
    planned = decide_notice(
        AlertType.SOURCE_FAILING,
        subject="echo",
        note="404 since Monday",
        policy=policy(*rules),
        now=NOW,
        mint=lambda: "x",
    )
    assert [one.channel for one in planned.recipients] == ["team"]
