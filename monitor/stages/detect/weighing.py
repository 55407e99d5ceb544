"""Weigh the evidence on each grade of a text: how likely it is told as new, and how likely recalled."""

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from monitor.stages.detect.announced import announces_results, least
from monitor.stages.detect.counted import COUNTED
from monitor.stages.detect.cues import cue
from monitor.stages.detect.evidence import Codes, Scene, company, signs_of_grade, signs_of_text
from monitor.stages.detect.focus_cues import OF_INSPECTIONS
from monitor.stages.detect.frame_cues import NOT_LEFT
from monitor.stages.detect.frames import SINCE, STANDING, Frame
from monitor.stages.detect.grades import DENIED, OF_A_BOARD, OF_CAPACITY, OWN_WORD
from monitor.stages.detect.owners import ABOUT
from monitor.stages.detect.page import page_of, whole_page
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.standing import (
    as_standing,
    led_by,
    lists_what_stands,
    stands_beside,
    stands_by_the_way,
    stands_in_list,
)
from monitor.stages.detect.weights import START, Piece, known, probability, worth

# "It already calls them G": "they are already G, inspectors say" may be news.
_ALREADY: Final = cue(r"\balready\s(?:(?:rates?|calls?|judges?|rated|judged|held|holds?)\s)?(?:as\s)?[\"']?$")
_IS_ALREADY: Final = cue(r"\b(?:is|are)\salready\s[\"']?$")
_OF_A_REPORT: Final = cue(r"\b(?:inspect|report|visit|publish)\w*")
_NEVER_HAD: Final = cue(r"\bnever\s(?:\w+\s){0,2}?(?:rated|judged|graded|given|found|had|got)\s(?:\w+\s){0,2}[\"']?$")
# "It was judged G in November 2019, and an inspection is expected": not the one of 2019.
_NEXT_IS_DUE: Final = cue(
    r"\b(?:inspection|re-?inspection|visit)\s(?:is|was)\s(?:now\s|soon\s)?(?:expected|due|overdue|imminent|anticipated|awaited|likely)\b"
)
# "since its services were judged G"
_SINCE_RATED: Final = cue(
    r"\bsince\s(?:being|[^.;,]{1,60}?\s(?:was|were|had\sbeen))\s(?:last\s)?(?:rated|judged|graded|found|deemed|branded|declared)\b"
)
_OF_A_RESULT: Final = cue(r"\b(?:results?|verdict|outcome|watchdog|regulator)\b")
# What makes a sentence news though the rest of the text is about something else.
_ANNOUNCES: Final = cue(
    r"\b(?:ha[sd]\sjust|publish\w*|announc\w*|reveal\w*|said\son|hours|minutes|learn(?:ed|t)|told|came\sout|is\sout|out\stoday|today|yesterday|"
    r"this\s(?:week|morning|afternoon)|(?:mon|tues|wednes|thurs|fri)day)\b"
)

_STANDS: Final = -1.4  # the least log-odds of being recalled for one that is said to stand


class Weighed(NamedTuple):
    """A grade of one authority with its evidence, and the probabilities that it is told as new, and recalled."""

    reading: Reading
    evidence: set[Piece]
    new: float
    recalled: float
    odds: float  # log-odds of the latter


