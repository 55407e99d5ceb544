"""Compare an inspection's grades with those of the inspection before. Pure data in, pure data out.

The rules are those of Ofsted's frameworks: an overall grade that is missing since April 2026 is never a change, a
judgement that is new has no direction, and a merged or split judgement is compared with its successor and flagged.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from monitor.frameworks import comparable, framework
from monitor.model.claim import Direction
from monitor.model.framework import (
    ADOPTION,
    CARE_LEAVERS,
    GOOD,
    HELP_AND_PROTECTION,
    IN_CARE,
    IN_CARE_AND_CARE_LEAVERS,
    INADEQUATE,
    LEADERS,
    OUTSTANDING,
    OVERALL,
    REQUIRES_IMPROVEMENT,
)
from monitor.model.inspection import Inspection
from monitor.model.outcome import Event, Move

_ORDER = (OVERALL, LEADERS, HELP_AND_PROTECTION, IN_CARE, IN_CARE_AND_CARE_LEAVERS, CARE_LEAVERS, ADOPTION)
# The four words have been the same, in the same order, since November 2013; a grade that is none of them has no rank.
_RANK = {OUTSTANDING: 3, GOOD: 2, REQUIRES_IMPROVEMENT: 1, INADEQUATE: 0}
_MOVED = frozenset({Direction.UP, Direction.DOWN, Direction.MIXED})


def in_order(judgements: Iterable[str]) -> tuple[str, ...]:
    """Return the judgements in the order of a report: overall first, unknown ones last, by name."""
    known = {key: place for place, key in enumerate(_ORDER)}
    return tuple(sorted(judgements, key=lambda key: (known.get(key, len(_ORDER)), key)))


def step(before: str | None, after: str) -> Direction:
    """Return which way a grade went: up, down or same; unknown where one of them has no rank or is not known."""
    if before is None:
        return Direction.UNKNOWN
    if before == after:
        return Direction.SAME
    if before not in _RANK or after not in _RANK:
        return Direction.UNKNOWN
    return Direction.UP if _RANK[after] > _RANK[before] else Direction.DOWN


def moves(
    before: Inspection | None,
    grades: Mapping[str, str],
    *,
    framework_key: str | None,
    stated: Mapping[str, str] | None = None,
) -> tuple[Move, ...]:
    """Return one move for each grade, from the inspection before to this one.

    `framework_key` is None where only the press has told the grades and the edition is open: then a judgement is
    compared with the one of the same key. `stated` are grades before as a text states them: they are used, unconfirmed,
    only where there is no inspection before, or it lacks the grade.
    """
    told = stated or {}
    return tuple(_move(before, key, grades[key], framework_key, told.get(key)) for key in in_order(grades))


def _move(before: Inspection | None, key: str, grade: str, framework_key: str | None, stated: str | None) -> Move:
    if before is not None:
        candidates = _candidates(before, key, framework_key)
        for old_key, flagged in candidates:
            if old_key in before.grades:
                old = before.grades[old_key]
                compared_with = old_key if flagged or old_key != key else None
                return Move(
                    judgement=key, before=old, after=grade, direction=step(old, grade), compared_with=compared_with
                )
        if not candidates:  # the judgement is new: what a text states is of another one
            return Move(judgement=key, before=None, after=grade, direction=Direction.FIRST)
    if stated is not None:
        return Move(judgement=key, before=stated, after=grade, direction=step(stated, grade))
    missing = Direction.FIRST if before is None else Direction.UNKNOWN
    return Move(judgement=key, before=None, after=grade, direction=missing)


def _candidates(before: Inspection, key: str, framework_key: str | None) -> tuple[tuple[str, bool], ...]:
    if framework_key is None:
        return ((key, False),)
    return comparable(framework(framework_key), key, framework(before.framework), before.first_day)


def direction_of(found: Sequence[Move]) -> Direction:
    """Return which way the outcome went: by the overall where both inspections have one, else by the areas."""
    overall = next((move for move in found if move.judgement == OVERALL and move.before is not None), None)
    if overall is not None:
        return overall.direction
    areas = [move.direction for move in found if move.before is not None and move.direction is not Direction.UNKNOWN]
    if areas:
        moved = set(areas) & _MOVED
        if not moved:
            return Direction.SAME
        return moved.pop() if len(moved) == 1 else Direction.MIXED
    return Direction.FIRST if all(move.direction is Direction.FIRST for move in found) else Direction.UNKNOWN


def event_of(found: Sequence[Move]) -> Event:
    """Return what the outcome means for the ledger.

    Where there is an inspection before and nothing of it can be compared, it may be a change: better told than missed.
    """
    direction = direction_of(found)
    if direction is Direction.FIRST:
        return Event.FIRST
    if direction is not Direction.SAME:
        return Event.CHANGED
    return Event.AREAS if any(move.direction in _MOVED for move in found) else Event.RETAINED


def predecessor(inspections: Iterable[Inspection], *, first_day: date) -> Inspection | None:
    """Return the latest inspection that ended before `first_day`, or None."""
    earlier = [one for one in inspections if one.end < first_day]
    return max(earlier, key=lambda one: one.end, default=None)
