"""Name what bears on whether a grade is told as new or recalled: the words around it, its place, what else is told.

Each piece of evidence is a short string, "kind:symbols"; `weights` has what each is worth, `SPOKEN` how to say it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from monitor.model.framework import OVERALL
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.lexicon import ALL_AREAS, SOME_AREAS
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.scopes import HOLE
from monitor.stages.detect.symbols import Symbols
from monitor.stages.detect.weights import weights
from monitor.stages.detect.word_classes import CLASS_OF

Codes = tuple[str, ...]

_OPENING: Final = 6  # sentences
_NEAR: Final = 3
_RUN_BEFORE: Final = 9  # symbols
_RUN_AFTER: Final = 7
_NEAR_BEFORE: Final = 4
_NEAR_AFTER: Final = 3
_YEAR: Final = re.compile(r"\d+")
_NAME: Final = re.compile(
    r"^.* (?=is named beside it|was spoken of last|is named just before|was the last of its kind)"
)
_TELLING: Final = 0.25  # the weight from which on a piece of evidence is named as a reason
_MOST_REASONS: Final = 5
_UNSAID: Final = frozenset({"it is of no area", "its time is now", "its time is past", "its time is from"})
_CLASSES: Final = frozenset(CLASS_OF.values())
_ABOUT: Final = re.compile(r"^the text is about .*")
SPOKEN: Final = {
    "b": "“{}” just before it",
    "bb": "“{}” before it",
    "b1": "“{}” right before it",
    "a": "“{}” just after it",
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
    openings: tuple[str, ...]  # what its headline and its first sentences are about


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
    found += [f"is:the text {one}" for one in scene.openings]
    authorities = len({mention.codes for mention in scene.marked.mentions})
    found.append(f"is:{'four or more' if authorities > 3 else authorities} authorities are named")
    return tuple(found)


def of_grade(scene: Scene, reading: Reading, codes: Codes, told: Sequence[Reading]) -> frozenset[str]:
    """Return the evidence on one grade of an authority (or of a name for one of several).

    `told` are all grades of the text, this one among them.
    """
    found = _around(scene, reading, codes)
    found += [f"is:{one}" for one in _of_reading(reading)]
    found += [f"is:{one}" for one in _place(scene, reading)]
    found += [f"is:{one}" for one in _beside(reading, codes, told)]
    if scene.discourse.main is not None and scene.discourse.main[1] == codes:
        found.append("is:the text is mainly about the authority")
    if codes[0] in scene.discourse.site:
        found.append("is:the text is from the authority's own site")
    if codes[0] in scene.visited:
        found.append("is:a visit to the authority is told")
    return frozenset(found)


def _around(scene: Scene, reading: Reading, codes: Codes) -> list[str]:
    """Return the words around a grade, by how far they are, and those in its clause; each with its class."""
    span = reading.span
    together = tuple(code for _, named in reading.owner.named for code in named) if reading.owner.is_list else codes
    seen = [
        (symbol.start, symbol.word if symbol.is_plain else symbol.seen_from(span.key, together))
        for symbol in scene.symbols.sentence(reading.sentence)
    ]
    before = [word for start, word in seen if start < span.start]
    after = [word for start, word in seen if start >= span.end]
    low, text = reading.scope.start, reading.scope.text
    high = low + len(text)
    clause = [word for start, word in seen if low <= start < high and text[start - low] != HOLE]
    line, rest = ["^", *before][-_RUN_BEFORE:], [*after, "$"][:_RUN_AFTER]
    line_classes, rest_classes = _classes(line), _classes(rest)
    found = [f"b:{word}" for word in (*line[-_NEAR_BEFORE:], *line_classes[-_NEAR_BEFORE:])]
    found += [f"a:{word}" for word in (*rest[:_NEAR_AFTER], *rest_classes[:_NEAR_AFTER])]
    for one in (line, line_classes):
        found += [f"bb:{first} {second}" for first, second in pairwise(one)]
    for one in (rest, rest_classes):
        found += [f"aa:{first} {second}" for first, second in pairwise(one)]
    found += (f"b1:{line[-1]}", f"a1:{rest[0]}")
    found += (f"b1a1:{line[-1]} ... {rest[0]}", f"b1a1:{line_classes[-1]} ... {rest_classes[0]}")
    found += [f"k:{word}" for word in {*clause, *_classes(clause)}]
    found.append(f"k0:{clause[0] if clause else ''}")
    return found


def _classes(words: Sequence[str]) -> list[str]:
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
        if other is reading or codes not in own or other.refusal or not _is_near(other, reading):
            continue
        time = f"{other.when.frame.value}{' in the headline' if other.in_title else ''}"
        if other.is_of_area:
            if other.span.key != reading.span.key:
                yield "areas have other grades"
        elif other.span.key == reading.span.key:
            yield f"the same grade is told as {time}"
            yield f"the same grade is told {'before' if other.span.start < reading.span.start else 'after'} it"
        else:
            if other.when.frame is not Frame.NOW:  # of two told as now at most one is new: they compete
                yield f"another grade is told as {time}"
            if other.sentence == reading.sentence:
                yield f"another grade in its sentence is told as {other.when.frame.value}"
    if len(owners) > 1:
        yield "several authorities have grades"


def spoken(evidence: Iterable[str], name: str, *, is_new: bool) -> tuple[str, ...]:
    """Return in words why a text tells a new result of an authority or not: what spoke most for that, and against."""
    known = weights()
    worth = sorted((known[one].new, one) for one in evidence if one in known and _can_be_said(one))
    against = [_said(one) for weight, one in worth if weight < -_TELLING][:_MOST_REASONS]
    speak_for = [_said(one) for weight, one in reversed(worth) if weight > _TELLING][:_MOST_REASONS]
    decisive, contrary = (speak_for, against) if is_new else (against, speak_for)
    nothing = "little speaks against one" if is_new else "little speaks for one"
    reasons = (f"{'a' if is_new else 'no'} new result of {name}: {'; '.join(decisive) or nothing}",)
    if not contrary:
        return reasons
    return (*reasons, f"{'against' if is_new else 'for'} a new result of {name}: {'; '.join(contrary)}")


def _can_be_said(evidence: str) -> bool:
    """Tell whether a piece of evidence means something to a person: no "of" or "in", and nothing said twice."""
    kind, _, symbols = evidence.partition(":")
    if kind == "is":
        return symbols not in _UNSAID
    return any(len(symbol.strip("<>")) > 3 for symbol in symbols.split())


def _said(evidence: str) -> str:
    kind, _, symbols = evidence.partition(":")
    said = SPOKEN[kind].format(symbols.replace("<", "").replace(">", ""))
    return f"words like {said}" if any(symbol in _CLASSES for symbol in symbols.split()) else said


def _is_near(other: Reading, reading: Reading) -> bool:
    """Tell whether another grade is told near enough to bear on this one: in the opening, or a few sentences away."""
    return other.sentence < _OPENING or abs(other.sentence - reading.sentence) <= _NEAR
