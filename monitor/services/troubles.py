"""Tell of what wears the monitor down, and that it is over: once each, however often it is looked at."""

from datetime import datetime

from monitor.model.alert import AlertType
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools


class Troubles:
    """Troubles by name. What was told of them is read from the alerts: a restart neither repeats nor forgets."""

    def __init__(self, tools: Tools) -> None:
        self._store = tools.store
        self._ledger = Ledger(tools)

    def tell(self, name: str, note: str, *, at: datetime) -> None:
        """Store and plan to tell, inside a transaction, that there is a trouble; it is told once until it is over."""
        if not self.is_told(name):
            self._ledger.notice(AlertType.MONITOR_DEGRADED, subject=_subject(name), note=note, at=at)

    def over(self, name: str, note: str, *, at: datetime) -> None:
        """Store and plan to tell, inside a transaction, that a trouble that was told is over."""
        if self.is_told(name):
            self._ledger.notice(AlertType.MONITOR_RECOVERED, subject=_subject(name), note=note, at=at)

    def tell_end(self, name: str, note: str, *, at: datetime) -> None:
        """Store and plan to tell, inside a transaction, that a trouble is over that was told without the store."""
        self._ledger.notice(AlertType.MONITOR_RECOVERED, subject=_subject(name), note=note, at=at)

    def is_told(self, name: str) -> bool:
        """Return whether the last that was told of a trouble is that there is one."""
        about = self._store.alerts.about(_subject(name))
        return bool(about) and about[-1][0].type is AlertType.MONITOR_DEGRADED


def _subject(name: str) -> str:
    return f"trouble: {name}"
