"""Derive the grades that stand from the inspections: never stored, always recomputed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.frameworks import framework
from monitor.model.claim import Direction
from monitor.model.framework import OVERALL
from monitor.model.inspection import Inspection, Rating
from monitor.model.outcome import Event, Move
from monitor.stages.moves import direction_of, event_of, in_order, moves


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One inspection in an authority's history, with its moves from the inspection before."""

    inspection: Inspection
    moves: tuple[Move, ...]
    event: Event
    direction: Direction


def ratings(inspections: Iterable[Inspection], *, as_of: date) -> tuple[Rating, ...]:
    """Return the grade that stands for each authority and judgement on the day `as_of`, by authority, overall first.

    The latest inspection published by then decides every judgement of its framework. Where that framework gives no
    overall grade, the last one is kept with its own date and `dated=True`.
    """
    by_authority = _by_authority(one for one in inspections if one.published <= as_of)
    return tuple(rating for la_code in sorted(by_authority) for rating in _standing(by_authority[la_code]))


def history(inspections: Iterable[Inspection]) -> tuple[Step, ...]:
    """Return every inspection with its moves, by authority, oldest first."""
    return tuple(
        _step(before, one)
        for _, ordered in sorted(_by_authority(inspections).items())
        for before, one in zip([None, *ordered[:-1]], ordered, strict=True)
    )


def _step(before: Inspection | None, one: Inspection) -> Step:
    found = moves(before, one.grades, framework_key=one.framework)
    return Step(inspection=one, moves=found, event=event_of(found), direction=direction_of(found))


def _standing(ordered: list[Inspection]) -> list[Rating]:
    latest = ordered[-1]
    standing = [_rating(latest, key) for key in in_order(latest.grades)]
    if framework(latest.framework).has_overall:
        return standing
    last = next((one for one in reversed(ordered) if OVERALL in one.grades), None)
    return [_rating(last, OVERALL, dated=True), *standing] if last is not None else standing


def _rating(inspection: Inspection, key: str, *, dated: bool = False) -> Rating:
    return Rating(
        la_code=inspection.la_code,
        judgement=key,
        grade=inspection.grades[key],
        since=inspection.published,
        framework=inspection.framework,
        report=inspection.report,
        dated=dated,
    )


def _by_authority(inspections: Iterable[Inspection]) -> Mapping[str, list[Inspection]]:
    found: dict[str, list[Inspection]] = {}
    for one in sorted(inspections, key=lambda one: (one.la_code, one.end)):
        found.setdefault(one.la_code, []).append(one)
    return found
