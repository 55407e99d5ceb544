"""The jobs that the clock starts, and the proof that they make progress."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import structlog

_log = structlog.get_logger(__name__)

PATIENCE: Final = 900.0  # seconds that one run of a job may take before the service counts as stuck


@dataclass(kw_only=True)
class Job:
    """One thing done again and again, never twice at a time. A run that fails is logged, and the next one comes."""

    name: str
    every: float  # seconds
    work: Callable[[], object]
    patience: float = PATIENCE
    failures: int = 0
    done: float = field(default_factory=time.monotonic)
    _begun: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        """Do it once, unless it is being done."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            self._begun = time.monotonic()
            self.work()
        except Exception:  # noqa: BLE001 - see below
            # The services catch what they foresee, each for its source or article. What comes through is a fault of
            # the machine or of this program: it is told, counted, and must not silence the clock.
            self.failures += 1
            _log.exception("job failed", job=self.name, in_a_row=self.failures, next_try_in_s=self.every)
        else:
            self.failures = 0
        finally:
            self._begun = None
            self.done = time.monotonic()
            self._lock.release()

    def is_alive(self, now: float) -> bool:
        """Return whether it runs not longer than its patience, and was not forgotten by the clock."""
        begun = self._begun
        if begun is not None:
            return now - begun <= self.patience
        return now - self.done <= self.every + self.patience


@dataclass(kw_only=True)
class Advance:
    """Whether the work that the jobs started gets on: while any is under way, some must be done within the patience."""

    patience: float = PATIENCE
    count: int = -1
    at: float = field(default_factory=time.monotonic)

    def is_alive(self, count: int, now: float, *, busy: bool) -> bool:
        """Return whether `count` grew lately, or nothing is under way."""
        if count != self.count or not busy:
            self.count, self.at = count, now
        return now - self.at <= self.patience
