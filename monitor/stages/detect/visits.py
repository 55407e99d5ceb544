"""Find the visits without grades that a text tells of, and of which kind each was."""

import re
from dataclasses import dataclass
from typing import Final

from monitor.model.framework import INADEQUATE
from monitor.model.inspection import VisitKind
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frame_cues import MONTHS, YEAR
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import Scope

_NAMED: Final = (
    (VisitKind.JTAI, re.compile(r"\bJTAIs?\b|\bjoint\s(?:targeted\s)?area\s(?:\w+\s){0,2}inspections?", re.IGNORECASE)),
    (
        VisitKind.FOCUSED,
        re.compile(
            r"\bfocus(?:s?ed)?\s(?:Ofsted\s)?(?:visits?|inspections?)\b|\bfocus(?:s?ed)\s(?:\w+\s)?visits?\b",
            re.IGNORECASE,
        ),
    ),
    (VisitKind.MONITORING, re.compile(r"\bmonitoring\s(?:visits?|inspections?)\b|\bmonitored\svisit", re.IGNORECASE)),
    (VisitKind.ASSURANCE, re.compile(r"\bassurance\svisits?\b", re.IGNORECASE)),
)
_WORTH_A_LOOK: Final = re.compile(r"visit|JTAI|joint|monitoring|two-day|inspection\son\s\d", re.IGNORECASE)
_ANY: Final = re.compile(
    (
        r"\b(?:visit(?:ed|s)?\b|inspectors\s(?:came|were\sthere|called)\b|two-day\s(?:inspection|review)|"
        r"inspection\son\s\d{1,2}\sand\s\d{1,2}\b)"
    ),
    re.IGNORECASE,
)
_LETTER: Final = re.compile(
    (
        r"\bletter\b|\bnot\sa\s(?:full|formal|graded)\b|\btwo[\s-]day\b|\bfor\stwo\sdays\b|"
        r"\bpaid\svisits?\b|\bno\s(?:graded|formal)\s(?:judge?ment|grade)"
    ),
    re.IGNORECASE,
)
_NOT_NOW: Final = re.compile(
    (
        r"\b(?:will\s(?:be|receive|have|now|return|carry|continue|undergo|conduct|make)|"
        r"further\smonitoring|regular|quarterly|expects?|next\s(?:monitoring|focus\w*)|future|series\sof|"
        r"programme\sof|ongoing|receive[s]?\s(?:quarterly|regular)?|can\sexpect|usually|instead\sof|"
        r"rather\sthan|annual|each\syear|before\sthe\snext|subject\sto|until|would\sbe|are\scarried\sout|"
        r"in\s(?:two|three)\syears)\b"
    ),
    re.IGNORECASE,
)
_RECENT: Final = re.compile(
    (
        r"\b(?:latest|recent(?:ly)?|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|"
        r"final)\s(?:\w+\s)?(?:monitoring|visit)|following\s(?:a|an|its|the|their)|after\s(?:a|an|its|the|"
        r"their)|today|this\s(?:week|month)|published|letter|took\splace|carried\sout|found|during|"
        r"praised|visited|made|inspectors|Ofsted)\b|\b(?:January|February|March|April|May|June|July|"
        r"August|September|October|November|December)\b"
    ),
    re.IGNORECASE,
)
_OLD: Final = re.compile(
    (
        r"\b(?:last\s(?:monitoring|focus\w*)|previous\s(?:monitoring|focus\w*)|earlier\s(?:monitoring|"
        r"focus\w*)|last\syear|since\sthe\s(?:focus|monitoring))\b"
    ),
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    (
        r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\s(?:and|to|-)\s)?(\d{1,2})(?:st|nd|rd|th)?\s(January|February|"
        r"March|April|May|June|July|August|September|October|November|December)(?:,?\s(20\d\d))?"
    ),
    re.IGNORECASE,
)


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


