"""Decide of each authority in a text which grade is told as new, if any, and which are only recalled.

Each grade's evidence is weighed by itself; the more places tell a grade as new, the likelier it is, and the less likely
are the other grades of the same authority.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.model.framework import OVERALL
from monitor.stages.detect.cues import cue
from monitor.stages.detect.evidence import Codes, Scene, is_on_record
from monitor.stages.detect.frames import (
    JUST_TOLD,
    NOT_AS_NEW,
    STANDING,
    TOLD_AS_NEW,
    TOLD_BEFORE,
    TOLD_BESIDE,
    TOLD_EARLIER,
    TOLD_LAST,
    Frame,
)
from monitor.stages.detect.grade_cues import GRADE_OF_OTHERS
from monitor.stages.detect.grades import ADJECTIVE, DENIED, OWN_WORD, WISHED
from monitor.stages.detect.had_too import TOLD_ALIKE
from monitor.stages.detect.lexicon import SOME_AREAS
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.sharing import NEW, chances_of, share
from monitor.stages.detect.spoken import spoken
from monitor.stages.detect.weighing import Weighed, is_of_nobody, weighed
from monitor.stages.detect.weights import any_of, probability

_SURELY: Final = 0.9  # where each place that tells it looks like a wish or a condition
RECALLED: Final = 0.3
_DATED_BACK: Final = 0.02  # for one whose own words date it before the text
_PAST_IN_WORDS: Final = 0.1  # for one that is told as earlier without a date: "it used to be good"
_DOUBTFUL: Final = 0.55  # for one whose words may be no judgement at all
_OUT_OF_TIME: Final = 0.5  # for such a one that is not told as earlier
_OF_A_PART: Final = 0.7  # for one of areas that are not named
_OF_A_LIST: Final = 0.12  # for one that councils have together: told of all by name, it is either new or recalled
_NEVER: Final = 2.0  # above any probability: for what a council gave itself, or praise of work
_OF_PRAISE: Final = (
    0.9  # for one that only praises what follows, "a good service in 2017", or is a home's or a school's
)
_NEARLY_NEW: Final = 0.6  # how far what speaks for news speaks for history, where there is no news
_TOLD_TWICE: Final = 0.4  # for one of an earlier inspection that gave the grade which is told as new elsewhere
_SUPPORTS: Final = 0.25  # from which on a place is one of those that tell the new grade
_KEPT: Final = 0.5
_OF_AREAS: Final = 0.6  # where only areas have grades

_OF_SOMETHING_ELSE: Final = frozenset({ADJECTIVE, *GRADE_OF_OTHERS.values()})
# "Good progress in 2021": no service had that grade.
_OF_WORK: Final = re.compile(
    r"\s(?:\w+\s)?(?:progress|work|practice|practitioners|examples|outcomes|relationships|communication|morale|"
    r"(?:social\s)?workers|staff|managers|leaders|people|news)\b"
)
# "It moves from G": what it moved from, wherever to.
_MOVES: Final = cue(
    r"\b(?:it|they|council|authority|services|county|city|borough|department)\s(?:has\s|have\s)?(?:now\s)?"
    r"(?:moves?|moved|rises?|rose|risen|drops?|dropped|falls?|fell|fallen|climbs?|climbed|improves?|improved|slips?|slipped|goes|went|jumps?|jumped)\s(?:up\s|down\s)?$"
    r"|\b(?:this|that|it|which|rating|grade|verdict|judge?ment)\s(?:is|was|marks?|represents?|means)\s(?:an?\s(?:\w+\s)?(?:move|step|change|rise|climb|jump|leap|"
    r"fall|drop|improvement|decline|upgrade|downgrade)\s)?(?:up\s|down\s)?$"
)
# "move quickly from G1 to G2": neither is told as done.
_YET_TO_DO: Final = cue(
    r"\b(?:to|will|would|could|can|must|should)\s(?:\w+ly\s)?(?:move|go|get|climb|rise|be\staken|improve|take)\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a text tells of one authority (or of a name for one of several): its readings with their settled times."""

    codes: Codes
    is_new: bool
    chance: float  # the probability that its overall grade is told as new
    readings: tuple[Reading, ...]
    refused: tuple[Reading, ...]  # grades that are told as neither new nor recalled
    reasons: tuple[str, ...]


