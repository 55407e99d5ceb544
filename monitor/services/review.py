"""What people decide about outcomes: appended with their reason, and followed at once by what it means."""

from dataclasses import dataclass

from monitor.errors import MonitorError
from monitor.model.outcome import Decision, Outcome, Verdict
from monitor.services.effects import foreseen
from monitor.services.ledger import Change, Ledger
from monitor.services.merge import TOLD_OTHERWISE
from monitor.services.tools import Tools


@dataclass(frozen=True, kw_only=True, slots=True)
class Follows:
    """What would follow from a verdict: the outcome as it would stand, and who would be told what.

    `told` are (type of alert, channel, recipient); `spared` counts deliveries not sent yet that would not go out.
    """

    outcome: Outcome
    told: tuple[tuple[str, str, str], ...]
    spared: int


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
            decided = self._store.outcomes.get(outcome) or known
            for waiting in self._store.questions.open(known.la_code):
                question = waiting.question
                if question.outcome != outcome or decision is Decision.REOPEN:
                    continue
                self._store.questions.answer(question.kind, question.subject, at=now)
                if question.kind == TOLD_OTHERWISE:
                    changes = (*changes, self._ledger.catch_up(decided, at=now))
        return decided, changes

    def verdicts(self, outcome: str) -> list[Verdict]:
        """Return the verdicts on an outcome, the newest first."""
        known = self._store.outcomes.get(outcome)
        found = [] if known is None else self._store.outcomes.verdicts(known.la_code)
        return [one for one in reversed(found) if one.outcome == outcome]

    def undo(self, outcome: str, *, who: str) -> None:
        """Take the last verdict back by another one: what was decided before it holds again.

        Raises MonitorError where nothing was decided.
        """
        verdicts = self.verdicts(outcome)
        if not verdicts or verdicts[0].decision is Decision.REOPEN:
            raise MonitorError("there is no verdict to take back")
        before = verdicts[1].decision if len(verdicts) > 1 else Decision.REOPEN
        self.decide(outcome, before, note=f"taken back: {verdicts[0].decision.value}", who=who)

    def preview(self, outcome: str, decision: Decision, *, note: str, who: str) -> Follows:
        """Return what would follow from a verdict. Everything is done and taken back: nothing is stored.

        Raises MonitorError where there is no such outcome.
        """
        known, after = self._store.outcomes.get(outcome), list[Outcome]()
        found = foreseen(
            self._tools,
            () if known is None else (known.la_code,),
            lambda: after.append(self.decide(outcome, decision, note=note or "(your reason)", who=who)[0]),
        )
        return Follows(outcome=after[0], told=found.told, spared=found.spared)
