"""Judge of each authority whether a text tells a newly published result of it, and say which words spoke for it.

The weights in `newness_weights` were fitted by logistic regression; a sign has the same weight wherever it is found.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from monitor.model.framework import OVERALL
from monitor.stages.classify import Profile
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.lexicon import ALL_AREAS
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.resolve import candidate
from monitor.stages.newness_weights import START, THRESHOLD, WEIGHTS

_OF_ANOTHER_KIND: Final = "the headline names other provision, and the opening gives no grade"
_EARLY: Final = frozenset({"the grade stands in the headline", "the grade stands in the first sentence"})
_TELLING: Final = 0.35  # the weight from which on a sign is named as a reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Newness:
    """Whether an authority (or a name for one of several) has a new result, with the reasons for and against."""

    codes: tuple[str, ...]
    is_new: bool
    reasons: tuple[str, ...]


def newness(
    about: Profile, marked: Marked, accepted: tuple[Reading, ...], discourse: Discourse, *, visited: frozenset[str]
) -> tuple[Newness, ...]:
    """Return the judgement on each authority of which a grade is told that may be new."""
    found = evidence(about, marked, accepted, discourse, visited=visited)
    return tuple(_judged(codes, signs) for codes, signs in found.items())


def _judged(codes: tuple[str, ...], signs: frozenset[str]) -> Newness:
    weighed = sorted(((WEIGHTS.get(sign, 0.0), sign) for sign in signs), key=lambda one: (-abs(one[0]), one[1]))
    is_new = START + sum(weight for weight, _ in weighed) > THRESHOLD and _OF_ANOTHER_KIND not in signs
    speak_for = [sign for weight, sign in weighed if weight >= _TELLING][:5]
    against = [sign for weight, sign in weighed if weight <= -_TELLING][:5]
    decisive, contrary = (speak_for, against) if is_new else (against, speak_for)
    reasons = [f"{'a' if is_new else 'no'} new result: {'; '.join(decisive) or 'little speaks for one'}"]
    if contrary:
        reasons.append(f"{'against' if is_new else 'for'} a new result: {'; '.join(contrary)}")
    return Newness(codes=codes, is_new=is_new, reasons=tuple(reasons))


def evidence(
    about: Profile, marked: Marked, accepted: tuple[Reading, ...], discourse: Discourse, *, visited: frozenset[str]
) -> Mapping[tuple[str, ...], frozenset[str]]:
    """Return the signs of each authority of which a grade is told that may be new, by its la_codes."""
    groups: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for reading in accepted:
        for _, codes in reading.owner.named:
            groups[codes].append(reading)
    told = {codes: group for codes, group in groups.items() if any(_is_now(reading) for reading in group)}
    found = {}
    for codes, group in told.items():
        signs = set(about.signs)
        signs.update(_of_authority(group, about))
        if "the headline names other provision" in signs and signs.isdisjoint(_EARLY):
            signs.add(_OF_ANOTHER_KIND)
        if len(told) > 1:
            signs.add("several authorities have grades")
        if visited.intersection(codes):
            signs.add("a visit to the authority is told")
            if not any(_opens(marked, reading, about) for reading in group):
                signs.add("a visit is told and the opening gives no grade")
        if discourse.main is not None and discourse.main[1] == codes:
            signs.add("the text is mainly about the authority")
        found[codes] = frozenset(signs)
    return found


def _opens(marked: Marked, reading: Reading, about: Profile) -> bool:
    """Tell whether headline or opening give an overall grade in so many words, and not with an earlier time."""
    low, high = marked.bounds[reading.sentence]
    return (
        _is_now(reading)
        and reading.is_overall
        and not (reading.is_loose or reading.is_reference)
        and reading.sentence <= about.lead + 1
        and not _EARLIER.search(marked.plain[low:high])
    )


_EARLIER: Final = re.compile(r"\bsince\b|\blast\syear\b|\bago\b|\bearlier\b")


def _is_now(reading: Reading) -> bool:
    return reading.when.frame is Frame.NOW and not reading.owner.is_other


def _of_authority(group: list[Reading], about: Profile) -> Iterator[str]:
    """Yield the signs of all readings of one authority."""
    grade = candidate(group)
    if grade is None:
        yield "only areas have grades"
        now = [reading for reading in group if _is_now(reading)]
        mine = now
    else:
        mine = [reading for reading in group if reading.is_overall and reading.span.key == grade.span.key]
        now = [reading for reading in mine if _is_now(reading)]
        yield from _of_rest([reading for reading in group if reading not in mine])
    for reading in now:
        yield from (f"the grade {sign}" for sign in reading.signs)
        yield f"the grade stands {_place(reading, about)}"
        yield from (f"the grade {sign}" for is_so, sign in _told(reading) if is_so)
    clear = [reading for reading in now if not reading.is_loose and not reading.is_reference]
    if not clear:
        yield "no sentence gives the grade outright"
    elif all(reading.in_title for reading in clear):
        yield "only the headline gives the grade outright"
    if len(now) > 1:
        yield "the grade is told more than once"
    if any(reading.when.frame is Frame.PAST for reading in mine):
        yield "the same grade is also told as earlier"
        if mine[0].when.frame is Frame.PAST:
            yield "the same grade is first told as earlier"
    if any(reading.when.frame is Frame.FROM for reading in mine):
        yield "the same grade is also left behind"


def _told(reading: Reading) -> tuple[tuple[bool, str], ...]:
    return (
        (reading.is_fresh, "its own clause says today or this week"),
        (reading.is_now, "is what it is now"),
        (reading.kept, "is kept"),
        (reading.still, "is still or again the same"),
        (reading.direction is not None, "is a move"),
        (OVERALL in reading.keys, "is called the overall one"),
        (ALL_AREAS in reading.keys, "is given in every area"),
        (reading.is_loose, "may be an ordinary word"),
        (reading.is_reference, "is spoken of as known"),
    )


def _place(reading: Reading, about: Profile) -> str:
    if reading.in_title:
        return "in the headline"
    after = reading.sentence - about.lead
    return "in the first sentence" if after <= 0 else "in the second sentence" if after == 1 else "further down"


def _of_rest(rest: list[Reading]) -> Iterator[str]:
    """Yield the signs of the same authority's other grades."""
    for reading in rest:
        if not reading.is_overall:
            yield "areas have grades of their own"
        elif reading.when.frame is Frame.FROM:
            yield "another grade is left behind"
        elif reading.when.frame is Frame.PAST:
            yield "another grade is told as earlier"
        else:
            yield "another grade is told as new too"
