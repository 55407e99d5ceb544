"""Tell of what wears the monitor down: a disk that runs full, a queue in which nothing moves."""

import shutil
from datetime import datetime, timedelta

from monitor.model.alert import AlertType
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools

LOW_DISK = 200_000_000  # bytes: enough for weeks of reports, and for telling of it
OVERDUE = timedelta(hours=1)  # what was due so long ago should have been done
STANDS_STILL_AFTER = 1800.0  # seconds for which it must have been so: a machine that slept catches up in less


class Strain:
    """Looked at every minute. Each thing is told at most once a day, for as long as it lasts."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._ledger = Ledger(tools)
        self._since: dict[str, float] = {}  # when we first saw each queue stand still, in monotonic seconds

    def tell(self, now: datetime) -> None:
        """Tell of what is not well, inside a transaction."""
        free = shutil.disk_usage(self._store.folder).free
        if free < LOW_DISK:
            note = (
                f"The disk of {self._store.folder} has only {free // 1_000_000} MB left. When it is full, nothing new "
                "can be stored until there is room again; what is stored stays."
            )
            self._tell("disk", note, now)
        sources = [source.id for source in self._tools.enabled]
        pages = self._store.entries.waiting(now - OVERDUE, sources=sources, limit=1) if sources else []
        self._tell_queue("pages", bool(pages), "Pages and files that were due are not being read.", now)
        letters = [one for one in self._store.alerts.due(now - OVERDUE, limit=1) if one.channel in self._tools.channels]
        self._tell_queue("deliveries", bool(letters), "Alerts that were due are not being sent.", now)

    def _tell_queue(self, name: str, stands_still: bool, note: str, now: datetime) -> None:
        if not stands_still:
            self._since.pop(name, None)
            return
        since = self._since.setdefault(name, self._tools.clock.monotonic())
        if self._tools.clock.monotonic() - since >= STANDS_STILL_AFTER:
            self._tell(f"queue of {name}", f"{note} `journalctl -u monitor` says why; a restart loses nothing.", now)

    def _tell(self, what: str, note: str, now: datetime) -> None:
        subject = f"{what} {now:%Y-%m-%d}"
        if not self._store.alerts.about(subject):
            self._ledger.notice(AlertType.MONITOR_DEGRADED, subject=subject, note=note, at=now)
