"""What is kept of sources and their pages between polls."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from monitor.model.source import PollState, Response
from monitor.storage.archive import body_hash
from monitor.storage.driver import Database, Row, moment, stamp

CLOCK_DRIFT = timedelta(minutes=5)  # a clock that is set back by less is taken for the same clock
_WATCHED = "watched "  # and the source: a mark of its first good answer
_STATES = "SELECT s.*, m.at AS watched_since FROM sources s LEFT JOIN marks m ON m.name = ? || s.id"


class Polls:
    """Poll states by source, and validators by page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, source: str) -> PollState:
        """Return what is kept of a source; a source never polled has an empty state."""
        row = self._database.row(f"{_STATES} WHERE s.id = ?", (_WATCHED, source))
        return PollState(source=source) if row is None else _state(row)

    def states(self) -> dict[str, PollState]:
        return {row["id"]: _state(row) for row in self._database.rows(_STATES, (_WATCHED,))}

    def save(self, state: PollState) -> None:
        """Store the state, inside a transaction."""
        self._database.execute(
            """INSERT OR REPLACE INTO sources VALUES (
                :id, :next_due, :first_pass_done, :last_polled, :last_ok, :last_new, :failures, :failing_since, :error,
                :blocked, :moved_to, :moved_since, :kept)""",
            {
                "id": state.source,
                "next_due": stamp(state.next_due),
                "first_pass_done": state.first_pass_done,
                "last_polled": stamp(state.last_polled),
                "last_ok": stamp(state.last_ok),
                "last_new": stamp(state.last_new),
                "failures": state.failures,
                "failing_since": stamp(state.failing_since),
                "error": state.error,
                "blocked": state.blocked,
                "moved_to": state.moved_to,
                "moved_since": stamp(state.moved_since),
                "kept": json.dumps(dict(state.values), sort_keys=True),
            },
        )
        if state.watched_since is not None:
            self._database.execute(
                "INSERT OR IGNORE INTO marks VALUES (?, ?)", (f"{_WATCHED}{state.source}", stamp(state.watched_since))
            )

    def keep(self, source: str, values: Mapping[str, str]) -> None:
        """Store what a source kind keeps, inside a transaction, and nothing else of its state."""
        self._database.execute(
            "INSERT INTO sources (id, kept) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET kept = excluded.kept",
            (source, json.dumps(dict(values), sort_keys=True)),
        )

    def make_due(self, source: str, *, at: datetime) -> None:
        """Store that a source is due at a moment, inside a transaction, and nothing else of its state."""
        self._database.execute(
            """INSERT INTO sources (id, next_due) VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE SET next_due = excluded.next_due""",
            (source, stamp(at)),
        )

    def due(self, now: datetime, sources: Iterable[str]) -> list[str]:
        """Return those of the sources that are due, the longest due first; one never polled comes before all.

        One that was polled at a time that is yet to come is due as well: the clock was wrong then, and set since.
        """
        states = self.states()
        waiting = [(stamp(states[one].next_due) if one in states else None, one) for one in sources]
        return [
            one
            for due, one in sorted(waiting, key=_longest_first)
            if due is None or due <= (stamp(now) or "") or _is_from_the_future(states[one], now)
        ]

    def overdue(self, since: datetime, sources: Iterable[str]) -> list[str]:
        """Return those of the sources that were due already at a moment, as `due` orders them."""
        states = self.states()
        dues = [(stamp(states[one].next_due) if one in states else None, one) for one in sources]
        return [one for due, one in sorted(dues, key=_longest_first) if due is None or due <= (stamp(since) or "")]

    def next_due(self, sources: Iterable[str]) -> datetime | None:
        """Return when the next of the sources is due, None where one is due already or there are none."""
        states = self.states()
        dues = [states[one].next_due if one in states else None for one in sources]
        known = [due for due in dues if due is not None]
        return min(known) if known and len(known) == len(dues) else None

    def validators(self, source: str, url: str) -> tuple[str | None, str | None, str | None]:
        """Return (ETag, Last-Modified, hash of the body) of the last good answer for a page, None where unknown."""
        row = self._database.row("SELECT * FROM pages WHERE source = ? AND url = ?", (source, url))
        return (None, None, None) if row is None else (row["etag"], row["last_modified"], row["body_hash"])

    def save_page(self, source: str, url: str, response: Response, *, at: datetime) -> None:
        """Store the validators of a good answer, inside a transaction. A 304 keeps what was known."""
        if response.is_unchanged:
            self._database.execute(
                "UPDATE pages SET checked = ? WHERE source = ? AND url = ?", (stamp(at), source, url)
            )
            return
        self._database.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)",
            (source, url, response.etag, response.last_modified, body_hash(response.body), stamp(at)),
        )


def _is_from_the_future(state: PollState, now: datetime) -> bool:
    return state.last_polled is not None and state.last_polled > now + CLOCK_DRIFT


def _longest_first(pair: tuple[str | None, str]) -> tuple[str, str]:
    return pair[0] or "", pair[1]


def _state(row: Row) -> PollState:
    return PollState(
        source=row["id"],
        next_due=moment(row["next_due"]),
        watched_since=moment(row["watched_since"]),
        first_pass_done=bool(row["first_pass_done"]),
        last_polled=moment(row["last_polled"]),
        last_ok=moment(row["last_ok"]),
        last_new=moment(row["last_new"]),
        failures=row["failures"],
        failing_since=moment(row["failing_since"]),
        error=row["error"],
        blocked=bool(row["blocked"]),
        moved_to=row["moved_to"],
        moved_since=moment(row["moved_since"]),
        values=json.loads(row["kept"]),
    )
