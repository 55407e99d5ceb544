"""The number of an article is its place in time."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.model.article import Kind
from monitor.model.claim import Analysis
from monitor.storage.article_log import ArticleFilter
from monitor.storage.articles import ArticleRow, Revision
from monitor.storage.numbering import SLOTS, first_number
from monitor.storage.schema import FIRST
from monitor.storage.store import Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AGO = NOW - timedelta(days=30)
NOTHING = Analysis(relevant=False, kind=Kind.OTHER)


def article(name: str, published: datetime | None) -> ArticleRow:
    return ArticleRow(
        id=name,
        key=f"https://herald.example/{name}",
        url=f"https://herald.example/{name}",
        source="herald",
        outlet="The Herald",
        title=f"Council news {name}",
        published=published,
        first_seen=NOW,
        relevant=False,
        kind=Kind.OTHER,
        reasons=(),
        partial=False,
        revision=1,
        text_hash=name,
        first_pass=False,
    )


def revision(row: ArticleRow) -> Revision:
    return Revision(
        article=row.id,
        n=1,
        fetched_at=NOW,
        body=None,
        fragment=None,
        content_type="",
        url=row.url,
        title=row.title,
        text="The council met.",
        text_hash=row.text_hash,
        fingerprint=frozenset(),
        versions={},
    )


def keep(store: Store, row: ArticleRow) -> None:
    with store.transaction():
        store.articles.save(row, revision(row), NOTHING)


def names(store: Store, wanted: ArticleFilter) -> list[str]:
    return [row.id for row in store.article_log.find(wanted)]


@pytest.mark.parametrize("query", [None, "council"])
def test_an_old_article_found_late_stands_where_it_came_out(tmp_path: Path, query: str | None) -> None:
    store = Store(tmp_path)
    for name, published in (("b", AGO), ("c", NOW), ("a", AGO - timedelta(days=9)), ("d", None)):
        keep(store, article(name, published))
    assert names(store, ArticleFilter(query=query)) == ["d", "c", "b", "a"]
    assert names(store, ArticleFilter(query=query, out_since=AGO, out_until=AGO + timedelta(days=1))) == ["b"]


def test_more_articles_than_a_minute_has_places_are_all_kept_in_order(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for n in range(SLOTS + 10):
        keep(store, article(f"{n:03}", AGO))
    assert names(store, ArticleFilter()) == [f"{n:03}" for n in reversed(range(SLOTS + 10))]


def test_pages_follow_each_other_without_gap_or_repetition(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for n in range(25):
        keep(store, article(f"{n:02}", AGO + timedelta(hours=n // 2)))
    shown: list[str] = []
    before = None
    for _ in range(9):
        page = store.article_log.find(ArticleFilter(query="council", before=before, limit=10))
        if not page:
            break
        shown += [row.id for row in page]
        before = page[-1].number
    assert shown == [f"{n:02}" for n in reversed(range(25))]


def test_a_day_that_no_article_came_out_on_is_not_believed() -> None:
    seen = first_number(None, NOW)
    assert first_number(NOW + timedelta(days=400), NOW) == seen
    assert first_number(datetime(1970, 1, 1, tzinfo=UTC), NOW) == seen


def test_an_edit_of_the_date_keeps_the_article_found_by_its_words(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, article("a", AGO))
    keep(store, replace(article("a", NOW), title="Other news"))
    assert names(store, ArticleFilter(query="council")) == ["a"]


def test_a_store_of_the_first_schema_is_brought_into_order(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "monitor.db") as old:
        old.execute("PRAGMA application_id=1229869904")
        for statement in FIRST:
            old.execute(statement)
        old.execute("CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT,"
                    " applied_at TEXT)")  # fmt: skip
        old.execute("INSERT INTO _sqlite_migrations VALUES (1, 'monitor', 'first', '2026-11-22')")
        old.execute("PRAGMA user_version=1")
        for number, published in ((1, NOW), (2, AGO)):
            columns = (f"a{number}", f"k{number}", "u", "s", "o", "Council", published.isoformat(), NOW.isoformat())
            old.execute(
                "INSERT INTO articles (id, key, url, source, outlet, title, published, first_seen, relevant, kind,"
                " reasons, partial, revision, text_hash, first_pass)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 'other', '[]', 0, 1, 'h', 0)",
                columns,
            )
            old.execute(
                "INSERT INTO revisions VALUES (?, 1, ?, NULL, NULL, '', 'u', 'Council', 'It met.', 'h', x'', '{}')",
                (f"a{number}", NOW.isoformat()),
            )
    old.close()
    store = Store(tmp_path)
    assert names(store, ArticleFilter()) == ["a1", "a2"]
    assert names(store, ArticleFilter(query="met")) == ["a1", "a2"]
