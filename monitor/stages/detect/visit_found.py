"""A visit without grades as a text tells it: whose it was, of which kind, and when."""

import re
from dataclasses import dataclass
from datetime import date

from monitor.model.inspection import VisitKind
from monitor.stages.detect import visit_cues as cues
from monitor.stages.detect.dates import iso_of
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.places import GRADE_RUN
from monitor.stages.detect.visit_owners import sentence_of


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundVisit:
    """A visit told of an authority: its words' place, and when it was as far as the text says."""

    code: str
    kind: VisitKind
    start: int
    end: int
    when: str | None
    reason: str
    is_guess: bool = False  # of no named kind
    is_main: bool = False  # in the headline or the first sentences, or told as the latest
    is_recalled: bool = False  # only compared with, told to have been before something else, or said to have graded
    is_carried: bool = False  # its sentence names no authority

    @property
    def is_of_a_year(self) -> bool:
        """Tell whether it is dated to a year alone, as one is that a text comes to by the way."""
        return self.when is not None and len(self.when) == len("2021")


def when_of(marked: Marked, start: int, end: int, day: date | None) -> str | None:
    """Return the day, month or year nearest to the words of a visit, leaving out those that date a grade."""
    low, high = sentence_of(marked, start)
    text = _without_graded(marked, low, high, start, end)
    for match in cues.SINCE.finditer(text):
        if match.end() <= start - low or match.start() >= end - low:
            text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    for pattern in (cues.DAY, cues.MONTH_OF):
        found = sorted(pattern.finditer(text), key=lambda match: _distance(match, start - low, end - low))
        for match in found:
            if (when := iso_of(match, day)) is not None:
                return when
    years = [match.group() for match in cues.YEAR_ONLY.finditer(text)]
    return years[-1] if years else None


def _without_graded(marked: Marked, low: int, high: int, start: int, end: int) -> str:
    """Return the sentence in lower case with the passages blanked that say when a grade was given."""
    text, marks = marked.plain[low:high], marked.marks[low:high]
    for match in cues.GRADED.finditer(marks) if GRADE_RUN.search(marks) else ():
        first, last = match.span()
        if first < end - low and start - low < last:  # the visit stands in the same passage
            own = cues.GRADED_AFTER.search(marks, first, last)
            if own is None:
                continue
            first, last = own.start(), own.end() if own.end() <= start - low or own.start() >= end - low else first
        text = text[:first] + " " * (last - first) + text[max(first, last) :]
    return text


def _distance(match: re.Match[str], low: int, high: int) -> int:
    return match.start() - high if match.start() >= high else low - match.end()
