"""The password of the pages, for addresses beyond this machine: kept as an scrypt hash in the state folder."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import threading
from pathlib import Path
from typing import Final

from monitor.errors import MonitorError

FILE: Final = "web-password"
LEAST: Final = 12  # characters: it is guessed at by machines
_COST: Final = 2**15  # about a tenth of a second, and 32 MB
_MEMORY: Final = 64 * 1024 * 1024
_REMEMBERED: Final = 256  # wrong answers that are refused without computing


def set_password(folder: Path, password: str) -> Path:
    """Store a password's hash for the service of this state folder; return its file.

    Raises MonitorError where it is too short.
    """
    if len(password) < LEAST:
        raise MonitorError(f"a password for the pages has at least {LEAST} characters")
    salt = secrets.token_bytes(16)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path, new = folder / FILE, folder / f".{FILE}.new"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(f"scrypt${_COST}${salt.hex()}${_hash(password, salt, _COST).hex()}\n")
    new.replace(path)
    return path


def _hash(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=8, p=1, maxmem=_MEMORY)


class Password:
    """The stored password, and whether a caller has it."""

    def __init__(self, folder: Path) -> None:
        """Read it. Raises MonitorError where none is set, or its file is damaged."""
        path = folder / FILE
        try:
            kind, cost, salt, stored = path.read_text(encoding="ascii").strip().split("$")
            self._cost, self._salt, self._stored = int(cost), bytes.fromhex(salt), bytes.fromhex(stored)
        except FileNotFoundError as error:
            raise MonitorError("no password is set: `monitor web password` sets one") from error
        except (OSError, ValueError) as error:
            raise MonitorError(f"{path}: the password can't be read; `monitor web password` sets it anew") from error
        if kind != "scrypt":
            raise MonitorError(f"{path}: written by another version; `monitor web password` sets it anew")
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._known: dict[bytes, bool] = {}

    def admits(self, authorization: str) -> bool:
        """Return whether an Authorization header has the password; one guess is computed at a time."""
        kind, _, encoded = authorization.partition(" ")
        if kind.lower() != "basic" or len(encoded) > 1_000:
            return False
        seen = hmac.digest(self._key, encoded.encode(), "sha256")
        with self._lock:
            if seen not in self._known:
                if len(self._known) >= _REMEMBERED:
                    self._known = {key: right for key, right in self._known.items() if right}
                self._known[seen] = self._is_right(encoded)
            return self._known[seen]

    def _is_right(self, encoded: str) -> bool:
        try:
            given = base64.b64decode(encoded, validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(_hash(given, self._salt, self._cost), self._stored)
