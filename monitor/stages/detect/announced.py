"""Tell of which grades a text says that they were given now: in their own sentence, or in the one that opens it."""

import re
from typing import Final

from monitor.stages.detect.cues import cue
from monitor.stages.detect.evidence import Scene
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.lexicon import AUTHORITY, OTHER, SERVICE, G
from monitor.stages.detect.readings import Reading

_OF_TODAY: Final = 0.75  # the least for what its own sentence tells to have been given today or this week
_MAY_BE_NEW: Final = 0.1  # unless more than that speaks against it
_LEANS: Final = 0.005  # for one that goes on from "three councils have been inspected"
_SOON: Final = 3  # sentences after the first that tells something
_NEXT_FEW: Final = 3  # sentences
_NEXT_LINES: Final = 12  # for one whose authority is named with it
_A_GRADE_OR_YEAR: Final = re.compile(rf"{G}|\b20[0-3]\d\b")
_TODAY: Final = cue(
    r"\b(?:today|tonight|yesterday|last\snight|this\s(?:week|morning|afternoon|evening)|last\sweek|this\stime|(?:published|released|issued|out)\s(?:on|last)\s\w+day)\b"
)
# "Three councils have been inspected by Ofsted.", "Ofsted has published three reports on children's services."
_THOSE_WHO_INSPECT: Final = r"\b(?:ofsted|inspectors|watchdog|regulator|inspectorate)\s"
_COUNCILS_WERE_SEEN: Final = cue(
    rf"\b(?:councils|authorities|boroughs|counties|cities|{AUTHORITY}+)\s(?:in\s[\w\s]{{1,40}}\s)?(?:have|has)\s"
    r"(?:(?:all|both|each|just|now|this\s\w+)\s)?(?:been\s(?:inspected|graded|rated|judged)|received|learn(?:ed|t)|found\sout"
    rf"|had\s(?:their|an?|its|new)?\s?(?:{SERVICE}+\sinspected|reports?|inspections?|results?|verdicts?))\b"
    rf"|{_THOSE_WHO_INSPECT}(?:has|have)\s(?:(?:just|now|also|today|this\s\w+)\s)?"
    r"(?:published|released|issued|delivered|given|inspected|reported\son)\b"
    rf"|{_THOSE_WHO_INSPECT}(?:published|released|issued|delivered)\s[^.;]*\b(?:reports?|results?|verdicts?|judge?ments?)\b"
    r"[^.;]*\b(?:today|yesterday|this\s(?:week|morning|afternoon)|on\s(?:mon|tues|wednes|thurs|fri)day)\b"
    r"|\b(?:latest|newest)\s(?:round|batch|crop|set|series)\sof\s(?:ofsted\s)?(?:inspections?|reports?|judge?ments?|results?)\s"
    r"|\b(?:inspection\s)?(?:reports?|results?|verdicts?|judge?ments?)\s(?:on|for|of)\s[^.;]*"
    r"\b(?:came\sout|(?:are|is)\sout|(?:were|have\sbeen|has\sbeen|was)\s(?:published|released))\b"
    r"(?:\s(?:today|yesterday|this\s(?:week|morning|afternoon)|on\s(?:mon|tues|wednes|thurs|fri)day))\b"
)
_OFSTED_HAS: Final = cue(
    r"(?<!that )(?<!which )(?<!whom )\b(?:ofsted|inspectors|watchdog|regulator|inspectorate)\s(?:has"
    r"|have)\s(?:\w+ly\s|just\s|now\s|again\s)?"
    r"(?:rated|judged|found|graded|given|awarded|deemed|declared|upgraded|downgraded|moved|raised|labelled|branded)\b"
)
_FOUND_SERVICES: Final = cue(
    r"\b(?:ofsted|inspectors|watchdog|regulator|inspectorate)\s(?:found|judged|rated|graded|deemed)\s(?:that\s)?(?:the\s(?:council|county|city|borough)'s\s)?"
    rf"{SERVICE}+\s(?:there\s)?(?:(?:were|was|are|to\sbe|as)\s)?[\"']?$"
)
# "Ofsted says that ... Inspectors graded the council as G."
_SAYS: Final = cue(r"\b(?:ofsted|inspectors|watchdog|regulator|inspectorate)\s(?:now\s)?(?:says?|warns?|finds?)\b")
_THEY_RATED: Final = cue(
    r"^\W*(?:the\s)?(?:inspectors|ofsted|watchdog|inspectorate|they|it)\s(?:rated|graded|judged)\s"
)
_IS_OUT: Final = cue(
    rf"{_THOSE_WHO_INSPECT}(?:has|have)\s(?:just|now)\s(?:published|released|issued)\s(?:its|the|their|a)\s(?:[\w-]+\s){{0,2}}(?:report|findings|verdict|letter)\b"
    r"|\b(?:the|its|ofsted's)\s(?:[\w-]+\s){0,2}report\s(?:is\s(?:now\s)?out|(?:has\s(?:just|now)\sbeen|was)\spublished\s(?:today|yesterday|this\sweek))\b"
)
# "It is now one of the few that are G, after an inspection in March."
_AFTER_AN_INSPECTION: Final = cue(
    r"\b(?:after|following)\s(?:an?|its|the|this|their)\s(?:\w+\s){0,2}?(?:inspection|visit)\b(?!\s(?:in|of)\s20)"
)


