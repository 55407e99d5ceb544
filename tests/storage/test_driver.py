"""The database: one writer, whole transactions, and nobody else's file."""

import os
import sqlite3
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.storage.driver import Database
from monitor.storage.schema import VERSION


def test_a_new_database_is_durable_and_has_large_pages(tmp_path: Path) -> None:
    database = Database(tmp_path / "monitor.db")
    pragmas = {name: database.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "page_size")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "page_size": 16384}


def test_the_database_is_nobody_elses_to_read(tmp_path: Path) -> None:
    Database(tmp_path / "monitor.db")
    assert (tmp_path / "monitor.db").stat().st_mode & 0o077 == 0


def write_and_fail(database: Database) -> None:
    with database.transaction():
        with database.transaction():
            database.execute("INSERT INTO alerts VALUES ('a', 'digest', 's', '2026', '{}', '')")
        raise RuntimeError


def test_what_fails_in_a_transaction_leaves_nothing_behind_of_inner_ones_either(tmp_path: Path) -> None:
    database = Database(tmp_path / "monitor.db")
    with pytest.raises(RuntimeError):
        write_and_fail(database)
    assert database.rows("SELECT * FROM alerts") == []


def test_a_change_outside_of_a_transaction_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="outside of a transaction"):
        Database(tmp_path / "monitor.db").execute("DELETE FROM alerts")


def test_a_database_of_a_newer_monitor_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer monitor"):
        Database(path)
    assert path.read_bytes() == before


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    connection.close()
    with pytest.raises(StoreError, match="not a database of the monitor"):
        Database(path)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    path.write_bytes(b"this is a letter to my aunt" * 100)
    with pytest.raises(StoreError, match="monitor check"):
        Database(path)
    assert path.read_bytes().startswith(b"this is a letter")


def test_a_database_opened_again_holds_what_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    database = Database(path)
    with database.transaction():
        database.execute("INSERT INTO alerts VALUES ('a', 'digest', 's', '2026', '{}', '')")
    database.close()
    assert len(Database(path).rows("SELECT * FROM alerts")) == 1


def insert_twice(database: Database) -> None:
    with database.transaction():
        for _ in range(2):
            database.execute("INSERT INTO alerts VALUES ('a', 'digest', 's', '2026', '{}', '')")


def test_a_row_that_contradicts_another_is_no_failure_of_the_store(tmp_path: Path) -> None:
    # A StoreError stops all work of a host until the store is well; what one entry asks wrongly must not.
    database = Database(tmp_path / "monitor.db")
    with pytest.raises(Exception, match="UNIQUE") as caught:
        insert_twice(database)
    assert not isinstance(caught.value, StoreError)
    assert database.rows("SELECT * FROM alerts") == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_database_of_another_user_is_refused_and_says_as_whom_to_run(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    Database(path).close()
    os.chown(path, 65534, 65534)
    with pytest.raises(StoreError, match="sudo -u"):
        Database(path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_root_makes_no_database_in_the_folder_of_another_user(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    with pytest.raises(StoreError, match="belongs to the user"):
        Database(folder / "monitor.db")
    assert list(folder.iterdir()) == []


def test_a_damaged_database_is_refused_and_says_what_helps(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    Database(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\0" * 4000 + whole[4100:])
    with pytest.raises(StoreError, match="monitor restore"):
        Database(path).rows("SELECT * FROM alerts")
