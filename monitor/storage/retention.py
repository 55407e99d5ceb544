"""Remove texts: of old articles that are no evidence, and of pages on notice. What was told and decided stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.storage.archive import Archive
from monitor.storage.articles import Articles
from monitor.storage.driver import Database, moment, required_moment, stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """A page that was removed on notice. `key` is its canonical link, under which it is never fetched again."""

    key: str
    url: str
    note: str
    at: datetime


class Retention:
    """What may go, and how it goes."""

    def __init__(self, database: Database, archive: Archive, articles: Articles) -> None:
        self._database, self._archive, self._articles = database, archive, articles

    def last_kept(self) -> datetime | None:
        """Return when texts were last removed by age, None where they never were."""
        row = self._database.row("SELECT at FROM marks WHERE name = 'retention'")
        return moment(row["at"]) if row else None

    def kept(self, *, at: datetime) -> None:
        """Store that texts were removed by age, inside a transaction."""
        self._database.execute("INSERT OR REPLACE INTO marks VALUES ('retention', ?)", (stamp(at),))

    def outdated(self, before: datetime, *, limit: int) -> list[str]:
        """Return articles first seen before a moment that still have their text and are no evidence, oldest first."""
        rows = self._database.rows(
            """SELECT id FROM articles WHERE first_seen < ? AND removed IS NULL
                AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.article = articles.id)
                ORDER BY first_seen, id LIMIT ?""",
            (stamp(before), limit),
        )
        return [row["id"] for row in rows]

    def size(self) -> int:
        """Return how many bytes the archive and the database take; what is free inside the database does not count."""
        pages, free, size = (
            int(self._database.rows(f"PRAGMA {name}")[0][0]) for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size + sum(self._archive.size_of(name) for name in self._archive.names())

    def weigh(self, article: str) -> int:
        """Return about how many bytes an article's text takes: in the archive, in its rows, in the search."""
        rows = self._database.rows(
            "SELECT body, fragment, length(text) AS letters FROM revisions WHERE article = ?", (article,)
        )
        bodies = {name for row in rows for name in (row["body"], row["fragment"]) if name}
        return sum(self._archive.size_of(name) for name in bodies) + sum(2 * int(row["letters"]) for row in rows)

    def strip(self, article: str, *, at: datetime) -> list[str]:
        """Remove an article's text, inside a transaction; return the names of the bodies that held it.

        Its title, link and what it claimed stay.
        """
        rowid = self._database.rows("SELECT rowid FROM articles WHERE id = ?", (article,))[0]["rowid"]
        rows = self._database.rows("SELECT body, fragment FROM revisions WHERE article = ?", (article,))
        self._articles.unindex(rowid)
        self._database.execute(
            "UPDATE revisions SET text = '', body = NULL, fragment = NULL WHERE article = ?", (article,)
        )
        self._database.execute("UPDATE entries SET summary = '', content = '' WHERE article = ?", (article,))
        self._database.execute("UPDATE articles SET removed = ? WHERE id = ?", (stamp(at), article))
        self._articles.index(article)
        return [name for row in rows for name in (row["body"], row["fragment"]) if name]

    def silence(self, article: str, *, at: datetime) -> list[str]:
        """Remove an article's text, title and every quotation of it, inside a transaction; return its bodies' names.

        What is left is that there was a page, when, and which grades it told.
        """
        row = self._database.rows("SELECT rowid, title FROM articles WHERE id = ?", (article,))[0]
        self._articles.unindex(row["rowid"])
        self._database.execute("UPDATE articles SET title = '', reasons = '[]' WHERE id = ?", (article,))
        self._database.execute("UPDATE revisions SET title = '' WHERE article = ?", (article,))
        self._articles.index(article)
        for table in ("claims", "mentions", "evidence", "objections"):
            self._database.execute(f"UPDATE {table} SET quote = '' WHERE article = ?", (article,))  # noqa: S608
        self._database.execute("UPDATE claims SET reason = '' WHERE article = ?", (article,))
        self._database.execute("UPDATE entries SET title = '' WHERE article = ?", (article,))
        if row["title"]:
            self._database.execute(
                "UPDATE questions SET text = replace(text, ?, '…') WHERE subject LIKE ?", (row["title"], f"{article} %")
            )
        return self.strip(article, at=at)

    def drop_unnamed(self, names: Iterable[str]) -> int:
        """Delete those of the archived bodies that no row names any more; return how many."""
        return sum(self._archive.drop(name) for name in set(names) if not self._is_named(name))

    def sweep(self, *, before: datetime) -> int:
        """Delete archived bodies last written before a moment that no row names; return how many."""
        return sum(
            self._archive.drop(name, before=before) for name in self._archive.names() if not self._is_named(name)
        )

    def _is_named(self, name: str) -> bool:
        return (
            self._database.row(
                """SELECT 1 FROM revisions WHERE body = :name OR fragment = :name
                    UNION ALL SELECT 1 FROM reports WHERE body = :name LIMIT 1""",
                {"name": name},
            )
            is not None
        )

    def articles_at(self, keys: Iterable[str], links: Iterable[str]) -> list[str]:
        """Return the articles with one of these canonical links, or shown by a source under one of these links."""
        found: dict[str, None] = {}
        for key in keys:
            found.update(
                (row["id"], None) for row in self._database.rows("SELECT id FROM articles WHERE key = ?", (key,))
            )
        for link in links:
            rows = self._database.rows(
                "SELECT DISTINCT article FROM entries WHERE url = ? AND article NOT NULL", (link,)
            )
            found.update((row["article"], None) for row in rows)
        return list(found)

    def links_containing(self, part: str) -> list[tuple[int, str]]:
        """Return (entry, link) of every entry whose link contains a text."""
        rows = self._database.rows("SELECT id, url FROM entries WHERE instr(url, ?) > 0", (part,))
        return [(row["id"], row["url"]) for row in rows]

    def forget_report(self, url: str) -> list[str]:
        """Take the file away from a report, inside a transaction; return the names of its bodies. Its grades stay."""
        rows = self._database.rows("SELECT body FROM reports WHERE url = ? AND body <> ''", (url,))
        self._database.execute("UPDATE reports SET body = '' WHERE url = ?", (url,))
        return [row["body"] for row in rows]

    def bury(self, stone: Tombstone) -> None:
        """Store a tombstone, inside a transaction; one that stands already stays."""
        self._database.execute(
            "INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?, ?)", (stone.key, stone.url, stone.note, stamp(stone.at))
        )

    def tombstone(self, key: str) -> Tombstone | None:
        """Return the tombstone of a canonical link, None where there is none."""
        row = self._database.row("SELECT * FROM tombstones WHERE key = ?", (key,))
        if row is None:
            return None
        return Tombstone(key=row["key"], url=row["url"], note=row["note"], at=required_moment(row["at"]))

    def tombstones(self) -> list[Tombstone]:
        """Return every tombstone, the oldest first."""
        rows = self._database.rows("SELECT key FROM tombstones ORDER BY at, key")
        return [stone for row in rows if (stone := self.tombstone(row["key"]))]

    def overwrite(self) -> None:
        """From now on, overwrite what is deleted with zeros; called outside of a transaction."""
        self._database.rows("PRAGMA secure_delete=ON")

    def forget_for_good(self) -> None:
        """Make what was removed unreadable in the files as well: rebuild the search, empty the write-ahead log."""
        with self._database.transaction():
            self._database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
        self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
