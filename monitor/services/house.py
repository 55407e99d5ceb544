"""Look after the house: tell of sources that went silent and of deliveries that are stuck. Silence is no health."""

from datetime import datetime

from monitor.model.alert import AlertType, DeliveryState
from monitor.model.source import PollState, Source, SourceState
from monitor.services.held import Held
from monitor.services.ledger import Ledger
from monitor.services.retention import Retention
from monitor.services.strain import Strain
from monitor.services.tools import Tools
from monitor.stages.health import source_state


class House:
    """Looked after every minute by `run`, and at the end of a pass by `poll`."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._ledger, self._held = Ledger(tools), Held(tools)
        self._retention, self._strain = Retention(tools), Strain(tools)

    def keep(self) -> None:
        """Tell, once each, of what is not well, and of what is well again."""
        now = self._tools.clock.now()
        with self._store.transaction():
            for source in self._tools.enabled:
                self._tell_silence(source, now)
            self._tell_dead(now)
            self._held.tell(now)
            self._strain.tell(now)
        self._retention.keep()

    def _tell_silence(self, source: Source, now: datetime) -> None:
        kept = self._store.polls.state(source.id)
        subject = f"silence of {source.id}"
        is_quiet = source_state(source, kept, stuck=0, now=now, polls=self._tools.elections) is SourceState.QUIET
        about = self._store.alerts.about(subject)
        was_told = bool(about) and about[-1][0].type is AlertType.SOURCE_SILENT
        if is_quiet and not was_told:
            note = (
                f"{source.name} answers, and {_silence(kept)}: `monitor sources probe {source.id}` shows what it gives."
            )
            self._ledger.notice(AlertType.SOURCE_SILENT, subject=subject, note=note, at=now)
        elif was_told and not is_quiet and not kept.failures:
            note = f"{source.name} has news again."
            self._ledger.notice(AlertType.SOURCE_RECOVERED, subject=subject, note=note, at=now)

    def _tell_dead(self, now: datetime) -> None:
        for delivery in self._store.alerts.in_state(DeliveryState.DEAD):
            subject = f"delivery {delivery.id}"
            if delivery.type is AlertType.MONITOR_DEGRADED or self._store.alerts.about(subject):
                continue
            note = (
                f"An alert could not be delivered over {delivery.channel} to {delivery.recipient}: "
                f"{delivery.last_answer}. `monitor alerts retry {delivery.id}` tries it again."
            )
            self._ledger.notice(AlertType.MONITOR_DEGRADED, subject=subject, note=note, at=now)


def _silence(kept: PollState) -> str:
    if kept.last_new is None:
        return f"has not shown one entry since {kept.watched_since:%d %B %Y}. Its address may be that of another page"
    return f"has had nothing new since {kept.last_new:%d %B %Y}. Its page may have changed or moved"
