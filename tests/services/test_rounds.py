"""Rounds: what is started when, what a pass reads, and that a store that fails is not asked again and again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.model.outcome import Trust
from monitor.model.source import EntryState, FoundEntry, Source
from monitor.services.rounds import Rounds
from tests.fakes import Bench, bench

FEED = "https://herald.example/feed"
HERALD = Source(id="herald", name="Herald", kind="feed", url=FEED, every=timedelta(minutes=30), trust=Trust.PRESS)
STORY = FoundEntry(
    key="a",
    url="https://herald.example/a",
    title="Leicestershire children's services rated outstanding",
    summary="Ofsted has rated Leicestershire County Council's children's services outstanding, the council said today.",
)


def waits(world: Bench, *found: FoundEntry, source: str = "herald") -> None:
    """Store entries as if a source had shown them."""
    with world.tools.store.transaction():
        world.tools.store.entries.add(source, found, at=world.clock.now(), first_pass=False)


def states(world: Bench, source: str) -> list[EntryState]:
    return [entry.state for entry in world.tools.store.entries.latest(source, limit=9)]


def read_everything(world: Bench) -> None:
    rounds = Rounds(world.tools)
    rounds.whole_pass([], full=False)
    rounds.close()


def test_after_the_store_failed_nothing_is_asked_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = bench(tmp_path, HERALD)
    world.fetcher.serve(FEED, "<rss version='2.0'><channel><title>Herald</title></channel></rss>")

    def full(*_: object, **__: object) -> None:
        raise StoreError("disk full")

    monkeypatch.setattr(world.tools.store.polls, "save", full)
    rounds = Rounds(world.tools)
    assert rounds.poll_due() == 1
    while rounds.is_busy:
        pass
    assert rounds.poll_due() == 0
    assert rounds.process_waiting() == 0
    assert len(world.fetcher.asked) == 1
    rounds.close()


def test_what_a_source_showed_is_read_though_it_was_taken_out_of_the_settings(tmp_path: Path) -> None:
    world = bench(tmp_path, HERALD)
    waits(world, STORY, source="removed")
    world.fetcher.serve(
        STORY.url, f"<html><body><article><h1>{STORY.title}</h1><p>{STORY.summary}</p></article></body>"
    )
    read_everything(world)
    assert states(world, "removed") == [EntryState.READ]


def test_a_removed_source_keeps_the_name_of_its_outlet(tmp_path: Path) -> None:
    world = bench(tmp_path, HERALD)
    again = replace(STORY, key="b", url="https://herald.example/b", title=f"{STORY.title} again")
    for found in (STORY, again):
        world.fetcher.serve(found.url, f"<html><body><article><h1>{found.title}</h1><p>{STORY.summary}</p></article>")
    waits(world, STORY)
    read_everything(world)
    world.tools.sources.pop("herald")  # type: ignore[attr-defined]
    waits(world, again)
    read_everything(world)
    assert [row.outlet for row in world.tools.store.articles.telling("855")] == ["Herald", "Herald"]


def test_what_a_disabled_source_showed_waits_until_it_is_enabled_again(tmp_path: Path) -> None:
    world = bench(tmp_path, replace(HERALD, enabled=False))
    waits(world, STORY)
    read_everything(world)
    assert states(world, "herald") == [EntryState.PENDING]


def test_a_pass_over_named_sources_reads_no_others(tmp_path: Path) -> None:
    world = bench(tmp_path, HERALD)
    waits(world, STORY)
    waits(world, STORY, source="removed")
    world.fetcher.serve(FEED, "<rss version='2.0'><channel><title>Herald</title></channel></rss>")
    rounds = Rounds(world.tools)
    done = rounds.whole_pass([HERALD], full=False, alone=True)
    rounds.close()
    assert [result.entry.source for result in done.results] == ["herald"]


def test_the_watchdog_hears_of_no_progress_where_nothing_was_done(tmp_path: Path) -> None:
    world = bench(tmp_path, HERALD)
    rounds = Rounds(world.tools)
    rounds.deliver_due()
    assert rounds.progress == 0
    world.fetcher.serve(FEED, "<rss version='2.0'><channel><title>Herald</title></channel></rss>")
    rounds.whole_pass([HERALD], full=False)
    rounds.close()
    assert rounds.progress > 0
