"""Watch over the monitor itself: every minute the house, the alarm where nothing can be stored, and the heartbeat."""

import threading
from collections.abc import Set as AbstractSet
from datetime import timedelta

import structlog

from monitor.errors import StoreError
from monitor.services.alarm import Alarm
from monitor.services.heartbeat import Heartbeat
from monitor.services.house import House
from monitor.services.rounds import Rounds
from monitor.services.tools import Tools
from monitor.services.troubles import Troubles

log = structlog.get_logger(__name__)

ALARM_AFTER = 240.0  # seconds for which nothing could be stored: a lock that another process held is over by then
STORE_PATIENCE = 60.0


class Watch:
    """Looked after by the clock of `run`; by `poll` at the end of its pass."""

    def __init__(
        self,
        tools: Tools,
        rounds: Rounds,
        *,
        heartbeat: str | None = None,
        every: timedelta = timedelta(minutes=5),
        patience: float = STORE_PATIENCE,
    ) -> None:
        """`heartbeat` is the address of a watcher elsewhere, pinged at most once in `every`.

        `patience` are the seconds in which a notice of a stall must be stored, or it is sent without the store.
        """
        self._tools, self._rounds = tools, rounds
        self._house = House(tools, is_polling=rounds.is_polling)
        self._troubles, self._alarm, self._stall = Troubles(tools), Alarm(tools), Alarm(tools)
        self._heartbeat = Heartbeat(tools, heartbeat, every=every)
        self._failing_since: float | None = None
        self._patience = patience

    def keep(self) -> None:
        """Tell, once each, of what is not well and of what is well again.

        Raises StoreError where that can't be stored; people are told all the same.
        """
        problem = self._rounds.store_problem
        try:
            self._house.keep()
        except StoreError as error:
            problem = str(error)
            raise
        finally:
            self._mind_the_store(problem)

    def beat(self, *, at_once: bool = False) -> bool:
        """Ping the watcher if real work was done since the last time and nothing stands still."""
        if self._house.stands_still or self._failing_since is not None:
            return False
        return self._heartbeat.beat(self._rounds.answered, at_once=at_once)

    def tell_stall(self, stuck: AbstractSet[str]) -> None:
        """Tell that these jobs make no progress, or, with none, that all do again; called when that changes."""
        if not stuck:
            self._stall.end()
            self._store_stall(None)
            return
        note = (
            f"The service makes no progress: {', '.join(sorted(stuck))}. systemd restarts it where its watchdog is "
            "set; otherwise `systemctl restart monitor`. Nothing is lost."
        )
        stored = threading.Event()
        # What is stuck may hold the store for ever.
        threading.Thread(target=self._store_stall, args=(note, stored), name="stall", daemon=True).start()
        if not stored.wait(self._patience):
            self._stall.tell(note)

    def _store_stall(self, note: str | None, stored: threading.Event | None = None) -> None:
        try:
            if note is None and not self._troubles.is_told("schedule"):
                return
            now = self._tools.clock.now()
            with self._tools.store.transaction():
                if note is not None:
                    self._troubles.tell("schedule", note, at=now)
                else:
                    self._troubles.over("schedule", "The service makes progress again.", at=now)
        except StoreError as error:
            log.warning("stall not stored", reason=str(error))
            return
        if stored is not None:
            stored.set()
        self._rounds.deliver_due()

    def _mind_the_store(self, problem: str | None) -> None:
        now = self._tools.clock.monotonic()
        if problem is None:
            self._end_alarm()
            return
        if self._failing_since is None:
            self._failing_since = now
        if now - self._failing_since >= ALARM_AFTER:
            note = (
                f"Nothing can be stored any more: {problem}. Sources are asked less and less often until there is room "
                "and the disk takes writes again; what is stored stays, and nothing is told twice."
            )
            self._alarm.tell(note)

    def _end_alarm(self) -> None:
        self._failing_since = None
        if self._alarm.is_raised:
            note = "The store takes writes again. What was due meanwhile is done now."
            with self._tools.store.transaction():
                self._troubles.tell_end("store", note, at=self._tools.clock.now())
            self._alarm.end()
