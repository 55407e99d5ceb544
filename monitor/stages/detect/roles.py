"""Decide of each authority in a text which grade is told as new, if any, and which are only recalled.

Each grade's evidence is weighed by itself; the more places tell a grade as new, the likelier it is, and the less likely
are the other grades of the same authority.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from monitor.stages.detect.evidence import Codes, Scene, of_grade, of_text, spoken
from monitor.stages.detect.frames import NOT_AS_NEW, STANDING, TOLD_BESIDE, Frame
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.weights import START, any_of, probability, worth

NEW: Final = 0.66  # the probability from which on a grade is told as new
RECALLED: Final = 0.35
_SUPPORTS: Final = 0.25  # from which on a place is one of those that tell the new grade
_KEPT: Final = 0.5
_OF_AREAS: Final = 0.6  # where only areas have grades


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """A grade of one authority with its evidence, and the probabilities that it is told as new, and recalled."""

    reading: Reading
    evidence: frozenset[str]
    new: float
    recalled: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a text tells of one authority (or of a name for one of several): its readings with their settled times."""

    codes: Codes
    is_new: bool
    chance: float  # the probability that its overall grade is told as new
    readings: tuple[Reading, ...]
    refused: tuple[Reading, ...]  # grades that are told as neither new nor recalled
    reasons: tuple[str, ...]


def roles(scene: Scene, found: Sequence[Reading]) -> tuple[Told, ...]:
    """Return what the text tells of each authority."""
    groups = weighed(scene, found)
    _share(groups)
    return tuple(_told(codes, group) for codes, group in groups.items())


def _share(groups: dict[Codes, list[Weighed]]) -> None:
    """Let all authorities that are told of in one breath share what speaks for a new grade of one of them.

    "Two councils are inadequate", and of one of the two the text tells more.
    """
    chances = {codes: _chances(group) for codes, group in groups.items()}
    for group in groups.values():
        for place, one in enumerate(group):
            reading = one.reading
            if (
                not reading.owner.is_list
                or reading.is_of_area
                or reading.refusal
                or reading.when.frame is not Frame.NOW
            ):
                continue
            best = max(chances[named].get(reading.span.key, 0.0) for _, named in reading.owner.named)
            if best > one.new:
                group[place] = replace(one, new=best)


def weighed(scene: Scene, found: Sequence[Reading]) -> dict[Codes, list[Weighed]]:
    """Return the grades of each authority, weighed."""
    shared = worth((START, *of_text(scene)))
    groups: dict[Codes, list[Weighed]] = defaultdict(list)
    for reading in found:
        for _, codes in reading.owner.named:
            evidence = of_grade(scene, reading, codes, found)
            own = worth(evidence)
            groups[codes].append(
                Weighed(
                    reading=reading,
                    evidence=evidence,
                    new=probability(shared.new + own.new),
                    recalled=probability(shared.recalled + own.recalled),
                )
            )
    return {codes: _in_competition(group) for codes, group in groups.items()}


def _in_competition(group: list[Weighed]) -> list[Weighed]:
    """Return the grades of an authority with their chances beside each other: at most one is its new one."""
    odds = [0.0 if one.reading.is_of_area else one.new / (1.0 - one.new) for one in group]
    total = 1.0 + math.fsum(odds)
    return [
        one if one.reading.is_of_area else replace(one, new=own / total) for one, own in zip(group, odds, strict=True)
    ]


def _told(codes: Codes, group: list[Weighed]) -> Told:
    odds = _chances(group)
    best = max(odds, key=lambda grade: odds[grade], default=None)
    if best is None or odds[best] <= NEW:
        best = None
    telling = max(
        (one for one in group if best is None or one.reading.span.key == best), key=lambda one: (one.new, one.recalled)
    )
    is_new = best is not None or _areas_are_new(group)
    settled = [(one.reading, _settled(one, best, is_telling=one is telling, is_new=is_new)) for one in group]
    chance = odds[best] if best is not None else 0.0
    name = next(name for name, named in telling.reading.owner.named if named == codes)
    return Told(
        codes=codes,
        is_new=is_new,
        chance=chance,
        readings=tuple(reading for _, reading in settled if reading is not None),
        refused=tuple(reading for reading, one in settled if one is None),
        reasons=spoken(telling.evidence, name, is_new=is_new),
    )


def _chances(group: list[Weighed]) -> dict[str, float]:
    """Return for each grade of an authority the probability that it is told as its new overall one."""
    found: dict[str, float] = defaultdict(float)
    for one in group:
        if not one.reading.is_of_area:
            found[one.reading.span.key] = min(1.0, found[one.reading.span.key] + one.new)
    return dict(found)


def _areas_are_new(group: list[Weighed]) -> bool:
    """Tell whether areas have new grades, where no overall one is told."""
    areas = [one for one in group if one.reading.is_of_area and not one.reading.refusal]
    return any(one.new > _OF_AREAS for one in areas if one.reading.when.frame is Frame.NOW)


def _settled(one: Weighed, best: str | None, *, is_telling: bool, is_new: bool) -> Reading | None:
    """Return the reading with the time that its evidence gives it; None where it is no grade of the authority."""
    reading = one.reading
    if reading.is_of_area:
        return None if reading.refusal else reading
    if reading.span.key == best and (is_telling or _SUPPORTS <= one.new >= one.recalled):
        reason = reading.when.reason if reading.when.frame is Frame.NOW else "told as new"
        when = replace(reading.when, frame=Frame.NOW, reason=reason, is_exit=False)
        return replace(reading, when=when, kept=reading.kept or one.recalled > _KEPT)
    chance = one.recalled if is_new else any_of((one.new, one.recalled))
    if chance < RECALLED:
        return None
    if reading.span.key == best and reading.when.year is None and reading.when.reason == STANDING:
        return None  # "rated outstanding by Ofsted" goes with the name once the new grade is known
    if reading.when.frame is not Frame.NOW:
        return replace(reading, chance=chance)
    reason = TOLD_BESIDE if is_new else NOT_AS_NEW
    return replace(reading, chance=chance, when=replace(reading.when, frame=Frame.PAST, reason=reason))
