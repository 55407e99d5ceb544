"""What people ask of the service while it runs: poll now, send again, this is settled."""

from monitor.errors import MonitorError
from monitor.model.alert import DeliveryState
from monitor.services.tools import Tools


class Asked:
    """Takes what people ask; each is one short transaction. Raises MonitorError with a sentence where it can't be."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store

    def poll_now(self, source: str) -> None:
        """Make a source due; the service polls it at its next look."""
        known = self._tools.sources.get(source)
        if known is None or not known.enabled:
            raise MonitorError(f"there is no enabled source {source!r}")
        with self._store.transaction():
            self._store.polls.make_due(source, at=self._tools.clock.now())

    def retry(self, delivery: str) -> None:
        """Make a delivery due again, with the same id and the same bytes."""
        known = self._store.alerts.delivery(delivery)
        if known is None:
            raise MonitorError(f"there is no delivery {delivery!r}")
        if known.state is DeliveryState.SENT:
            raise MonitorError(f"this was taken already: {known.last_answer}")
        with self._store.transaction():
            due = self._store.alerts.retry(delivery, at=self._tools.clock.now())
        if not due:
            raise MonitorError("this was superseded: there is nothing to send any more")

    def settle(self, kind: str, subject: str) -> None:
        """Store that a question is answered."""
        with self._store.transaction():
            self._store.questions.answer(kind, subject, at=self._tools.clock.now())
