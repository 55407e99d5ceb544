"""Compile the wordings that rules look for, for lower-case text: twice as fast as ignoring case at each character."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

_LETTER: Final = re.compile(r"\\.|\(\?P|[A-Z]")
_LETTERS: Final = 4
_HEAD: Final = re.compile(rf"([a-z]{{1,{_LETTERS}}}+)[a-z]*+|[0-9]")
ANY_FIGURE: Final = ""  # the head of what begins with a figure

Heads = frozenset[str]
Starts = Mapping[str, Sequence[int]]  # where the words of a text start, by their heads


def cue(pattern: str) -> re.Pattern[str]:
    """Return a pattern for lower-case text. Its own capitals are lowered; escapes keep their meaning."""
    return re.compile(
        _LETTER.sub(lambda match: match.group() if len(match.group()) > 1 else match.group().lower(), pattern)
    )


def heads(text: str) -> Heads:
    """Return how the words of a lower-case text begin, and one head for all its figures."""
    return frozenset(_HEAD.findall(text))


def starts_of(words: Iterable[tuple[str, int]]) -> Starts:
    """Return where words start, by how they begin, from the words of a lower-case text in order."""
    starts: dict[str, list[int]] = defaultdict(list)
    for word, start in words:
        starts[word[:_LETTERS] if word >= "a" else ANY_FIGURE].append(start)
    return dict(starts)


class Hinted:
    """A pattern with words of which each match has one: a sentence without any need not be searched.

    Most sentences have none of the words of most patterns, and looking those up is ten times as fast as searching.
    """

    __slots__ = ("_heads", "_search", "pattern")

    def __init__(self, pattern: re.Pattern[str], words: str) -> None:
        self.pattern = pattern
        self._search = pattern.search
        self._heads = heads(words)

    def search(self, text: str, within: Heads) -> re.Match[str] | None:
        """Return the first match in a passage of a sentence, None where there is none. `within` are its heads."""
        return None if self._heads.isdisjoint(within) else self._search(text)

    def may_be(self, within: Heads) -> bool:
        """Tell whether a sentence with these heads may match at all."""
        return not self._heads.isdisjoint(within)


def hinted(pattern: str, words: str) -> Hinted:
    """Return a cue that is only looked for where a sentence has one of `words`, or another that begins like it."""
    return Hinted(cue(pattern), words)


class Anchored:
    """A pattern of which each match begins with one of some words: it is tried only where those stand in a text."""

    __slots__ = ("heads", "pattern")

    def __init__(self, pattern: re.Pattern[str], words: str) -> None:
        self.pattern = pattern
        self.heads = heads(words)

    def finditer(self, text: str, starts: Starts, low: int = 0, high: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches between two offsets that do not overlap, as a pattern does. `starts` are the text's."""
        end = len(text) if high is None else high
        for place in sorted([place for one in self.heads if one in starts for place in starts[one]]):
            if low <= place < end:
                match = self.pattern.match(text, place, end)
                if match is not None:
                    yield match
                    low = match.end()

    def search(self, text: str, starts: Starts, low: int = 0, high: int | None = None) -> re.Match[str] | None:
        """Return the first match between two offsets."""
        return next(self.finditer(text, starts, low, high), None)


def anchored(pattern: str, words: str) -> Anchored:
    """Return a cue that is only tried where one of `words` stands, or another that begins like it."""
    return Anchored(cue(pattern), words)
