"""A full disk, polls that are not made and a queue that stands still are told, once, and once that it is over."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType
from monitor.model.outcome import Trust
from monitor.model.source import EntryState, FoundEntry, Source
from monitor.services.deliver import Deliverer
from monitor.services.house import House
from monitor.services.poll import Poller
from tests.fakes import Bench, bench

MONITORS = (AlertType.MONITOR_DEGRADED, AlertType.MONITOR_RECOVERED)
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
    deliveries = reversed(alerts.deliveries(limit=99))
    return [alerts.get(one.alert).note for one in deliveries if one.type in MONITORS]


def poll(world: Bench) -> None:
    """Poll the Herald, which has nothing to say."""
    world.fetcher.serve(HERALD.url, "<rss version='2.0'><channel><title>Herald</title></channel></rss>")
    Poller(world.tools).poll(HERALD)


def test_a_disk_that_runs_full_is_told_once_and_that_it_has_room_again(
    world: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(world.tools.store.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=50_000_000))
    house = House(world.tools)
    house.keep()
    house.keep()
    assert len(told(world)) == 1
    assert "50 MB left" in told(world)[0]
    world.clock.advance(timedelta(days=3))
    poll(world)
    Deliverer(world.tools).deliver_due()
    House(world.tools).keep()
    assert len(told(world)) == 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=250_000_000))
    house.keep()
    assert len(told(world)) == 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=900_000_000))
    house.keep()
    house.keep()
    assert [note[:23] for note in told(world)][1:] == ["The disk has room again"]


def test_sources_that_nobody_polls_are_told_and_that_they_are_polled_again(world: Bench) -> None:
    poll(world)
    house = House(world.tools)
    for _ in range(30):
        world.clock.advance(timedelta(minutes=10))
        house.keep()
        Deliverer(world.tools).deliver_due()
    [note] = told(world)
    assert "not being polled: herald" in note
    poll(world)
    house.keep()
    assert told(world)[1:] == ["The queue of polls moves again."]


def test_a_poll_that_takes_its_time_is_no_poll_that_is_not_made(world: Bench) -> None:
    house = House(world.tools, is_polling=lambda source: source is HERALD)
    for _ in range(30):
        world.clock.advance(timedelta(minutes=10))
        house.keep()
    assert told(world) == []


def test_pages_that_nobody_reads_are_told(world: Bench) -> None:
    with world.tools.store.transaction():
        found = [FoundEntry(key="a", url="https://herald.example/a")]
        world.tools.store.entries.add("herald", found, at=world.clock.now(), first_pass=True)
    house = House(world.tools)
    for _ in range(12):
        world.clock.advance(timedelta(minutes=10))
        poll(world)
        house.keep()
    assert len(told(world)) == 1
    assert "not being read" in told(world)[0]
    [entry] = world.tools.store.entries.latest("herald", limit=1)
    with world.tools.store.transaction():
        world.tools.store.entries.done(entry, EntryState.READ)
    house.keep()
    assert told(world)[1:] == ["The queue of pages moves again."]


def test_a_long_queue_that_moves_does_not_stand_still(world: Bench) -> None:
    with world.tools.store.transaction():
        found = [FoundEntry(key=f"{n}", url=f"https://herald.example/{n}") for n in range(40)]
        world.tools.store.entries.add("herald", found, at=world.clock.now(), first_pass=True)
    house = House(world.tools)
    for _ in range(30):
        world.clock.advance(timedelta(minutes=10))
        poll(world)
        house.keep()
        [entry] = world.tools.store.entries.waiting(world.clock.now(), sources=["herald"], limit=1)
        with world.tools.store.transaction():
            world.tools.store.entries.done(entry, EntryState.READ)
    assert told(world) == []


def test_what_piled_up_while_the_machine_slept_is_no_queue_that_stands_still(world: Bench) -> None:
    with world.tools.store.transaction():
        found = [FoundEntry(key="a", url="https://herald.example/a")]
        world.tools.store.entries.add("herald", found, at=world.clock.now(), first_pass=True)
    world.clock.advance(timedelta(days=3))
    House(world.tools).keep()
    assert told(world) == []
