"""Name what bears on whether a grade is told as new or recalled: the words around it, its place, what else is told.

Each piece of evidence is a short string, "kind:symbols"; `weights` has what each is worth, `SPOKEN` how to say it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from monitor.model.article import Kind
from monitor.model.framework import OVERALL
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.lexicon import ALL_AREAS, SOME_AREAS
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.scopes import HOLE
from monitor.stages.detect.symbols import Symbols
from monitor.stages.detect.weights import weights
from monitor.stages.detect.word_classes import CLASS_OF

Codes = tuple[str, ...]

_REACH_BEFORE: Final = 12  # symbols
_REACH_AFTER: Final = 10
_NEAR_BEFORE: Final = 4
_NEAR_AFTER: Final = 3
_YEAR: Final = re.compile(r"\d+")
_NAME: Final = re.compile(
    r"^.* (?=is named beside it|was spoken of last|is named just before|was the last of its kind)"
)
_TELLING: Final = 0.25  # the weight from which on a piece of evidence is named as a reason
_MOST_REASONS: Final = 5
_ABOUT: Final = re.compile(r"^the text is about .*")
SPOKEN: Final = {
    "b": "“{}” before it",
    "B": "“{}” just before it",
    "bb": "“{}” before it",
    "bbb": "“{}” before it",
    "b1": "“{}” right before it",
    "a": "“{}” after it",
    "A": "“{}” just after it",
    "aa": "“{}” after it",
    "a1": "“{}” right after it",
    "b1a1": "it stands between “{}”",
    "k": "“{}” in its clause",
    "k0": "“{}” opens its clause",
    "t": "“{}” in the headline",
    "l": "“{}” in the opening",
    "is": "{}",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """A text as far as its evidence needs it. `lead` is the number of its first telling sentence."""

    marked: Marked
    discourse: Discourse
    symbols: Symbols
    lead: int
    visited: frozenset[str]  # la_codes of which a visit is the text's subject
    is_dated: bool  # the day of publication is known
    leaning: Kind = Kind.BACKGROUND  # what the text is where it tells no new result


def of_text(scene: Scene) -> tuple[str, ...]:
    """Return the evidence that all grades of a text share: its headline and its opening."""
    bounds = scene.marked.bounds
    title = {
        word
        for number, (low, _) in enumerate(bounds)
        if low < scene.marked.title_end
        for word in scene.symbols.words(number)
    }
    lead = {
        word for number in (scene.lead, scene.lead + 1) if number < len(bounds) for word in scene.symbols.words(number)
    }
    found = [*(f"t:{word}" for word in title), *(f"l:{word}" for word in lead)]
    if not scene.is_dated:
        found.append("is:the day of publication is not known")
    if scene.leaning is not Kind.BACKGROUND:
        found.append(f"is:the text opens like one of the kind {scene.leaning.value}")
    authorities = len({mention.codes for mention in scene.marked.mentions})
    found.append(f"is:{'four or more' if authorities > 3 else authorities} authorities are named")
    return tuple(found)


def of_grade(scene: Scene, reading: Reading, codes: Codes, told: Sequence[Reading]) -> frozenset[str]:
    """Return the evidence on one grade of an authority (or of a name for one of several).

    `told` are all grades of the text, this one among them.
    """
    found = set(_around(scene, reading, codes))
    found.update(f"is:{one}" for one in _of_reading(reading))
    found.update(f"is:{one}" for one in _place(scene, reading))
    found.update(f"is:{one}" for one in _beside(reading, codes, told))
    if scene.discourse.main is not None and scene.discourse.main[1] == codes:
        found.add("is:the text is mainly about the authority")
    if codes[0] in scene.discourse.site:
        found.add("is:the text is from the authority's own site")
    if codes[0] in scene.visited:
        found.add("is:a visit to the authority is told")
    return frozenset(found)


def _around(scene: Scene, reading: Reading, codes: Codes) -> Iterator[str]:
    """Yield the words around a grade, by how far they are; in its clause."""
    span, number = reading.span, reading.sentence
    seen = [(symbol, symbol.seen_from(span.key, codes)) for symbol in scene.symbols.sentence(number)]
    before = [word for symbol, word in seen if symbol.end <= span.start]
    after = [word for symbol, word in seen if symbol.start >= span.end]
    low, text = reading.scope.start, reading.scope.text
    clause = [word for symbol, word in seen if 0 <= symbol.start - low < len(text) and text[symbol.start - low] != HOLE]
    yield from _distances(before[::-1][:_REACH_BEFORE], "b", "B", _NEAR_BEFORE)
    yield from _distances(after[:_REACH_AFTER], "a", "A", _NEAR_AFTER)
    yield from _runs(["^", *before], [*after, "$"])
    yield from (f"k:{word}" for word in _with_classes(set(clause)))
    yield f"k0:{clause[0] if clause else ''}"


def _with_classes(words: set[str]) -> set[str]:
    return words | {CLASS_OF[word] for word in words if word in CLASS_OF}


def _distances(words: Sequence[str], far: str, near: str, reach: int) -> Iterator[str]:
    for place, word in enumerate(words):
        for one in (word, CLASS_OF[word]) if word in CLASS_OF else (word,):
            yield f"{far}:{one}"
            if place < reach:
                yield f"{near}:{one}"


def _runs(before: list[str], after: list[str]) -> Iterator[str]:
    """Yield the words next to each other around a grade, as they stand and by their classes."""
    yield f"b1:{before[-1]}"
    yield f"a1:{after[0]}"
    for line, rest in ((before[-9:], after[:7]), (_classed(before[-9:]), _classed(after[:7]))):
        yield from (f"bb:{first} {second}" for first, second in pairwise(line))
        yield from (f"aa:{first} {second}" for first, second in pairwise(rest))
        yield f"b1a1:{line[-1]} ... {rest[0]}"
    line = _classed(before[-5:])
    yield from (f"bbb:{' '.join(line[at : at + 3])}" for at in range(max(0, len(line) - 5), len(line) - 2))


def _classed(words: Sequence[str]) -> list[str]:
    return [CLASS_OF.get(word, word) for word in words]


def _of_reading(reading: Reading) -> Iterator[str]:
    """Yield what the words beside a grade say in so many words."""
    yield f"it {reading.refusal}" if reading.refusal else "it is a judgement"
    yield _YEAR.sub("a year", reading.when.reason)
    yield f"its time is {reading.when.frame.value}"
    yield _ABOUT.sub("the text is about its authority", _NAME.sub("its authority ", reading.owner.reason))
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
    named = (
        (reading.when.is_exit, "it is left behind just now"),
        (reading.when.is_last, "it is the last one"),
        (reading.owner.is_other, "its authority is only compared with"),
        (len(reading.owner.named) > 1, "it is of several authorities"),
        (reading.kept, "it is kept"),
        (reading.still, "it is still or again the same"),
        (reading.is_reference, "it is spoken of as known"),
        (reading.is_now, "it is what it is now"),
        (reading.is_dated_back, "its sentence names an earlier year or inspection"),
        (reading.is_fresh, "its sentence says today or this week"),
        (reading.is_loose, "only its look speaks for a judgement"),
        (reading.direction is not None, "it is a move"),
    )
    yield from (name for applies, name in named if applies)


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


def _beside(reading: Reading, codes: Codes, told: Sequence[Reading]) -> Iterator[str]:
    """Yield what the other grades of the text are: the same one of the authority, others of it, those of others."""
    if reading.is_of_area:
        yield "it is a part of the whole"
    owners = set()
    for other in told:
        own = {one for _, one in other.owner.named}
        owners |= own
        if other is reading or codes not in own or other.refusal:
            continue
        time = f"{other.when.frame.value}{' in the headline' if other.in_title else ''}"
        if other.is_of_area:
            if other.span.key != reading.span.key:
                yield "areas have other grades"
        elif other.span.key == reading.span.key:
            yield f"the same grade is told as {time}"
            yield f"the same grade is told {'before' if other.span.start < reading.span.start else 'after'} it"
        else:
            yield f"another grade is told as {time}"
            if other.sentence == reading.sentence:
                yield f"another grade in its sentence is told as {other.when.frame.value}"
    if len(owners) > 1:
        yield "several authorities have grades"


def spoken(evidence: Iterable[str], *, is_new: bool) -> tuple[str, ...]:
    """Return in words why a grade is told as new or not: what spoke most for that, and against it."""
    known = weights()
    ordered = sorted((-known[one].new if is_new else known[one].new, one) for one in evidence if one in known)
    speak_for = [_said(one) for weight, one in ordered if weight < -_TELLING][:_MOST_REASONS]
    against = [_said(one) for weight, one in reversed(ordered) if weight > _TELLING][:_MOST_REASONS]
    reasons = [f"{'a' if is_new else 'no'} new result: {'; '.join(speak_for) or 'little speaks for one'}"]
    if against:
        reasons.append(f"{'against' if is_new else 'for'} a new result: {'; '.join(against)}")
    return tuple(reasons)


def _said(evidence: str) -> str:
    kind, _, symbols = evidence.partition(":")
    return SPOKEN[kind].format(symbols.replace("<", "").replace(">", ""))
