"""Tell whether a grade is counted over many councils, or said of councils in general, and so is nobody's."""

from typing import Final

from monitor.stages.detect.cues import Heads, cue, hinted
from monitor.stages.detect.frame_cues import IN_COMPANY
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE
from monitor.stages.detect.places import Place

COUNTED: Final = "is counted over many councils or said of councils in general"
_COUNTED_FROM: Final = 90  # characters before a grade
_RATED_FROM: Final = 60
_NUMBER_FROM: Final = 12  # more than any number of theirs has
_COUNTS: Final = hinted(
    r"(?:\b\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent)|\b(?:number|proportion|share|percentage|majority|"
    r"quarter|third|half|fifth|two-thirds|three-quarters|most|tally|total)\s"
    r"(?:of(?!\s(?:years|months|weeks|days|occasions|reasons|ways|times)\b)|were|are|have)\b|"
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|many|several|fewer|"
    r"other|most|all|those|some|more|few)(?:\s(?:other|more|of|the|English|local|in|out|ten|further|"
    r"such|were|was|are|have|had|been|got|its|these|\d+))*\s(?:local\s)?(?:councils|authorities|"
    r"departments|councils'|children's\sservices\sdepartments|LAs|areas\snationally|areas\sin)\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine)\s(?:local\sauthority\s|council\s)?in\s(?:two|three|four|five|six|seven|eight|"
    r"nine|ten)\b)",
    (
        "0 percent per number proportion share percentage majority quarter third half fifth one two three four five "
        "six seven eight nine most tally total councils authorities departments las areas"
    ),
)
_OWN_CLAUSE: Final = cue(
    rf"\b(?:when|where|after|as|which|since)\s(?:[\w']+\s){{0,3}}?(?:it|its|[{SERVICE}{AUTHORITY}]+|the\s(?:[\w-]+\s){{0,2}}?"
    rf"(?:council|authority|borough|county|city|department|island)(?:'s)?)\s"
)
_GENERIC: Final = hinted(
    r"\b(?:any|every|each|most|such|if\s(?:a|your))\s(?:council|authority|local\sauthority|"
    r"department)\b|\b(?:councils|authorities|departments)\s(?:rated|judged|graded|found|that|which|"
    r"who|with|deemed|are|were)\b|\byour\b",
    "council authority local department your",
)
_THOSE_RATED: Final = cue(r"\b(?:the|for|those)\s(?:\d+\s)?(?:rated|judged|graded)\b[^,;]{0,20}$")
_SOME: Final = "0 some others many most several few two three four five six seven eight nine ten one"
_SOME_OF_MANY: Final = hinted(
    r"\W*\b(?:of\s\d+,\s)?(?:some|others|many|most|several|few|a\sfew|two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:of\sthem\s)?"
    r"(?:has|have|had|is|are|was|were|did|do|went|got|received|improved)\b",
    _SOME,
)
_NUMBER_BEFORE: Final = hinted(
    r"(?:(?<!\bof)\s|^)(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s[\"']?$", _SOME
)
_ENDED_IN: Final = hinted(
    r"(?:(?<!\bof)\s|^)(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s(?:(?:ended|resulted|finished|came\sout)\s(?:in|as|at)|in|judged|"
    r"graded|rated)\s[\"']?$",
    _SOME,
)
_ONLY_SOME: Final = hinted(r"\bonly\s(?:one|two|three|four|five|\d+)\s(?:is|are|was|were|has|have|had)\b", "only")
_OVER_MANY: Final = cue(
    r"^[\"']?[^.;]{0,40}\bin\s(?:three-quarters|two-thirds|half|most|many|\d+\s(?:councils|authorities)|a\s(?:third|quarter))\b"
)
# "Once inadequate, two thirds did better."
_MANY_FOLLOW: Final = cue(
    r"^[\"']?,\s(?:two[\s-]thirds|three[\s-]quarters|half|most|many|some|a\s(?:third|quarter|few)|\d+\s?(?:%|per\s?cent))\b(?!\sof\sits\b)"
)
# "the number of councils with the lowest grade, after Leeds and York": it is counted over those named.
_NAMES_THEM: Final = cue(
    rf"^[\"']?[^.;{AUTHORITY}]{{0,60}}?,\s(?:after|joining|alongside|along\swith|including)\s(?:the\s)?[{AUTHORITY}]"
)
# "five 'inadequate' councils", "most inadequate judgements": whoever else is named in the sentence.
_MANY: Final = r"(?:most|many|all|any|such|few|other|several)"
_MANY_BEFORE: Final = cue(rf"(?:^|\s){_MANY}\s[\"']?$")
# "It is now one of the few outstanding councils", "it joins six other outstanding ones": it is one of them.
AMONG_SO_MANY: Final = cue(
    r"\b(?:one\sof|among|join(?:s|ed)?)\s(?:only\s|just\s|the\s|a\s)*(?:few|handful\sof|growing\snumber\sof|elite\sgroup\sof|"
    r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s(?:other\s)?[\"']?$"
)
# "The council was pleased to be among those rated G."
_AMONG_THOSE: Final = cue(
    r"\b(?:council|authority|borough|county|city|department|it|we|they)\b[^.;,]{0,50}\bamong\s(?:the|those)\s(?:few\s|councils\s|authorities\s|\d+\s)?"
    r"(?:rated|judged|graded|deemed)\s(?:as\s)?[\"']?$"
)
_IN_A_SCHEME: Final = cue(
    r"^[\"']?\s\w+\s(?:in|on)\s(?:an?|the)\s(?:\w+\s){0,2}(?:scheme|programme|partnership|project|pilot)\b"
)
_RATINGS_AFTER: Final = cue(r"^[\"']?\s(?:judge?ments|ratings|grades|verdicts)\b")
_OF_ONE: Final = cue(r"\b(?:that|this|it|its|they|their|we|our|had|has)\b")
# "That makes three good ratings in a row": they are those of one authority.
_IN_A_ROW: Final = cue(
    r"^[\"']?(?:\s(?:ofsted\s)?(?:judge?ments|ratings|grades|verdicts|reports|inspections))?,?\s(?:in\s(?:a\srow|succession)|running|"
    r"(?:one|each)\safter\s(?:the\sother|another)|on\sthe\strot|back\sto\sback)\b"
)
_COUNCILS_AFTER: Final = cue(
    rf"^[\"']?(?:-rated)?\s(?:local\s)?(?:councils|authorities|boroughs|departments)\b(?![^.;]{{0,12}}{AUTHORITY})"
)


def is_counted(place: Place, before: str, after: str) -> bool:
    """Tell whether a grade is counted over many. `before` and `after` are the words of its scope on both sides."""
    if _is_of_many(before, after, place.heads):
        return True
    if "among" in before and _AMONG_THOSE.search(before):
        return False
    line = place.marked.marks[max(place.low, place.span.start - _COUNTED_FROM) : place.span.start]
    if AUTHORITY in place.scope.text or AUTHORITY in line or _NAMES_THEM.match(after):
        return False
    if (_IN_A_ROW.match(after) and _OF_ONE.search(line)) or IN_COMPANY.search(before):
        return False
    heads = place.heads
    return bool(
        _counts(line, heads)
        or _GENERIC.search(before[-70:], heads)
        or _SOME_OF_MANY.match(before, heads)
        or _NUMBER_BEFORE.search(before[-_NUMBER_FROM:], heads)
        or _ENDED_IN.search(before, heads)
        or _ONLY_SOME.search(before, heads)
        or _THOSE_RATED.search(before, max(0, len(before) - _RATED_FROM))
        or _OVER_MANY.match(after)
        or _MANY_FOLLOW.match(after)
    )


def _is_of_many(before: str, after: str, heads: Heads) -> bool:
    """Tell whether a grade is that of so many councils, or of most ratings, in so many words."""
    near = before[-_NUMBER_FROM:]
    if AMONG_SO_MANY.search(before) and not _IN_A_SCHEME.match(after):
        return False
    is_of_many = _MANY_BEFORE.search(near) is not None
    if is_of_many and _RATINGS_AFTER.match(after):
        return True
    return _COUNCILS_AFTER.match(after) is not None and bool(is_of_many or _NUMBER_BEFORE.search(near, heads))


def _counts(line: str, heads: Heads) -> bool:
    """Tell whether councils are counted, and the grade does not go back to one of them after that."""
    counted = _COUNTS.search(line, heads)
    return counted is not None and not _OWN_CLAUSE.search(line, counted.end())