def roles(scene: Scene, found: Sequence[Reading], *, least: float = NEW) -> tuple[Told, ...]:
    """Return what the text tells of each authority. `least` is the probability from which on a grade is a new one."""
    groups = weighed(scene, found)
    share(groups)
    return tuple(_told(codes, group, least) for codes, group in groups.items())


def _told(codes: Codes, group: list[Weighed], least: float) -> Told:
    odds = chances_of(group)
    best = max(odds, key=lambda grade: odds[grade], default=None)
    tellers = [one for one in group if one.reading.span.key == best and not one.reading.is_of_area]
    is_wished = all(one.reading.refusal == WISHED for one in tellers)
    if best is None or odds[best] <= (_SURELY if is_wished else least):
        best, tellers = None, group
    telling = max(tellers, key=lambda one: (one.new, one.recalled))
    is_new = best is not None or _areas_are_new(group)
    moved = _moved(group, best, is_new=is_new)
    settled = [(one.reading, _settled(one, best, telling, is_new=is_new, is_moved=id(one) in moved)) for one in group]
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
    """Tell whether areas have new grades, where no overall one is told: beside one that is old they are old too."""
    found = [one for one in group if not one.reading.refusal and one.reading.when.frame is Frame.NOW]
    beside = {one.reading.sentence for one in found if OVERALL in one.reading.keys}
    return any(one.new > _OF_AREAS for one in found if one.reading.is_of_area and one.reading.sentence not in beside)


def _moved(group: list[Weighed], best: str | None, *, is_new: bool) -> set[int]:
    """Return the grades that are recalled because of a move told in their sentence, by identity.

    "From G1 to G2" recalls G1 where G2 is the new grade. Where another grade is the new one it recalls both: G2 as
    surely as G1, and G1 as surely as a dated G2.
    """
    found = set[int]()
    whole = [
        one for one in group if not one.reading.is_of_area and (not one.reading.refusal or one.reading.span.key == best)
    ]
    for start in whole:
        if start.reading.refusal:
            continue
        end = _end_of_move(start, whole)
        if end is None or start.reading.span.key == best:
            continue
        if end.reading.span.key == best:
            if end.new >= _SUPPORTS:
                found.add(id(start))
        elif _YET_TO_DO.search(start.reading.scope.antecedent):
            continue
        elif _chance(start, is_new=is_new) >= _enough(start.reading):
            found.add(id(end))
        elif end.reading.when.year is not None and _chance(end, is_new=is_new) >= _enough(end.reading):
            found.add(id(start))
    return found


def _end_of_move(start: Weighed, whole: list[Weighed]) -> Weighed | None:
    """Return the grade that a move from another one leads to: in its sentence, the first after it if there is one."""
    if start.reading.when.frame is not Frame.FROM:
        return None
    place = start.reading.span.start
    ends = [
        one
        for one in whole
        if one.reading.sentence == start.reading.sentence
        and one.reading.when.frame is not Frame.FROM
        and one.reading.span.key != start.reading.span.key
    ]
    return min(
        ends, key=lambda one: (one.reading.span.start < place, abs(one.reading.span.start - place)), default=None
    )


def _chance(one: Weighed, *, is_new: bool) -> float:
    """Return the probability that a grade is recalled. One told as new, but not surely enough, may be recalled too."""
    return one.recalled if is_new else any_of((_NEARLY_NEW * one.new, one.recalled))


def _enough(reading: Reading) -> float:
    """Return the probability from which on a grade counts as recalled."""
    if reading.refusal == OWN_WORD or is_of_nobody(reading) or _is_of_work(reading):
        return _NEVER
    if reading.refusal:
        is_now = reading.when.frame is Frame.NOW
        is_praise = reading.refusal in _OF_SOMETHING_ELSE or (reading.refusal == DENIED and is_now)
        return _OF_PRAISE if is_praise else _OUT_OF_TIME if is_now else _DOUBTFUL
    if SOME_AREAS in reading.keys:
        return _OF_A_PART
    if reading.owner.is_list and len(reading.owner.named) > 1 and not reading.is_loose and not reading.keys:
        return _OF_A_LIST
    is_told_back = reading.when.is_last or reading.when.frame is Frame.FROM
    has_date = reading.when.year is not None or reading.when.years_ago is not None
    is_moved_from = reading.scope.is_from and _MOVES.search(reading.scope.antecedent) is not None
    if is_moved_from or reading.when.reason.startswith("dated ") or (is_told_back and has_date):
        return _DATED_BACK
    return _PAST_IN_WORDS if reading.when.reason in {TOLD_EARLIER, TOLD_LAST, TOLD_BEFORE, STANDING} else RECALLED


