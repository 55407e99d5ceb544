"""Ask a person what reconciling can't decide: each question goes away by itself when its reason is gone. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final

from monitor.model.framework import OVERALL
from monitor.model.inspection import Origin
from monitor.model.outcome import Outcome, Question, Status, Verdict
from monitor.stages.reconcile.drafts import Draft, unbelieved
from monitor.stages.reconcile.identity import Identified
from monitor.stages.reconcile.matching import Group
from monitor.stages.reconcile.official import Official
from monitor.stages.reconcile.witnesses import outlet_of
from monitor.stages.wording import day_words, grade_words, judgement_words, listed

DISPUTED: Final = "disputed"
NO_OVERALL: Final = "overall-not-believed"
LEDGER_CONFLICT: Final = "ledger-conflict"
AFTER_REJECTION: Final = "evidence-after-rejection"
QUESTION_KINDS: Final = frozenset({DISPUTED, NO_OVERALL, LEDGER_CONFLICT, AFTER_REJECTION})


def of_outcomes(
    pairs: Sequence[Identified], outcomes: Sequence[Outcome], verdicts: Sequence[Verdict]
) -> Iterable[Question]:
    """Ask about disputes, and about evidence that came after a rejection."""
    for pair, outcome in zip(pairs, outcomes, strict=True):
        if outcome.status is Status.DISPUTED:
            words = listed([judgement_words(key) for key in pair.draft.grounds.said.disputed])
            text = f"{outcome.explanation} Which grade is right on {words}?"
            yield _question(DISPUTED, outcome.id, text, outcome)
        rejected = max((one.at for one in verdicts if one.outcome == outcome.id), default=None)
        seen = pair.draft.latest_seen
        if outcome.status is Status.REJECTED and rejected is not None and seen is not None and seen > rejected:
            text = f"{outcome.explanation} Another article has told it since: does the rejection stand?"
            yield _question(AFTER_REJECTION, outcome.id, text, outcome)


def _question(kind: str, subject: str, text: str, outcome: Outcome) -> Question:
    return Question(kind=kind, subject=subject, text=text, la_code=outcome.la_code, outcome=outcome.id)


def of_ledger(code: str, name: str, known: Iterable[Official]) -> Iterable[Question]:
    """Ask about rows of the shipped ledger that a report read here contradicts."""
    for one in known:
        if one.row is None or not one.differences:
            continue
        words = "; ".join(
            f"{judgement_words(key)} {grade_words(new)}, not {grade_words(old)}" for key, old, new in one.differences
        )
        origin = "the summary table" if one.row.origin is Origin.SUMMARY else "the shipped ledger"
        day = day_words(one.inspection.end)
        text = f"{name}, inspection that ended on {day}: the report says {words} as {origin} has it."
        yield Question(kind=LEDGER_CONFLICT, subject=f"{code} {one.inspection.end}", text=text, la_code=code)


def of_overall(code: str, name: str, drafted: Iterable[tuple[Group, Draft | None]]) -> Iterable[Question]:
    """Ask about articles that tell nothing but an overall grade where there can be none."""
    for group, found in drafted:
        pieces = unbelieved(group)
        if pieces and found is None:
            told = listed([f"{outlet_of(piece)} ({grade_words(piece.grades[OVERALL])})" for piece in pieces])
            text = (
                f"{name}: {told} tells an overall grade of an inspection since April 2026, when Ofsted gives none. "
                "Nothing was made of it."
            )
            yield Question(kind=NO_OVERALL, subject=pieces[0].article, text=text, la_code=code)
