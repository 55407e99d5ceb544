"""A watcher elsewhere hears of real work and of nothing else; its address is a secret, and its troubles are its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.fetching import HttpFetcher
from monitor.model.outcome import Trust
from monitor.model.source import FoundEntry, Source
from monitor.services.heartbeat import Heartbeat
from monitor.services.rounds import Rounds
from monitor.services.watch import Watch
from tests.fakes import Bench, bench
from tests.fetching.site import OPEN, Site, answer, serving

TOKEN = "b7c1f0aa-ping-token"
FEED = "https://herald.example/feed"
HERALD = Source(id="herald", name="Herald", kind="feed", url=FEED, every=timedelta(hours=1), trust=Trust.PRESS)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        served.pages[f"/{TOKEN}"] = answer(b"OK")
        yield served


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(allow=OPEN, timeout=5.0) as opened:
        yield opened


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(tmp_path, HERALD)
    made.fetcher.serve(FEED, "<rss version='2.0'><channel><title>Herald</title></channel></rss>")
    return made


def beating(world: Bench, site: Site, fetcher: HttpFetcher, *, address: str | None = None) -> Heartbeat:
    """Return a heartbeat over a real network, with the test's clock."""
    url = address or f"{site.url}/{TOKEN}"
    return Heartbeat(replace(world.tools, fetcher=fetcher), url, every=timedelta(minutes=5))


def test_the_watcher_hears_once_of_work_that_was_done(world: Bench, site: Site, fetcher: HttpFetcher) -> None:
    heartbeat = beating(world, site, fetcher)
    assert not heartbeat.beat(0)
    assert heartbeat.beat(1)
    world.clock.advance(timedelta(hours=1))
    assert not heartbeat.beat(1)
    assert [(one.method, one.path) for one in site.asked] == [("POST", f"/{TOKEN}")]


def test_the_watcher_is_not_asked_more_often_than_it_should_be(world: Bench, site: Site, fetcher: HttpFetcher) -> None:
    heartbeat = beating(world, site, fetcher)
    for done in range(1, 13):
        heartbeat.beat(done)
        world.clock.advance(timedelta(minutes=1))
    assert len(site.asked) == 3


@pytest.mark.parametrize("broken", [answer(b"", "500 Oops"), b"", answer(b"", "302 Found", Location="/")])
def test_a_ping_that_failed_is_tried_again_and_no_log_shows_the_address(
    world: Bench, site: Site, fetcher: HttpFetcher, broken: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    site.pages[f"/{TOKEN}"] = broken
    heartbeat = beating(world, site, fetcher)
    assert not heartbeat.beat(1)
    assert not heartbeat.beat(1)
    world.clock.advance(timedelta(minutes=1))
    site.pages[f"/{TOKEN}"] = answer(b"OK")
    assert heartbeat.beat(1)
    said = "".join(capfd.readouterr())
    assert said.count("heartbeat not taken") == 1
    assert TOKEN not in said


@pytest.mark.parametrize("address", ["http://192.0.2.1/", "https://10.9.8.7/", "http://no-such-host.invalid/"])
def test_a_watcher_that_may_not_be_asked_harms_nothing(
    world: Bench, site: Site, fetcher: HttpFetcher, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert not beating(world, site, fetcher, address=address + TOKEN).beat(1)
    said = "".join(capfd.readouterr())
    assert TOKEN not in said
    assert address.split("/")[2] not in said


def pings(world: Bench, site: Site, fetcher: HttpFetcher) -> tuple[Rounds, Watch]:
    rounds = Rounds(world.tools)
    tools = replace(world.tools, fetcher=fetcher)
    return rounds, Watch(tools, rounds, heartbeat=f"{site.url}/{TOKEN}")


def test_a_poll_that_was_answered_is_work_and_one_that_failed_is_none(
    world: Bench, site: Site, fetcher: HttpFetcher
) -> None:
    rounds, watch = pings(world, site, fetcher)
    assert not watch.beat()
    served = world.fetcher.pages[FEED]
    world.fetcher.break_page(FEED)
    rounds.whole_pass([HERALD], full=False)
    assert not watch.beat()
    world.fetcher.pages[FEED] = served
    rounds.whole_pass([HERALD], full=False)
    assert watch.beat()
    rounds.close()


def test_nothing_is_heard_while_a_queue_stands_still(world: Bench, site: Site, fetcher: HttpFetcher) -> None:
    rounds, watch = pings(world, site, fetcher)
    with world.tools.store.transaction():
        found = [FoundEntry(key="a", url="https://herald.example/a")]
        world.tools.store.entries.add("herald", found, at=world.clock.now(), first_pass=True)
    for _ in range(12):
        world.clock.advance(timedelta(minutes=10))
        rounds._poll(HERALD)
        watch.keep()
    assert not watch.beat()
    rounds.whole_pass([HERALD], full=False)
    watch.keep()
    assert watch.beat()
    rounds.close()
