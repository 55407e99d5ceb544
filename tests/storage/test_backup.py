"""Backups: one moment's copy of a store in use, verified, and nothing half done."""

import json
import sqlite3
import tarfile
import threading
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.storage.backup import put_back, read_backup, write_backup
from monitor.storage.store import Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def add_alert(store: Store, name: str) -> None:
    with sqlite3.connect(store.folder / "monitor.db") as connection:
        connection.execute("INSERT INTO alerts VALUES (?, 'digest', 's', '2026', '{}', '')", (name,))
    connection.close()


def name_body(store: Store, body: bytes) -> str:
    name = store.archive.put(body)
    with sqlite3.connect(store.folder / "monitor.db") as connection:
        connection.execute(
            """INSERT INTO reports VALUES (?, 's', 'u', NULL, NULL, 'inspection', '', '2026-01-01', '2026', 0, ?, 1,
                NULL, NULL, NULL, NULL, '{}', NULL, '[]', '')""",
            (name, name),
        )
    connection.close()
    return name


@pytest.fixture
def store(tmp_path: Path) -> Store:
    folder = tmp_path / "state"
    folder.mkdir()
    return Store(folder)


def back_up(store: Store, target: Path) -> Path:
    write_backup(store.folder, target, at=NOW, monitor="1", told=lambda _done, _total: None)
    return target


def rows(database: Path, table: str) -> int:
    with sqlite3.connect(database) as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    return int(count)


def test_a_backup_of_a_store_in_use_has_what_was_committed(store: Store, tmp_path: Path) -> None:
    add_alert(store, "a")
    name = name_body(store, b"a page")
    with store.transaction():
        file = back_up(store, tmp_path / "backup.tar")
    work = tmp_path / "work"
    work.mkdir()
    manifest = read_backup(file, work, keep=True)
    assert (manifest.rows["alerts"], manifest.bodies, manifest.missing) == (1, 1, ())
    assert Store(work).archive.get(name) == b"a page"


def test_a_backup_is_one_moment_while_others_write(store: Store, tmp_path: Path) -> None:
    ended = threading.Event()

    def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            with store.transaction():
                store.polls.keep(f"source {number}", {"text": "x" * 20_000})

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(store, tmp_path / f"{number}.tar")
    finally:
        ended.set()
        writer.join()


def test_a_backup_is_nobody_elses_to_read_and_leaves_nothing_beside_it(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "backups"
    target.mkdir()
    file = back_up(store, target / "backup.tar")
    assert file.stat().st_mode & 0o077 == 0
    assert list(target.iterdir()) == [file]


def test_an_earlier_backup_is_replaced_and_anything_else_of_that_name_is_not(store: Store, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "backup.tar")
    add_alert(store, "a")
    assert b'"alerts": 1' in back_up(store, file).read_bytes()
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear aunt")
    with pytest.raises(StoreError, match="choose another name"):
        back_up(store, letter)
    assert letter.read_text() == "Dear aunt"


def test_bodies_that_are_missing_are_named_and_the_rest_is_saved(store: Store, tmp_path: Path) -> None:
    name, kept = name_body(store, b"lost"), name_body(store, b"kept")
    store.archive.path(name).unlink()
    made = write_backup(store.folder, tmp_path / "b.tar", at=NOW, monitor="1", told=lambda _done, _total: None)
    assert (made.missing, made.bodies) == ((name,), 1)
    assert kept not in made.missing


def altered(file: Path, inside: str, data: bytes) -> Path:
    """Return a copy of a backup with other bytes in one member."""
    copy = file.with_name("altered.tar")
    with tarfile.open(file) as old, tarfile.open(copy, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            text = data if member.name.startswith(inside) else content.read()
            member.size = len(text)
            new.addfile(member, BytesIO(text))
    return copy


def test_a_backup_with_an_altered_body_is_refused(store: Store, tmp_path: Path) -> None:
    name_body(store, b"a page")
    file = altered(back_up(store, tmp_path / "b.tar"), "archive/", b"another page")
    with pytest.raises(StoreError, match="was altered"):
        read_backup(file, tmp_path, keep=False)


def test_a_backup_with_a_damaged_database_is_refused(store: Store, tmp_path: Path) -> None:
    file = altered(back_up(store, tmp_path / "b.tar"), "monitor.db", b"no database at all" * 100)
    with pytest.raises(StoreError, match="damaged"):
        read_backup(file, tmp_path, keep=False)


def test_a_backup_that_was_cut_short_is_refused(store: Store, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "b.tar")
    file.write_bytes(file.read_bytes()[:20_000])
    with pytest.raises(StoreError):
        read_backup(file, tmp_path, keep=False)


@pytest.mark.parametrize("text", [b"", b"Dear aunt" * 1000])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "letter"
    file.write_bytes(text)
    with pytest.raises(StoreError):
        read_backup(file, tmp_path, keep=False)


def test_a_backup_cannot_write_outside_of_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "evil.tar"
    listed = json.dumps(
        {"format": 1, "monitor": "1", "made": "2026", "schema": 1, "rows": {}, "bodies": 0, "missing": []}
    )
    with tarfile.open(file, "w") as tar:
        for name, text in (("backup.json", listed.encode()), ("../outside", b"x")):
            member = tarfile.TarInfo(name)
            member.size = len(text)
            tar.addfile(member, BytesIO(text))
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(StoreError, match="no backup of the monitor has"):
        read_backup(file, work, keep=True)
    assert not (tmp_path / "outside").exists()


def test_a_backup_of_a_newer_monitor_is_refused(store: Store, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "b.tar")
    listed = {"format": 2, "monitor": "9", "made": "", "schema": 9, "rows": {}, "bodies": 0, "missing": []}
    with pytest.raises(StoreError, match="newer monitor"):
        read_backup(altered(file, "backup.json", json.dumps(listed).encode()), tmp_path, keep=False)


def test_putting_back_keeps_the_state_before_with_its_last_changes(store: Store, tmp_path: Path) -> None:
    name_body(store, b"old page")
    file = back_up(store, tmp_path / "b.tar")
    add_alert(store, "later")
    newer = name_body(store, b"newer page")
    work = tmp_path / "state" / ".work"
    work.mkdir()
    read_backup(file, work, keep=True)
    aside = put_back(store.folder, work, at=NOW)
    store.close()
    assert aside == store.folder / "before-restore-20261122T090000Z"
    assert (rows(store.folder / "monitor.db", "alerts"), rows(aside / "monitor.db", "alerts")) == (0, 1)
    assert (aside / "archive" / newer[:2] / newer[2:]).exists()
    with pytest.raises(StoreError):
        Store(tmp_path / "state").archive.get("0" * 64)


def test_a_database_that_cannot_be_read_is_kept_as_it_is(store: Store, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "b.tar")
    store.close()
    (store.folder / "monitor.db").write_bytes(b"rubble" * 1000)
    work = tmp_path / "state" / ".work"
    work.mkdir()
    read_backup(file, work, keep=True)
    aside = put_back(store.folder, work, at=NOW)
    assert aside is not None
    assert (aside / "monitor.db").read_bytes() == b"rubble" * 1000
    assert rows(store.folder / "monitor.db", "alerts") == 0
