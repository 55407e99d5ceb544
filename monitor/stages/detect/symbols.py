"""Turn marked text into symbols: words, and one symbol for each grade, authority, area, year or number.

What follows looks at symbols, so that a wording is the same whatever council, grade or year stands in it.
"""

import re
from itertools import accumulate
from sys import intern
from typing import Final, NamedTuple

from monitor.model.framework import OVERALL
from monitor.stages.detect.frame_cues import MONTHS
from monitor.stages.detect.lexicon import (
    ALL_AREAS,
    AREA_MARKS,
    AUTHORITY,
    GRADE_MARKS,
    ORDER,
    OTHER,
    SERVICE,
    SOME_AREAS,
)
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.word_classes import CLASS_OF

# A word, marks, figures, a line's end or a sign. It is one group, so that a line can be split at once.
# Spaces are every other try: they are told first.
_SYMBOL: Final = re.compile(
    r"(?! )(at last(?! (?:inspection|full|ofsted|visit|year|month|week|time)|')\b|[a-z]++(?:'[a-z]+|)|"
    r"[\ue001-\ue004]+|[\ue005-\ue02f]+|[\ue030-\ue04f]+|20[0-3]\d|[0-9]\d*|\d+|\n|[-,;:()\"%£?!.])"
)
_FIRST_MARK: Final = min(GRADE_MARKS.values())
_GRADE_OF: Final = {mark: key for key, mark in GRADE_MARKS.items()}
_FIXED: Final = {
    **dict.fromkeys(GRADE_MARKS.values(), "<grade>"),
    AUTHORITY: "<authority>",
    SERVICE: "<services>",
    OTHER: "<other provision>",
    **dict.fromkeys(AREA_MARKS.values(), "<area>"),
    AREA_MARKS[OVERALL]: "<overall>",
    AREA_MARKS[ALL_AREAS]: "<all areas>",
    AREA_MARKS[SOME_AREAS]: "<some areas>",
}
_MONTH_NAMES: Final = frozenset(name for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"})


class Mark(NamedTuple):
    """A symbol that looks other from each grade: `grade` is set for a grade, `codes` (la_codes) for an authority."""

    place: int  # among the symbols of its sentence
    grade: str = ""
    codes: tuple[str, ...] = ()

    def seen_from(self, grade: str, codes: tuple[str, ...]) -> str:
        """Return it as it looks from a grade of an authority: the same or a better grade, another council."""
        if self.grade:
            step = ORDER[self.grade] - ORDER[grade]
            return "<same grade>" if step == 0 else "<better grade>" if step > 0 else "<worse grade>"
        return "<the authority>" if not set(codes).isdisjoint(self.codes) else "<another authority>"


class Line(NamedTuple):
    """The symbols of a sentence, side by side: where each starts, its word, and the class of that."""

    starts: list[int]
    words: list[str]
    classes: list[str]
    marks: list[Mark]

    def seen_from(self, grade: str, codes: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Return words and classes as they look from a grade of an authority."""
        words, classes = self.words.copy(), self.classes.copy()
        for mark in self.marks:
            words[mark.place] = classes[mark.place] = mark.seen_from(grade, codes)
        return words, classes


class Symbols:
    """The symbols of one text by sentence. `today` is the year of publication, None where it is not known."""

    def __init__(self, marked: Marked, *, today: int | None) -> None:
        self._marked = marked
        self._today = today
        self._codes = {mention.start: mention.codes for mention in marked.mentions}
        self._sentences: dict[int, Line] = {}

    def sentence(self, number: int) -> Line:
        """Return the symbols of a sentence."""
        line = self._sentences.get(number)
        if line is None:
            line = self._sentences[number] = self._between(*self._marked.bounds[number])
        return line

    def words(self, number: int) -> set[str]:
        """Return the distinct words of a sentence, with their classes."""
        line = self.sentence(number)
        return {*line.words, *line.classes}

    def _between(self, low: int, high: int) -> Line:
        pieces = _SYMBOL.split(self._marked.marks[low:high])  # what is no symbol, and symbols, by turns
        words = [*map(intern, pieces[1::2])]
        starts = list(accumulate(map(len, pieces), initial=low))[1:-1:2]
        marks: list[Mark] = []
        # Most are words in plain letters.
        for place in [place for place, word in enumerate(words) if not "a" <= word < _FIRST_MARK]:
            word = words[place]
            if word >= _FIRST_MARK:
                first = word[0]
                words[place] = _FIXED.get(first, word)
                if first in _GRADE_OF:
                    marks.append(Mark(place, _GRADE_OF[first]))
                elif first == AUTHORITY and (codes := self._codes.get(starts[place])):
                    marks.append(Mark(place, "", codes))
            elif "0" <= word < ":":
                words[place] = self._figures(word)
        if not _MONTH_NAMES.isdisjoint(words):
            words = ["<month>" if word in _MONTH_NAMES else word for word in words]
        return Line(starts, words, [*map(CLASS_OF.get, words, words)], marks)

    def _figures(self, word: str) -> str:
        if len(word) != 4 or not word.startswith("20"):
            return "<number>"
        if self._today is None:
            return "<a year>"
        years = int(word) - self._today
        return "<this year>" if years >= 0 else "<last year>" if years == -1 else "<earlier year>"
