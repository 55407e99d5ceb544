"""A grade where it stands: what every rule about one grade looks at, taken apart once."""

import re
from typing import Final, NamedTuple

from monitor.stages.detect.cues import Heads
from monitor.stages.detect.focus_cues import HEADS_AFTER, HEADS_BEFORE
from monitor.stages.detect.frame_cues import NOT_MOVED
from monitor.stages.detect.lexicon import AUTHORITY, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import Scope

_BRACKET: Final = re.compile(r"[\"']?\s?\([^()]*\)")
_YEAR_OF_GRADE: Final = re.compile(rf"(?<={G})[\"']?\s(?:of|in|from)\s(?:[a-z]+\s)?20[0-3]\d\b")
_LABEL_REACH: Final = 8  # characters
_LABEL: Final = re.compile(rf"{AUTHORITY}\s?(?::\s|\s?-\s|\()[\"']?$")
_ITEM: Final = re.compile(rf"{AUTHORITY},\s[\"']?$")
_ENDS_ITEM: Final = re.compile(r"[\"']?(?:;|\.|$)")
_OTHER_ITEM: Final = 60  # characters
GRADE_RUN: Final = re.compile(f"{G}{G}*")  # not "+": with a set to begin with the search skips all else at once


class Place(NamedTuple):
    """One grade in its scope and its sentence."""

    marked: Marked
    span: Span
    scope: Scope
    sentence: int  # its number
    low: int  # where it starts and ends in the text
    high: int
    line: str  # the sentence with its marks
    heads: Heads  # how its words begin
    first: int  # where the grade starts and ends in the scope's text
    last: int
    before: str  # the scope's text on both sides of it
    after: str
    opener: str  # the first word of what opened the scope
    runs: tuple[tuple[int, int], ...]  # where the grades of the scope start and end in its text

    @property
    def in_title(self) -> bool:
        return self.span.start < self.marked.title_end

    @property
    def is_unmoved(self) -> bool:
        """Whether it follows a "from" that nothing moved from: "it has not moved from G"."""
        return self.scope.is_from and NOT_MOVED.search(self.scope.antecedent) is not None

    @property
    def is_labelled(self) -> bool:
        """Whether a name stands before it as its label, "Leeds: G", "Leeds (G)", or it heads names: "G: Leeds"."""
        return is_labelled(self.marked, self.low, self.span) or is_heading(self.marked, self.low, self.span)

    @property
    def own_line(self) -> str:
        """The sentence in lower case, without what a bracket right after the grade says of the grade before it.

        And without the years of other grades: "after the G1 of 2016, a G2".
        """
        plain, marks, end = self.marked.plain, self.marked.marks, self.span.end
        bracket = _BRACKET.match(plain, end, self.high) if plain.find("(", end, end + 3) >= 0 else None
        if bracket is not None and GRADE_RUN.search(marks, end, bracket.end()) is not None:
            return plain[self.low : end] + plain[bracket.end() : self.high]
        line, cut = "", self.low
        for match in _YEAR_OF_GRADE.finditer(marks, self.low, self.high) if "20" in self.line else ():
            if match.start() != end:
                line, cut = line + plain[cut : match.start()], match.end()
        return line + plain[cut : self.high]


def is_labelled(marked: Marked, low: int, span: Span) -> bool:
    """Tell whether a name stands before a grade as its label, in a line that starts at an offset.

    So it does in a list with semicolons: "Leeds, G1; York, G2".
    """
    first = max(low, span.start - _LABEL_REACH)
    if _LABEL.search(marked.marks, first, span.start) is not None:
        return True
    is_item = _ITEM.search(marked.marks, first, span.start) is not None and _ENDS_ITEM.match(marked.marks, span.end)
    return bool(is_item) and ";" in marked.text[max(low, span.start - _OTHER_ITEM) : span.end + _OTHER_ITEM]


def is_heading(marked: Marked, low: int, span: Span) -> bool:
    """Tell whether a grade heads a list of councils in its line, which starts at an offset: "Outstanding: Leeds"."""
    return (
        HEADS_AFTER.match(marked.marks, span.end) is not None
        and HEADS_BEFORE.search(marked.marks[low : span.start]) is not None
    )


def place_of(marked: Marked, span: Span, scope: Scope, number: int) -> Place:
    """Return where a grade stands: in which scope of the sentence with this number."""
    low, high = marked.bounds[number]
    text = scope.text
    first, last = span.start - scope.start, span.end - scope.start
    line, runs = marked.marks[low:high], tuple([match.span() for match in GRADE_RUN.finditer(text)])
    around = marked, span, scope, number, low, high, line, marked.heads(number)
    return Place(*around, first, last, text[:first], text[last:], scope.lead.partition(" ")[0], runs)
