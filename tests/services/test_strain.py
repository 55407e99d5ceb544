"""A full disk and a queue that stands still are told, once a day."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType
from monitor.model.outcome import Trust
from monitor.model.source import FoundEntry, Source
from monitor.services.house import House
from tests.fakes import Bench, bench

HERALD = Source(
    id="herald",
    name="Herald",
    kind="feed",
    url="https://herald.example/feed",
    every=timedelta(minutes=30),
    trust=Trust.PRESS,
)


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    return bench(tmp_path, HERALD, rules=(AlertRule(to=("desk",), events=("health",)),))


def told(world: Bench) -> list[str]:
    alerts = world.tools.store.alerts
    deliveries = alerts.deliveries(limit=99)
    return [alerts.get(one.alert).note for one in deliveries if one.type is AlertType.MONITOR_DEGRADED]


def test_a_disk_that_runs_full_is_told_once_a_day(world: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(world.tools.store.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=50_000_000))
    house = House(world.tools)
    house.keep()
    house.keep()
    assert len(told(world)) == 1
    assert "50 MB left" in told(world)[0]
    world.clock.advance(timedelta(days=1))
    house.keep()
    assert len(told(world)) == 2


def test_pages_that_nobody_reads_are_told(world: Bench) -> None:
    with world.tools.store.transaction():
        found = [FoundEntry(key="a", url="https://herald.example/a")]
        world.tools.store.entries.add("herald", found, at=world.clock.now(), first_pass=True)
    house = House(world.tools)
    for _ in range(12):
        world.clock.advance(timedelta(minutes=10))
        house.keep()
    assert len(told(world)) == 1
    assert "not being read" in told(world)[0]


def test_what_piled_up_while_the_machine_slept_is_no_queue_that_stands_still(world: Bench) -> None:
    with world.tools.store.transaction():
        found = [FoundEntry(key="a", url="https://herald.example/a")]
        world.tools.store.entries.add("herald", found, at=world.clock.now(), first_pass=True)
    world.clock.advance(timedelta(days=3))
    House(world.tools).keep()
    assert told(world) == []
