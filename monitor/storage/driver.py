"""The database driver: pysqlite3 where it is installed, else the standard module; nowhere else are they named.

One connection, one writer: every use holds the same lock, every write is inside one `BEGIN IMMEDIATE`. WAL with
synchronous FULL: what was committed survives a power cut.
"""

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

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


class Database:
    """An open monitor.db. Raises StoreError with a sentence that says which command helps."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection = self._open(path)

    def _open(self, path: Path) -> "dbapi.Connection":
        try:
            is_new = not path.exists() or path.stat().st_size == 0
            if is_new:
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = dbapi.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
            connection.row_factory = dbapi.Row
            if is_new:
                connection.execute("PRAGMA page_size=16384")
            self._refuse_foreign(connection, path, is_new=is_new)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            schema.migrate(connection)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={schema.VERSION}")
        except (dbapi.Error, OSError) as error:
            raise StoreError(
                f"{path}: the database can't be used: {error}. "
                "`monitor check` examines it; `monitor restore FILE` puts a backup back."
            ) from error
        return connection

    @staticmethod
    def _refuse_foreign(connection: "dbapi.Connection", path: Path, *, is_new: bool) -> None:
        if is_new:
            return
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
        except dbapi.Error as error:
            raise StoreError(f"{self.path}: {error}") from error

    def close(self) -> None:
        """Close the connection; the last one to close folds the WAL back into the file."""
        with self._lock:
            self._connection.close()
