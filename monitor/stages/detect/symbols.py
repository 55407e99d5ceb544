"""Turn marked text into symbols: words, and one symbol for each grade, authority, area, year or number.

What follows looks at symbols, so that a wording is the same whatever council, grade or year stands in it.
"""

import re
from typing import Final, NamedTuple

from monitor.model.framework import OVERALL
from monitor.stages.detect.frame_cues import MONTHS
from monitor.stages.detect.grades import ORDER
from monitor.stages.detect.lexicon import ALL_AREAS, AREA_MARKS, AUTHORITY, GRADE_MARKS, OTHER, SERVICE, SOME_AREAS
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.word_classes import CLASS_OF

_SYMBOL: Final = re.compile(
    r"at last(?! (?:inspection|full|ofsted|visit|year|month|week|time)|')\b|[\ue001-\ue004]+|[\ue005-\ue02f]+|"
    r"[\ue030-\ue04f]+|20[0-3]\d|\d+|[a-z]+(?:'[a-z]+)?|\n|[-,;:()\"%£?!.]"
)
_GRADE_OF: Final = {mark: key for key, mark in GRADE_MARKS.items()}
_FIXED: Final = {
    SERVICE: "<services>",
    OTHER: "<other provision>",
    **dict.fromkeys(AREA_MARKS.values(), "<area>"),
    AREA_MARKS[OVERALL]: "<overall>",
    AREA_MARKS[ALL_AREAS]: "<all areas>",
    AREA_MARKS[SOME_AREAS]: "<some areas>",
}
_MONTH_NAMES: Final = frozenset(name for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"})


class Symbol(NamedTuple):
    """One symbol. `grade` is set for a grade, `codes` (la_codes) for an authority; others have only their `word`."""

    start: int
    end: int
    word: str
    grade: str = ""
    codes: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Tell whether it looks the same from every grade."""
        return not self.grade and not self.codes

    def seen_from(self, grade: str, codes: tuple[str, ...]) -> str:
        """Return the symbol as it looks from a grade of an authority: the same or a better grade, another council."""
        if self.grade:
            step = ORDER[self.grade] - ORDER[grade]
            return "<same grade>" if step == 0 else "<better grade>" if step > 0 else "<worse grade>"
        if self.codes:
            return "<the authority>" if not set(codes).isdisjoint(self.codes) else "<another authority>"
        return self.word


class Symbols:
    """The symbols of one text by sentence. `today` is the year of publication, None where it is not known."""

    def __init__(self, marked: Marked, *, today: int | None) -> None:
        self._marked = marked
        self._today = today
        self._codes = {mention.start: mention.codes for mention in marked.mentions}
        self._sentences: dict[int, tuple[Symbol, ...]] = {}

    def sentence(self, number: int) -> tuple[Symbol, ...]:
        """Return the symbols of a sentence."""
        if number not in self._sentences:
            self._sentences[number] = tuple(self._between(*self._marked.bounds[number]))
        return self._sentences[number]

    def words(self, number: int) -> set[str]:
        """Return the distinct words of a sentence, with their classes."""
        words = {symbol.word for symbol in self.sentence(number)}
        return words | {CLASS_OF[word] for word in words if word in CLASS_OF}

    def _between(self, low: int, high: int) -> list[Symbol]:
        return [self._symbol(match) for match in _SYMBOL.finditer(self._marked.marks, low, high)]

    def _symbol(self, match: re.Match[str]) -> Symbol:
        word, (start, end) = match.group(), match.span()
        first = word[0]
        if first.isascii():
            return Symbol(start, end, self._plain(word) if first.isdigit() or word in _MONTH_NAMES else word)
        if first in _GRADE_OF:
            return Symbol(start, end, "<grade>", grade=_GRADE_OF[first])
        if first == AUTHORITY:
            return Symbol(start, end, "<authority>", codes=self._codes.get(start, ()))
        return Symbol(start, end, _FIXED.get(first, word))

    def _plain(self, word: str) -> str:
        if not word[0].isdigit():
            return "<month>"
        if len(word) != 4 or not word.startswith("20"):
            return "<number>"
        if self._today is None:
            return "<a year>"
        years = int(word) - self._today
        return "<this year>" if years >= 0 else "<last year>" if years == -1 else "<earlier year>"
