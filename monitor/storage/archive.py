"""The archive of raw bodies: every page, feed fragment and report file as it came, so that all can be read again.

A body is named by its SHA-256 and stored once, compressed. It is on disk before the row that names it is committed.
"""

import hashlib
import os
import threading
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from monitor.errors import StoreError


def body_hash(body: bytes) -> str:
    """Return the name of a body: its SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


class Archive:
    """Bodies in a folder, by hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()  # a body that is stored again is not dropped meanwhile

    def path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]

    def put(self, body: bytes) -> str:
        """Store a body, synced to disk; return its name. Raises StoreError where the disk does not take it."""
        name = body_hash(body)
        target = self.path(name)
        with self._lock:
            if _is_there(target):
                return name
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
                file.write(zlib.compress(body, 6))
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(target)
            sync_folder(target.parent)
        except OSError as error:
            raise StoreError(f"{target}: the archive can't be written: {error}") from error
        return name

    def names(self) -> Iterator[str]:
        """Yield the names of all bodies, and of what an unclean end left unfinished."""
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                yield folder.name + path.name

    def size_of(self, name: str) -> int:
        """Return how many bytes a stored body takes, 0 where it is not there."""
        try:
            return self.path(name).stat().st_size
        except FileNotFoundError:
            return 0

    def drop(self, name: str, *, before: datetime | None = None) -> bool:
        """Delete a body, where given only if it was last stored before a moment; return whether it went."""
        path = self.path(name)
        with self._lock:
            try:
                if before is not None and path.stat().st_mtime >= before.timestamp():
                    return False
                path.unlink()
            except FileNotFoundError:
                return False
            except OSError as error:
                raise StoreError(f"{path}: the archived body can't be deleted: {error}") from error
        return True

    def get(self, name: str) -> bytes:
        """Return a stored body. Raises StoreError where it is missing or was altered."""
        try:
            body = zlib.decompress(self.path(name).read_bytes())
        except (OSError, zlib.error) as error:
            raise StoreError(f"{self.path(name)}: the archived body can't be read: {error}") from error
        if body_hash(body) != name:
            raise StoreError(f"{self.path(name)}: the archived body was altered")
        return body


def _is_there(path: Path) -> bool:
    """Return whether a body is stored, and note that it is wanted again."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last: a file that was moved there is there after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