def _is_of_work(reading: Reading) -> bool:
    after = reading.span.end - reading.scope.start
    is_of_work = reading.refusal == ADJECTIVE and _OF_WORK.match(reading.scope.text, after) is not None
    return is_of_work and reading.when.reason != TOLD_LAST


def _settled(one: Weighed, best: str | None, telling: Weighed, *, is_new: bool, is_moved: bool) -> Reading | None:
    """Return the reading with the time that its evidence gives it; None where it is no grade of the authority."""
    reading = one.reading
    if reading.is_of_area:
        return None if reading.refusal else reading
    is_best = reading.span.key == best
    is_of_earlier = _is_of_earlier(one, telling)
    if is_best and not is_of_earlier and (one is telling or _is_support(one)):
        return _as_new(one)
    chance = _chance(one, is_new=is_new)
    is_told_so = reading.when.reason == TOLD_EARLIER and reading.when.year is not None
    enough = RECALLED if is_best and not is_told_so else _DATED_BACK if is_best else _enough(reading)
    if chance < enough and not is_moved and not is_of_earlier:
        return None
    if is_best and reading.when.year is None and (reading.when.reason == STANDING or _refers(reading)):
        return None  # "rated outstanding by Ofsted" goes with the name once the new grade is known
    if reading.when.frame is not Frame.NOW:
        return reading._replace(chance=chance)
    reason = TOLD_BESIDE if is_new else NOT_AS_NEW
    return reading._replace(chance=chance, when=reading.when._replace(frame=Frame.PAST, reason=reason))


def _refers(reading: Reading) -> bool:
    """Tell whether a text only says that one has the grade too which was told just before."""
    is_so = reading.when.reason == JUST_TOLD or reading.owner.reason == TOLD_ALIKE
    return is_so and reading.when.frame is Frame.NOW


def _is_of_earlier(one: Weighed, telling: Weighed) -> bool:
    """Tell whether a place tells of an earlier inspection with the grade that is told as new elsewhere."""
    if one.reading.direction is not None:
        return False  # it is told as a move of now
    is_elsewhere = one is not telling and telling.new > NEW and telling.reading.span.key == one.reading.span.key
    is_dated = one.reading.when.frame is Frame.PAST and one.reading.when.year is not None
    return is_elsewhere and one.reading.is_dated_back and one.recalled >= (_TOLD_TWICE / 2 if is_dated else _TOLD_TWICE)


def _is_support(one: Weighed) -> bool:
    reading = one.reading
    is_as_before = (reading.kept or reading.still) and reading.when.frame is Frame.NOW
    is_told_on = reading.direction is not None or is_as_before
    return (is_told_on and not reading.refusal) or (one.new >= _SUPPORTS and (one.new >= one.recalled or reading.kept))


def _recalled_by_text(one: Weighed) -> float:
    """Return the probability that the text recalls a grade, whatever the ledger has: it may be new and the old one."""
    on_record = math.fsum([piece.recalled for piece in one.evidence if is_on_record(piece.evidence)])
    return probability(one.odds - on_record)


def _as_new(one: Weighed) -> Reading:
    reading = one.reading
    is_recalled = _recalled_by_text(one) > _KEPT
    is_twice = is_recalled and reading.when.frame is Frame.PAST and reading.when.year is not None
    reason = reading.when.reason if reading.when.frame is Frame.NOW else TOLD_AS_NEW
    when = reading.when._replace(frame=Frame.NOW, reason=reason, is_exit=False)
    return reading._replace(when=when, is_recalled=is_recalled, is_twice=is_twice)
