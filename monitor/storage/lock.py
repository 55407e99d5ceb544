"""The lock of a state folder: one `run`, `poll`, `replay` or `restore` at a time."""

import fcntl
import os
from pathlib import Path

from monitor.errors import LockedError


class StateLock:
    """Held until closed, or until the process ends in whatever way."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises LockedError where another process holds it."""
        path = folder / "monitor.lock"
        self._descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(self._descriptor)
            raise LockedError(f"{path}: another monitor (process {holder}) works in this state folder") from error
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode("ascii"), 0)

    def close(self) -> None:
        """Let go of the lock."""
        os.close(self._descriptor)
