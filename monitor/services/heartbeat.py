"""Tell a watcher elsewhere that work gets done, so that it can tell people when this machine does not.

The watcher's address is asked only after real progress: a process that lives and does nothing must not look well. The
address may be a secret; nothing that is logged shows any part of it.
"""

from datetime import timedelta

import structlog

from monitor.errors import DeliveryError
from monitor.services.tools import Tools
from monitor.urls import host_of

log = structlog.get_logger(__name__)

AGAIN_AFTER = 60.0  # seconds until a ping that failed is tried again


class Heartbeat:
    """Pings the watcher of the settings, if there is one. Whatever becomes of a ping harms nothing else."""

    def __init__(self, tools: Tools, url: str | None, *, every: timedelta) -> None:
        """`url` None: there is no watcher. `every` is the least time between two pings."""
        self._tools = tools
        self._url, self._every = url, every.total_seconds()
        self._told = 0  # how much was done when the last ping was taken
        self._not_before = 0.0  # in monotonic seconds
        self._failed = False

    def beat(self, done: int, *, at_once: bool = False) -> bool:
        """Ping if more was done since the last ping; return whether a ping was taken.

        `done` counts polls of sources that were due and answered. Not more often than the settings say, unless
        `at_once`.
        """
        now = self._tools.clock.monotonic()
        if self._url is None or done <= self._told or (now < self._not_before and not at_once):
            return False
        problem = self._ping(self._url)
        self._not_before = now + (AGAIN_AFTER if problem else self._every)
        if problem is not None:
            if not self._failed:
                log.warning("heartbeat not taken", reason=problem, next="it is tried again every minute")
            self._failed = True
            return False
        self._told, self._failed = done, False
        return True

    def _ping(self, url: str) -> str | None:
        """Return what went wrong, without the address; None where the ping was taken."""
        try:
            status, _, _ = self._tools.fetcher.post(url, body=b"", headers={}, channel="heartbeat")
        except DeliveryError as error:
            return error.reason.replace(url, "its address").replace(host_of(url), "its host")
        except Exception as error:  # noqa: BLE001 - a ping is not worth any harm; its text could hold the address
            return type(error).__name__
        return None if 200 <= status < 300 else f"the answer was HTTP {status}"