def visits(
    marked: Marked, discourse: Discourse, *, with_news: set[str], standing: dict[str, str], today: int | None
) -> list[FoundVisit]:
    """Return the visits told, one for each authority and kind; none for those with a new result in the same text.

    `standing` is the grade that the text itself recalls of each authority: a kind not named follows it.
    """
    found: dict[tuple[str, VisitKind], FoundVisit] = {}
    if not _WORTH_A_LOOK.search(marked.text):
        return []
    for kind, pattern in _NAMED:
        for match in pattern.finditer(marked.text):
            if not _is_told(marked, match, today):
                continue
            for code in _whose(marked, discourse, match.start(), match.end()):
                if code not in with_news:
                    visit = FoundVisit(
                        code=code,
                        kind=kind,
                        start=match.start(),
                        end=match.end(),
                        when=_when(marked, match.start(), today),
                        reason=f"a {kind} visit is named",
                    )
                    found.setdefault((code, kind), visit)
    seen = {code for code, _ in found}
    if found or _LETTER.search(marked.text):
        for visit in _unnamed(marked, discourse, standing=standing, today=today):
            if visit.code not in seen | with_news:
                found.setdefault((visit.code, visit.kind), visit)
    return list(found.values())


def _sentence(marked: Marked, place: int) -> tuple[int, int]:
    return marked.bounds[marked.sentence_at(place)]


def _whose(marked: Marked, discourse: Discourse, start: int, end: int) -> tuple[str, ...]:
    low, high = _sentence(marked, start)
    scope = Scope(start=low, end=high, text=marked.marks[low:high])
    owner = discourse.owner(Span(start=start, end=end, key=""), scope)
    if owner is None or owner.is_other:
        return ()
    return tuple(codes[0] for _, codes in owner.named if len(codes) == 1)


def _is_told(marked: Marked, match: re.Match[str], today: int | None) -> bool:
    low, high = _sentence(marked, match.start())
    sentence = marked.text[low:high]
    if _NOT_NOW.search(sentence) or _OLD.search(sentence):
        return False
    around = marked.text[max(low, match.start() - 20) : min(high, match.end() + 30)].partition(" since ")[0]
    years = [int(year) for _, year in YEAR.findall(around)]
    if today is not None and years and max(years) < today - 1:
        return False
    if match.group().lower().endswith("s") and not re.search(r"\b(?:latest|recent)", sentence, re.IGNORECASE):
        return match.start() < marked.title_end
    early = marked.sentence_at(match.start()) < 4
    return early or bool(_RECENT.search(sentence))


def _unnamed(marked: Marked, discourse: Discourse, *, standing: dict[str, str], today: int | None) -> list[FoundVisit]:
    found: list[FoundVisit] = []
    for match in _ANY.finditer(marked.text):
        low, high = _sentence(marked, match.start())
        sentence = marked.text[low:high]
        if _NOT_NOW.search(sentence) or re.search(
            r"\bfull\sinspection|\bvisits\s+(?:are|to\s+(?:see|review))", sentence, re.IGNORECASE
        ):
            continue
        if not re.search(
            (
                r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
                r"two\sdays|two-day)\b"
            ),
            sentence,
        ):
            continue
        for code in _whose(marked, discourse, match.start(), match.end()):
            kind = VisitKind.MONITORING if standing.get(code) == INADEQUATE else VisitKind.FOCUSED
            reason = f"a visit of no named kind; it follows the grade that stands ({standing.get(code, 'none told')})"
            found.append(
                FoundVisit(
                    code=code,
                    kind=kind,
                    start=match.start(),
                    end=match.end(),
                    when=_when(marked, match.start(), today),
                    reason=reason,
                    is_guess=True,
                )
            )
    return found


def _when(marked: Marked, place: int, today: int | None) -> str | None:
    """Return the last day, month or year that the sentence gives for the visit."""
    low, high = _sentence(marked, place)
    sentence = marked.text[low:high]
    day = _DAY.search(sentence)
    if day is not None and (day.group(4) or today):
        return f"{int(day.group(4) or today or 0):04d}-{MONTHS[day.group(3).lower()]:02d}-{int(day.group(2)):02d}"
    years = YEAR.findall(sentence)
    if years:
        month, year = years[-1]
        return f"{year}-{MONTHS[month.lower()]:02d}" if month else year
    month_only = re.search(
        r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b", sentence
    )
    if month_only and today:
        return f"{today:04d}-{MONTHS[month_only.group(1).lower()]:02d}"
    return None
