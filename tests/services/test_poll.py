"""Polling a source: what is new is stored at once, and a failure takes nothing away."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule
from monitor.model.outcome import Trust
from monitor.model.source import Entry, Source
from monitor.services.poll import Poller
from tests.fakes import START, Bench, bench

FEED = "https://herald.example/feed"
HERALD = Source(id="herald", name="Herald", kind="feed", url=FEED, every=timedelta(minutes=30), trust=Trust.PRESS)


def rss(*titles: str) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>https://herald.example/{title.lower()}</link><guid>{title}</guid></item>"
        for title in titles
    )
    return f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>"


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(tmp_path, HERALD, rules=(AlertRule(to=("desk",), events=("source",)),))
    made.fetcher.serve(FEED, rss("One", "Two"), etag='"1"')
    return made


def waiting(world: Bench) -> list[Entry]:
    return world.tools.store.entries.waiting(world.clock.now(), sources=["herald"], limit=100)


def test_every_entry_of_a_new_feed_waits_to_be_read(world: Bench) -> None:
    polled = Poller(world.tools).poll(HERALD)
    assert (polled.new, polled.error) == (2, None)
    assert [entry.found.title for entry in waiting(world)] == ["One", "Two"]


def test_entries_of_the_first_pass_are_known_as_such_and_later_ones_are_not(world: Bench) -> None:
    poller = Poller(world.tools)
    poller.poll(HERALD)
    world.fetcher.serve(FEED, rss("Three", "One", "Two"), etag='"2"')
    poller.poll(HERALD)
    assert {entry.found.title: entry.first_pass for entry in waiting(world)} == {
        "One": True,
        "Two": True,
        "Three": False,
    }


def test_an_unchanged_feed_is_asked_with_its_etag_and_brings_nothing(world: Bench) -> None:
    poller = Poller(world.tools)
    poller.poll(HERALD)
    polled = poller.poll(HERALD)
    assert (polled.unchanged, polled.new, polled.changed) == (1, 0, 0)
    assert world.fetcher.asked[-1].etag == '"1"'


def test_the_same_bytes_without_an_etag_are_not_parsed_again(world: Bench) -> None:
    world.fetcher.serve(FEED, rss("One"))
    poller = Poller(world.tools)
    poller.poll(HERALD)
    assert poller.poll(HERALD).unchanged == 1


def test_a_feed_that_turns_into_something_else_is_an_error_and_its_entries_stay(world: Bench) -> None:
    poller = Poller(world.tools)
    poller.poll(HERALD)
    world.fetcher.serve(FEED, "<html><body>Please accept our cookies</body></html>")
    polled = poller.poll(HERALD)
    assert polled.error is not None
    assert len(waiting(world)) == 2
    world.fetcher.serve(FEED, rss("One", "Two", "Three"), etag='"3"')
    assert poller.poll(HERALD).new == 1


def test_a_feed_that_failed_to_parse_is_asked_for_whole_the_next_time(world: Bench) -> None:
    world.fetcher.serve(FEED, "not a feed", etag='"bad"')
    poller = Poller(world.tools)
    poller.poll(HERALD)
    poller.poll(HERALD)
    assert world.fetcher.asked[-1].etag is None


def test_a_failing_source_waits_longer_each_time_and_never_gives_up(world: Bench) -> None:
    world.fetcher.break_page(FEED)
    poller, waits = Poller(world.tools), list[timedelta]()
    for _ in range(12):
        polled = poller.poll(HERALD)
        assert polled.next_due is not None
        waits.append(polled.next_due - world.clock.now())
        world.clock.at = polled.next_due
    assert waits == sorted(waits)
    assert timedelta(hours=20) < waits[-1] <= timedelta(hours=24)


def test_a_source_is_well_again_as_soon_as_it_answers(world: Bench) -> None:
    poller = Poller(world.tools)
    poller.poll(HERALD)
    world.fetcher.break_page(FEED)
    poller.poll(HERALD)
    failing = world.tools.store.polls.state("herald")
    assert (failing.failures, failing.failing_since) == (1, START)
    world.fetcher.serve(FEED, rss("One", "Two"), etag='"1"')
    poller.poll(HERALD)
    well = world.tools.store.polls.state("herald")
    assert (well.failures, well.failing_since, well.error) == (0, None, None)


def test_people_are_told_once_of_a_source_that_fails_for_hours_and_once_of_its_recovery(world: Bench) -> None:
    world.fetcher.break_page(FEED)
    poller = Poller(world.tools)
    for _ in range(8):
        poller.poll(HERALD)
        world.clock.advance(timedelta(hours=2))
    world.fetcher.serve(FEED, rss("One"))
    poller.poll(HERALD)
    poller.poll(HERALD)
    told = [alert.type.value for alert, _ in world.tools.store.alerts.about("herald")]
    assert told == ["source.failing", "source.recovered"]


def test_a_source_that_hiccups_troubles_nobody(world: Bench) -> None:
    poller = Poller(world.tools)
    world.fetcher.break_page(FEED)
    poller.poll(HERALD)
    world.fetcher.serve(FEED, rss("One"))
    poller.poll(HERALD)
    assert world.tools.store.alerts.about("herald") == []


def test_a_listing_whose_selectors_were_mended_is_read_again_though_its_page_is_the_same(world: Bench) -> None:
    url = "https://herald.example/news"
    listing = replace(HERALD, kind="listing", url=url, item="li.wrong", link="a")
    world.fetcher.serve(url, "<ul><li class='right'><a href='/one'>The first of our stories</a></li></ul>", etag='"1"')
    assert Poller(world.tools).poll(listing).new == 0
    assert Poller(world.tools).poll(replace(listing, item="li.right")).new == 1
