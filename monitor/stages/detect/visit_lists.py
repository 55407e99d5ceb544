"""Find the visits without grades that a page lists: an authority in each section, or at the head of each line."""

from collections.abc import Iterator
from itertools import pairwise

from monitor.model.inspection import VisitKind
from monitor.stages.detect import visit_cues as cues
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.visit_found import FoundVisit, when_of
from monitor.stages.detect.visit_kinds import NAMED
from monitor.stages.detect.visit_owners import VisitScene, sentence_of


def listed(scene: VisitScene) -> Iterator[FoundVisit]:
    """Yield the visits of a page that lists them."""
    yield from _in_sections(scene)
    yield from _in_lines(scene)


def announced(scene: VisitScene) -> VisitKind | None:
    """Return the kind that the headline names."""
    marked = scene.marked
    return next((k for k, one in NAMED if one.search(marked.plain, marked.starts, 0, marked.title_end)), None)


def _in_sections(scene: VisitScene) -> Iterator[FoundVisit]:
    """Yield a visit for each authority with a heading of its own, where the headline is about visits of a kind."""
    kind = announced(scene)
    for (start, code), (end, _) in pairwise([*scene.headings, (len(scene.line), "")]):
        match = cues.LOOKED.search(scene.line, start, end)
        if kind is None or match is None:
            continue
        for one in scene.discourse.present(code):
            yield FoundVisit(
                code=one,
                kind=kind,
                start=match.start(),
                end=match.end(),
                when=when_of(scene.marked, match.start(), match.end(), scene.day),
                reason=f"the headline speaks of {kind} visits, and the authority has a section",
            )


def _in_lines(scene: VisitScene) -> Iterator[FoundVisit]:
    """Yield a visit for each authority with which a line begins, under a headline or a line on visits of a kind."""
    marked = scene.marked
    kind, above = _told_above(marked)
    entries = [
        one
        for one in scene.discourse.named
        if one.start > above and len(one.codes) == 1 and _is_entry(marked, one.start, one.end)
    ]
    if kind is None or len({one.codes for one in entries}) < 2:
        return
    for one in entries:
        for code in scene.discourse.present(one.codes[0]):
            yield FoundVisit(
                code=code,
                kind=kind,
                start=one.start,
                end=one.end,
                when=when_of(marked, one.start, one.end, scene.day),
                reason=f"stands in a list of {kind} visits",
            )


def _told_above(marked: Marked) -> tuple[VisitKind | None, int]:
    """Return of which kind of visits a list may follow, and where it is named: in the headline, or before a colon."""
    for kind, pattern in NAMED:
        for match in pattern.finditer(marked.plain, marked.starts):
            line_end = sentence_of(marked, match.start())[1]
            is_above = match.end() <= marked.title_end or marked.plain.endswith(":", match.end(), line_end)
            if is_above and cues.MANY.search(match.group()):
                return kind, match.end()
    return None, 0


def _is_entry(marked: Marked, start: int, end: int) -> bool:
    """Tell whether a name stands at the head of a line and a colon or a comma follows it."""
    is_at_head = marked.plain[max(0, start - 4) : start].rstrip(" -").endswith("\n")
    return is_at_head and cues.ENTRY_AFTER.match(marked.plain, end) is not None
