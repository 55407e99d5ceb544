"""The archive of raw bodies: every page, feed fragment and report file as it came, so that all can be read again.

A body is named by its SHA-256 and stored once, compressed. It is on disk before the row that names it is committed.
"""

import hashlib
import os
import zlib
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

    def path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]

    def put(self, body: bytes) -> str:
        """Store a body, synced to disk; return its name. Raises StoreError where the disk does not take it."""
        name = body_hash(body)
        target = self.path(name)
        if target.exists():
            return name
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
                file.write(zlib.compress(body, 6))
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            raise StoreError(f"{target}: the archive can't be written: {error}") from error
        return name

    def get(self, name: str) -> bytes:
        """Return a stored body. Raises StoreError where it is missing or was altered."""
        try:
            body = zlib.decompress(self.path(name).read_bytes())
        except (OSError, zlib.error) as error:
            raise StoreError(f"{self.path(name)}: the archived body can't be read: {error}") from error
        if body_hash(body) != name:
            raise StoreError(f"{self.path(name)}: the archived body was altered")
        return body


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
