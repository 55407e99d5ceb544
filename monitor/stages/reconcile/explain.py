"""Say in plain sentences what an outcome is, how sure that is and why, and what it is compared with. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.model.authority import Authority
from monitor.model.claim import Direction
from monitor.model.framework import OVERALL
from monitor.model.inspection import Inspection, Origin
from monitor.model.outcome import Decision, Move, Status, Verdict
from monitor.stages.fitting import fit
from monitor.stages.reconcile.official import Official
from monitor.stages.reconcile.witnesses import Weighed, outlet_of
from monitor.stages.wording import day_words, grade_words, judgement_words, listed


@dataclass(frozen=True, kw_only=True, slots=True)
class Grounds:
    """Everything that an outcome rests on.

    `came_from` are the names of the abolished councils that a new one came from. `unbelieved` are outlets with the
    overall grade they tell where none can be. `verdict` is a person's latest decision that still counts.
    """

    authority: Authority
    status: Status
    before: Inspection | None
    came_from: tuple[str, ...]
    said: Weighed
    official: Official | None
    grades: Mapping[str, str]
    unbelieved: tuple[tuple[str, str], ...] = ()
    may_lack_overall: bool = False
    verdict: Verdict | None = None


def explanation(grounds: Grounds, moves: Sequence[Move]) -> str:
    """Return two or three sentences: what, how sure and why, compared with what."""
    return " ".join((_what(grounds, moves), _how_sure(grounds), _compared(grounds, moves)))


def flags(grounds: Grounds, moves: Sequence[Move]) -> tuple[str, ...]:
    """Return plain sentences about what a person should know: conflicts, gaps filled, grades not believed."""
    return (
        *_of_files(grounds),
        *_of_press_against_report(grounds),
        *_of_disputes(grounds),
        *_of_overall(grounds),
        *_of_previous(grounds, moves),
    )


def _what(grounds: Grounds, moves: Sequence[Move]) -> str:
    name, is_sure = grounds.authority.name, grounds.status is Status.CONFIRMED
    overall = next((move for move in moves if move.judgement == OVERALL), None)
    if overall is None:
        end = "given" if grounds.official is not None else "told"
        return f"{name}{'' if is_sure else ' is reported'}: {_areas(moves)}; no overall grade is {end}."
    after = grade_words(overall.after)
    if overall.direction is Direction.SAME:
        areas = [move for move in moves if move.direction in (Direction.UP, Direction.DOWN)]
        moved = f"; {_areas(areas)}" if areas else ""
        return f"{name}'s overall grade {'stays' if is_sure else 'is reported to stay'} {after}{moved}."
    verb = "is" if is_sure else "is reported as"
    was = f"; it was {grade_words(overall.before)}" if overall.before is not None else ""
    return f"{name}'s overall grade {verb} {after}{was}."


def _areas(moves: Sequence[Move]) -> str:
    return ", ".join(
        f"{judgement_words(move.judgement)} {grade_words(move.after)}"
        + (f" (was {grade_words(move.before)})" if move.before not in (None, move.after) else "")
        for move in moves
    )


def _how_sure(grounds: Grounds) -> str:
    verdict = grounds.verdict
    if verdict is not None and verdict.decision is Decision.REJECT:
        return f"Rejected by {verdict.who} on {day_words(verdict.at.date())}: {verdict.note.rstrip('.')}."
    if grounds.official is not None:
        source = "" if grounds.official.files else ", as the shipped ledger has it"
        return f"Confirmed: Ofsted published the report on {day_words(grounds.official.inspection.published)}{source}."
    if verdict is not None and verdict.decision is Decision.CONFIRM:
        day = day_words(verdict.at.date())
        return f"Confirmed by {verdict.who} on {day}, before any report: {verdict.note.rstrip('.')}."
    outlets = tuple(dict.fromkeys(outlet_of(piece) for piece, independent in grounds.said.pieces if independent))
    if grounds.said.disputed:
        return f"Disputed: {listed(outlets)} contradict each other, and there is no report yet."
    if grounds.said.corroborated:
        return f"Reported by {listed(grounds.said.corroborated)}, independently of each other; there is no report yet."
    return f"Reported by {listed(outlets)}; no second independent outlet and no report yet."


def _compared(grounds: Grounds, moves: Sequence[Move]) -> str:
    if grounds.before is not None:
        return f"Compared with the inspection that ended on {day_words(grounds.before.end)}{_likened(moves)}."
    if grounds.came_from:
        county = listed(grounds.came_from)
        return f"It is the council's first graded inspection; it came from {county}, whose grades are not its own."
    if any(move.before is not None for move in moves):
        return "The ledger has no inspection before; the grade before is as the articles state it, unconfirmed."
    return "The ledger has no inspection of this authority before."


def _likened(moves: Sequence[Move]) -> str:
    """Return which judgements are compared with one of another name, which is alike and not the same."""
    pairs = [(move.judgement, move.compared_with) for move in moves if move.compared_with not in (None, move.judgement)]
    said = [f"{judgement_words(key)} with its {judgement_words(other or key)}" for key, other in pairs]
    return f" ({listed(said)})" if said else ""


def _of_files(grounds: Grounds) -> list[str]:
    if grounds.official is None:
        return []
    replaced = [
        f"Ofsted replaced the report file: {judgement_words(key)} was {grade_words(old)} and is now {grade_words(new)}."
        for key, old, new in grounds.official.replacements
    ]
    rows = [
        f"The report corrects the shipped ledger: {judgement_words(key)} is {grade_words(new)}, not {grade_words(old)}."
        for key, old, new in grounds.official.differences
    ]
    return [*replaced, *rows]


def _of_press_against_report(grounds: Grounds) -> list[str]:
    if grounds.official is None:
        return []
    edition = grounds.official.inspection.framework
    found = [
        f"{outlet_of(piece)} told {judgement_words(key)} {grade_words(grade)}; "
        f"the report says {grade_words(grounds.grades[key])}."
        for piece, _ in grounds.said.pieces
        for key, grade in fit(piece.grades, edition).items()
        if grounds.grades.get(key, grade) != grade
    ]
    return list(dict.fromkeys(found))


def _of_disputes(grounds: Grounds) -> list[str]:
    if grounds.official is not None:
        return []
    return [
        f"Outlets contradict each other on {judgement_words(key)}: "
        + listed([f"{outlet} tells {grade_words(grade)}" for outlet, grade in told])
        + "."
        for key, told in grounds.said.disputed.items()
    ]


def _of_overall(grounds: Grounds) -> list[str]:
    found = [
        f"{outlet} tells an overall grade, {grade_words(grade)}: not believed, Ofsted gives none since April 2026."
        for outlet, grade in dict.fromkeys(grounds.unbelieved)
    ]
    if grounds.may_lack_overall:
        found.append("The inspection may be of April 2026 or later, for which Ofsted gives no overall grade.")
    return found


def _of_previous(grounds: Grounds, moves: Sequence[Move]) -> list[str]:
    found: list[str] = []
    for move in moves:
        stated, outlet = grounds.said.previous.get(move.judgement, (None, ""))
        if stated is None or grounds.before is None or move.before in (None, stated):
            continue
        row = " (a row of the summary table)" if grounds.before.origin is Origin.SUMMARY else ""
        found.append(
            f"{outlet} says that {judgement_words(move.judgement)} was {grade_words(stated)} before; "
            f"the ledger has {grade_words(move.before or '')}{row}."
        )
    return found
