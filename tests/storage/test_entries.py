"""Entries wait until their page was read, and never vanish."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.model.source import Entry, EntryState, FoundEntry
from monitor.storage.store import Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STORY = FoundEntry(key="a", url="https://herald.example/a", title="Council praised", summary="Inspectors praised it.")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def shown(store: Store, *found: FoundEntry, at: datetime = NOW) -> None:
    with store.transaction():
        store.entries.add("herald", found, at=at, first_pass=False)


def waiting(store: Store, at: datetime = NOW) -> list[Entry]:
    return store.entries.waiting(at, sources=["herald"], limit=10)


def test_a_new_entry_waits_for_its_page(store: Store) -> None:
    shown(store, STORY)
    assert [entry.found for entry in waiting(store)] == [STORY]


def test_an_entry_read_and_shown_unchanged_waits_no_more(store: Store) -> None:
    shown(store, STORY)
    with store.transaction():
        store.entries.done(waiting(store)[0], EntryState.READ)
    shown(store, STORY)
    assert waiting(store, NOW + timedelta(days=900)) == []


def test_an_entry_that_its_feed_shows_otherwise_waits_again(store: Store) -> None:
    shown(store, STORY)
    with store.transaction():
        store.entries.done(waiting(store)[0], EntryState.READ)
    shown(store, replace(STORY, title="Council criticised"))
    assert [entry.found.title for entry in waiting(store)] == ["Council criticised"]


def test_an_entry_whose_page_failed_is_tried_again_though_its_feed_is_never_seen_again(store: Store) -> None:
    shown(store, STORY)
    later = NOW + timedelta(minutes=1)
    with store.transaction():
        store.entries.failed(waiting(store)[0], "timed out", next_try=later)
    assert waiting(store) == []
    assert [(entry.attempts, entry.error) for entry in waiting(store, later)] == [(1, "timed out")]


def test_an_entry_gone_from_its_feed_still_waits(store: Store) -> None:
    shown(store, STORY)
    shown(store)
    assert len(waiting(store)) == 1


def test_entries_of_sources_not_asked_for_wait_on(store: Store) -> None:
    shown(store, STORY)
    assert store.entries.waiting(NOW, sources=["other"], limit=10) == []


def test_what_waits_longest_comes_first(store: Store) -> None:
    shown(store, replace(STORY, key="late"), at=NOW)
    shown(store, replace(STORY, key="early"), at=NOW - timedelta(hours=1))
    assert [entry.found.key for entry in waiting(store)] == ["early", "late"]
