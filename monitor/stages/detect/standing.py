"""Tell which grades a text only says to stand: a neighbour's beside the news, and one told in another story."""

from collections.abc import Sequence
from typing import Final

from monitor.stages.detect.cues import cue
from monitor.stages.detect.evidence import Scene
from monitor.stages.detect.frame_cues import MONTH
from monitor.stages.detect.frames import JUST_TOLD, STANDING, Frame, When
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G
from monitor.stages.detect.places import GRADE_RUN
from monitor.stages.detect.readings import Reading

_OF_AN_INSPECTION: Final = cue(
    r"\b(?:inspect|ofsted|report|visit|found|judg|said|says|ruled|verdict|conclu|watchdog|today|yesterday|th(?:is|e)\s(?:week|month))\w*|day\b"
)
_YET_TO_BE: Final = cue(r"\b(?:yet|due|waiting|still|expected)\sto\sbe\sinspected\b|\b(?:awaits?|awaiting)\s[^.;,]*")
_WHICH_IS: Final = cue(
    rf"^\W*(?:which\s|whose\s(?:(?:[\w']+|{SERVICE}+)\s){{1,3}})(?:is|are)\s"
    r"(?:(?:also|both|itself|all)\s)?(?:(?:rated|judged|graded)\s)?[\"']?$"
)
_IS_RATED: Final = cue(r"\b(?:is|are)\s(?:(?:also|both|all)\s)?(?:rated|judged|graded)\s(?:as\s)?[\"']?$")
_IS: Final = cue(r"\b(?:is|are)\s(?:(?:also|both|all)\s)?[\"']?$")
_REMAINS: Final = cue(r"\b(?:remains?|stays?|still|continues?)\b")  # and not "retained", which tells of a result
_HAS_A: Final = cue(
    rf"(?:^\W*(?:\w+\s)?it|\bwhich|\b(?:council|authority|county|city|borough)|{AUTHORITY})\s(?:(?:already|also|currently)\s)?"
    r"(?:has|holds|boasts|enjoys)\san?\s(?:current\s|overall\s)?[\"']?$"
)
_OF_A_GRADE: Final = cue(rf"\b(?:inspect|rat(?:ed|ing)|grade|judg|report|verdict|result|watchdog)|{G}")
_SEVERAL: Final = 2  # councils
_A_SENTENCE: Final = 4  # words at least, and one more
_NEWLY: Final = cue(
    r"\b(?:now|today|yesterday|just|this\s(?:week|month|morning)|report|inspect\w*|found|published|after|following|again|"
    r"(?:mon|tues|wednes|thurs|fri)day)\b"
)
_GRADES: Final = r"(?:ratings?|rated|grades?|graded|judge?ments?|rankings?)"
# "These are the current Ofsted ratings of five councils", "Our table shows how each is rated".
_AS_THEY_STAND: Final = cue(
    rf"\bcurrent\s(?:ofsted\s|overall\s|inspection\s)*{_GRADES}\b|\b(?:table|map|chart|graphic|list)\b[^.;]*\b{_GRADES}\b"
    rf"|\b{_GRADES}\b[^.;]*\b(?:table|map|chart|where\sdoes\syour)\b|\bleague\stable\b"
    r"|\bhow\b[^.;]*\b(?:is|are)\s(?:\w+\s)?rated\b|\bare\srated\s[^.;]*\b(?:at\spresent|as\sfollows|now)\b"
    rf"|\bas\s(?:of|at)\s(?:\d{{1,2}}\s)?{MONTH}\b[^.;]*\b{_GRADES}\b"
    r"|\bwhen\s(?:it|they|ofsted|inspectors)\slast\s(?:came|called|visited|inspected|looked)\b"
    r"|\b(?:was|were)\slast\s(?:inspected|rated|judged|graded)\b"
)
_OPENING: Final = 2  # sentences of the body
_NEIGHBOURS: Final = cue(r"\bneighbours?\b|\bnext\sdoor\b|\bin\sthe\sregion\b")

_AS_STANDING: Final = When(frame=Frame.PAST, reason=STANDING)


def as_standing(reading: Reading) -> Reading:
    """Return a grade that stands; one with a time of its own keeps that."""
    return reading._replace(when=_AS_STANDING) if reading.when.frame is Frame.NOW else reading


def stands_beside(scene: Scene, reading: Reading, headed: set[str]) -> bool:
    """Tell whether a grade is only said to be one that another authority than that of the headline has.

    "Leeds children's services G1": "... York remains G2.", "... York, which is G2, will help.", "York and Hull are both
    rated G2.", and not "York remains G2, inspectors found".
    """
    if not headed or reading.in_title or reading.when.reason == JUST_TOLD:
        return False
    if any(not headed.isdisjoint(codes) for _, codes in reading.owner.named):
        return False
    before = reading.scope.text[: reading.span.start - reading.scope.start]
    line = scene.marked.plain[slice(*scene.marked.bounds[reading.sentence])]
    is_compared = bool(scene.discourse.headed) or _NEIGHBOURS.search(line) is not None
    is_so = _WHICH_IS.search(before) or _IS_RATED.search(before) or (is_compared and _IS.search(before))
    is_still = (reading.kept or reading.still) and _REMAINS.search(before) is not None
    if not is_still and not is_so:
        return False
    return _OF_AN_INSPECTION.search(_YET_TO_BE.sub("", line)) is None


def led_by(scene: Scene) -> set[str]:
    """Return whom the first telling sentence of a text without a name in its headline is about, as la_codes."""
    told = {code for one in scene.discourse.in_sentence(scene.lead) if not one.is_aside for code in one.codes}
    return told if len(told) == 1 else set()


def stands_by_the_way(scene: Scene, reading: Reading) -> bool:
    """Tell whether another story only says of a council what it is rated: "It has a G rating for its services".

    Neither its headline nor what stands before that sentence speaks of an inspection or a grade.
    """
    marked = scene.marked
    first, here = marked.sentence_at(marked.title_end), marked.bounds[reading.sentence][0]
    is_told = not reading.refusal and reading.is_overall and reading.when.frame is Frame.NOW
    if not is_told or reading.is_now or reading.sentence <= first or _NEWLY.search(reading.scope.text):
        return False
    before = reading.scope.text[: reading.span.start - reading.scope.start]
    if not _IS_RATED.search(before) and not _HAS_A.search(before):
        return False
    is_story = marked.plain.count(" ", marked.bounds[first][0], here) >= _A_SENTENCE
    return is_story and _OF_A_GRADE.search(marked.marks, 0, here) is None


def lists_what_stands(scene: Scene, told: Sequence[Reading]) -> int:
    """Return the number of the sentence after one that opens a list of what several councils are rated, 0 if none does.

    "These are the current Ofsted ratings of five councils.", and not a sentence that has a grade of its own.
    """
    marked = scene.marked
    if len({codes for one in told for _, codes in one.owner.named}) < _SEVERAL:
        return 0
    for number in range(marked.sentence_at(marked.title_end) + _OPENING):
        if number >= len(marked.bounds):
            break
        low, high = marked.bounds[number]
        if _AS_THEY_STAND.search(marked.plain, low, high) and not GRADE_RUN.search(marked.marks, low, high):
            return number + 1
    return 0


def stands_in_list(listed: int, reading: Reading) -> bool:
    """Tell whether a grade of the whole goes on from such a sentence, and is not told as given just now."""
    is_told = not reading.refusal and reading.is_overall
    return is_told and reading.sentence >= listed and not _NEWLY.search(reading.scope.text)
