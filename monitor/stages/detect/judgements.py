"""Say what a grade is about: the services as a whole, named areas, every area, or only some that are not named."""

import re
from typing import Final

from monitor.model.framework import HELP_AND_PROTECTION, IN_CARE, IN_CARE_AND_CARE_LEAVERS, LEADERS, OVERALL
from monitor.stages.detect.cues import cue, hinted
from monitor.stages.detect.lexicon import ALL_AREAS, AREA, AREA_MARKS, AUTHORITY, KEY_OF_MARK, SERVICE, SOME_AREAS, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.places import Place

_SEPARATOR: Final = (
    r"(?:[\s,&\-]|\b(?:and|as\swell\sas|in\saddition\sto|plus|for|in|the|both|including|namely|"
    r"such\sas|or|on|of|its|their|that\sis|alongside|those)\b)*+"
)
_LINK: Final = (
    r"(?:[\s,:\-|\"'()\n]|\b(?:was|were|is|are|be|been|being|has|have|had|also|both|all|each|too|now|"
    r"then|still|again|officially|rated|rating|judged|graded|deemed|found|considered|described|"
    r"assessed|ranked|labelled|classed|branded|as|to|a|an|at|the|only|just|"
    r"remain(?:s|ed)?|went|gone|go|goes|going|moved|moves|moving|climbs|rises|falls|drops|slips|jumps|improves|alone|performance|up|down|two|one|three|grades?|given|giving|gave|"
    r"raised|lifted|upgraded|downgraded|jumped|climbed|received|receiving|receive|achieved|achieving|scored|got|getting|improved|improving|rose|risen|"
    r"fell|fallen|declined|slipped|dropped|dropping|awarded|awarding|handed|from|with|of|too|"
    r"similarly|likewise|"
    r"judgement|judgment|rating|ratings|verdict|level|meanwhile|however|by|Ofsted|inspectors|they|"
    r"said|noted|reported|highlighted|identified|flagged|listed|seen|thought|proved|felt|continue[sd]?|come|recognised|"
    r"(?:deteriorated|worsened|improved|declined|(?:(?<=moved )|(?<=come )|(?<=gone ))(?:further|forward|on"
    r"|ahead))(?:\sand)?|called|finally|where|council|authority|borough|city|county|trust|area|aspect|part"
    r"|category|thing|"
    r"that|which|who|it|retained|kept|maintained|previously|last|earned|secured|singled|out|praised|"
    r"declared|stood|stands|came|comes|not|services?|secure|under)\b)*+"
)
_PLACE: Final = (
    rf"(?:(?:\b(?:at|in|of|within|for|across)\s(?:the\s)?)?[{AUTHORITY}]+(?:'s)?(?:\s[{SERVICE}]+)?|"
    rf"(?:at|in|of|within|for|across|by)\sthe\s(?:trust|council|authority|city|county|borough)\b|"
    rf"\b(?:inspected|assessed|examined)\b|\s)*+"
)
_OVERALL_BEFORE: Final = re.compile(rf"{AREA_MARKS[OVERALL]}+[,\s][^;.{G[1:-1]}{AREA[1:-1]}]{{0,60}}$")
_BEFORE: Final = cue(rf"((?:{AREA}++{_SEPARATOR})++){_PLACE}{_LINK}$")
_AFTER: Final = cue(
    rf"^[\"')]*(?:\s(?:rating|ratings|grades?|gradings?|judge?ments?|verdicts?|marks?|status|"
    rf"outcome))?[\"']?(?:\sfrom\s(?:Ofsted|inspectors|the\s\w+))?(?:\sby\s(?:Ofsted(?:\sinspectors)?|"
    rf"inspectors|the\s\w+))?(?:\sas\swell|\stoo)?[\s,]*"
    rf"(?:\b(?:for|in|on|across|at|over|regarding|concerning|in\srelation\sto|in\sterms\sof|under|"
    rf"including|when\sit\s(?:came|comes)\sto|when\slooking\sat)\b|"
    rf"[:\-](?!\s*(?:[\w']+\s){{0,3}}?{AREA}+\s(?:there\s|here\s)?(?:had|has|have|was|were|is|are)\b))\s*(?:(?:the|its|their|both|"
    rf"council's|how|each|work|of|on|with|what|quality)\s|\w+(?:,|\sand)\s)*((?:{AREA}++{_SEPARATOR})++)"
)
_DIRECT_AFTER: Final = cue(rf"^[\"')]*\s(?:ratings?\s|grade\s)?([{AREA_MARKS[OVERALL]}{AREA_MARKS[ALL_AREAS]}])")
_OBJECT: Final = cue(rf"{G}[\"']?(?:\s\w+){{0,4}}?\s(?:for|in|on|across)\s(?:the\s|its\s)?$")
_FEATURES_AFTER: Final = cue(
    r"^[\"')]*\s(?:(?:features|elements|aspects)\b|(?:in|for)\sthe\s(?:third|fourth|fifth|others?|rest)\b"
    r"(?!\s(?:time|consecutive|successive|straight|year|running|inspection))|(?:in|for)\s(?:some|many|most|several|parts|certain)\b|"
    r"(?:at|in|for)\s(?:keeping|protecting|helping|making)\b)"
)
# "when they were judged ...": of the area that the sentence speaks of
_THEY: Final = cue(
    r"^\W*(?:when|where|which)\s(?:(?:it|they|these|those|both|that\s(?:part|area|aspect|side))\s)?(?:was|were|had\sbeen)\s(?:[a-z]+\s){0,4}[\"']?$"
)
_SUBJECT_AREA: Final = re.compile(rf"^\W*(?:[\w']+\s){{0,4}}?({AREA}++)")
# "since 2018 - when it was G - leaders ...": the second dash ends an aside and names no area.
_IN_DASHES: Final = cue(r"\s-\s(?:when|which|where|who|rated|judged|graded|after|having)\b[^-]*$")
_DASH: Final = re.compile(r"^[\"']?\s-\s")
_OF_THESE: Final = cue(
    r"^\W*(?:the\s(?:first|second|third|fourth|last|latter|others?)|one|two|three|both|all)(?:\sof\s(?:these|them|those))"
    r"\b[^,;]{0,40}$|^\W*the\sothers\b[^,;]{0,40}$"
)
# "three areas were G1, another G2"
_ANOTHER_AREA: Final = cue(
    rf"{AREA}[^.;]*{G}[^.;]*(?:,\s(?:and\s|but\s|with\s)?|\s(?:and|but|with)\s)(?:another|one|two|the\s(?:other|rest|remainder))\s(?:(?:was|were|is|are)\s)?[\"']?$"
)
_COORDINATE: Final = re.compile(rf"{G}+[\"']?(?:,?\s(?:and|but|or)\s(?:\w+\s)?|\sthen,\s)[\"']?$")
_PART: Final = hinted(
    r"\b(?:in\s(?:some\s)?places|practice|front\s?door|hub|MASH|teams?(?!\sof\sinspectors)|virtual\sschool|assessments?|plans?|supervision|"
    r"workforce|morale|oversight|partnership|support|staff|outcomes|elements|aspects|areas|progress|"
    r"one\sarea|areas\sof\s\w+|(?<!'s )(?<!s' )work|board|experiences|recording|"
    r"parts\sof\s[\w\s]{1,30}|the\s(?:fourth|fifth|third|remaining\s\w+))\b"
    rf"(?!,\s(?:the\s(?:trust|council|authority|department|services?)|it|they)\b){_LINK}$",
    (
        "practice front frontdoor hub mash team teams virtual assessment plan plans supervision workforce morale "
        "oversight partnership support staff outcomes elements aspects areas progress area work board experiences "
        "recording parts fourth fifth third remaining places"
    ),
)
# What stands between an area and its grade and says nothing of either: the grade before, an insert, an earlier pair.
# Before each, what none of its matches is without.
_BETWEEN: Final = (
    (
        AREA_MARKS[OVERALL],
        cue(
            rf"\b(?:despite|behind|besides|notwithstanding|unlike|below)\s(?:the|its|this|that)\s{AREA_MARKS[OVERALL]}+(?:\s\w+)?,"
        ),
    ),
    ("out", re.compile(r"\sout\sof\s(?:the\s)?(?:three|four|five|six|\d)\b")),
    (AREA_MARKS[OVERALL], re.compile(rf"{G}+[\"']?(\s{AREA_MARKS[OVERALL]}+)")),
    ("from", re.compile(rf"\bfrom\s[^,;.]{{0,30}}?{G}+[\"']?(?:\sin\s20\d\d)?\s(?:up\s|down\s)?to\s")),
    (
        ",",
        re.compile(
            r",\s(?:at\sthe\ssame\stime|meanwhile|by\scontrast|on\sthe\sother\shand|however|in\sturn|for\sits\spart|too),"
        ),
    ),
    (",", re.compile(rf",\s(?:with|led|under|including|headed)\s[^,;.{G[1:-1]}{AREA[1:-1]}]{{1,60}},")),
)
# What is good in each of these is good overall: the key judgements of SIF and ILACS.
_MAKE_THE_WHOLE: Final = frozenset({HELP_AND_PROTECTION, LEADERS})
_IN_CARE: Final = frozenset({IN_CARE, IN_CARE_AND_CARE_LEAVERS})
# "All areas but one are G, and so is the whole."
_SO_IS_THE_WHOLE: Final = cue(
    rf"^[\"')]*(?:\s(?:ratings?|grades?|marks?|judge?ments?))?[,.]?\s(?:and\s)?so\s(?:too\s)?(?:is|was|are|were|do|does|did)\s(?:the|its|their)\s"
    rf"(?:{AREA_MARKS[OVERALL]}|[{SERVICE}]+[,.]|(?:\w+\s){{0,2}}(?:whole|council|authority|department|services?)\b(?:[,.]|\s(?:as|taken|overall)\b))"
)
_SO_WITHIN: Final = 80  # characters
# "It looked at help and protection, and rated the service G": the service, not what it looked at.
_RATED_THE_WHOLE: Final = cue(
    r"\b(?:rat|judg|grad|deem|brand)\w*\sthe\s(?:service|services|council|authority|department|borough|county|city)\s"
    r"(?:as\s|to\sbe\s)?[\"']?$"
)
_OF_A_COUNCIL: Final = re.compile(rf"^[\"']?(?:-rated)?\s{AUTHORITY}")  # "progress at 'inadequate' Leeds"
_RUN: Final = re.compile("|".join(f"{mark}+" for mark in AREA_MARKS.values()))
_AREA: Final = re.compile(AREA)
_LABEL: Final = re.compile(rf"{AREA}\W*$")


