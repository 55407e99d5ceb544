"""Every schema there ever was becomes today's, with everything in it; none goes back."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database as Toolkit

from monitor.model.alert import DeliveryState
from monitor.storage.article_log import ArticleFilter
from monitor.storage.driver import APPLICATION_ID
from monitor.storage.schema import VERSION, migrations
from monitor.storage.store import Store

PAST = Path(__file__).parent / "past"
NAMES = [migration.name for migration in migrations().pending(Toolkit(memory=True))]


def store_of(folder: Path, name: str) -> None:
    """Make a database as the schema of this name had it."""
    connection = sqlite3.connect(folder / "monitor.db", isolation_level=None)
    later = NAMES[NAMES.index(name) + 1 :]
    migrations().apply(Toolkit(connection, execute_plugins=False), stop_before=later[:1])
    connection.executescript((PAST / f"{name}.sql").read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={NAMES.index(name) + 1}")
    connection.close()


def test_each_migration_is_one_version() -> None:
    assert len(NAMES) == VERSION


def test_every_past_schema_has_a_sample() -> None:
    assert [name for name in NAMES[:-1] if not (PAST / f"{name}.sql").exists()] == []


@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_store_of_a_past_schema_opens_with_everything_in_it(tmp_path: Path, name: str) -> None:
    store_of(tmp_path, name)
    store = Store(tmp_path)
    article = store.articles.get("article-1")
    assert article is not None
    assert (article.title, article.removed) == ("Leeds rated good", None)
    assert [claim.grade for claim in store.articles.claims("article-1", 1)] == ["good"]
    assert [one.id for one in store.article_log.find(ArticleFilter(query="brass"))] == ["article-1"]
    assert [verdict.note for verdict in store.outcomes.verdicts("383")] == ["seen"]
    [delivery] = store.alerts.in_state(DeliveryState.FAILED)
    assert (delivery.id, delivery.body) == ("delivery-1", b"mail")
    assert [entry.doubtful for entry in store.entries.failing("herald")] == []
    store.close()


@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_migrated_store_has_the_schema_of_a_new_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "new").mkdir()
    store_of(tmp_path, name)
    Store(tmp_path).close()
    Store(tmp_path / "new").close()

    def shape(path: Path) -> set[tuple[str, str]]:
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        connection.close()
        return set(rows)

    assert shape(tmp_path / "monitor.db") == shape(tmp_path / "new" / "monitor.db")


@pytest.mark.parametrize("done", range(len(NAMES)))
def test_a_first_start_that_was_cut_short_is_completed(tmp_path: Path, done: int) -> None:
    connection = sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrations().apply(Toolkit(connection, execute_plugins=False), stop_before=NAMES[done])
    connection.close()
    Store(tmp_path).close()
