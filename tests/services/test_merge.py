"""A newer shipped ledger is merged once, and nobody is told of what it confirms."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType
from monitor.model.outcome import Decision
from monitor.services.deliver import Deliverer
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.merge import merge_ledger
from monitor.services.review import Review
from monitor.storage.baseline import load_baseline
from tests.fakes import Bench, bench
from tests.services.test_process import HERALD, OUTSTANDING, publish, read_all


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    rules = (AlertRule(to=("desk",), events=("changed", "updated")),)
    made = bench(tmp_path, HERALD, rules=rules, until=datetime(2019, 12, 31))  # noqa: DTZ001 - a day
    made.clock.at = datetime.fromisoformat("2024-07-12T09:00:00+00:00")
    publish(made, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(made)
    return made


def test_an_outcome_that_the_newer_ledger_has_is_confirmed_without_an_alert(world: Bench) -> None:
    told = len(world.tools.store.alerts.deliveries(limit=10))
    assert merge_ledger(replace(world.tools, baseline=load_baseline()))
    outcomes = Log(world.tools).outcomes(Wanted())
    assert [one["status"] for one in outcomes] == ["confirmed"]
    assert len(world.tools.store.alerts.deliveries(limit=10)) == told


@pytest.fixture
def misled(tmp_path: Path) -> Bench:
    made = bench(tmp_path, HERALD, rules=(AlertRule(to=("desk",)),), until=datetime(2019, 12, 31))  # noqa: DTZ001 - a day
    made.clock.at = datetime.fromisoformat("2024-07-12T09:00:00+00:00")
    publish(made, Leicestershire_childrens_services_rated_good=OUTSTANDING.replace("outstanding", "good"))
    read_all(made)
    Deliverer(made.tools).deliver_due()
    return made


def kinds(world: Bench) -> list[AlertType]:
    return sorted(one.type for one in world.tools.store.alerts.deliveries(limit=9))


def test_a_newer_ledger_that_says_otherwise_than_was_told_asks_a_person_who_sends_the_correction(misled: Bench) -> None:
    newer = replace(misled.tools, baseline=load_baseline())
    merge_ledger(newer)
    [outcome] = Log(newer).outcomes(Wanted())
    [question] = Log(newer).questions()
    assert (question["kind"], question["outcome"]) == ("told-otherwise", outcome["id"])
    assert kinds(misled) == [AlertType.OUTCOME_CHANGED, AlertType.REVIEW_WAITING]
    for _ in range(2):
        Review(newer).decide(outcome["id"], Decision.CONFIRM, note="the ledger is right", who="me")
    assert kinds(misled) == [AlertType.OUTCOME_CHANGED, AlertType.OUTCOME_CORRECTED, AlertType.REVIEW_WAITING]
    assert Log(newer).questions() == []
    Deliverer(newer).deliver_due()
    assert b"good" in misled.channel.sent[-1].body
    assert b"outstanding" in misled.channel.sent[-1].body


def test_a_newer_ledger_that_says_what_was_told_asks_nothing(world: Bench) -> None:
    Deliverer(world.tools).deliver_due()
    merge_ledger(replace(world.tools, baseline=load_baseline()))
    assert Log(world.tools).questions() == []


def test_the_same_ledger_is_merged_once(world: Bench) -> None:
    assert merge_ledger(world.tools)
    assert not merge_ledger(world.tools)