def judged_areas(place: Place) -> tuple[str, ...]:
    """Return the keys that a grade is given to: judgement keys, "all", "some"; empty where the line names none."""
    marked, span = place.marked, place.span
    after = marked.marks[span.end : place.high]
    if _FEATURES_AFTER.match(after):
        return (SOME_AREAS,)
    has_ahead = bool(_AREA.search(after))
    direct = _DIRECT_AFTER.match(after) if has_ahead else None
    if direct:
        return (KEY_OF_MARK[direct.group(1)],)
    before = _line_before(place)[-360:]
    for needed, pattern in _BETWEEN:
        if needed in before:
            before = pattern.sub("", before)
    found = _found_before(before) if _AREA.search(before) else None
    is_aside = bool(_DASH.match(after)) and bool(_IN_DASHES.search(before))
    ahead = _AFTER.match(after) if has_ahead and not is_aside else None
    if found and ahead and _OBJECT.search(before[max(0, found.start() - 60) : found.start()]):
        found = None
    named = _keys(found.group(1)) if found else ()
    following = _keys(ahead.group(1)) if ahead else ()
    if following and (not named or set(named) <= {OVERALL, SOME_AREAS} or ALL_AREAS in following):
        named = (*named, *following) if OVERALL in named else following
    if not named and AREA_MARKS[OVERALL] in before and _OVERALL_BEFORE.search(before[-90:]):
        return (OVERALL,)
    is_theirs = _OF_A_COUNCIL.match(after)
    part = _PART.search(before[-90:], place.heads) if not named and not is_theirs else None
    if part is not None and ":" not in part.group():
        return (SOME_AREAS,)
    named = named or _spoken_of(place, before)
    if _so_is_the_whole(place) or (
        OVERALL not in named and AREA_MARKS[OVERALL] in place.line and _is_nearest_to_overall(place)
    ):
        named = (OVERALL, *named)
    return _settled(named)


