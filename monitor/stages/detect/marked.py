"""A text with its meaningful words marked: every later pattern runs over the marks, at the text's own offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import Final, NamedTuple

from monitor.stages.detect.cues import Heads, Starts, heads, starts_of
from monitor.stages.detect.lexicon import AREA_MARKS, AUTHORITY, GRADE_MARKS, OTHER, OTHER_PROVISION, SERVICE
from monitor.stages.detect.triggers import BY_TRIGGER, FOLLOWERS, IN_CAPITALS
from monitor.stages.gazetteer import Gazetteer, Mention
from monitor.text import sentences

# A line broken inside a sentence, as in text taken from a PDF.
_WRAPPED: Final = re.compile(r"\n(?<=[a-z,]\n)(?=[a-z])")
_WORD: Final = re.compile(r"([a-z0-9]+)")  # one group, so that a text can be split at once
_SIGN_OF: Final = {**dict.fromkeys(OTHER_PROVISION, OTHER), "service": SERVICE, **AREA_MARKS, **GRADE_MARKS}
_BEYOND_ASCII: Final = re.compile("[\x80-\U0010ffff]")


class Span(NamedTuple):
    """A marked passage: `key` is a grade, a judgement area, "service" or a kind of other provision."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A normalised text (the title first, then a blank line) with marks. `marks` has the text's length."""

    text: str
    plain: str  # the text in lower case, with "_" for each letter beyond ASCII
    marks: str
    title_end: int
    bounds: tuple[tuple[int, int], ...]  # sentences
    lows: tuple[int, ...]  # where they start
    grades: tuple[Span, ...]
    others: tuple[Span, ...]  # other provision
    services: tuple[Span, ...]
    areas: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    starts: Starts  # of the words of `plain`, for anchored cues
    _heads: dict[int, Heads] = field(default_factory=dict, init=False, repr=False, compare=False)

    def heads(self, number: int) -> Heads:
        """Return how the words of a sentence begin, for hinted cues."""
        if number not in self._heads:
            self._heads[number] = heads(self.marks[slice(*self.bounds[number])])
        return self._heads[number]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return max(0, bisect_right(self.lows, place) - 1)

    def phrase(self, span: Span) -> str:
        """Return the words of a span, without quotation marks around them."""
        return self.text[span.start : span.end].strip("\"'")


def mark(title: str, text: str, gazetteer: Gazetteer) -> Marked:
    """Return the marked text of a normalised title and text."""
    whole = _WRAPPED.sub(" ", f"{title}\n\n{text}" if title else text)
    mentions = gazetteer.find(whole)
    plain = _lower(whole)
    others_and_words = _WORD.split(plain)  # by turns
    words, starts = others_and_words[1::2], list(accumulate(map(len, others_and_words)))[:-1:2]
    spans = _spans(whole, plain, words, starts, mentions)
    pieces: list[str] = []
    place = 0
    for start, end, sign in sorted(
        [(m.start, m.end, AUTHORITY) for m in mentions] + [(s.start, s.end, _SIGN_OF[s.key]) for s in spans]
    ):
        pieces.extend((plain[place:start], sign * (end - start)))
        place = end
    pieces.append(plain[place:])
    bounds = tuple(sentences(whole))
    return Marked(
        text=whole,
        plain=plain,
        marks="".join(pieces),
        title_end=len(title) + 2 if title else 0,
        bounds=bounds,
        lows=tuple(low for low, _ in bounds),
        grades=tuple(span for span in spans if span.key in GRADE_MARKS),
        others=tuple(span for span in spans if span.key in OTHER_PROVISION),
        services=tuple(span for span in spans if span.key == "service"),
        areas=tuple(span for span in spans if span.key in AREA_MARKS),
        mentions=tuple(mentions),
        starts=starts_of(words, starts),
    )


def _lower(text: str) -> str:
    """Return the text in lower case, with every character at its place (a few letters have longer lower-case forms).

    A letter beyond ASCII becomes "_": no pattern names one, and so the ends of words need no tables of Unicode. A "_"
    that joins words, as in the name of a file, becomes a space.
    """
    lower = text.lower().replace("_", " ")
    lower = lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    for letter in {one for one in _BEYOND_ASCII.findall(lower) if one.isalpha()} if not lower.isascii() else ():
        lower = lower.replace(letter, "_")
    return lower


def _spans(text: str, plain: str, words: list[str], starts: list[int], mentions: list[Mention]) -> list[Span]:
    found: list[Span] = []
    taken = iter([*mentions, None])
    mention = next(taken)
    last = 0
    for number in compress(range(len(words)), map(BY_TRIGGER.__contains__, words)):
        word, start = words[number], starts[number]
        patterns = BY_TRIGGER[word]
        if word in FOLLOWERS:
            patterns = FOLLOWERS[word].get(words[number + 1], ()) if number + 1 < len(words) else ()
            if not patterns:
                continue
        while mention is not None and mention.end <= start:
            mention = next(taken)
        if start < last or (mention is not None and mention.start <= start):
            continue
        if word == IN_CAPITALS and not text.startswith(word.upper(), start):
            continue
        best, key = 0, ""
        for name, pattern in patterns:
            match = pattern.match(plain, start)
            if match is not None and match.end() > best:
                best, key = match.end(), name
        if key:
            limit = mention.start if mention is not None else len(text)
            span = _trimmed(text, start, min(best, limit), key)
            found.append(span)
            last = span.end
    return found


def _trimmed(text: str, start: int, end: int, key: str) -> Span:
    """Return the span without space at its end; a grade takes the quotation marks around it with it."""
    while text[end - 1].isspace():
        end -= 1
    if key in GRADE_MARKS:
        opened = start > 0 and text[start - 1] in "\"'" and (start < 2 or not text[start - 2].isalnum())
        closed = text[end : end + 1] in {'"', "'"} and not text[end + 1 : end + 2].isalpha()
        if opened and (closed or text[end - 1] in "\"'"):
            return Span(start - 1, end + 1 if closed else end, key)
        if opened and text[end : end + 2] in {',"', ".'", ",'", '."'}:
            return Span(start - 1, end, key)
    return Span(start, end, key)
