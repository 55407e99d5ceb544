"""The article log: stored articles found by text, authority, source and time, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.storage.articles import ArticleRow, article_of
from monitor.storage.driver import Database, Value, stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleFilter:
    """Which articles are wanted. None, and an empty tuple, mean all. Times are when an article was first seen."""

    query: str | None = None
    la_codes: tuple[str, ...] = ()
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    relevant: bool | None = None
    limit: int | None = None


class ArticleLog:
    """Queries over the stored articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, wanted: ArticleFilter) -> list[ArticleRow]:
        """Return the articles that fit, the newest publication first."""
        conditions, parameters = _conditions(wanted)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        limit = "" if wanted.limit is None else "LIMIT ?"
        order = "ORDER BY coalesce(a.published, a.first_seen) DESC, a.rowid DESC"
        rows = self._database.rows(
            f"SELECT a.* FROM articles a {where} {order} {limit}",  # noqa: S608
            [*parameters, *([] if wanted.limit is None else [wanted.limit])],
        )
        return [article_of(row) for row in rows]

    def outcomes_of(self, article: str) -> list[str]:
        """Return the ids of the outcomes and visits that an article or report is evidence for."""
        rows = self._database.rows("SELECT DISTINCT subject FROM evidence WHERE article = ?", (article,))
        return [row["subject"] for row in rows]

    def links_of(self, article: str) -> list[str]:
        """Return every link under which sources showed an article."""
        rows = self._database.rows("SELECT DISTINCT url FROM entries WHERE article = ? ORDER BY id", (article,))
        return [row["url"] for row in rows]


def _conditions(wanted: ArticleFilter) -> tuple[list[str], list[Value]]:
    conditions: list[str] = []
    parameters: list[Value] = []
    if wanted.query:
        conditions.append("a.rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)")
        parameters.append(_match(wanted.query))
    if wanted.la_codes:
        marks = ", ".join("?" * len(wanted.la_codes))
        conditions.append(
            f"""EXISTS (SELECT 1 FROM claims c WHERE c.article = a.id AND c.revision = a.revision
                    AND c.la_code IN ({marks}))
                OR EXISTS (SELECT 1 FROM mentions m WHERE m.article = a.id AND m.revision = a.revision
                    AND m.la_code IN ({marks}))"""  # noqa: S608
        )
        conditions[-1] = f"({conditions[-1]})"
        parameters += [*wanted.la_codes, *wanted.la_codes]
    plain: Sequence[tuple[str, Value]] = (
        ("a.source = ?", wanted.source),
        ("a.first_seen >= ?", stamp(wanted.since)),
        ("a.first_seen < ?", stamp(wanted.until)),
        ("a.relevant = ?", None if wanted.relevant is None else int(wanted.relevant)),
    )
    for condition, value in plain:
        if value is not None:
            conditions.append(condition)
            parameters.append(value)
    return conditions, parameters


def _match(query: str) -> str:
    # Every word must be found, each taken literally: what people type is no FTS5 expression.
    words = [word.replace('"', '""') for word in query.split()]
    return " ".join(f'"{word}"' for word in words)
