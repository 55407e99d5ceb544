"""Find the visits without grades that a text tells of, and of which kind each was."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from monitor.model.framework import INADEQUATE
from monitor.model.inspection import VisitKind
from monitor.stages.detect import visit_cues as cues
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.places import GRADE_RUN
from monitor.stages.detect.visit_found import FoundVisit, when_of
from monitor.stages.detect.visit_kinds import HINTS, NAMED
from monitor.stages.detect.visit_lists import announced, listed
from monitor.stages.detect.visit_owners import VisitScene, is_carried, scene_of, sentence_of, whose

_FIRST: Final = 5  # sentences in which a text says what it is about
_NEAR: Final = 110  # characters before the words of a visit in which what is ahead shows
_SUBJECT: Final = 40  # characters in which a sentence names its subject
_FIRST_YEAR: Final = 2014  # before, Ofsted made no visits without grades to authorities
# Years, none where the year alone is told: what a text tells of an earlier visit is the visit's own news no more.
_OLDEST: Final = 1


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

    For an authority with a new result in the same text only those of a named kind that are dated or its subject.

    `standing` is the grade that the text itself recalls of each authority: a kind not named follows it.
    """
    found: dict[tuple[str, VisitKind], FoundVisit] = {}
    for visit in named:
        if with_news and visit.is_carried and visit.code not in with_news and (visit.is_recalled or not visit.is_main):
            continue  # the text has gone on from the authority with the new result, and comes back to it unnamed
        if visit.code not in with_news or visit.when is not None or (visit.is_main and not visit.is_recalled):
            found.setdefault((visit.code, visit.kind), visit)
    seen = {code for code, _ in found}
    if found or _has_letter(marked):
        scene = scene_of(marked, discourse, day)
        for visit in (*listed(scene), *_unnamed(scene, standing=standing)):
            if visit.code not in seen | with_news and not (with_news and visit.is_carried):
                found.setdefault((visit.code, visit.kind), visit)
    return list(found.values())


def _has_letter(marked: Marked) -> bool:
    """Tell whether a text has what only a visit without grades has: two days, a letter that is not a minister's."""
    is_written = not cues.MINISTER.search(marked.plain, marked.starts)
    for match in cues.LETTER.finditer(marked.plain, marked.starts):
        low, high = sentence_of(marked, match.start())
        if (is_written or match.group() != "letter") and not cues.OTHER_VISITOR.search(marked.plain, low, high):
            return True
    return False


def named_visits(marked: Marked, discourse: Discourse, *, day: date | None) -> list[FoundVisit]:
    """Return the visits whose kind a text names, in the order of kinds."""
    return list(_named(scene_of(marked, discourse, day))) if any(hint in marked.plain for hint in HINTS) else []


def _named(scene: VisitScene) -> Iterator[FoundVisit]:
    for kind, pattern in NAMED:
        for match in pattern.finditer(scene.marked.plain, scene.marked.starts):
            when = when_of(scene.marked, match.start(), match.end(), scene.day)
            if not _is_told(scene, match, when):
                continue
            for code in whose(scene, match.start(), match.end()):
                yield FoundVisit(
                    code=code,
                    kind=kind,
                    start=match.start(),
                    end=match.end(),
                    when=when,
                    reason=f"a {kind} visit is named",
                    is_main=_is_main(scene.marked, match),
                    is_recalled=_is_recalled(scene, match),
                    is_carried=not scene.headings and is_carried(scene, match.start()),
                )


def _is_main(marked: Marked, match: re.Match[str]) -> bool:
    number = marked.sentence_at(match.start())
    return number < _FIRST or bool(cues.LATEST.search(marked.plain, marked.bounds[number][0], match.start()))


def _is_recalled(scene: VisitScene, match: re.Match[str]) -> bool:
    low, high = _clause(scene, match)
    marks = scene.marked.marks
    return bool(
        (GRADE_RUN.search(marks, low, high) and cues.GRADED.search(marks, low, high))
        or cues.COMPARED_BEFORE.search(scene.line[low : match.start()])
        or cues.BEFORE_THAT.match(scene.line[match.end() : high])
    )


def _is_told(scene: VisitScene, match: re.Match[str], when: str | None) -> bool:
    """Tell whether the words tell of a visit that has been: not of one to come, nor of such visits in general."""
    marked = scene.marked
    low, high = sentence_of(marked, match.start())
    before, after = scene.line[max(low, match.start() - _NEAR) : match.start()], scene.line[match.end() : high]
    is_last = cues.AT_THE_LAST.search(before) and scene.line.count("visit") == 1
    is_old = not is_last and cues.OLD.search(scene.line, max(low, match.start() - 24), min(high, match.end() + 12))
    is_old = is_old or cues.AGO_BEFORE.search(before) or cues.AGO_AFTER.match(after)
    if is_old or cues.NONE_AFTER.match(scene.line, match.end()):
        return False
    if cues.ELSEWHERE_BEFORE.search(before) or cues.ELSEWHERE_AFTER.match(after):
        return False
    if scene.day is not None and when is not None and _is_past(when, scene.day):
        return False
    is_many, is_had = bool(cues.MANY.search(match.group())), cues.HAD_SEVERAL.search(before) is not None
    end = marked.bounds[min(marked.sentence_at(match.start()) + 2, len(marked.bounds) - 1)][1]
    is_singled_out = (
        match.start() < marked.title_end
        or any(one.search(before) for one in (cues.LATEST, cues.ONE_OF, cues.AS_ONE_OF, cues.INSPECTED_UNDER))
        or (is_many and bool(cues.NEWEST.search(scene.line, match.end(), end)))
    )
    ahead = [cues.TO_COME.search(before), cues.TO_COME_AFTER.match(after), cues.WEEKS.search(match.group())]
    if not is_singled_out:
        ahead += [cues.AHEAD_BEFORE.search(before), cues.AHEAD_AFTER.match(after)]
        ahead += [cues.IN_GENERAL.search(before)] if is_many and not is_had else []
    if any(ahead) and not cues.DONE_AFTER.match(after):
        return False
    is_outcome = (cues.OUTCOME_OF.search(before) and cues.DAYS.search(after)) or cues.SO_OFTEN.search(before)
    is_of_those = cues.SEVERAL_DONE.match(after) or cues.TO_NAMED.match(marked.marks, match.end())
    return not is_many or is_singled_out or bool(is_outcome or is_had or is_of_those)


