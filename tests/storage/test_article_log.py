"""The log of articles: what is asked for is found, the newest first, however the questions are put together."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from monitor.model.article import Kind
from monitor.model.claim import Analysis, Claim, Quotation, Role, VisitMention
from monitor.model.inspection import VisitKind
from monitor.storage.article_log import ArticleFilter, articles_query
from monitor.storage.articles import ArticleRow, Revision
from monitor.storage.store import Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HERE = Quotation(text="It", start=0, end=2)


def claim(la_code: str, role: Role) -> Claim:
    return Claim(la_code=la_code, judgement="overall", grade="good", role=role, quote=HERE)


LEEDS = Analysis(relevant=True, kind=Kind.OUTCOME, claims=(claim("383", Role.NEWS), claim("383", Role.HISTORY)))
DERBY = Analysis(relevant=True, kind=Kind.BACKGROUND, claims=(claim("831", Role.HISTORY),))
VISIT = Analysis(
    relevant=True,
    kind=Kind.VISIT,
    visits=(VisitMention(la_code="831", visit=VisitKind.FOCUSED, when=None, quote=HERE),),
)
ASIDE = Analysis(relevant=False, kind=Kind.SCHOOL, claims=(claim("383", Role.NEWS),))


def keep(store: Store, name: str, analysis: Analysis, *, source: str = "herald", revision: int = 1) -> None:
    row = ArticleRow(
        id=name, key=name, url=f"https://herald.example/{name}", source=source, outlet="The Herald", title="Council",
        published=NOW + timedelta(hours=ord(name[0])), first_seen=NOW + timedelta(days=9), relevant=analysis.relevant,
        kind=analysis.kind, reasons=(), partial=False, revision=revision, text_hash=name, first_pass=False,
    )  # fmt: skip
    text = Revision(
        article=name, n=revision, fetched_at=NOW, body=None, fragment=None, content_type="", url=row.url,
        title="Council", text="It met.", text_hash=name, fingerprint=frozenset(), versions={},
    )  # fmt: skip
    with store.transaction():
        store.articles.save(row, text, analysis)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    keep(store, "a", LEEDS)
    keep(store, "b", DERBY, source="herald-echo")
    keep(store, "c", VISIT)
    keep(store, "d", ASIDE, source="echo")
    return store


def names(store: Store, wanted: ArticleFilter) -> str:
    return "".join(row.id for row in store.article_log.find(wanted))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ArticleFilter(), "dcba"),
        (ArticleFilter(source="herald"), "ca"),
        (ArticleFilter(source="echo"), "d"),
        (ArticleFilter(source="nothing"), ""),
        (ArticleFilter(relevant=True), "cba"),
        (ArticleFilter(relevant=False), "d"),
        (ArticleFilter(kind="visit"), "c"),
        (ArticleFilter(la_codes=("831",)), "cb"),
        (ArticleFilter(la_codes=("831", "383")), "dcba"),
        (ArticleFilter(claims="news"), "a"),
        (ArticleFilter(claims="history"), "ba"),
        (ArticleFilter(claims="any"), "ba"),
        (ArticleFilter(claims="any", la_codes=("383",), query="met", source="herald"), "a"),
        (ArticleFilter(query="met", relevant=True, limit=2), "cb"),
        (ArticleFilter(query="  "), "dcba"),
        (ArticleFilter(query="\x00"), "dcba"),
    ],
    ids=str,
)
def test_each_question_is_answered_by_the_articles_it_means(store: Store, wanted: ArticleFilter, found: str) -> None:
    assert names(store, wanted) == found
    assert "".join(hit.article.id for hit in store.article_log.hits(wanted)) == found


@pytest.mark.parametrize("word", ["s6865726c64", "r0", "cnews OR r1", "marks", "cnews r1 a333833"])
def test_what_people_type_is_looked_for_in_titles_and_texts_alone(store: Store, word: str) -> None:
    assert names(store, ArticleFilter(query=word)) == ""


def test_an_article_read_anew_is_found_by_what_is_understood_now(store: Store) -> None:
    keep(store, "a", VISIT, revision=2)
    assert names(store, ArticleFilter(claims="news")) == ""
    assert names(store, ArticleFilter(la_codes=("383",))) == "d"
    assert names(store, ArticleFilter(la_codes=("831",), kind="visit")) == "ca"


QUESTIONS: dict[str, Callable[[ArticleFilter], ArticleFilter]] = {
    "query": lambda wanted: replace(wanted, query="council"),
    "source": lambda wanted: replace(wanted, source="herald"),
    "relevant": lambda wanted: replace(wanted, relevant=True),
    "kind": lambda wanted: replace(wanted, kind="school"),
    "claims": lambda wanted: replace(wanted, claims="news"),
    "la_codes": lambda wanted: replace(wanted, la_codes=("383", "831")),
    "before": lambda wanted: replace(wanted, before=99),
    "out_since": lambda wanted: replace(wanted, out_since=NOW),
    "out_until": lambda wanted: replace(wanted, out_until=NOW),
}


@pytest.mark.parametrize("asked", [(), *combinations(QUESTIONS, 1), *combinations(QUESTIONS, 2), tuple(QUESTIONS)])
def test_no_page_of_the_log_is_sorted_or_looks_for_its_rows_in_the_table(store: Store, asked: tuple[str, ...]) -> None:
    wanted = ArticleFilter(limit=50)
    for name in asked:
        wanted = QUESTIONS[name](wanted)
    sql, parameters = articles_query(wanted, marked=wanted.query is not None)
    with sqlite3.connect(store.folder / "monitor.db") as database:
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    database.close()
    by_number = {"before", "out_since", "out_until"}
    if set(asked) <= by_number:
        assert plan in (["SCAN a"], ["SEARCH a USING INTEGER PRIMARY KEY (rowid<?)"],
                        ["SEARCH a USING INTEGER PRIMARY KEY (rowid>?)"],
                        ["SEARCH a USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"])  # fmt: skip
    else:
        # The index gives the numbers from the newest down (the order is asked of it), and each leads to its row.
        first, second = plan
        assert first.startswith("SCAN f VIRTUAL TABLE INDEX")
        assert second == "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)"


def test_ids_are_found_by_how_they_begin(store: Store) -> None:
    keep(store, "ab", ASIDE)
    assert store.article_log.ids("a", limit=9) == ["a", "ab"]
    assert store.article_log.ids("", limit=2) == ["a", "ab"]
    assert store.article_log.ids("x%_", limit=9) == []


def test_old_texts_are_looked_for_by_their_age(store: Store) -> None:
    with sqlite3.connect(store.folder / "monitor.db") as database:
        plan = [
            row[3]
            for row in database.execute(
                "EXPLAIN QUERY PLAN SELECT id FROM articles WHERE first_seen < ? AND removed IS NULL"
                " ORDER BY first_seen, id LIMIT 9", (NOW.isoformat(),)
            )
        ]  # fmt: skip
    database.close()
    assert plan == ["SEARCH articles USING INDEX articles_with_text (first_seen<?)"]
