"""Decide of each authority in a text which grade is told as new, if any, and which are only recalled.

Each grade's evidence is weighed by itself; the more places tell a grade as new, the likelier it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from monitor.stages.detect.evidence import Codes, Scene, company, signs_of_grade, signs_of_text
from monitor.stages.detect.frames import NOT_AS_NEW, STANDING, TOLD_BESIDE, Frame
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.spoken import spoken
from monitor.stages.detect.weights import START, Piece, any_of, known, probability, worth

NEW: Final = 0.6  # the probability from which on a grade is told as new
RECALLED: Final = 0.35
_SUPPORTS: Final = 0.25  # from which on a place is one of those that tell the new grade
_KEPT: Final = 0.5
_OF_AREAS: Final = 0.6  # where only areas have grades


class Weighed(NamedTuple):
    """A grade of one authority with its evidence, and the probabilities that it is told as new, and recalled."""

    reading: Reading
    evidence: set[Piece]
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
    return tuple(_told(codes, group) for codes, group in weighed(scene, found).items())


def weighed(scene: Scene, found: Sequence[Reading]) -> dict[Codes, list[Weighed]]:
    """Return the grades of each authority, weighed."""
    shared = worth(known({START: [""], **signs_of_text(scene)}))
    others = company(found)
    groups: dict[Codes, list[Weighed]] = defaultdict(list)
    for reading in found:
        for _, codes in reading.owner.named:
            evidence = known(signs_of_grade(scene, reading, codes, others))
            own = worth(evidence)
            groups[codes].append(
                Weighed(
                    reading=reading,
                    evidence=evidence,
                    # A council that is only compared with gets no new grade in passing.
                    new=0.0 if reading.owner.is_other else probability(shared.new + own.new),
                    recalled=probability(shared.recalled + own.recalled),
                )
            )
    return groups


def _told(codes: Codes, group: list[Weighed]) -> Told:
    whole: dict[str, list[Weighed]] = defaultdict(list)
    for one in group:
        if not one.reading.is_of_area:
            whole[one.reading.span.key].append(one)
    odds = {grade: any_of(one.new for one in places) for grade, places in whole.items()}
    best = max(odds, key=lambda grade: odds[grade], default=None)
    if best is None or odds[best] <= NEW:
        best = None
    telling = max((one for one in group if best is None or one in whole[best]), key=lambda one: (one.new, one.recalled))
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