def _so_is_the_whole(place: Place) -> bool:
    """Tell whether the words after a grade, in its sentence or the next, give it to the services as a whole too."""
    marks, start, end = place.marked.marks, place.span.end, place.span.end + _SO_WITHIN
    return marks.find("so ", start, end) >= 0 and bool(_SO_IS_THE_WHOLE.match(marks[start:end]))


def _spoken_of(place: Place, before: str) -> tuple[str, ...]:
    """Return the areas that a pronoun stands for: "leadership got worse since 2015, when it was G", "two of these"."""
    if _THEY.match(place.before) and AREA_MARKS[OVERALL] not in place.line:
        subject = _SUBJECT_AREA.match(place.line)
        return _keys(subject.group(1)) if subject else ()
    if _ANOTHER_AREA.search(before):
        return (SOME_AREAS,)
    if place.sentence == 0 or not _OF_THESE.match(before):
        return ()
    return (SOME_AREAS,) if _AREA.search(place.marked.marks, *place.marked.bounds[place.sentence - 1]) else ()


def _found_before(before: str) -> re.Match[str] | None:
    found = _BEFORE.search(before)
    if found is None and _COORDINATE.search(before):
        found = _BEFORE.search(_COORDINATE.sub("", before))
    return None if found and _RATED_THE_WHOLE.search(before, found.end(1)) else found


