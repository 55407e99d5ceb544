"""Clocks are set, machines sleep, years are wrong: one catch-up, nothing lost, nothing told twice, no storm."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import DeliveryError
from monitor.model.alert import AlertRule, AlertType
from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.services.deliver import Deliverer
from monitor.services.house import House
from monitor.services.ledger import Ledger
from monitor.services.poll import Poller
from tests.fakes import Bench, bench

SOURCES = [
    Source(
        id=name,
        name=name,
        kind="feed",
        url=f"https://{name}.example/feed",
        every=timedelta(hours=1),
        trust=Trust.PRESS,
    )
    for name in ("herald", "echo", "mercury")
]
STEPS = {
    "an hour forward": timedelta(hours=1, minutes=10),
    "an hour back": -timedelta(hours=1),
    "three days asleep": timedelta(days=3),
    "a year ahead before it was set": -timedelta(days=365),
    "in 1970 before it was set": timedelta(days=20_000),
}


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(tmp_path, *SOURCES, rules=(AlertRule(to=("desk",), events=("source", "health")),))
    for source in SOURCES:
        item = f"<item><title>Bypass</title><link>https://{source.id}.example/a</link></item>"
        made.fetcher.serve(source.url, f"<rss version='2.0'><channel><title>News</title>{item}</channel></rss>")
    poll_due(made)
    return made


def poll_due(world: Bench) -> list[str]:
    """Poll what is due and keep house, as a tick of the service does; return what was polled."""
    due = world.tools.store.polls.due(world.clock.now(), [source.id for source in SOURCES])
    for one in due:
        Poller(world.tools).poll(world.tools.sources[one])
    House(world.tools).keep()
    return due


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_each_source_is_polled_once_within_its_interval_after_a_step(world: Bench, step: timedelta) -> None:
    world.clock.advance(timedelta(minutes=10) + step)
    polled: list[str] = []
    for _ in range(8):
        polled += poll_due(world)
        world.clock.advance(timedelta(minutes=15))
    assert {name: polled.count(name) for name in ("herald", "echo", "mercury")} in [
        {"herald": count, "echo": count, "mercury": count} for count in (1, 2)
    ]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_delivery_that_waits_is_sent_once_after_a_step(world: Bench, step: timedelta) -> None:
    with world.tools.store.transaction():
        Ledger(world.tools).notice(AlertType.SOURCE_FAILING, subject="herald", note="It fails.", at=world.clock.now())
    world.channel.refusals = [DeliveryError("desk", "451 later"), DeliveryError("desk", "451 later")]
    deliverer = Deliverer(world.tools)
    deliverer.deliver_due()
    world.clock.advance(timedelta(minutes=1))
    deliverer.deliver_due()
    world.clock.advance(step)
    for _ in range(24):
        deliverer.deliver_due()
        world.clock.advance(timedelta(minutes=15))
    assert len(world.channel.sent) == 1
    assert len({(message.key, message.body) for message in world.channel.tried}) == 1


@pytest.mark.parametrize("step", [*STEPS.values()][:4], ids=[*STEPS][:4])
def test_no_step_of_the_clock_makes_a_storm_of_notices(world: Bench, step: timedelta) -> None:
    world.clock.advance(step)
    House(world.tools).keep()
    poll_due(world)
    assert world.tools.store.alerts.deliveries(limit=10) == []


def test_a_receiver_that_is_down_for_two_days_gets_everything_once(world: Bench) -> None:
    deliverer = Deliverer(world.tools)
    down = world.clock.now() + timedelta(hours=48)
    notes = 0
    while world.clock.now() < down + timedelta(hours=30):
        if world.clock.now() < down:
            world.channel.refusals = [DeliveryError("desk", "no connection", answered=False)] * 99
            if world.clock.now().minute == 0 and world.clock.now().hour % 6 == 0:
                notes += 1
                with world.tools.store.transaction():
                    told = f"Note {notes}"
                    Ledger(world.tools).notice(AlertType.SOURCE_FAILING, subject=told, note=told, at=world.clock.now())
        else:
            world.channel.refusals = []
        deliverer.deliver_due()
        world.clock.advance(timedelta(minutes=5))
    assert len(world.channel.sent) == notes > 6
    assert len({message.key for message in world.channel.sent}) == notes
    assert len({(message.key, message.body) for message in world.channel.tried}) == notes