def weighed(scene: Scene, found: Sequence[Reading]) -> dict[Codes, list[Weighed]]:
    """Return the grades of each authority, weighed."""
    if not found:
        return {}  # nothing to weigh
    is_of_figures = any("figures" in about for about in scene.openings)
    is_by_the_way = _speaks_of_it_once(scene) or _is_advert(scene)
    headed = scene.discourse.headed or led_by(scene)
    announced = announces_results(scene)
    listed = 0 if announced else lists_what_stands(scene, found)
    page = whole_page(page_of(scene))
    shared = worth({*known({START: [""], **signs_of_text(scene)}), page})
    others = company(found)
    groups: dict[Codes, list[Weighed]] = defaultdict(list)
    for reading in found:
        for _, codes in reading.owner.named:
            evidence = known(signs_of_grade(scene, reading, codes, others))
            own = worth(evidence)
            new, odds = shared.new + own.new, shared.recalled + own.recalled
            evidence.add(page)
            is_beside = (
                stands_beside(scene, reading, headed)
                or stands_by_the_way(scene, reading)
                or (listed > 0 and stands_in_list(listed, reading))
            )
            is_out = is_by_the_way or is_beside or _is_never_new(reading) or (is_of_figures and is_of_nobody(reading))
            if (is_by_the_way or is_beside) and not reading.refusal:
                odds = max(
                    odds, new, _STANDS if is_beside else odds
                )  # what speaks for a new one speaks for a known one
            chance = 0.0 if is_out else probability(new)
            chance = least(scene, reading, chance, announced)
            if _is_dated(reading) and scene.discourse.is_predecessor(codes):
                chance = 0.0
            groups[codes].append(
                Weighed(
                    reading=as_standing(reading) if is_beside else reading,
                    evidence=evidence,
                    new=chance,
                    recalled=probability(odds),
                    odds=odds,
                )
            )
    return {codes: _in_competition(group) for codes, group in groups.items()}


def _speaks_of_it_once(scene: Scene) -> bool:
    """Tell whether a text speaks of inspections in one sentence only, and that is not one with which it begins."""
    marked = scene.marked
    if _OF_A_RESULT.search(marked.plain, 0, marked.title_end):
        return False
    speaking = (bounds for bounds in marked.bounds if OF_INSPECTIONS.search(marked.marks, *bounds))
    told = [*islice(speaking, 2)]
    if len(told) != 1 or marked.sentence_at(told[0][0]) <= scene.lead:
        return False
    return _ANNOUNCES.search(marked.plain, *told[0]) is None


def _is_dated(reading: Reading) -> bool:
    return reading.when.year is not None and reading.when.frame is not Frame.NOW


def _is_advert(scene: Scene) -> bool:
    """Tell whether a page offers posts, and speaks of no inspection or report: the grade is why one should apply."""
    is_offer = any("offers posts" in about for about in scene.openings)
    return is_offer and _OF_A_REPORT.search(scene.marked.plain) is None


def _is_never_new(reading: Reading) -> bool:
    """Tell whether a grade is never a new one, whatever the page looks like.

    It is a safeguarding board's, of the capacity to improve, or what a council gave itself; one that another authority
    has and keeps, "neighbouring Leeds remains outstanding", or that Ofsted "already calls" so; or one that follows
    "from".
    """
    is_standing = reading.kept or reading.still
    is_others = reading.owner.is_other and is_standing and not reading.is_fresh
    is_left = reading.scope.is_from and not NOT_LEFT.search(reading.scope.antecedent)
    before = reading.scope.text[: reading.span.start - reading.scope.start]
    is_known = _ALREADY.search(before) is not None and not _IS_ALREADY.search(before)
    is_known |= reading.refusal == DENIED and _NEVER_HAD.search(before) is not None
    is_since = reading.when.reason == STANDING and reading.when.year is not None  # "rated G since 2019"
    is_since |= reading.when.reason.startswith(SINCE) and _SINCE_RATED.search(before) is not None
    is_before_next = reading.when.year is not None and _NEXT_IS_DUE.search(reading.scope.text) is not None
    return (
        is_others
        or is_left
        or is_known
        or is_since
        or is_before_next
        or reading.refusal in {OF_A_BOARD, OF_CAPACITY, OWN_WORD}
    )


def is_of_nobody(reading: Reading) -> bool:
    """Tell whether a grade is counted over councils of which none is named beside it."""
    return reading.refusal == COUNTED and reading.owner.reason.startswith(ABOUT)


def _in_competition(group: list[Weighed]) -> list[Weighed]:
    """Return the grades of an authority with their chances beside each other: at most one is its new one."""
    odds = [0.0 if one.reading.is_of_area else one.new / (1.0 - one.new) for one in group]
    total = 1.0 + math.fsum(odds)
    return [
        one if one.reading.is_of_area else one._replace(new=own / total) for one, own in zip(group, odds, strict=True)
    ]
