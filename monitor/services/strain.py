"""See what wears the monitor down: a disk that runs full, polls that are not made, a queue in which nothing moves."""

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from monitor.model.source import Source
from monitor.services.tools import Tools
from monitor.services.troubles import Troubles

LOW_DISK = 200_000_000  # bytes: enough for weeks of reports, and for telling of it
ENOUGH_DISK = 300_000_000  # bytes: what was low is well again only here, so that it is not told to and fro
OVERDUE = timedelta(hours=1)  # what was due so long ago should have been done
STANDS_STILL_AFTER = 1800.0  # seconds for which it must have been so: a machine that slept catches up in less
LOOK = "`journalctl -u monitor` says why; a restart loses nothing."


class Strain:
    """Looked at every minute. Each thing is told once, and once that it is over."""

    def __init__(self, tools: Tools, *, is_polling: Callable[[Source], bool] = lambda _: False) -> None:
        """`is_polling` says whether a source's poll is under way."""
        self._tools = tools
        self._store = tools.store
        self._troubles = Troubles(tools)
        self._is_polling = is_polling
        # What is first in each queue that is late, and since when (monotonic seconds): a long queue that moves is well.
        self._heads: dict[str, tuple[str, float]] = {}

    def tell(self, now: datetime) -> None:
        """Tell of what is not well, inside a transaction."""
        free = shutil.disk_usage(self._store.folder).free
        if free < LOW_DISK:
            note = (
                f"The disk of {self._store.folder} has only {free // 1_000_000} MB left. When it is full, nothing new "
                "can be stored until there is room again; what is stored stays."
            )
            self._troubles.tell("disk", note, at=now)
        elif free > ENOUGH_DISK:
            self._troubles.over("disk", f"The disk has room again: {free // 1_000_000} MB.", at=now)
        late = self._late_polls(now)
        self._follow("polls", late[:1], f"Sources that were due are not being polled: {', '.join(late[:5])}.", now)
        sources = [source.id for source in self._tools.enabled]
        pages = self._store.entries.waiting(now - OVERDUE, sources=sources, limit=1) if sources else []
        heads = [f"{one.id} {one.attempts}" for one in pages]
        self._follow("pages", heads, "Pages and files that were due are not being read.", now)
        letters = self._store.alerts.due(now - OVERDUE, limit=500)
        heads = [f"{one.id} {one.attempts}" for one in letters if one.channel in self._tools.channels]
        self._follow("deliveries", heads, "Alerts that were due are not being sent.", now)

    @property
    def stands_still(self) -> bool:
        """Whether anything that is due has not been done for long."""
        return any(self._has_stood(name) for name in self._heads)

    def _late_polls(self, now: datetime) -> list[str]:
        late = self._store.polls.overdue(now - OVERDUE, [source.id for source in self._tools.enabled])
        return [one for one in late if not self._is_polling(self._tools.sources[one])]

    def _follow(self, name: str, late: Sequence[str], note: str, now: datetime) -> None:
        """Follow what of a queue is late, the latest first."""
        known = self._heads.pop(name, None)
        if late:
            is_same = known is not None and known[0] == late[0]
            self._heads[name] = known if known and is_same else (late[0], self._tools.clock.monotonic())
            if self._has_stood(name):
                self._troubles.tell(f"queue of {name}", f"{note} {LOOK}", at=now)
        else:
            # Only when nothing in it is late any more, or it would be told to and fro.
            self._troubles.over(f"queue of {name}", f"The queue of {name} moves again.", at=now)

    def _has_stood(self, name: str) -> bool:
        return self._tools.clock.monotonic() - self._heads[name][1] >= STANDS_STILL_AFTER