def _kind(scene: VisitScene, match: re.Match[str], stands: str | None) -> VisitKind:
    """Return the kind of a visit that is not named: the headline's, the only one that the text names, or by the grade.

    The only one named must fit the grade that stands: monitoring follows inadequate, a focused visit any other.
    """
    line, title_end = scene.marked.plain, scene.marked.title_end
    if (headed := announced(scene)) is not None:
        return headed
    kinds = [kind for kind, pattern in NAMED if pattern.search(line, scene.marked.starts, title_end)]
    by_grade = VisitKind.MONITORING if stands == INADEQUATE else VisitKind.FOCUSED
    if len(kinds) == 1 and (stands is None or kinds[0] in {by_grade, VisitKind.JTAI, VisitKind.ASSURANCE}):
        return kinds[0]
    if stands is None:
        low, high = sentence_of(scene.marked, match.start())
        grades = {span.key for span in scene.marked.grades}
        is_troubled = grades == {INADEQUATE} or cues.TROUBLED.search(line, scene.marked.starts)
        return VisitKind.MONITORING if is_troubled or cues.NTH_SINCE.search(line, low, high) else by_grade
    return by_grade


def _is_past(when: str, day: date) -> bool:
    """Tell whether a visit is too long ago to be news: in an earlier year where the year alone is told."""
    return int(when[:4]) < day.year - (_OLDEST if len(when) > len("2024") else 0)


def _unnamed(scene: VisitScene, *, standing: dict[str, str]) -> Iterator[FoundVisit]:
    if (scene.day and scene.day.year < _FIRST_YEAR) or not (scene.marked.services or "ofsted" in scene.marked.plain):
        return  # before there were any, or of other inspectors and things
    for match in cues.ANY.finditer(scene.line, scene.marked.starts):
        if not _is_short(scene, match):
            continue
        when = when_of(scene.marked, match.start(), match.end(), scene.day)
        if not _is_told(scene, match, when):
            continue
        for code in whose(scene, match.start(), match.end(), is_guess=True):
            stands = standing.get(code)
            yield FoundVisit(
                code=code,
                kind=_kind(scene, match, stands),
                start=match.start(),
                end=match.end(),
                when=when,
                reason=f"a visit of no named kind; it follows the grade that stands ({stands or 'none told'})",
                is_guess=True,
                is_carried=not scene.headings and is_carried(scene, match.start()),
            )


def _is_short(scene: VisitScene, match: re.Match[str]) -> bool:
    """Tell whether Ofsted's inspectors were there, on a day told or in one of the ways of a visit without grades."""
    plain, starts = scene.marked.plain, scene.marked.starts
    low, high = sentence_of(scene.marked, match.start())
    if not cues.DAYS.search(plain, low, high) and not cues.LETTER.search(plain, starts, low, high):
        return False
    if _is_full(scene, match) or cues.OTHER_VISITOR.search(plain, low, high):
        return False
    if any(pattern.search(plain, starts, low, high) for _, pattern in NAMED):
        return False  # it was refused as such
    if match.lastgroup == "weak":
        comma = max(low, scene.line.rfind(",", low, match.start()))
        return not cues.GRADED_INSPECTION.search(scene.marked.marks, low, high) and bool(
            cues.INSPECTORS.search(scene.line, comma, high) or cues.INSPECTORS.search(scene.line, low, low + _SUBJECT)
        )
    number, bounds = scene.marked.sentence_at(low), scene.marked.bounds
    low, high = bounds[max(0, number - 2)][0], bounds[min(number + 1, len(bounds) - 1)][1]
    return bool(cues.INSPECTORS.search(scene.line, low, high))


def _is_full(scene: VisitScene, match: re.Match[str]) -> bool:
    """Tell whether the clause of a visit tells of a full inspection."""
    low, high = _clause(scene, match)
    is_likely = any(scene.line.find(hint, low, high) >= 0 for hint in cues.FULL_HINTS)
    return is_likely and bool(cues.FULL.search(scene.line, low, high))


def _clause(scene: VisitScene, match: re.Match[str]) -> tuple[int, int]:
    """Return where the part of the sentence between semicolons starts and ends that holds the words of a visit."""
    low, high = sentence_of(scene.marked, match.start())
    end = scene.line.find(";", match.end(), high)
    return max(low, scene.line.rfind(";", low, match.start())), high if end < 0 else end