def least(scene: Scene, reading: Reading, chance: float, announced: int) -> float:
    """Return the probability of a new grade that a text leaves it with, by what it says of the time of the grade.

    `chance` is the one by its evidence, and `announced` what `announces_results` returns of the text.
    """
    if chance > _MAY_BE_NEW and _is_of_today(scene, reading):
        return max(chance, _OF_TODAY)
    if announced and chance > _LEANS and _goes_on_from(announced, reading):
        return max(chance, _OF_TODAY)
    return chance


def _is_of_today(scene: Scene, reading: Reading) -> bool:
    """Tell whether a sentence says of a grade of the whole that it was given today, or is so now.

    So does one with which a text begins: "Ofsted has rated Leeds G".
    """
    is_told = not reading.refusal and reading.is_overall and reading.when.frame is Frame.NOW
    if not is_told or reading.when.year is not None or reading.owner.is_other:
        return False
    text, marked = reading.scope.text, scene.marked
    before, after_lead = text[: reading.span.start - reading.scope.start], reading.sentence - scene.lead
    return bool(
        _TODAY.search(text)
        or (after_lead <= 1 and _OFSTED_HAS.search(before))
        or (after_lead <= _SOON and _THEY_RATED.match(text) and _says_now(scene))
        or (after_lead <= 0 and _FOUND_SERVICES.search(before))
        or (reading.sentence and _IS_OUT.search(marked.plain, *marked.bounds[reading.sentence - 1]))
        or (reading.is_now and _AFTER_AN_INSPECTION.search(marked.plain, *marked.bounds[reading.sentence]))
    )


def _says_now(scene: Scene) -> bool:
    """Tell whether the first telling sentence of a text says what those who inspect say now."""
    return _SAYS.search(scene.marked.plain, *scene.marked.bounds[scene.lead]) is not None


def announces_results(scene: Scene) -> int:
    """Return the number of the sentence after one that opens a text with inspections or reports of now, 0 if none does.

    "Three councils have been inspected by Ofsted.", "Ofsted has published three reports on children's services."
    """
    marked = scene.marked
    first = marked.sentence_at(marked.title_end)
    for number in range(first, scene.lead + 1):
        opening = marked.marks[slice(*marked.bounds[number])]
        is_plain = OTHER not in opening and not _A_GRADE_OR_YEAR.search(opening)
        if is_plain and _COUNCILS_WERE_SEEN.search(opening):
            return number + 1
    return 0


def _goes_on_from(announced: int, reading: Reading) -> bool:
    """Tell whether a grade of the whole stands in one of the next sentences, undated and as told now."""
    is_told = not reading.refusal and reading.is_overall and reading.when.frame is Frame.NOW
    is_plain = (
        is_told and reading.when.year is None and not reading.owner.is_other and not (reading.kept or reading.still)
    )
    is_named = reading.is_labelled or reading.owner.reason.endswith(("is named beside it", "is named just before"))
    reach = _NEXT_LINES if is_named else _NEXT_FEW
    return is_plain and 0 <= reading.sentence - announced < reach
