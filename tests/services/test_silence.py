"""Silence is told: of a source that stopped, of one that never spoke, and that it speaks again."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType, DeliveryState
from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.services.house import House
from monitor.services.log import Log
from monitor.services.poll import Poller
from tests.fakes import Bench, bench

FEED = "https://herald.example/feed"
HERALD = Source(id="herald", name="Herald", kind="feed", url=FEED, every=timedelta(hours=6), trust=Trust.PRESS)


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    return bench(tmp_path, HERALD, rules=(AlertRule(to=("desk",), events=("source",)),))


def serve(world: Bench, *links: str) -> None:
    items = "".join(f"<item><title>A story</title><link>https://herald.example/{one}</link></item>" for one in links)
    world.fetcher.serve(FEED, f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>")


def live(world: Bench, days: int) -> None:
    for _ in range(4 * days):
        Poller(world.tools).poll(HERALD)
        House(world.tools).keep()
        world.clock.advance(timedelta(hours=6))


def told(world: Bench) -> list[tuple[AlertType, str]]:
    alerts = world.tools.store.alerts
    return [(one.type, alerts.get(one.alert).note) for one in alerts.in_state(DeliveryState.WAITING)]


def test_a_source_that_never_shows_an_entry_is_told_once_and_its_first_entry_too(world: Bench) -> None:
    serve(world)
    live(world, 2)
    assert told(world) == []
    live(world, 10)
    [(kind, note)] = told(world)
    assert kind is AlertType.SOURCE_SILENT
    assert "has not shown one entry since 22 November 2026" in note
    assert [row["state"] for row in Log(world.tools).sources()] == ["quiet"]
    serve(world, "a")
    live(world, 1)
    assert [kind for kind, _ in told(world)] == [AlertType.SOURCE_SILENT, AlertType.SOURCE_RECOVERED]


def test_a_source_that_stops_is_told_once_and_its_next_entry_too(world: Bench) -> None:
    serve(world, "a")
    live(world, 30)
    serve(world, "b")
    live(world, 2)
    assert [kind for kind, _ in told(world)] == [AlertType.SOURCE_SILENT, AlertType.SOURCE_RECOVERED]
    assert "nothing new since 22 November 2026" in told(world)[0][1]
