"""Word to systemd (sd_notify): ready, alive, reloading, stopping. Does nothing where nobody asked for it."""

import os
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Readiness:
    """The datagram socket that systemd named in `$NOTIFY_SOCKET`; None where the service was started by hand.

    `watchdog` is the longest silence in seconds after which systemd restarts the service; None: it does not watch.
    """

    address: str | None = None
    watchdog: float | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Readiness":
        """Return what systemd asked for in the environment."""
        address = environ.get("NOTIFY_SOCKET") or None
        microseconds = environ.get("WATCHDOG_USEC", "")
        is_ours = environ.get("WATCHDOG_PID") in {None, "", str(os.getpid())}
        return cls(
            # An address that begins with '@' is in the abstract namespace, where the first byte is zero.
            address=f"\0{address[1:]}" if address and address.startswith("@") else address,
            watchdog=int(microseconds) / 1e6 if microseconds.isdigit() and is_ours else None,
        )

    def ready(self, status: str) -> None:
        """Say that the service is up."""
        self._send(f"READY=1\nSTATUS={status}")

    def status(self, status: str) -> None:
        """Say in one line what the service does; `systemctl status` shows it."""
        self._send(f"STATUS={status}")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._send("WATCHDOG=1")

    def reloading(self) -> None:
        """Say that the settings are being read again; `ready` ends it."""
        self._send(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1_000}")

    def stopping(self) -> None:
        """Say that the service ends."""
        self._send("STOPPING=1\nSTATUS=Stopping")

    def _send(self, message: str) -> None:
        if self.address is None:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
                out.settimeout(1.0)
                out.sendto(message.encode(), self.address)
        except OSError:
            # Nobody listens any more: the service goes on, and the watchdog, if any, decides.
            return
