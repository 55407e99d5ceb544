"""Name what bears on whether a grade is told as new or recalled: the words around it, its place, what else is told.

Each piece of evidence is a short string, "kind:symbols"; `weights` has what each is worth, `spoken` how to say it.
Its signs are weighed as they stand: most words around a grade are worth nothing, and need no string of their own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, compress, pairwise
from typing import Final, NamedTuple

from monitor.model.framework import OVERALL
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.lexicon import ALL_AREAS, SOME_AREAS
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.owners import ABOUT
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.record import ON_RECORD, Moment, Record
from monitor.stages.detect.scopes import HOLE
from monitor.stages.detect.symbols import Symbols
from monitor.stages.detect.weights import APART, BETWEEN, Sign

Codes = tuple[str, ...]
Signs = Mapping[str, Iterable[Sign]]  # by kind

_NOW: Final = Frame.NOW.value
_ON_RECORD: Final = f"is:{ON_RECORD}"
_OPENING: Final = 6  # sentences
_NEAR: Final = 3
_RUN_BEFORE: Final = 9  # symbols
_RUN_AFTER: Final = 7
_NEAR_BEFORE: Final = 4
_NEAR_AFTER: Final = 3
_YEAR: Final = re.compile(r"\d+")
_OF_A_NAME: Final = (
    *("is named beside it", "was spoken of last", "is named just before", "was the last of its kind named"),
)
_SAID: Final = (  # of a grade, in the order in which it is asked for
    "it is left behind just now",
    "it is the last one",
    "its authority is only compared with",
    "it is of several authorities",
    "it is kept",
    "it is still or again the same",
    "it is spoken of as known",
    "it is what it is now",
    "its sentence names an earlier year or inspection",
    "its sentence says today or this week",
    "only its look speaks for a judgement",
    "it is a move",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """A text as far as its evidence needs it. `lead` is the number of its first telling sentence."""

    marked: Marked
    discourse: Discourse
    symbols: Symbols
    lead: int
    visited: frozenset[str]  # la_codes of which a visit is the text's subject
    moment: Moment
    record: Record
    in_address: frozenset[str]  # the grades that its address names, where it has no headline
    openings: tuple[str, ...]  # what its headline and its first sentences are about


class _Other(NamedTuple):
    """A grade of an authority as another grade of it sees it."""

    reading: Reading
    sentence: int
    grade: str
    is_of_area: bool
    frame: str
    time: str  # the frame, and whether it stands in the headline


class Company(NamedTuple):
    """All grades of a text by authority, without those whose words may be no judgement."""

    by_codes: dict[Codes, list[_Other]]
    is_of_several: bool  # authorities


def company(told: Iterable[Reading]) -> Company:
    """Return the grades of a text by authority."""
    by_codes: dict[Codes, list[_Other]] = {}
    for reading in told:
        frame = reading.when.frame.value
        time = f"{frame} in the headline" if reading.in_title else frame
        other = _Other(reading, reading.sentence, reading.span.key, reading.is_of_area, frame, time)
        for codes in {codes for _, codes in reading.owner.named}:
            others = by_codes.setdefault(codes, [])
            if not reading.refusal:
                others.append(other)
    return Company(by_codes, is_of_several=len(by_codes) > 1)


def is_on_record(evidence: str) -> bool:
    """Tell whether a piece of evidence is what the shipped ledger has, not what the text says."""
    return evidence.startswith(_ON_RECORD)


def of_text(scene: Scene) -> frozenset[str]:
    """Return the evidence that all grades of a text share: its headline and its opening."""
    return written(signs_of_text(scene))


def of_grade(scene: Scene, reading: Reading, codes: Codes, told: Iterable[Reading]) -> frozenset[str]:
    """Return the evidence on one grade of an authority (or of a name for one of several), known or not.

    `told` are all grades of the text, this one among them.
    """
    return written(signs_of_grade(scene, reading, codes, company(told)))


def written(signs: Signs) -> frozenset[str]:
    """Return each sign as "kind:symbols", as `weights` has it."""
    return frozenset(
        f"{kind}:{one if isinstance(one, str) else (BETWEEN if kind in APART else ' ').join(one)}"
        for kind, found in signs.items()
        for one in found
    )


def signs_of_text(scene: Scene) -> Signs:
    """Return what `of_text` does, by kind and not yet written out."""
    bounds = scene.marked.bounds
    title: set[str] = set()
    for number, (low, _) in enumerate(bounds):
        if low >= scene.marked.title_end:
            break
        title |= scene.symbols.words(number)
    lead: set[str] = set()
    for number in range(scene.lead, min(scene.lead + 2, len(bounds))):
        lead |= scene.symbols.words(number)
    told = [] if scene.moment.day is not None else ["the day of publication is not known"]
    told += [f"the text {one}" for one in scene.openings]
    authorities = len({mention.codes for mention in scene.marked.mentions})
    told.append(f"{'four or more' if authorities > 3 else authorities} authorities are named")
    return {"t": title, "l": lead, "is": told}


def signs_of_grade(scene: Scene, reading: Reading, codes: Codes, others: Company) -> Signs:
    """Return what `of_grade` does, by kind and not yet written out."""
    told = [*_of_reading(reading), *_place(scene, reading), *_beside(reading, codes, others)]
    if scene.discourse.main is not None and scene.discourse.main[1] == codes:
        told.append("the text is mainly about the authority")
    if codes[0] in scene.discourse.site:
        told.append("the text is from the authority's own site")
    if scene.in_address:
        told.append(f"its address names {'it' if reading.span.key in scene.in_address else 'another grade'}")
    if codes[0] in scene.visited:
        told.append("a visit to the authority is told")
    if len(codes) == 1:
        told += _on_record(scene, reading, codes, others)
    return {"is": told, **_around(scene, reading, codes)}


def _around(scene: Scene, reading: Reading, codes: Codes) -> Signs:
    """Return the words around a grade, by how far they are, and those in its clause; each with its class."""
    span, scope = reading.span, reading.scope
    symbols = scene.symbols.sentence(reading.sentence)
    starts = symbols.starts
    together = tuple(code for _, named in reading.owner.named for code in named) if reading.owner.is_list else codes
    words, classes = symbols.seen_from(span.key, together)
    before, after = bisect_left(starts, span.start), bisect_left(starts, span.end)
    low = max(0, before - _RUN_BEFORE)
    opening, end = ["^"] if before < _RUN_BEFORE else [], after + _RUN_AFTER
    line, line_classes = [*opening, *words[low:before]], [*opening, *classes[low:before]]
    rest, rest_classes = [*words[after:end], "$"][:_RUN_AFTER], [*classes[after:end], "$"][:_RUN_AFTER]
    first, last = bisect_left(starts, scope.start), bisect_left(starts, scope.start + len(scope.text))
    clause, clause_classes = words[first:last], classes[first:last]
    if HOLE in scope.text:
        is_inside = [scope.text[start - scope.start] != HOLE for start in starts[first:last]]
        clause, clause_classes = [*compress(clause, is_inside)], [*compress(clause_classes, is_inside)]
    return {
        "b": [*line[-_NEAR_BEFORE:], *line_classes[-_NEAR_BEFORE:]],
        "a": [*rest[:_NEAR_AFTER], *rest_classes[:_NEAR_AFTER]],
        "bb": chain(pairwise(line), pairwise(line_classes)),
        "aa": chain(pairwise(rest), pairwise(rest_classes)),
        "b1": line[-1:],
        "a1": rest[:1],
        "b1a1": [(line[-1], rest[0]), (line_classes[-1], rest_classes[0])],
        "k": {*clause, *clause_classes},
        "k0": clause[:1] or [""],
    }


def _of_reading(reading: Reading) -> Iterator[str]:
    """Yield what the words beside a grade say in so many words."""
    yield f"it {reading.refusal}" if reading.refusal else "it is a judgement"
    reason = reading.when.reason
    yield _YEAR.sub("a year", reason) if reason[-1:].isdigit() else reason
    yield f"its time is {reading.when.frame.value}"
    yield _unnamed(reading.owner.reason)
    keys = reading.keys
    yield (
        "it is of no area"
        if not keys
        else "it is the overall one"
        if OVERALL in keys
        else "it is of all areas"
        if ALL_AREAS in keys
        else "it is of some areas"
        if SOME_AREAS in keys
        else "it is of an area"
    )
    said = (
        reading.when.is_exit,
        reading.when.is_last,
        reading.owner.is_other,
        len(reading.owner.named) > 1,
        reading.kept,
        reading.still,
        reading.is_reference,
        reading.is_now,
        reading.is_dated_back,
        reading.is_fresh,
        reading.is_loose,
        reading.direction is not None,
    )
    yield from compress(_SAID, said)


def _unnamed(reason: str) -> str:
    """Return why a grade is an authority's without the name of that."""
    if reason.startswith(ABOUT):
        return "the text is about its authority"
    said = next((one for one in _OF_A_NAME if reason.endswith(one)), None)
    return f"its authority {said}" if said is not None else reason


