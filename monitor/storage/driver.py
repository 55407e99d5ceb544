"""The database driver: pysqlite3 where it is installed, else the standard module; nowhere else are they named.

One connection, one writer: every use holds the same lock, every write is inside one `BEGIN IMMEDIATE`. WAL with
synchronous FULL: what was committed survives a power cut.
"""

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from pwd import getpwuid
from typing import TYPE_CHECKING
from urllib.parse import quote

from monitor.errors import StoreError
from monitor.storage import schema

if TYPE_CHECKING:
    import sqlite3 as dbapi
else:
    try:
        import pysqlite3 as dbapi
    except ImportError:
        import sqlite3 as dbapi

SQLITE_VERSION: str = dbapi.sqlite_version
# SQLite 3.7 to 3.51.2 could lose a WAL that was reset by two connections at once; mended in 3.51.3.
SAFE_SINCE = (3, 51, 3)

Value = str | int | float | bytes | None
Row = dbapi.Row
Parameters = Sequence[Value] | Mapping[str, Value]

APPLICATION_ID = 0x494E5350  # "INSP"
BUSY_SECONDS = 30.0


def is_safe_sqlite() -> bool:
    """Return whether this SQLite has the mend for the WAL-reset bug."""
    return tuple(int(part) for part in SQLITE_VERSION.split(".")) >= SAFE_SINCE


def stamp(moment: datetime | None) -> str | None:
    """Return the moment as it is stored: ISO, UTC, fixed width, so that text order is time order."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str | None) -> datetime | None:
    """Return the stored moment, aware and in UTC."""
    return None if text is None else datetime.fromisoformat(text)


def required_moment(text: str) -> datetime:
    """Return the stored moment of a column that is never empty."""
    return datetime.fromisoformat(text)


def refuse_foreign(connection: "dbapi.Connection", path: Path) -> None:
    """Raise StoreError where a database is not the monitor's, or newer than this program."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID and tables:
        raise StoreError(f"{path}: this is not a database of the monitor; choose another `state` folder")
    if version > schema.VERSION:
        raise StoreError(
            f"{path}: written by a newer monitor (schema {version}, this one knows {schema.VERSION}); "
            "install the newer version, or restore a backup made before the upgrade"
        )


def _refuse_others(path: Path) -> None:
    """Raise StoreError where another user owns the database: files that we make beside it would lock its owner out."""
    owner = path.stat().st_uid
    is_ours = owner == os.geteuid() or (path.is_dir() and os.geteuid() != 0)
    if not is_ours:
        try:
            name = getpwuid(owner).pw_name
        except KeyError:
            name = f"#{owner}"
        raise StoreError(f"{path}: belongs to the user {name}; run this as that user: `sudo -u {name} monitor ...`")


class Database:
    """An open monitor.db. Raises StoreError with a sentence that says which command helps."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection = self._open(path)

    def _open(self, path: Path) -> "dbapi.Connection":
        try:
            is_new = not path.exists() or path.stat().st_size == 0
            _refuse_others(path if path.exists() else path.parent)
            if is_new:
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = dbapi.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
            connection.row_factory = dbapi.Row
            if is_new:
                connection.execute("PRAGMA page_size=16384")
                # Before any table: a first start that is killed leaves a database that is known as ours.
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            else:
                refuse_foreign(connection, path)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            schema.migrate(connection)
        except (dbapi.Error, OSError) as error:
            raise StoreError(
                f"{path}: the database can't be used: {error}. "
                "`monitor check` examines it; `monitor restore FILE` puts a backup back."
            ) from error
        return connection

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold one `BEGIN IMMEDIATE`: all of it is stored, or nothing. Inside another one it simply joins it."""
        with self._lock:
            if self._is_writing():
                yield
                return
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                self._run("COMMIT")
            except BaseException:
                with contextlib.suppress(dbapi.Error):
                    if self._is_writing():
                        self._connection.execute("ROLLBACK")
                raise

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that changes something, inside a transaction; return the number of rows it changed."""
        with self._lock:
            if not self._is_writing():
                raise StoreError("a change outside of a transaction")
            return self._run(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Run an INSERT inside a transaction; return the rowid of the new row."""
        with self._lock:
            if not self._is_writing():
                raise StoreError("a change outside of a transaction")
            return int(self._run(sql, parameters).lastrowid or 0)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of a query."""
        with self._lock:
            try:
                return self._run(sql, parameters).fetchall()
            except dbapi.Error as error:
                raise StoreError(f"{self.path}: {error}") from error

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a query, or None if there is none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def _is_writing(self) -> bool:
        return bool(self._connection.in_transaction)

    def _run(self, sql: str, parameters: Parameters = ()) -> "dbapi.Cursor":
        try:
            return self._connection.execute(sql, parameters)
        except dbapi.IntegrityError:
            # No fault of the disk but of this program: it is that entry's failure, and the store works on for others.
            raise
        except dbapi.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    def close(self) -> None:
        """Close the connection; the last one to close folds the WAL back into the file."""
        with self._lock:
            self._connection.close()


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What a database holds: its schema, and how many rows are in each table."""

    schema: int
    rows: Mapping[str, int]


@contextlib.contextmanager
def reading(path: Path) -> "Iterator[dbapi.Connection]":
    """Yield a connection that can only read, in one snapshot, without bringing the schema up to date.

    Raises StoreError where the file is damaged, not the monitor's, or newer than this program.
    """
    try:
        with contextlib.closing(dbapi.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            refuse_foreign(connection, path)
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # the snapshot begins at the first read
            yield connection
    except dbapi.Error as error:
        raise StoreError(f"{path}: damaged or in use: {error}") from error


def copy_database(source: Path, target: Path) -> Counts:
    """Write a consistent copy of a database that may be in use, as one file; return what it holds.

    The copy is one snapshot: it neither waits for writers nor holds them up. Raises StoreError.
    """
    with reading(source) as connection:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with contextlib.closing(dbapi.connect(target, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        return _counts(connection)


def settle_log(path: Path) -> None:
    """Fold the write-ahead log of a database that nobody uses back into its file, as far as it can be read."""
    with contextlib.suppress(dbapi.Error), contextlib.closing(dbapi.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def examine_database(path: Path) -> Counts:
    """Return what a database holds, once all of it was found in order. Raises StoreError where it was not."""
    with reading(path) as connection:
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
        problems += [f"a row of {row[0]} misses its {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
        if problems:
            raise StoreError(f"{path}: damaged: {'; '.join(problems[:3])}")
        return _counts(connection)


def _counts(connection: "dbapi.Connection") -> Counts:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%fts%'"
    ).fetchall()
    return Counts(
        schema=connection.execute("PRAGMA user_version").fetchone()[0],
        rows={name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables},  # noqa: S608
    )
