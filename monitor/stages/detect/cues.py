"""Compile the wordings that rules look for, for lower-case text: twice as fast as ignoring case at each character."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, groupby
from operator import itemgetter
from typing import Final

_LETTER: Final = re.compile(r"\\.|\(\?P|[A-Z]")
_CLASS: Final = re.compile(r"(\[\^?\]?(?:\\.|[^\]\\])*\]|\\[wWdDsS])|\\.")  # of characters; or what is escaped else
_LETTERS: Final = 4
_HEAD: Final = re.compile(rf"([a-z]{{1,{_LETTERS}}}+)[a-z]*+|[0-9]")
ANY_FIGURE: Final = ""  # the head of what begins with a figure
_ASKED: Final = set[str]()  # the heads that are ever looked up in a text

Row = tuple[str, str]  # a pattern, and the words of which each match has one, or begins with one
Heads = frozenset[str]
Starts = Mapping[str, Sequence[int]]  # where the words of a text start, by their heads


def cue(pattern: str) -> re.Pattern[str]:
    """Return a pattern for lower-case text. Its own capitals are lowered; escapes keep their meaning."""
    return _compiled(_lowered(pattern))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern whose words end where ASCII has them end; its classes have the characters of all alphabets.

    Word ends are asked for at nearly every character, and Unicode's tables cost four times as much. Marked text has no
    letter beyond ASCII, so that they are the same there.
    """
    return re.compile(_CLASS.sub(lambda one: f"(?u:{one[1]})" if one[1] else one[0], pattern), re.ASCII)


def _lowered(pattern: str) -> str:
    return _LETTER.sub(lambda match: match.group() if len(match.group()) > 1 else match.group().lower(), pattern)


def heads(text: str) -> Heads:
    """Return how the words of a lower-case text begin, and one head for all its figures."""
    return frozenset(_HEAD.findall(text))


def asked_for(words: str) -> Heads:
    """Return how words begin, to look up where words of a text start that begin so."""
    found = heads(words)
    _ASKED.update(found)
    return found


def starts_of(words: Sequence[str], places: Sequence[int]) -> Starts:
    """Return where the words of a lower-case text start, by how they begin: those that are asked for."""
    starts: dict[str, list[int]] = defaultdict(list)
    begun = [word[:_LETTERS] if word >= "a" else ANY_FIGURE for word in words]
    for head, place in compress(zip(begun, places, strict=True), map(_ASKED.__contains__, begun)):
        starts[head].append(place)
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

    def match(self, text: str, within: Heads) -> re.Match[str] | None:
        """Return the match with which a passage of a sentence begins, None where it does not."""
        return None if self._heads.isdisjoint(within) else self.pattern.match(text)

    def may_be(self, within: Heads) -> bool:
        """Tell whether a sentence with these heads may match at all."""
        return not self._heads.isdisjoint(within)


def hinted(pattern: str, words: str) -> Hinted:
    """Return a cue that is only looked for where a sentence has one of `words`, or another that begins like it."""
    return Hinted(cue(pattern), words)


class Anchored:
    """Patterns with the words that their matches begin with: each is tried only where one of its words stands."""

    __slots__ = ("_by_head", "pattern")

    def __init__(self, *rows: Row, **groups: Sequence[Row]) -> None:
        """Take rows in the order in which they are tried, then those of each named group."""
        named = (*(("", row) for row in rows), *((name, row) for name, group in groups.items() for row in group))
        self.pattern = _compiled(_joined([(name, pattern) for name, (pattern, _) in named]))
        by_head: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, (pattern, words) in named:
            for head in heads(words):
                by_head[head].append((name, pattern))
        self._by_head = {head: _compiled(_joined(patterns)) for head, patterns in by_head.items()}
        _ASKED.update(self._by_head)

    def finditer(self, text: str, starts: Starts, low: int = 0, high: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches between two offsets that do not overlap, as a pattern does. `starts` are the text's."""
        end = len(text) if high is None else high
        met = self._by_head.keys() & starts.keys()
        here = [(place, head) for head in met for place in starts[head] if low <= place < end]
        for place, head in sorted(here):
            if low <= place:
                match = self._by_head[head].match(text, place, end)
                if match is not None:
                    yield match
                    low = match.end()

    def search(self, text: str, starts: Starts, low: int = 0, high: int | None = None) -> re.Match[str] | None:
        """Return the first match between two offsets."""
        return next(self.finditer(text, starts, low, high), None)


def _joined(patterns: Iterable[tuple[str, str]]) -> str:
    """Return one pattern for several, those with the same name in a group of that name."""
    grouped = ((name, "|".join([one for _, one in group])) for name, group in groupby(patterns, key=itemgetter(0)))
    return "|".join(f"(?P<{name}>{one})" if name else one for name, one in grouped)


def anchored(*rows: Row, **groups: Sequence[Row]) -> Anchored:
    """Return a cue for lower-case text that is only tried where a word of a row stands, or another that begins so."""
    lower = {name: [(_lowered(pattern), words) for pattern, words in group] for name, group in groups.items()}
    return Anchored(*((_lowered(pattern), words) for pattern, words in rows), **lower)