def _place(scene: Scene, reading: Reading) -> Iterator[str]:
    low = scene.marked.bounds[reading.sentence][0]
    if scene.marked.text.count('"', low, reading.span.start) % 2:
        yield "it stands in a quotation"
    if reading.in_title:
        yield "it stands in the headline"
        return
    after = reading.sentence - scene.lead
    yield (
        "it stands in the first sentence"
        if after <= 0
        else "it stands in the second sentence"
        if after == 1
        else "it stands in the third sentence"
        if after == 2
        else "it stands early"
        if after < 6
        else "it stands late"
    )
    if reading.sentence > 0.75 * len(scene.marked.bounds):
        yield "it stands near the end"


def _beside(reading: Reading, codes: Codes, others: Company) -> Iterator[str]:
    """Yield what the other grades of the text are: the same one of the authority, others of it, those of others."""
    if reading.is_of_area:
        yield "it is a part of the whole"
    start, key, sentence = reading.span.start, reading.span.key, reading.sentence
    for other, other_sentence, grade, is_of_area, frame, time in others.by_codes[codes]:
        if other is reading or (other_sentence >= _OPENING and abs(other_sentence - sentence) > _NEAR):
            continue  # one that is too far away does not bear on it
        if is_of_area:
            if grade != key:
                yield "areas have other grades"
        elif grade == key:
            yield f"the same grade is told as {time}"
            yield f"the same grade is told {'before' if other.span.start < start else 'after'} it"
        else:
            if frame != _NOW:  # of two told as now at most one is new: they compete
                yield f"another grade is told as {time}"
            if other_sentence == sentence:
                yield f"another grade in its sentence is told as {frame}"
    if others.is_of_several:
        yield "several authorities have grades"


def _on_record(scene: Scene, reading: Reading, codes: Codes, others: Company) -> Iterator[str]:
    if reading.is_of_area:
        return scene.record.on_area(codes[0], scene.moment)
    key = reading.span.key
    rivals = (one.grade for one in others.by_codes[codes] if not one.is_of_area and one.grade != key)
    return scene.record.on_grade(codes[0], key, rivals, scene.moment, reading.when.year)
