"""Backups: one tar file with a snapshot of the database, every body it names, and a list of what must be there.

    backup.json   made when, by which version, with which schema, how many rows in each table, how many bodies
    monitor.db    written by SQLite's backup API from the running database: one snapshot, one file
    archive/…     the raw bodies, as the archive holds them

Written under a name of its own beside the target, synced, read back and verified, and only then given its name.
"""

import json
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from monitor.errors import StoreError
from monitor.storage.archive import Archive, body_hash, sync_folder
from monitor.storage.driver import Counts, copy_database, examine_database, reading, required_moment, settle_log, stamp
from monitor.storage.retention import Tombstone

FORMAT = 1
LIST, DATABASE = "backup.json", "monitor.db"
_BODY = re.compile(r"archive/([0-9a-f]{2})/([0-9a-f]{62})")
Told = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What a backup says of itself. `missing` are bodies that the database names and the archive did not have."""

    format: int
    monitor: str
    made: str
    schema: int
    rows: Mapping[str, int]
    bodies: int
    missing: tuple[str, ...] = ()


def write_backup(folder: Path, target: Path, *, at: datetime, monitor: str, told: Told) -> Manifest:
    """Write a verified backup of a state folder, in use or not; return what it holds.

    An earlier backup of that name is replaced at the very end, anything else of that name never. `told` hears how many
    bodies were written, of how many. Raises StoreError; the target is then what it was.
    """
    if target.exists() and not _is_backup(target):
        raise StoreError(f"{target}: exists and is no backup of the monitor; choose another name")
    try:
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as work:
            snapshot, part = Path(work) / DATABASE, Path(work) / "new.tar"
            counts = copy_database(folder / DATABASE, snapshot)
            made = _write(part, snapshot, Archive(folder / "archive"), counts, at=at, monitor=monitor, told=told)
            snapshot.unlink()
            read_backup(part, Path(work), keep=False)
            part.replace(target)
            sync_folder(target.parent)
    except (OSError, tarfile.TarError) as error:
        raise StoreError(f"{target}: the backup could not be written: {error}") from error
    return made


def _write(
    part: Path, snapshot: Path, archive: Archive, counts: Counts, *, at: datetime, monitor: str, told: Told
) -> Manifest:
    names = _bodies(snapshot)
    there = [name for name in names if archive.path(name).exists()]
    manifest = Manifest(
        format=FORMAT,
        monitor=monitor,
        made=stamp(at) or "",
        schema=counts.schema,
        rows=counts.rows,
        bodies=len(there),
        missing=tuple(sorted(set(names) - set(there))),
    )
    with part.open("xb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        part.chmod(0o600)
        text = json.dumps(asdict(manifest), indent=2).encode()
        tar.addfile(_member(LIST, len(text), at), BytesIO(text))
        _add(tar, DATABASE, snapshot, at)
        for done, name in enumerate(there, start=1):
            _add(tar, f"archive/{name[:2]}/{name[2:]}", archive.path(name), at)
            told(done, len(there))
        tar.close()
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _bodies(database: Path) -> list[str]:
    """Return the names of all archived bodies that a database names."""
    with reading(database) as connection:
        rows = connection.execute(
            """SELECT body FROM revisions UNION SELECT fragment FROM revisions UNION SELECT body FROM reports"""
        )
        return sorted(name for (name,) in rows if name)


def _add(tar: tarfile.TarFile, name: str, path: Path, at: datetime) -> None:
    with path.open("rb") as file:
        tar.addfile(_member(name, os.fstat(file.fileno()).st_size, at), file)


def _member(name: str, size: int, at: datetime) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(at.timestamp())
    return member


def read_backup(file: Path, folder: Path, *, keep: bool) -> Manifest:
    """Verify a backup, all of it, with the help of an empty folder; return what it holds.

    With `keep` the folder then holds `monitor.db` and `archive/`, synced. Raises StoreError where the file is no
    backup, damaged, or newer than this program.
    """
    try:
        with tarfile.open(file, "r:") as tar:
            first = tar.next()
            listed = tar.extractfile(first) if first is not None and first.name == LIST and first.isfile() else None
            if listed is None:
                raise StoreError(f"{file}: this is no backup of the monitor")
            manifest = _manifest(file, listed.read(64_000_000))
            bodies = sum(_take(file, tar, member, folder, keep=keep) for member in tar if member.name != LIST)
    except (OSError, tarfile.TarError) as error:
        raise StoreError(f"{file}: the backup can't be read: {error}") from error
    if not (folder / DATABASE).exists():
        raise StoreError(f"{file}: damaged: the database is missing")
    counts = examine_database(folder / DATABASE)
    if dict(counts.rows) != dict(manifest.rows) or counts.schema != manifest.schema:
        raise StoreError(f"{file}: damaged: the database has not the rows that its list says")
    if bodies != manifest.bodies:
        raise StoreError(f"{file}: damaged: {bodies} archived bodies, where its list says {manifest.bodies}")
    return manifest


def _take(file: Path, tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, *, keep: bool) -> int:
    """Verify one member, and store it where it is to be kept; return how many bodies it is."""
    is_body = _BODY.fullmatch(member.name)
    content = tar.extractfile(member) if member.isfile() else None
    if content is None or not (is_body or member.name == DATABASE):
        raise StoreError(f"{file}: holds {member.name!r}, which no backup of the monitor has")
    if not is_body:
        _store(folder / DATABASE, content)
        return 0
    body = content.read()
    if not _is_whole(body, is_body[1] + is_body[2]):
        raise StoreError(f"{file}: damaged: the archived body {is_body[1]}{is_body[2]} was altered")
    if keep:
        _store(folder / member.name, BytesIO(body))
    return 1


def _store(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as out:
        path.chmod(0o600)
        shutil.copyfileobj(content, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())


def _is_whole(body: bytes, name: str) -> bool:
    try:
        return body_hash(zlib.decompress(body)) == name
    except zlib.error:
        return False


def _manifest(file: Path, text: bytes) -> Manifest:
    try:
        values = json.loads(text)
        manifest = Manifest(**{**values, "missing": tuple(values["missing"])})
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{file}: this is no backup of the monitor: {error}") from error
    if manifest.format > FORMAT:
        raise StoreError(
            f"{file}: written by a newer monitor ({manifest.monitor}); install that version or a newer one"
        )
    return manifest


def _is_backup(file: Path) -> bool:
    try:
        with tarfile.open(file, "r:") as tar:
            first = tar.next()
            return first is not None and first.name == LIST
    except (OSError, tarfile.TarError):
        return False


def tombstones_of(folder: Path) -> list[Tombstone]:
    """Return what was removed on notice from a state folder, as far as its database can be read."""
    if not (folder / DATABASE).exists():
        return []
    try:
        with reading(folder / DATABASE) as connection:
            rows = connection.execute("SELECT key, url, note, at FROM tombstones ORDER BY at").fetchall()
    except StoreError:
        return []
    return [Tombstone(key=key, url=url, note=note, at=required_moment(at)) for key, url, note, at in rows]


def put_back(folder: Path, restored: Path, *, at: datetime) -> Path | None:
    """Put a restored database and its bodies in place of a state folder's; return where the state before is kept.

    Whenever this is cut short, the folder has a whole database, the old one or the new one. Raises StoreError.
    """
    database, aside = folder / DATABASE, None
    try:
        if database.exists():
            settle_log(database)
            aside = folder / f"before-restore-{at:%Y%m%dT%H%M%S}Z"
            aside.mkdir(mode=0o700)
            for path in _parts(database):
                _link(path, aside / path.name)
            for path in (folder / "archive").glob("[0-9a-f][0-9a-f]/*"):
                _link(path, aside / "archive" / path.parent.name / path.name)
        for path in sorted((restored / "archive").glob("*/*")):
            target = folder / "archive" / path.parent.name / path.name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(target)
        # A log of the old database beside the new one would be taken for its own.
        for path in _parts(database)[1:]:
            path.unlink()
        (restored / DATABASE).replace(database)
        sync_folder(folder)
    except OSError as error:
        raise StoreError(f"{folder}: the backup could not be put back: {error}") from error
    return aside


def _parts(database: Path) -> list[Path]:
    return [path for end in ("", "-wal", "-shm") if (path := Path(f"{database}{end}")).exists()]


def _link(path: Path, target: Path) -> None:
    """Keep a file under a second name; where the file system can't, as a copy."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        target.hardlink_to(path)
    except OSError:
        shutil.copy2(path, target)
