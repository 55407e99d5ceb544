"""People are told what can't be stored, that nothing moves, and, by a watcher elsewhere, that nothing is heard."""

import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import DeliveryError, StoreError
from monitor.model.alert import AlertRule, AlertType, DeliveryState
from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.services.rounds import Rounds
from monitor.services.watch import Watch
from tests.fakes import Bench, bench

FEED = "https://herald.example/feed"
HERALD = Source(id="herald", name="Herald", kind="feed", url=FEED, every=timedelta(hours=1), trust=Trust.PRESS)


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(tmp_path, HERALD, rules=(AlertRule(to=("desk",), events=("health",)),))
    made.fetcher.serve(FEED, "<rss version='2.0'><channel><title>Herald</title></channel></rss>")
    return made


@pytest.fixture
def rounds(world: Bench) -> Iterator[Rounds]:
    made = Rounds(world.tools)
    yield made
    made.close()


def fill(world: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be full: little room is left, and no notice can be stored."""
    usage = shutil.disk_usage(world.tools.store.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))

    def full(*_: object) -> None:
        raise StoreError("database or disk is full")

    monkeypatch.setattr(world.tools.store.alerts, "add", full)


def keep(world: Bench, watch: Watch, minutes: int) -> None:
    for _ in range(minutes):
        try:
            watch.keep()
        except StoreError:
            assert watch._failing_since is not None
        world.clock.advance(timedelta(minutes=1))


def test_a_store_that_takes_nothing_is_told_once_without_it_and_with_it_when_it_is_well(
    world: Bench, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(world.tools, rounds)
    with monkeypatch.context() as patched:
        fill(world, patched)
        keep(world, watch, 3)
        assert world.channel.sent == []
        keep(world, watch, 60)
    [message] = world.channel.sent
    assert b"Nothing can be stored any more: database or disk is full" in message.body
    rounds.whole_pass([HERALD], full=False)
    keep(world, watch, 5)
    told = [one.type for one in world.tools.store.alerts.deliveries(limit=9)]
    assert told == [AlertType.MONITOR_RECOVERED]


def test_an_alarm_that_is_refused_is_sent_again_with_the_same_bytes(
    world: Bench, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(world.tools, rounds)
    fill(world, monkeypatch)
    world.channel.refusals = [DeliveryError("desk", "451 later"), DeliveryError("desk", "451 later")]
    keep(world, watch, 20)
    assert len(world.channel.tried) == 3
    assert len({(message.key, message.body) for message in world.channel.tried}) == 1


def test_a_store_that_fails_for_a_moment_raises_no_alarm(
    world: Bench, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(world.tools, rounds)
    for _ in range(5):
        with monkeypatch.context() as patched:
            fill(world, patched)
            keep(world, watch, 2)
        keep(world, watch, 2)
    assert world.channel.sent == []


def test_a_scheduler_that_stands_still_is_told_at_once_and_that_it_goes_again(world: Bench, rounds: Rounds) -> None:
    watch = Watch(world.tools, rounds)
    watch.tell_stall(frozenset())
    for _ in range(3):
        watch.tell_stall({"poll"})
    world.clock.advance(timedelta(minutes=1))
    Watch(world.tools, rounds).tell_stall(frozenset())  # the process after it
    for thread in threading.enumerate():
        if thread.name == "stall":
            thread.join()
    rounds.deliver_due()
    kinds = [one.type for one in reversed(world.tools.store.alerts.deliveries(limit=9))]
    assert kinds == [AlertType.MONITOR_DEGRADED, AlertType.MONITOR_RECOVERED]
    assert [b"makes no progress: poll" in message.body for message in world.channel.sent] == [True, False]


def test_a_stall_that_holds_the_store_is_told_without_it(world: Bench, rounds: Rounds) -> None:
    watch = Watch(world.tools, rounds, patience=0.05)
    with world.tools.store.transaction():
        telling = threading.Thread(target=watch.tell_stall, args=({"house"},))
        telling.start()
        telling.join()
        [message] = world.channel.sent
        assert b"makes no progress: house" in message.body
    for thread in threading.enumerate():
        if thread.name == "stall":
            thread.join()
    states = {one.state for one in world.tools.store.alerts.deliveries(limit=9)}
    assert states <= {DeliveryState.SENT, DeliveryState.WAITING}
