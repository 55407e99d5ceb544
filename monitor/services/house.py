"""Look after the house: tell of sources that went silent, of what can't be read or delivered. Silence is no health."""

from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.model.alert import AlertType, DeliveryState
from monitor.model.source import PollState, Source, SourceState
from monitor.services.held import Held
from monitor.services.ledger import Ledger
from monitor.services.retention import Retention
from monitor.services.strain import Strain
from monitor.services.tools import Tools
from monitor.services.troubles import Troubles
from monitor.stages.health import STUCK_AFTER, is_stuck, source_state
from monitor.storage.entries import Unread

UNREAD_FOR = timedelta(hours=6)  # what can't be had for so long is told, as a source that can't be polled is


class House:
    """Looked after every minute by `run`, and at the end of a pass by `poll`."""

    def __init__(self, tools: Tools, *, is_polling: Callable[[Source], bool] = lambda _: False) -> None:
        """`is_polling` says whether a source's poll is under way."""
        self._tools = tools
        self._store = tools.store
        self._ledger, self._held, self._troubles = Ledger(tools), Held(tools), Troubles(tools)
        self._retention, self._strain = Retention(tools), Strain(tools, is_polling=is_polling)

    def keep(self) -> None:
        """Tell, once each, of what is not well, and of what is well again."""
        now = self._tools.clock.now()
        unread = self._store.entries.unread(attempts=STUCK_AFTER, before=now - UNREAD_FOR)
        with self._store.transaction():
            for source in self._tools.enabled:
                self._tell_silence(source, now)
                self._tell_unread(source, unread.get(source.id, Unread()), now)
            self._tell_dead(now)
            self._held.tell(now)
            self._strain.tell(now)
        self._tell_size(self._retention.keep().over, now)

    def _tell_size(self, over: int | None, now: datetime) -> None:
        if over is None:
            return
        with self._store.transaction():
            if over:
                note = (
                    f"What is kept takes {over / 1e6:.1f} MB more than `retention.size` allows. All texts without "
                    "evidence that are older than a month are gone already; the rest stays: allow more."
                )
                self._troubles.tell("size", note, at=now)
            else:
                self._troubles.over("size", "What is kept takes no more than `retention.size` allows.", at=now)

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

    def _tell_unread(self, source: Source, unread: Unread, now: datetime) -> None:
        """Tell of pages and report files that can't be had although their source answers."""
        if self._store.polls.state(source.id).failures:
            return
        subject = f"pages of {source.id}"
        about = self._store.alerts.about(subject)
        was_told = bool(about) and about[-1][0].type is AlertType.SOURCE_FAILING
        if is_stuck(unread.pages, unread.files) and not was_told:
            what = f"{unread.files} report file(s)" if unread.files else f"{unread.pages} pages"
            note = (
                f"{source.name} answers, but {what} of it can't be had for hours: {unread.error}. "
                "Each is tried again at least once a day; until then nobody knows what is in them."
            )
            self._ledger.notice(AlertType.SOURCE_FAILING, subject=subject, note=note, at=now)
        elif was_told and not unread.pages and not unread.files:
            note = f"Nothing of {source.name} waits unread any more."
            self._ledger.notice(AlertType.SOURCE_RECOVERED, subject=subject, note=note, at=now)

    @property
    def stands_still(self) -> bool:
        """Whether anything that is due has not been done for long."""
        return self._strain.stands_still

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
