"""What people decide about outcomes: appended with their reason, and followed at once by what it means."""

from monitor.errors import MonitorError
from monitor.model.outcome import Decision, Outcome, Verdict
from monitor.services.ledger import Change, Ledger
from monitor.services.tools import Tools


class Review:
    """Takes verdicts."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._ledger = Ledger(tools)

    def decide(self, outcome: str, decision: Decision, *, note: str, who: str) -> tuple[Outcome, tuple[Change, ...]]:
        """Store a verdict and what follows from it (corrections to those who were told), in one commit.

        Returns the outcome as it stands then. Raises MonitorError where there is no such outcome.
        """
        now = self._tools.clock.now()
        with self._store.transaction():
            known = self._store.outcomes.get(outcome)
            if known is None:
                raise MonitorError(f"there is no outcome {outcome!r}; `monitor outcomes` lists them")
            self._store.outcomes.add_verdict(Verdict(outcome=outcome, decision=decision, note=note, who=who, at=now))
            changes = self._ledger.update({known.la_code}, at=now)
            for waiting in self._store.questions.open(known.la_code):
                question = waiting.question
                if question.outcome == outcome and decision is not Decision.REOPEN:
                    self._store.questions.answer(question.kind, question.subject, at=now)
            decided = self._store.outcomes.get(outcome)
        return decided or known, changes
