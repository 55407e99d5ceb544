"""Find the visits without grades that a text tells of, and of which kind each was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from monitor.model.framework import INADEQUATE
from monitor.model.inspection import VisitKind
from monitor.stages.detect import visit_cues as cues
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frame_cues import MONTHS
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import Scope

_FIRST: Final = 5  # sentences in which a text says what it is about
_NEAR: Final = 110  # characters before the words of a visit in which what is ahead shows
_OLDEST: Final = 1  # years: what a text tells of an earlier visit is the visit's own news no more


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


def visits(
    named: list[FoundVisit],
    marked: Marked,
    discourse: Discourse,
    *,
    with_news: set[str],
    standing: dict[str, str],
    day: date | None,
) -> list[FoundVisit]:
    """Return the visits told, one for each authority and kind: those `named`, and those of no named kind.

    For an authority with a new result in the same text only those of a named kind and a date.

    `standing` is the grade that the text itself recalls of each authority: a kind not named follows it.
    """
    found: dict[tuple[str, VisitKind], FoundVisit] = {}
    for visit in named:
        if visit.code not in with_news or visit.when is not None:
            found.setdefault((visit.code, visit.kind), visit)
    seen = {code for code, _ in found}
    if cues.WORTH_A_LOOK.search(marked.plain) and (found or cues.LETTER.search(marked.plain)):
        for visit in _unnamed(marked, discourse, standing=standing, day=day):
            if visit.code not in seen | with_news:
                found.setdefault((visit.code, visit.kind), visit)
    return list(found.values())


def named_visits(marked: Marked, discourse: Discourse, *, day: date | None) -> list[FoundVisit]:
    """Return the visits whose kind a text names, in the order of kinds."""
    return list(_named(marked, discourse, day=day)) if cues.WORTH_A_LOOK.search(marked.plain) else []


def _named(marked: Marked, discourse: Discourse, *, day: date | None) -> Iterator[FoundVisit]:
    for kind, pattern in cues.NAMED:
        for match in pattern.finditer(marked.plain):
            when = _when(marked, match.start(), match.end(), day)
            if not _is_told(marked, match, when, day):
                continue
            for code in _whose(marked, discourse, match.start(), match.end()):
                yield FoundVisit(
                    code=code,
                    kind=kind,
                    start=match.start(),
                    end=match.end(),
                    when=when,
                    reason=f"a {kind} visit is named",
                    is_main=_is_main(marked, match),
                )


def _is_main(marked: Marked, match: re.Match[str]) -> bool:
    number = marked.sentence_at(match.start())
    return number < _FIRST or bool(cues.LATEST.search(marked.plain, marked.bounds[number][0], match.start()))


def _sentence(marked: Marked, place: int) -> tuple[int, int]:
    return marked.bounds[marked.sentence_at(place)]


def _whose(marked: Marked, discourse: Discourse, start: int, end: int) -> tuple[str, ...]:
    low, high = _sentence(marked, start)
    scope = Scope(start=low, end=high, text=marked.marks[low:high])
    owner = discourse.owner(Span(start=start, end=end, key=""), scope)
    if owner is None or owner.is_other:
        return ()
    return tuple(code for _, codes in owner.named if len(codes) == 1 for code in discourse.present(codes[0]))


def _is_told(marked: Marked, match: re.Match[str], when: str | None, day: date | None) -> bool:
    """Tell whether the words tell of a visit that has been: not of one to come, nor of such visits in general."""
    low, high = _sentence(marked, match.start())
    before, after = marked.plain[max(low, match.start() - _NEAR) : match.start()], marked.plain[match.end() : high]
    if cues.OLD.search(marked.plain, max(low, match.start() - 24), min(high, match.end() + 12)):
        return False
    in_title = match.start() < marked.title_end
    is_latest = bool(cues.LATEST.search(before))
    if not in_title and not is_latest and (cues.AHEAD_BEFORE.search(before) or cues.AHEAD_AFTER.match(after)):
        return False
    if day is not None and when is not None and int(when[:4]) < day.year - _OLDEST:
        return False
    return not match.group().endswith("s") or in_title or is_latest


def _unnamed(
    marked: Marked, discourse: Discourse, *, standing: dict[str, str], day: date | None
) -> Iterator[FoundVisit]:
    announced = next((kind for kind, pattern in cues.NAMED if pattern.search(marked.plain, 0, marked.title_end)), None)
    for match in cues.ANY.finditer(marked.plain):
        low, high = _sentence(marked, match.start())
        sentence = marked.plain[low:high]
        if cues.FULL.search(sentence) or not cues.DAYS.search(sentence):
            continue
        when = _when(marked, match.start(), match.end(), day)
        if not _is_told(marked, match, when, day):
            continue
        for code in _whose(marked, discourse, match.start(), match.end()):
            stands = standing.get(code)
            yield FoundVisit(
                code=code,
                kind=announced or (VisitKind.MONITORING if stands == INADEQUATE else VisitKind.FOCUSED),
                start=match.start(),
                end=match.end(),
                when=when,
                reason=f"a visit of no named kind; it follows the grade that stands ({stands or 'none told'})",
                is_guess=True,
            )


def _when(marked: Marked, start: int, end: int, day: date | None) -> str | None:
    """Return the day, month or year nearest to the words of a visit, leaving out those that date a grade."""
    low, high = _sentence(marked, start)
    text = _without_graded(marked, low, high, start, end)
    for pattern in (cues.DAY, cues.MONTH_OF):
        found = sorted(pattern.finditer(text), key=lambda match: _distance(match, start - low, end - low))
        for match in found:
            if (when := _iso(match, day)) is not None:
                return when
    years = [match.group() for match in cues.YEAR_ONLY.finditer(text)]
    return years[-1] if years else None


def _without_graded(marked: Marked, low: int, high: int, start: int, end: int) -> str:
    """Return the sentence in lower case with the passages blanked that say when a grade was given."""
    text, marks = marked.plain[low:high], marked.marks[low:high]
    for match in cues.GRADED.finditer(marks):
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


def _iso(match: re.Match[str], day: date | None) -> str | None:
    """Return a date as ISO. Without a year it is that of publication, or the one before for a later month."""
    *number, month, year, last_year = match.groups()
    of = MONTHS[month]
    if year is None:
        if day is None:
            return None
        year = str(day.year - (1 if last_year or of > day.month else 0))
    return f"{year}-{of:02d}-{int(number[-1]):02d}" if number else f"{year}-{of:02d}"
