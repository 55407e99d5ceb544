"""Let grades that a text tells together share what speaks for a new one: in one breath, in turn, or in a list."""

from collections import defaultdict
from statistics import median
from typing import Final

from monitor.stages.detect.cues import cue
from monitor.stages.detect.evidence import Codes
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.weighing import Weighed

NEW: Final = 0.66  # the probability from which on a grade is told as new
_IN_ONE_BREATH: Final = 4  # councils at most
_IN_TURN: Final = 0.78  # the least for one whose sentence goes on from a new result of another authority
_LEANS: Final = 0.02  # from which on it is one
_HARDLY: Final = 0.002  # from which on one is that has no verb of its own

_NEXT: Final = r"\W*(?:(?:and|but|while|whereas|meanwhile,?)\s)?"
_GOT: Final = (
    r"(?:(?:both|all|each)\s)?(?:got|received|was|were|came|emerged|scored|earned|had|managed|fared|"
    r"(?:has|have)\s(?:also\s)?been)\b"
)
_ONE: Final = rf"(?:the\s)?{AUTHORITY}+(?:'s|')?(?:\scouncils?(?:'s)?)?"
_THESE: Final = rf"{_ONE}(?:(?:,|,?\sand|\s&)\s{_ONE})*"
_GOT_IN_TURN: Final = cue(
    rf"{_NEXT}{_THESE}(?:\s{SERVICE}+)?\s{_GOT}"
    rf"|{_NEXT}(?:(?:those|{SERVICE}+|services)\s)(?:in|at|of)\s{_THESE}\s{_GOT}"
    rf"|{_NEXT}(?:in|at|for)\s{_THESE},?\s(?:(?:it|they|services|{SERVICE}+|the\s(?:rating|grade|verdict|result))\s{_GOT}"
    r"|(?:inspectors|ofsted|they|it)\s(?:found|judged|rated|graded|gave)\b)"
    rf"|\W*(?:on\s\w+day,?\s)?(?:it|they|ofsted|inspectors)\s(?:also\s)?(?:said|found|judged|rated|graded|gave|called|told)\b"
    rf"[^.;]{{0,20}}{AUTHORITY}"
    rf"|\W*(?:also|likewise|equally)\s(?:(?:rated|judged|graded|found|deemed|given)\s(?:as\s|to\sbe\s)?)?[\"']?{G}"
)
_AND_THE_OTHER: Final = cue(
    rf"[\"']?\)?,?\s(?:(?:and|but|while|with)\s)?"
    rf"(?:{_THESE}|the\s(?:latter|other|second)|(?:in|at)\s{_THESE},?\s(?:it|they)\s(?:was|were))(?:,?\s(?:an?|as|to))?\s\(?[\"']?$"
)


def share(groups: dict[Codes, list[Weighed]]) -> None:
    """Let all authorities that are told of in one breath share what speaks for a new grade of one of them.

    "Two councils are inadequate", and of one of the two the text tells more. Of a long list it is the middle one that
    speaks for all: one of many will look new by chance.
    """
    if len(groups) < 2:
        return
    _share_list(groups)
    chances = {codes: chances_of(group) for codes, group in groups.items()}
    for codes, group in groups.items():
        for place, one in enumerate(group):
            owner, grade = one.reading.owner, one.reading.span.key
            if _is_in_turn(one, codes, groups):
                group[place] = one._replace(new=max(one.new, _IN_TURN))
                continue
            if not _is_in_one_breath(one.reading):
                continue
            all_of_them = [chances[named].get(grade, 0.0) for _, named in owner.named]
            if len(owner.named) > _IN_ONE_BREATH:
                group[place] = one._replace(new=min(one.new, median(all_of_them)))
            elif (missing := max(all_of_them) - chances[codes].get(grade, 0.0)) > 0.0:
                group[place] = one._replace(new=min(1.0, one.new + missing))
                chances[codes][grade] = max(all_of_them)


def _share_list(groups: dict[Codes, list[Weighed]]) -> None:
    """Let the results of a list, "Leeds (G1), York (G2)", share what speaks for new grades in it."""
    listed = [(group, place, one) for group in groups.values() for place, one in enumerate(group) if _is_of_list(one)]
    chances = sorted((one.new for _, _, one in listed), reverse=True)
    if len(chances) < 2:
        return
    shared = chances[0] if len(chances) <= _IN_ONE_BREATH else median(chances)
    for group, place, one in listed:
        if one.new < shared:
            group[place] = one._replace(new=shared, recalled=min(one.recalled, 1.0 - shared), odds=min(one.odds, 0.0))


def _is_of_list(one: Weighed) -> bool:
    return one.reading.is_labelled and not one.reading.in_title and _is_undated(one.reading)


def _is_in_turn(one: Weighed, codes: Codes, groups: dict[Codes, list[Weighed]]) -> bool:
    """Tell whether a sentence only goes on from a new result of another authority: "Leeds was G1. York got G2."."""
    reading = one.reading
    if one.new < _HARDLY or not _is_undated(reading) or reading.owner.is_other or reading.kept or reading.still:
        return False
    is_in_turn = one.new >= _LEANS and _GOT_IN_TURN.match(reading.scope.text) is not None
    return any(
        other.new > NEW and _is_undated(other.reading) and reading.sentence - other.reading.sentence < 2
        for named, others in groups.items()
        for other in others
        if named != codes
        and reading.span.start > other.reading.span.end
        and (is_in_turn or _goes_on_from(reading, other.reading) or _are_listed(reading, other.reading))
    )


def _goes_on_from(reading: Reading, other: Reading) -> bool:
    """Tell whether a grade is told with the words of the one before it: "Leeds was rated G1, York G2"."""
    mine, theirs = reading.scope, other.scope
    before = mine.text[: reading.span.start - mine.start]
    if mine.start == theirs.start:
        between = before[other.span.end - theirs.start :]
    elif mine.start == theirs.end:
        between = theirs.text[other.span.end - theirs.start :] + before
    else:
        return False
    return _AND_THE_OTHER.match(between) is not None


def _are_listed(reading: Reading, other: Reading) -> bool:
    """Tell whether a sentence tells of both in relative clauses: "Leeds, which went to G1, and York, which got G2"."""
    leads = {one.scope.lead.partition(" ")[0] for one in (reading, other)}
    return reading.sentence == other.sentence and leads <= {"which", "whose", "where"}


def _is_undated(reading: Reading) -> bool:
    return _is_told_now(reading) and reading.when.year is None


def _is_told_now(reading: Reading) -> bool:
    return not reading.is_of_area and not reading.refusal and reading.when.frame is Frame.NOW


def _is_in_one_breath(reading: Reading) -> bool:
    """Tell whether a grade is told as given now to several authorities alike."""
    is_of_all = reading.owner.is_list and len(reading.owner.named) > 1 and not reading.owner.is_other
    return is_of_all and _is_told_now(reading)


def chances_of(group: list[Weighed]) -> dict[str, float]:
    """Return for each grade of an authority the probability that it is told as its new overall one."""
    found: dict[str, float] = defaultdict(float)
    for one in group:
        if not one.reading.is_of_area:
            found[one.reading.span.key] = min(1.0, found[one.reading.span.key] + one.new)
    return dict(found)
