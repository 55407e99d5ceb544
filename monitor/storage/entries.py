"""Entries: what sources showed, pending until each page or file was read."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.model.report import ReportLabel
from monitor.model.source import Entry, EntryState, FoundEntry
from monitor.storage.driver import Database, Row, moment, required_moment, stamp
from monitor.urls import canonical

LONGEST_WAIT = timedelta(hours=30)  # of a pending entry: a day, its jitter, and some
_DUE = "(next_try <= ? OR (next_try > ? AND state = ?))"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What became of the entries of one response."""

    new: int = 0
    changed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A waiting entry, as little of it as tells whose turn it is."""

    id: int
    source: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """What of one source could not be had: pages, report files, and what one of them said."""

    pages: int = 0
    files: int = 0
    error: str = ""


class Entries:
    """The entries of all sources."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, source: str, found: Iterable[FoundEntry], *, at: datetime, first_pass: bool, doubtful: bool = False
    ) -> Stored:
        """Store what a source shows now, inside a transaction.

        A new entry is pending. A known one that the source shows otherwise than before (title, text, link, date) is
        pending again. A known one that is shown unchanged, or not any more, stays as it is. `doubtful` as
        `Entry` has it.
        """
        new = changed = 0
        for one in found:
            shown = _shown(one)
            known = self._database.row("SELECT id, shown FROM entries WHERE source = ? AND key = ?", (source, one.key))
            if known is None:
                self._insert(source, self._left(one), shown, at=at, first_pass=first_pass, doubtful=doubtful)
                new += 1
            elif known["shown"] != shown:
                self._show_again(known["id"], self._left(one), shown, at=at, doubtful=doubtful)
                changed += 1
        return Stored(new=new, changed=changed)

    def _left(self, one: FoundEntry) -> FoundEntry:
        """Return what may be kept of an entry: of a page that was removed on notice, nothing but its link."""
        if self._database.row("SELECT 1 FROM tombstones WHERE key = ?", (canonical(one.url),)) is None:
            return one
        return replace(one, title="", summary="", content="")

    def _insert(
        self, source: str, one: FoundEntry, shown: str, *, at: datetime, first_pass: bool, doubtful: bool
    ) -> None:
        self._database.execute(
            """INSERT INTO entries (source, key, url, title, published, summary, content, outlet, label, label_text,
                urn, shown, state, first_seen, first_pass, next_try, doubtful)
                VALUES (:source, :key, :url, :title, :published, :summary, :content, :outlet, :label, :label_text, :urn,
                :shown, :state, :first_seen, :first_pass, :next_try, :doubtful)""",
            {
                **_columns(one),
                "source": source,
                "key": one.key,
                "shown": shown,
                "state": EntryState.PENDING,
                "first_seen": stamp(at),
                "first_pass": first_pass,
                "next_try": stamp(at),
                "doubtful": doubtful,
            },
        )

    def _show_again(self, known: int, one: FoundEntry, shown: str, *, at: datetime, doubtful: bool) -> None:
        self._database.execute(
            """UPDATE entries SET url = :url, title = :title, published = :published, summary = :summary,
                content = :content, outlet = :outlet, label = :label, label_text = :label_text, urn = :urn,
                shown = :shown, state = :state, attempts = 0, next_try = :next_try, error = NULL, first_pass = 0,
                doubtful = :doubtful WHERE id = :id""",
            {
                **_columns(one),
                "id": known,
                "shown": shown,
                "state": EntryState.PENDING,
                "next_try": stamp(at),
                "doubtful": doubtful,
            },
        )

    def waiting(self, now: datetime, *, sources: Iterable[str], limit: int) -> list[Entry]:
        """Return entries whose page or file is to be fetched now, those that wait longest first.

        A pending one that is to wait longer than any does is due as well: the clock was wrong then, and set since.
        """
        wanted = list(sources)
        marks = ", ".join("?" * len(wanted))
        rows = self._database.rows(
            f"""SELECT * FROM entries WHERE {_DUE} AND source IN ({marks})
                ORDER BY next_try, id LIMIT ?""",  # noqa: S608
            (stamp(now), stamp(now + LONGEST_WAIT), EntryState.PENDING, *wanted, limit),
        )
        return [_entry(row) for row in rows]

    def links(self, now: datetime, *, but: Iterable[str], limit: int) -> list[Link]:
        """Return what `waiting` has of all sources but these, those that are in no settings any more included."""
        others = list(but)
        marks = ", ".join("?" * len(others))
        rows = self._database.rows(
            f"""SELECT id, source, url FROM entries WHERE {_DUE} AND source NOT IN ({marks})
                ORDER BY next_try, id LIMIT ?""",  # noqa: S608
            (stamp(now), stamp(now + LONGEST_WAIT), EntryState.PENDING, *others, limit),
        )
        return [Link(id=row["id"], source=row["source"], url=row["url"]) for row in rows]

    def still_waiting(self, entry: int, now: datetime) -> Entry | None:
        """Return an entry if its page or file is to be fetched now, None where that was done since."""
        row = self._database.row(
            f"SELECT * FROM entries WHERE id = ? AND {_DUE}",  # noqa: S608
            (entry, stamp(now), stamp(now + LONGEST_WAIT), EntryState.PENDING),
        )
        return None if row is None else _entry(row)

    def outlet_of(self, source: str) -> str | None:
        """Return under which name the articles of a source are kept, None where there are none."""
        row = self._database.row(
            """SELECT a.outlet FROM entries e JOIN articles a ON a.id = e.article
                WHERE e.source = ? AND e.outlet = '' ORDER BY e.id DESC LIMIT 1""",
            (source,),
        )
        return None if row is None else str(row["outlet"])

    def get(self, entry: int) -> Entry:
        """Return a stored entry."""
        return _entry(self._database.rows("SELECT * FROM entries WHERE id = ?", (entry,))[0])

    def done(
        self,
        entry: Entry,
        state: EntryState,
        *,
        error: str | None = None,
        next_try: datetime | None = None,
        article: str | None = None,
        report: str | None = None,
        validators: tuple[str | None, str | None] = (None, None),
    ) -> None:
        """Store how far an entry came, inside a transaction. `next_try` is None where nothing more is to be done.

        One that its source has shown otherwise since `entry` was taken from the store stays pending.
        """
        self._database.execute(
            "UPDATE entries SET article = coalesce(?, article), report = coalesce(?, report) WHERE id = ?",
            (article, report, entry.id),
        )
        self._database.execute(
            """UPDATE entries SET state = ?, error = ?, next_try = ?, attempts = 0, etag = ?, last_modified = ?,
                content = ?, doubtful = 0 WHERE id = ? AND shown = ?""",
            (
                state,
                error,
                stamp(next_try),
                *validators,
                entry.found.content if state is EntryState.PENDING else "",
                entry.id,
                entry.shown,
            ),
        )

    def failed(self, entry: Entry, error: str, *, next_try: datetime) -> None:
        """Store that the page or file could not be had, inside a transaction: it is tried again by itself."""
        self._database.execute(
            "UPDATE entries SET error = ?, next_try = ?, attempts = attempts + 1 WHERE id = ? AND shown = ?",
            (error, stamp(next_try), entry.id, entry.shown),
        )

    def doubt_all(self) -> None:
        """Note, inside a transaction, that whatever waits now may have been read and told already."""
        self._database.execute("UPDATE entries SET doubtful = 1 WHERE next_try IS NOT NULL")

    def blank(self, entry: int) -> None:
        """Drop what a source shows of a page, inside a transaction; only its link is kept."""
        self._database.execute("UPDATE entries SET title = '', summary = '', content = '' WHERE id = ?", (entry,))

    def pending_counts(self) -> dict[str, int]:
        """Return for each source how many entries wait for their page or file, unreadable files included."""
        rows = self._database.rows(
            """SELECT source, count(*) AS n FROM entries INDEXED BY entries_waiting
                WHERE next_try IS NOT NULL AND state IN (?, ?) GROUP BY source""",
            (EntryState.PENDING, EntryState.UNREADABLE),
        )
        return {row["source"]: row["n"] for row in rows}

    def failing(self, source: str) -> list[Entry]:
        """Return the entries of a source whose page or file could not be had at the last try."""
        rows = self._database.rows(
            """SELECT * FROM entries INDEXED BY entries_waiting WHERE next_try IS NOT NULL AND source = ? AND state = ?
                AND attempts > 0 ORDER BY attempts DESC, id""",
            (source, EntryState.PENDING),
        )
        return [_entry(row) for row in rows]

    def unread(self, *, attempts: int, before: datetime) -> dict[str, Unread]:
        """Return by source what was first seen before a moment and could not be had at that many tries or more."""
        rows = self._database.rows(
            """SELECT source, sum(label IS NULL) AS pages, sum(label IS NOT NULL) AS files, max(error) AS error
                FROM entries WHERE next_try IS NOT NULL AND state = ? AND attempts >= ? AND first_seen <= ?
                GROUP BY source""",
            (EntryState.PENDING, attempts, stamp(before)),
        )
        return {row["source"]: Unread(pages=row["pages"], files=row["files"], error=row["error"] or "") for row in rows}

    def by_day(self, source: str, since: datetime) -> dict[str, int]:
        """Return how many entries of a source were first seen on each day since then, as ISO days in UTC."""
        rows = self._database.rows(
            """SELECT substr(first_seen, 1, 10) AS day, count(*) AS n FROM entries
                WHERE source = ? AND first_seen >= ? GROUP BY day""",
            (source, stamp(since)),
        )
        return {row["day"]: row["n"] for row in rows}

    def latest(self, source: str, *, limit: int) -> list[Entry]:
        """Return the entries of a source that were seen last, the newest first."""
        rows = self._database.rows(
            "SELECT * FROM entries WHERE source = ? ORDER BY first_seen DESC LIMIT ?", (source, limit)
        )
        return [_entry(row) for row in rows]


def _shown(one: FoundEntry) -> str:
    parts = (canonical(one.url), one.title, stamp(one.published) or "", one.summary, one.content, one.label_text)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def _columns(one: FoundEntry) -> dict[str, str | None]:
    return {
        "url": one.url,
        "title": one.title,
        "published": stamp(one.published),
        "summary": one.summary,
        "content": one.content,
        "outlet": one.outlet,
        "label": one.label,
        "label_text": one.label_text,
        "urn": one.urn,
    }


def _entry(row: Row) -> Entry:
    return Entry(
        id=row["id"],
        source=row["source"],
        found=FoundEntry(
            key=row["key"],
            url=row["url"],
            title=row["title"],
            published=moment(row["published"]),
            summary=row["summary"],
            content=row["content"],
            outlet=row["outlet"],
            label=None if row["label"] is None else ReportLabel(row["label"]),
            label_text=row["label_text"],
            urn=row["urn"],
        ),
        state=EntryState(row["state"]),
        first_seen=required_moment(row["first_seen"]),
        first_pass=bool(row["first_pass"]),
        attempts=row["attempts"],
        next_try=moment(row["next_try"]),
        error=row["error"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        doubtful=bool(row["doubtful"]),
        shown=row["shown"],
    )
