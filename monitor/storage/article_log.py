"""The article log: stored articles found by text, authority, source and time, the newest first.

The order is that of the articles' numbers (numbering.py), which is also the order of the full-text index: a page of a
list is read from where the last one ended, whatever lies before it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitor.storage.articles import ArticleRow, article_of
from monitor.storage.driver import Database, Value, stamp
from monitor.storage.numbering import number_of

# Marks around the words that were found. Stored text holds no control characters, so they stand for nothing else.
BEGIN: Final = "\x02"
END: Final = "\x03"


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleFilter:
    """Which articles are wanted. None, and an empty tuple, mean all.

    `since` and `until` are when an article was first seen; `out_since` and `out_until` when it came out, as far as it
    says. `claims` is "news", "history" or "any": only articles that say so much. `before` is the number of an article:
    only older ones.
    """

    query: str | None = None
    la_codes: tuple[str, ...] = ()
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    out_since: datetime | None = None
    out_until: datetime | None = None
    relevant: bool | None = None
    kind: str | None = None
    claims: str | None = None
    before: int | None = None
    limit: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """An article with the words found in it between BEGIN and END; `passage` is "" where nothing was searched."""

    article: ArticleRow
    title: str
    passage: str


class ArticleLog:
    """Queries over the stored articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, wanted: ArticleFilter) -> list[ArticleRow]:
        """Return the articles that fit, the newest first."""
        sql, parameters = articles_query(wanted)
        return [article_of(row) for row in self._database.rows(sql, parameters)]

    def hits(self, wanted: ArticleFilter) -> list[Hit]:
        """Return the articles that fit, the newest first, with the words found."""
        searched = bool(_words(wanted))
        sql, parameters = articles_query(wanted, marked=searched)
        return [
            Hit(
                article=article_of(row),
                title=row["marked_title"] if searched else row["title"],
                passage=row["passage"] if searched else "",
            )
            for row in self._database.rows(sql, parameters)
        ]

    def ids(self, beginning: str, *, limit: int) -> list[str]:
        """Return at most so many ids of articles that begin with a text; "" is how all of them begin."""
        # An id holds ASCII alone: whatever begins with the text comes before the text with this behind it.
        rows = self._database.rows(
            "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (beginning, f"{beginning}\U0010ffff", limit),
        )
        return [row["id"] for row in rows]

    def outcomes_of(self, article: str) -> list[str]:
        """Return the ids of the outcomes and visits that an article or report is evidence for."""
        rows = self._database.rows("SELECT DISTINCT subject FROM evidence WHERE article = ?", (article,))
        return [row["subject"] for row in rows]

    def links_of(self, article: str) -> list[str]:
        """Return every link under which sources showed an article."""
        rows = self._database.rows("SELECT DISTINCT url FROM entries WHERE article = ? ORDER BY id", (article,))
        return [row["url"] for row in rows]


def articles_query(wanted: ArticleFilter, *, marked: bool = False) -> tuple[str, list[Value]]:
    """Return the SQL and its parameters; `marked` adds the title and a passage with the words found."""
    table, number, columns = "articles a", "a.rowid", "a.*"
    conditions: list[str] = []
    parameters: list[Value] = []
    match = _match(wanted)
    if match:
        # Led by the index, which gives the numbers in order: so it stops as soon as the page is full.
        table, number = "articles_fts f CROSS JOIN articles a ON a.rowid = f.rowid", "f.rowid"
        if marked:
            columns += f""", highlight(articles_fts, 0, '{BEGIN}', '{END}') AS marked_title,
                snippet(articles_fts, 1, '{BEGIN}', '{END}', '…', 32) AS passage"""
        conditions.append("articles_fts MATCH ?")
        parameters.append(match)
    for condition, value in (
        ("a.first_seen >= ?", stamp(wanted.since)),
        ("a.first_seen < ?", stamp(wanted.until)),
        (f"{number} < ?", wanted.before),
        (f"{number} >= ?", None if wanted.out_since is None else number_of(wanted.out_since)),
        (f"{number} < ?", None if wanted.out_until is None else number_of(wanted.out_until)),
    ):
        if value is not None:
            conditions.append(condition)
            parameters.append(value)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    limit = "" if wanted.limit is None else "LIMIT ?"
    sql = f"SELECT {columns} FROM {table} {where} ORDER BY {number} DESC {limit}"  # noqa: S608
    return sql, [*parameters, *([] if wanted.limit is None else [wanted.limit])]


def _match(wanted: ArticleFilter) -> str:
    """Return what the full-text index is asked for, "" where nothing is: people's words, and words of `marks`."""
    terms: list[str] = []
    words = _words(wanted)
    if words:
        # Each is taken literally: what people type is no FTS5 expression. Side by side, not joined by AND, so that
        # one without a letter or digit is passed over.
        terms.append("{title text} : (" + " ".join(f'"{word}"' for word in words) + ")")
    marks = [
        [_mark("s", wanted.source)] if wanted.source else [],
        [_mark("k", wanted.kind)] if wanted.kind else [],
        [] if wanted.relevant is None else [f"r{int(wanted.relevant)}"],
        [_mark("a", code) for code in wanted.la_codes],
        # What was set aside tells nothing, whatever its sentences say.
        ["r1"] if wanted.claims else [],
        [_mark("c", role) for role in (("news", "history") if wanted.claims == "any" else (wanted.claims,)) if role],
    ]
    terms += [f"marks : ({' OR '.join(either)})" for either in marks if either]
    return " AND ".join(terms)


def _words(wanted: ArticleFilter) -> list[str]:
    return [word.replace('"', '""') for word in (wanted.query or "").replace("\x00", " ").split()]


def _mark(kind: str, value: str) -> str:
    return kind + value.encode().hex()
