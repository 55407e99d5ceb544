"""Texts that go, by age or on notice, and all that stays."""

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType, DeliveryState
from monitor.model.objection import Wrong
from monitor.model.outcome import Trust
from monitor.model.source import EntryState, Source
from monitor.services.house import House
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.objecting import Meant, Objecting
from monitor.services.poll import Poller
from monitor.services.process import Processor
from monitor.services.purge import Purge
from monitor.services.replay import Replay
from monitor.services.retention import Retention
from tests.fakes import Bench, bench

SITE = "https://herald.example"
HERALD = Source(
    id="herald", name="The Herald", kind="feed", url=f"{SITE}/feed", every=timedelta(minutes=30), trust=Trust.PRESS
)
CHANGE = (
    "Ofsted has rated Leicestershire County Council's children's services outstanding, in a report published today. "
    "They were rated requires improvement at their last inspection, in 2019. A bassoonist played at the town hall."
)
BACKGROUND = (
    "Ofsted will inspect children's services in every county soon, says a xylophonist who chairs a panel. "
    "Kent was rated outstanding in 2022, and inspectors will look at its children's services again."
)


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(
        tmp_path,
        HERALD,
        rules=(AlertRule(to=("desk",), events=("changed", "health")),),
        until=datetime(2019, 12, 31),  # noqa: DTZ001 - a day
    )
    made.clock.at = datetime.fromisoformat("2024-07-12T09:00:00+00:00")
    items = ""
    for name, text in (("change", CHANGE), ("background", BACKGROUND)):
        page = f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1><p>{text}</p></article></body>"
        made.fetcher.serve(f"{SITE}/{name}", page)
        items += f"<item><title>Children's services: {name}</title><link>{SITE}/{name}</link><guid>{name}</guid>"
        items += f"<description>{text[:60]}</description>"
        items += f"<pubDate>{format_datetime(made.clock.at)}</pubDate></item>"
    made.fetcher.serve(HERALD.url, f"<rss version='2.0'><channel><title>H</title>{items}</channel></rss>")
    read_all(made)
    return made


def read_all(world: Bench) -> int:
    Poller(world.tools).poll(HERALD)
    due = world.tools.store.entries.waiting(world.clock.now(), sources=["herald"], limit=100)
    for entry in due:
        Processor(world.tools).process(entry)
    return len(due)


def text_of(world: Bench, name: str) -> str:
    [row] = [one for one in Log(world.tools).articles(Wanted()) if one["url"] == f"{SITE}/{name}"]
    found = Log(world.tools).article(row["id"])
    assert found is not None
    return str(found["text"])


def everything_stored(world: Bench) -> bytes:
    """Return every byte of the state folder, archived bodies as they are when read."""
    archive = world.tools.store.archive
    folder = world.tools.store.folder
    files = b"".join(path.read_bytes() for path in folder.glob("monitor.db*"))
    return files + b"".join(archive.get(name) for name in archive.names())


def test_texts_without_evidence_go_when_they_are_old_and_evidence_stays(world: Bench) -> None:
    assert "xylophonist" in text_of(world, "background")
    world.clock.advance(timedelta(days=731))
    assert Retention(world.tools).keep().articles == 1
    assert text_of(world, "background") == ""
    assert "bassoonist" in text_of(world, "change")
    assert [row["url"] for row in Log(world.tools).articles(Wanted(query="xylophonist"))] == []
    assert [row["url"] for row in Log(world.tools).articles(Wanted(query="bassoonist"))] == [f"{SITE}/change"]


def too_large(world: Bench, most: int) -> list[str]:
    """Keep house with so many bytes allowed; return what was told of it."""
    House(replace(world.tools, retention_size=most)).keep()
    alerts = world.tools.store.alerts
    kinds = (AlertType.MONITOR_DEGRADED, AlertType.MONITOR_RECOVERED)
    notes = [alerts.get(one.alert).note for one in alerts.in_state(DeliveryState.WAITING) if one.type in kinds]
    return [note for note in notes if "retention.size" in note]


def test_where_more_is_kept_than_may_be_texts_without_evidence_go_and_nothing_else(world: Bench) -> None:
    outcomes, deliveries = Log(world.tools).outcomes(Wanted()), world.tools.store.alerts.deliveries(limit=9)
    world.clock.advance(timedelta(days=31))
    House(world.tools).keep()
    assert text_of(world, "background") != ""
    world.clock.advance(timedelta(days=1))
    [note] = too_large(world, 1_000)
    assert "allow more" in note
    assert text_of(world, "background") == ""
    assert "bassoonist" in text_of(world, "change")
    assert Log(world.tools).outcomes(Wanted()) == outcomes
    assert [one for one in world.tools.store.alerts.deliveries(limit=9) if one in deliveries] == deliveries
    world.clock.advance(timedelta(days=1))
    assert len(too_large(world, 1_000)) == 1
    world.clock.advance(timedelta(days=1))
    assert "no more than" in too_large(world, 100_000_000)[1]


