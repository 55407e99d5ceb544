"""Articles, their revisions and what was understood in them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model.article import Kind
from monitor.model.claim import Analysis, Claim, Direction, Quotation, Role
from monitor.storage.article_log import ArticleFilter
from monitor.storage.articles import ArticleRow, Revision
from monitor.storage.store import Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CLAIM = Claim(
    la_code="856",
    judgement="overall",
    grade="good",
    role=Role.NEWS,
    previous="requires_improvement",
    direction=Direction.UP,
    when="2021-09",
    quote=Quotation(text="is now good", start=10, end=21),
    reason="named as inspected",
)
ARTICLE = ArticleRow(
    id="a1",
    key="https://herald.example/a",
    url="https://herald.example/a",
    source="herald",
    outlet="The Herald",
    title="Leicester is now good",
    published=NOW,
    first_seen=NOW,
    relevant=True,
    kind=Kind.OUTCOME,
    reasons=("about an inspection",),
    partial=False,
    revision=1,
    text_hash="h1",
    first_pass=False,
)
UNDERSTOOD = Analysis(relevant=True, kind=Kind.OUTCOME, claims=(CLAIM,))


def revision(n: int, text: str) -> Revision:
    return Revision(
        article="a1",
        n=n,
        fetched_at=NOW,
        body=None,
        fragment=None,
        content_type="text/html",
        url=ARTICLE.url,
        title=ARTICLE.title,
        text=text,
        text_hash=f"h{n}",
        fingerprint=frozenset({1, 2**63}),
        versions={"detect": "1"},
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    with store.transaction():
        store.articles.save(ARTICLE, revision(1, "Inspectors were impressed."), UNDERSTOOD)
    return store


def edit(store: Store, text: str, analysis: Analysis = UNDERSTOOD) -> None:
    with store.transaction():
        store.articles.save(replace(ARTICLE, revision=2, text_hash="h2"), revision(2, text), analysis)


def test_what_was_stored_comes_back_as_it_was(store: Store) -> None:
    assert store.articles.get("a1") == ARTICLE
    assert store.articles.revision("a1", 1) == revision(1, "Inspectors were impressed.")
    assert store.articles.claims("a1", 1) == (CLAIM,)


def test_an_edit_is_a_new_revision_and_the_old_one_stays(store: Store) -> None:
    edit(store, "Inspectors were not impressed.")
    assert [one.text for one in store.articles.revisions("a1")] == [
        "Inspectors were impressed.",
        "Inspectors were not impressed.",
    ]


def test_only_the_latest_revision_is_evidence(store: Store) -> None:
    assert [article.id for article in store.articles.telling("856")] == ["a1"]
    edit(store, "We were wrong.", Analysis(relevant=False, kind=Kind.OTHER))
    assert store.articles.telling("856") == []
    assert store.articles.claims("a1", 1) == (CLAIM,)


@pytest.mark.parametrize(("query", "hits"), [("impressed", 1), ("leicester IMPRESSED", 1), ("impressed absent", 0)])
def test_every_word_of_a_search_must_be_there(store: Store, query: str, hits: int) -> None:
    assert len(store.article_log.find(ArticleFilter(query=query))) == hits


@pytest.mark.parametrize("query", ['"', "a OR", "NEAR(", "title:", "*", "-"])
def test_whatever_is_typed_is_words_and_never_breaks_the_search(store: Store, query: str) -> None:
    assert isinstance(store.article_log.find(ArticleFilter(query=query)), list)


def test_the_search_finds_the_edited_text_and_not_the_old_one(store: Store) -> None:
    edit(store, "Everyone is delighted.")
    assert len(store.article_log.find(ArticleFilter(query="delighted"))) == 1
    assert store.article_log.find(ArticleFilter(query="impressed")) == []


def test_articles_are_found_by_the_authority_they_tell_of(store: Store) -> None:
    assert len(store.article_log.find(ArticleFilter(la_codes=("856",)))) == 1
    assert store.article_log.find(ArticleFilter(la_codes=("855",))) == []
