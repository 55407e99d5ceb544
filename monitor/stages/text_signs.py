"""Name what in a text as a whole bears on whether it tells a new result. Each name is a reason for a person."""

import re
from collections.abc import Iterator
from typing import Final

from monitor.stages.classify_cues import BODY_LENGTH
from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import G
from monitor.stages.detect.marked import Marked

_SIGNS: Final = (
    (
        "the body speaks of a monitoring or focused visit",
        cue(r"\b(?:monitoring|focus(?:s)?ed)\s(?:\w+\s)?(?:visit|inspection)"),
    ),
    (
        "the body speaks of an improvement plan or board",
        cue(r"\bimprovement\s(?:plan|board|notice|journey|adviser|partner)"),
    ),
    (
        "the body speaks of ministers or a commissioner",
        cue(r"\b(?:commissioner|minister|secretary|Department\sfor\sEducation|DfE)\b"),
    ),
    (
        "the body speaks of a full inspection",
        cue(
            r"\b(?:full|ILACS|graded|two-week|three-week|short|standard)\s(?:\w+\s)?inspection|single\sinspection\sframework|\binspection\sof\s(?:\w+\s){0,3}(?:children|services)"
        ),
    ),
    (
        "the body speaks of the last inspection",
        cue(
            r"\b(?:last|previous|earlier)\s(?:\w+\s)?(?:inspection|inspected|report|rating|judge?ment)|\bsince\s(?:its|the)\s"
        ),
    ),
    (
        "the body thanks or congratulates",
        cue(r"\b(?:thank\w*|congratulat\w+|proud|delighted|pleased|tribute|hard\swork|apolog\w+)\b"),
    ),
    (
        "the body has a link to the report",
        cue(r"\b(?:full\sreport|read\sthe\sreport|report\scan\sbe|report\sis\savailable)\b"),
    ),
)


_INSPECTED: Final = re.compile(r"ofsted|inspect|watchdog|regulator|\brat(?:ed|ing)\b|judge?ment")
_PARTIES: Final = cue(
    r"\b(?:opposition|Labour|Conservatives?|Tor(?:y|ies)|Lib(?:eral)?\sDem\w*|Greens|Reform\sUK|UKIP|MPs?|campaign\w*|charity|"
    r"union|unison)\b"
)


def text_signs(marked: Marked, first: int, lead_start: int, lead_end: int) -> Iterator[str]:
    """Yield the signs of a text; `first` is the number of its first sentence, which opens it with the next one."""
    body = marked.plain[marked.title_end : marked.title_end + BODY_LENGTH]
    yield from (name for name, pattern in _SIGNS if pattern.search(body))
    if any(other.start < marked.title_end for other in marked.others):
        yield "the headline names other provision"
    elif any(lead_start <= other.start < lead_end for other in marked.others):
        yield "the opening names other provision"
    low, high = marked.bounds[first] if first < len(marked.bounds) else (0, 0)
    if not _INSPECTED.search(marked.plain, low, high) and not re.search(G, marked.marks[low:high]):
        yield "the first sentence speaks of neither an inspection nor a grade"
    if _PARTIES.search(marked.plain, 0, lead_end):
        yield "the opening speaks of a party or an opposition"
    if len({area.key for area in marked.areas} - {"all", "some", "overall"}) > 2:
        yield "the text goes through the judgement areas"
    if not marked.title_end:
        yield "the text has no headline"
    elif re.search(G, marked.marks[: marked.title_end]):
        pass
    elif re.search(r"ofsted|inspect|watchdog", marked.plain[: marked.title_end]):
        yield "the headline names Ofsted but no grade"
    else:
        yield "the headline names neither Ofsted nor a grade"
