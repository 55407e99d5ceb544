"""A newer shipped ledger is merged once, and nobody is told of what it confirms."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.merge import merge_ledger
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


def test_the_same_ledger_is_merged_once(world: Bench) -> None:
    assert merge_ledger(world.tools)
    assert not merge_ledger(world.tools)
