"""What may have been sent already: held after a restore, until a person decides once."""

from collections.abc import Sequence
from datetime import datetime

from monitor.model.alert import AlertType, Delivery, DeliveryState
from monitor.model.outcome import Question
from monitor.services.ledger import MAYBE_SENT, Ledger
from monitor.services.tools import Tools
from monitor.storage.doubts import Gap

KIND = "restored"


class Held:
    """The deliveries that are held, and the one question about them."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._ledger = Ledger(tools)

    def begin(self, gap: Gap) -> int:
        """Note that a copy was restored: hold the outbox, doubt every source; return how many deliveries are held."""
        with self._store.transaction():
            known = self._store.polls.states()
            self._store.doubts.begin(gap, [*self._tools.sources, *known])
            self._store.entries.doubt_all()
            held = self._store.alerts.hold_outbox(answer=MAYBE_SENT)
            self._ask()
        return held

    def waiting(self) -> list[Delivery]:
        """Return the held deliveries, the oldest first."""
        return self._store.alerts.in_state(DeliveryState.HELD)

    def release(self, deliveries: Sequence[str]) -> None:
        """Make held deliveries due, with the same ids and, where they had any, the same bytes."""
        with self._store.transaction():
            for one in deliveries:
                self._store.alerts.retry(one, at=self._tools.clock.now())
            self._settle()

    def dismiss(self, deliveries: Sequence[str]) -> None:
        """Lay held deliveries aside: they were sent before the restore, or need no sending."""
        with self._store.transaction():
            for one in deliveries:
                self._store.alerts.settle(one, reason="laid aside by a person after the restore")
            self._settle()

    def tell(self, now: datetime) -> None:
        """Keep the question in step with what is held, inside a transaction, and tell of it once."""
        self._ask()
        gap = self._store.doubts.gap()
        for asked in self._store.questions.open():
            subject = f"{KIND} {asked.question.subject}"
            if gap is not None and asked.question.kind == KIND and not self._store.alerts.about(subject):
                self._ledger.notice(AlertType.REVIEW_WAITING, subject=subject, note=asked.question.text, at=now)

    def _ask(self) -> None:
        gap = self._store.doubts.gap()
        held = self.waiting() if gap is not None else []
        if gap is None or not held:
            return
        text = (
            f"{len(held)} alert(s) may have been sent already: after the copy of {gap.copied:%d %B %Y %H:%M} UTC was "
            f"made, and before it was put back on {gap.restored:%d %B %Y %H:%M} UTC. `monitor alerts --status held` "
            "lists them; `monitor alerts release --all` sends them, `monitor alerts dismiss --all` lays them aside."
        )
        question = Question(kind=KIND, subject=gap.restored.isoformat(), text=text)
        self._store.questions.ask(question, at=self._tools.clock.now(), reopen=True)

    def _settle(self) -> None:
        gap = self._store.doubts.gap()
        if gap is not None and not self.waiting():
            self._store.questions.answer(KIND, gap.restored.isoformat(), at=self._tools.clock.now())
        else:
            self._ask()