def test_a_text_of_this_month_stays_though_more_is_kept_than_may_be(world: Bench) -> None:
    world.clock.advance(timedelta(days=29))
    too_large(world, 1_000)
    assert "xylophonist" in text_of(world, "background")


def test_no_more_texts_go_than_must(world: Bench) -> None:
    world.clock.advance(timedelta(days=40))
    assert too_large(world, world.tools.store.retention.size()) == []
    assert "xylophonist" in text_of(world, "background")
    world.clock.advance(timedelta(days=2))
    assert too_large(world, world.tools.store.retention.size() - 100) == []
    assert text_of(world, "background") == ""


def test_a_text_goes_with_its_archived_bodies(world: Bench) -> None:
    before = set(world.tools.store.archive.names())
    world.clock.advance(timedelta(days=731))
    Retention(world.tools).keep()
    after = set(world.tools.store.archive.names())
    assert after < before
    assert not any(b"xylophonist" in world.tools.store.archive.get(name) for name in after)


def test_texts_are_looked_at_once_a_day(world: Bench) -> None:
    retention = Retention(world.tools)
    retention.keep()
    world.clock.advance(timedelta(hours=23))
    last = world.tools.store.retention.last_kept()
    retention.keep()
    assert world.tools.store.retention.last_kept() == last
    world.clock.advance(timedelta(hours=2))
    retention.keep()
    assert world.tools.store.retention.last_kept() != last


def test_a_body_that_nothing_names_goes_after_a_day_and_one_just_written_does_not(world: Bench) -> None:
    store = world.tools.store
    name = store.archive.put(b"left by a crash")
    assert store.retention.sweep(before=world.clock.now() - timedelta(days=1)) == 0
    later = datetime.fromtimestamp(store.archive.path(name).stat().st_mtime + 1, world.clock.now().tzinfo)
    assert store.retention.sweep(before=later) == 1


def test_a_purged_page_is_found_nowhere_any_more_and_what_it_told_stays(world: Bench) -> None:
    assert b"bassoonist" in everything_stored(world)
    done = Purge(world.tools).purge(f"{SITE}/change?utm_source=mail", note="a notice")
    assert (done.articles, done.bodies) == (1, 1)
    assert b"bassoonist" not in everything_stored(world)
    [outcome] = Log(world.tools).outcomes(Wanted())
    assert (outcome["authority"], [one["quote"] for one in outcome["evidence"]]) == ("Leicestershire", [""])


def test_the_words_that_a_person_objected_to_go_with_a_purged_page(world: Bench) -> None:
    articles = Log(world.tools).articles(Wanted())
    change = next(one for one in articles if one["title"] == "change")
    Objecting(world.tools).object(Meant(article=change["id"], claim=0), Wrong.NOT_NEWS, who="ada")
    assert world.tools.store.objections.of_article(change["id"])[0].quote
    Purge(world.tools).purge(f"{SITE}/change")
    [objection] = world.tools.store.objections.of_article(change["id"])
    assert (objection.quote, objection.who, objection.grade) == ("", "ada", "outstanding")


def test_a_purged_page_is_not_fetched_again(world: Bench) -> None:
    Purge(world.tools).purge(f"{SITE}/change")
    feed = world.fetcher.pages[HERALD.url]
    assert not isinstance(feed, Exception)
    world.fetcher.serve(HERALD.url, feed.body.decode().replace("Ofsted has", "Inspectors have"))
    world.fetcher.asked.clear()
    assert read_all(world) > 0
    assert f"{SITE}/change" not in [request.url for request in world.fetcher.asked]
    assert b"Inspectors have rated" not in everything_stored(world)
    [entry] = [one for one in world.tools.store.entries.latest("herald", limit=9) if one.found.key == "change"]
    assert (entry.state, entry.found.title, entry.found.summary) == (EntryState.SET_ASIDE, "", "")


def test_a_page_that_calls_itself_a_purged_one_is_not_kept(world: Bench) -> None:
    Purge(world.tools).purge(f"{SITE}/change")
    page = f"<html><head><link rel='canonical' href='{SITE}/change'></head><body><article><p>{CHANGE}</p></article>"
    world.fetcher.serve(f"{SITE}/copy", page)
    item = f"<item><title>Children's services in Leicestershire</title><link>{SITE}/copy</link></item>"
    world.fetcher.serve(HERALD.url, f"<rss version='2.0'><channel><title>H</title>{item}</channel></rss>")
    read_all(world)
    assert b"bassoonist" not in everything_stored(world)


def test_a_page_never_seen_can_be_kept_away_too(world: Bench) -> None:
    assert Purge(world.tools).purge(f"{SITE}/never").articles == 0
    assert [stone.url for stone in world.tools.store.retention.tombstones()] == [f"{SITE}/never"]


def test_a_replay_leaves_what_told_by_removed_texts_as_it_was(world: Bench) -> None:
    before = Log(world.tools).outcomes(Wanted())
    Purge(world.tools).purge(f"{SITE}/change")
    done = Replay(world.tools).replay()
    assert done.differences == ()
    assert [row["id"] for row in Log(world.tools).outcomes(Wanted())] == [row["id"] for row in before]