def _is_nearest_to_overall(place: Place) -> bool:
    """Tell whether no grade of another kind stands as near to the "overall" of the sentence: a list that ends in it."""
    marked, span, low, high = place.marked, place.span, place.low, place.high
    wholes = [area for area in marked.areas if area.key == OVERALL and low <= area.start < high]
    if not wholes:
        return False
    others = [grade for grade in marked.grades if low <= grade.start < high and grade.key != span.key]
    return any(all(_gap(marked, span, whole) < _gap(marked, other, whole) for other in others) for whole in wholes)


def _gap(marked: Marked, grade: Span, area: Span) -> int:
    """Return how far a grade stands from an area: behind a semicolon, further than anything else."""
    if ";" in marked.plain[grade.end : area.start]:
        return len(marked.plain)
    return area.start - grade.end if area.start >= grade.end else grade.start - area.end


def _line_before(place: Place) -> str:
    """Return what stands before a grade, with the line above where the grade has a table cell of its own."""
    marks, start = place.marked.marks, place.span.start
    before = marks[place.low : start]
    if before.strip() or place.sentence == 0:
        return before
    above, end = place.marked.bounds[place.sentence - 1]
    is_label = end - above < 140 and place.low - end < 3 and bool(_LABEL.search(marks[above:end]))
    return marks[above:start] if is_label else before


def _keys(marks: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(KEY_OF_MARK[match.group()[0]] for match in _RUN.finditer(marks)))


def _settled(named: tuple[str, ...]) -> tuple[str, ...]:
    if OVERALL in named:
        return (OVERALL, *(key for key in named if key not in {OVERALL, ALL_AREAS, SOME_AREAS}))
    if ALL_AREAS in named:
        return (ALL_AREAS,)
    areas = tuple(key for key in named if key != SOME_AREAS)
    if _MAKE_THE_WHOLE.issubset(areas) and not _IN_CARE.isdisjoint(areas):
        return (ALL_AREAS, *areas)
    return areas or named


__all__ = ["G", "judged_areas"]
