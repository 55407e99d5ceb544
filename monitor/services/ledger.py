"""Bring the ledger of one authority up to date with its evidence, and plan the alerts that this asks for.

Called inside the transaction that stores the new evidence: what changed, its alerts and its deliveries are one commit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.model.alert import Alert, AlertType, Delivery, DeliveryState
from monitor.model.inspection import Inspection
from monitor.model.outcome import Evidence, Outcome, Question, Visit
from monitor.services.tools import Tools
from monitor.services.witnesses import Witnesses
from monitor.stages.alert import Decided, Planned, Policy, Told, decide_notice, decide_outcome, decide_visit
from monitor.stages.reconcile import QUESTION_KINDS, Reconciled, reconcile
from monitor.stages.visits import visits
from monitor.storage.articles import ArticleRow
from monitor.storage.reports import ReportRow, evidence_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """An outcome or visit that is new or not what it was, and the alerts planned for it."""

    la_code: str
    subject: str
    is_new: bool
    alerts: tuple[Alert, ...]


class Ledger:
    """Outcomes, visits and questions, kept in step with the evidence."""

    def __init__(
        self, tools: Tools, *, telling: frozenset[AlertType] = frozenset(AlertType), hold: bool = False
    ) -> None:
        """`telling` are the types of alerts that are planned; of all others nothing is stored (a replay is silent).

        With `hold`, deliveries are held for a person's decision: after a restore, what they tell may be known already.
        """
        self._tools = tools
        self._store = tools.store
        self._witnesses = Witnesses(tools)
        self._telling, self._hold = telling, hold
        self._policy = Policy(
            rules=tools.rules,
            recipients={channel.id: channel.recipients() for channel in tools.channels.values()},
            max_age=tools.max_age,
        )

    def inspections(self, la_code: str) -> tuple[Inspection, ...]:
        """Return the official inspections of an authority: the shipped ledger with the reports read here."""
        return self._reconciled(la_code, at=self._tools.clock.now()).inspections

    def update(self, la_codes: Iterable[str], *, at: datetime) -> tuple[Change, ...]:
        """Recompute what stands about these authorities, inside a transaction; return what changed."""
        return tuple(change for la_code in sorted(set(la_codes)) for change in self._update(la_code, at=at))

    def catch_up(self, outcome: Outcome, *, at: datetime) -> Change:
        """Plan, inside a transaction, what those who were told of an outcome should know, though it is as it was."""
        return self._changed(outcome, outcome, at=at)

    def notice(self, alert_type: AlertType, *, subject: str, note: str, at: datetime) -> Alert:
        """Plan an alert about the monitor itself (a source, a report, a question), inside a transaction."""
        planned = decide_notice(
            alert_type, subject=subject, note=note, policy=self._policy, now=at, mint=self._tools.mint
        )
        self._plan(planned, at=at)
        return planned.alert

    def ask(self, question: Question, *, at: datetime, tell: AlertType | None = AlertType.REVIEW_WAITING) -> None:
        """Store a question, inside a transaction, and tell of it once; `tell` None stores it only."""
        if self._store.questions.ask(question, at=at) and tell is not None and tell in self._telling:
            self.notice(tell, subject=f"{question.kind} {question.subject}", note=question.text, at=at)

    def _update(self, la_code: str, *, at: datetime) -> Iterable[Change]:
        before = {outcome.id: outcome for outcome in self._store.outcomes.of_authority(la_code)}
        reconciled = self._reconciled(la_code, at=at)
        for outcome in reconciled.outcomes:
            known = before.get(outcome.id)
            if known != outcome:
                changed_at = known.changed_at if known is not None and known.telling == outcome.telling else at
                self._store.outcomes.save(replace(outcome, changed_at=changed_at))
                yield self._changed(outcome, known, at=at)
        yield from self._update_visits(la_code, at=at)
        self._settle(la_code, reconciled.questions, at=at)

    def _reconciled(self, la_code: str, *, at: datetime) -> Reconciled:
        tools = self._tools
        authority = tools.by_la_code[la_code]
        reports = [evidence_of(row) for row in self._store.reports.of_authority(la_code)]
        return reconcile(
            authority=authority,
            press=self._witnesses.press(la_code),
            reports=[report for report in reports if report is not None],
            ledger=[one for one in tools.baseline.inspections if one.la_code == la_code],
            stored=self._store.outcomes.of_authority(la_code),
            verdicts=self._store.outcomes.verdicts(la_code),
            now=at,
            mint=tools.mint,
            predecessors=[tools.by_la_code[code] for code in authority.predecessors],
        )

    def _changed(self, outcome: Outcome, before: Outcome | None, *, at: datetime) -> Change:
        decided = decide_outcome(
            outcome,
            before=before,
            authority=self._tools.by_la_code[outcome.la_code],
            told=self._told(outcome.id),
            policy=self._policy,
            first_pass=self._all_first_pass(outcome.evidence),
            undated=self._all_undated(outcome.evidence),
            now=at,
            mint=self._tools.mint,
        )
        return self._carried_out(decided, outcome.la_code, outcome.id, is_new=before is None, at=at)

    def _carried_out(self, decided: Decided, la_code: str, subject: str, *, is_new: bool, at: datetime) -> Change:
        told = [planned for planned in decided.planned if planned.alert.type in self._telling]
        # Where what would replace them is not told, what waits stays: it says how things stand when it is sent.
        for delivery in decided.supersede if len(told) == len(decided.planned) else ():
            self._store.alerts.supersede(delivery, reason="overtaken before it was sent")
        for planned in told:
            self._plan(planned, at=at)
        for question in decided.questions:
            self.ask(question, at=at)
        alerts = tuple(planned.alert for planned in told)
        return Change(la_code=la_code, subject=subject, is_new=is_new, alerts=alerts)

    def _plan(self, planned: Planned, *, at: datetime) -> None:
        deliveries = [
            Delivery(
                id=self._tools.mint(),
                alert=planned.alert.id,
                channel=recipient.channel,
                recipient=recipient.address,
                type=planned.alert.type,
                state=DeliveryState.HELD if self._hold else DeliveryState.WAITING,
                attempts=0,
                last_answer=MAYBE_SENT if self._hold else None,
                created=at,
                next_try=None if self._hold else at,
            )
            for recipient in planned.recipients
        ]
        self._store.alerts.add(planned.alert, deliveries)

    def _told(self, subject: str) -> list[Told]:
        about = self._store.alerts.about(subject)
        return [Told(alert=alert, deliveries=tuple(deliveries)) for alert, deliveries in about]

    def _all_first_pass(self, evidence: Sequence[Evidence]) -> bool:
        return all(self._is_first_pass(one) for one in evidence)

    def _all_undated(self, evidence: Sequence[Evidence]) -> bool:
        """Return whether nothing says how old this is: found at a first pass, in articles that give no day."""
        rows = [None if one.is_report else self._store.articles.get(one.article) for one in evidence]
        return bool(rows) and all(row is not None and row.first_pass and row.published is None for row in rows)

    def _is_first_pass(self, one: Evidence) -> bool:
        row: ReportRow | ArticleRow | None
        row = self._store.reports.get(one.article) if one.is_report else self._store.articles.get(one.article)
        return row is not None and row.first_pass

    def _update_visits(self, la_code: str, *, at: datetime) -> Iterable[Change]:
        stored = self._store.outcomes.visits(la_code)
        found = visits(self._witnesses.visits(la_code), stored)
        if not found and not stored:
            return
        known = {visit.id: visit for visit in stored}
        self._store.outcomes.replace_visits(la_code, list(found))
        for visit in found:
            if known.get(visit.id) != visit:
                yield self._visit_changed(visit, is_new=visit.id not in known, at=at)

    def _visit_changed(self, visit: Visit, *, is_new: bool, at: datetime) -> Change:
        decided = decide_visit(
            visit,
            authority=self._tools.by_la_code[visit.la_code],
            told=self._told(visit.id),
            policy=self._policy,
            first_pass=self._all_first_pass(visit.evidence),
            undated=self._all_undated(visit.evidence),
            now=at,
            mint=self._tools.mint,
        )
        return self._carried_out(decided, visit.la_code, visit.id, is_new=is_new, at=at)

    def _settle(self, la_code: str, asked: Sequence[Question], *, at: datetime) -> None:
        """Ask what reconciling asks now, and take back what it asked before and asks no more."""
        still = {(question.kind, question.subject) for question in asked}
        for waiting in self._store.questions.open(la_code):
            question = waiting.question
            if question.kind in QUESTION_KINDS and (question.kind, question.subject) not in still:
                self._store.questions.take_back(question.kind, question.subject)
        for question in asked:
            self.ask(question, at=at)


MAYBE_SENT = "may have been sent before the restore, after the copy was made"
