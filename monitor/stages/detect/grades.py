"""Decide of each grade word whether it is a judgement about an authority's services, and if not, what it is instead.

A refusal is a sentence for a person; nothing is dropped without one.
"""

import re
from dataclasses import dataclass
from typing import Final

from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.detect.cues import cue
from monitor.stages.detect.frames import EXIT
from monitor.stages.detect.lexicon import AREA, AUTHORITY, SERVICE, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import HOLE, Scope

# Cues stand near the word they are about; looking further back costs time and finds other people's cues.
_REACH: Final = 110
_JUDGED: Final = cue(
    r"\b(?:re-?)?(?:rat(?:ed|es?|ing)|judg(?:ed?|es|ing)|grad(?:ed?|es|ing)|deem(?:ed|s)?|f(?:ou|i)nd(?:s|ing)?|declar\w+|brand(?:ed|s|ing)?|label(?:led|s)?|assess(?:ed|es)?|rank(?:ed|s)?|class(?:ed|ified|es)?|describ\w+|consider\w+|call(?:ed|s)|scor(?:ed|es|ing)"
    r"|scoop(?:ed|s)?|achiev\w+|award(?:ed|s|ing)?|giv(?:en|es|ing)|gave|hand(?:ed|s)|receiv\w+|earn(?:ed|s)?|w[io]n(?:s|ning)?|secur(?:ed|es|ing)|g[eo]t(?:s|ting)?|gain(?:ed|s|ing)?|bag(?:ged|s)|land(?:ed|s)|retain\w*|ke(?:pt|eps?|eping)|maintain\w*|h[eo]ld(?:s|ing)?|remain\w*|stay(?:s|ed|ing)?|continu\w+"
    r"|mov(?:ed?|es|ing)|rais(?:ed?|es)|lift(?:ed|s)?|upgrad\w+|downgrad\w+|uprated|promot\w+|jump(?:ed|s)?|lea(?:pt|ps?|ped)|climb(?:ed|s|ing)?|r[io]s(?:en?|es|ing)|rose|slip(?:s|ped)?|drop(?:s|ped)?|f[ae]ll(?:s|en)?|plunge[sd]?|slump\w*|relegated|demoted|improv(?:ed?|es|ing)|went|go(?:es|ne|ing)?|bec[ao]me|becoming|graduat\w+|advanc\w+|soar\w*|bounc\w+|sink|sank|sunk|declin\w+"
    r"|dam(?:ned|ning)|slammed|named|celebrat\w+|welcom\w+|recognised|recognis\w+|confirm\w+|officially|hailed|prais\w+|conclud\w+|decid\w+|came\sout|com(?:es|ing)\sout|told|said|says|stat(?:es|ed|ing)|hit|branded|stamped|marked|concluding|place[sd]|put|made|makes|ended|reach\w*|show(?:ed|s)|see[sn]?|sees|saw|brings?|brought|carr(?:y|ies)|proud|report(?:ed|s)?|return(?:ed|s)?|deliver(?:ed|s)|impressive)\b[^;]{0,90}$"
)
_SUBJECT: Final = rf"(?:[{AUTHORITY}{SERVICE}]|\b(?:councils?|authority|services?|departments?|directorate|trust|provision|they|it|we|our|which|who|that|rating|grade|grading|judge?ment|verdict|borough|county|city|district|town|service|unit|all|everything|outcome|result|result:|overall|both|one|that|care|effectiveness|report|company|children's)(?:'s)?\b|{AREA})"
_COPULA: Final = cue(
    rf"{_SUBJECT}[\"']?(?:,?\s[\w'-]+){{0,4}}?[\s,]*(?:\b(?:is|are|was|were|be|been|as|being|now|officially|previously|formerly|once|then|already|'re|'s|still|again|both|all|also|overall|to|too|:|-)\b[\s,:]*|[:\-|]\s*)+(?:a|an|the|only|at|:|-)?\s*$"
)
_RATING_AFTER: Final = cue(
    r"^[\"')]*[\s-]*(?:overall\s|Ofsted\s|inspection\s|new\s|latest\s|official\s|quality\s|and\s){0,2}(?:ratings?|rated|grad(?:e|es|ing)|judge?ments?|verdict|status|tag|label|category|marks?|score|Ofsted|ruling|classification|accolade|features|elements|aspects)\b"
)
_FUNCTION_AFTER: Final = cue(
    r"^[\"'’)\]]*(?:[\s]*(?:[.,;:!?()\n\[]|-\s|$)|\s+[\ue026\ue027]|\s+(?:-|in|for|by|at|on|overall|across|and|or|but|to|with|within|after|following|from|as|when|while|since|despite|because|under|during|last|this|today|yesterday|again|once|also|now|is|was|were|are|has|have|had|rating|says?|said|than|that|which|who|though|although|if|up|down|only|of|just|then|too|both|all|by|compared|against|throughout|per|via|rather|meaning|due|amid|over|before|until|the|its|their|our|it|they|he|she|we|according|so|months?|weeks?|years?|two|three|four|five|six|seven|eight|nine|ten|a|an|not|no|ahead|thanks|for|recently|previously|based|into|still|either|early|late|\d+|earlier|on|back|inspectors?|watchdog|Ofsted|regulator|respectively|twice|three|times|behind|ever)\b)"
)
_NEGATION: Final = cue(
    rf"(?:\b(?:not|never|none|nor|neither|nobody|cannot|without|far\sfrom|fail(?:ed|s|ing)?\sto|way\s(?:from|off)|(?:close|near)\sto|short\sof|cusp\sof|verge\sof|edge\sof|towards?|instead\sof|rather\sthan|yet\sto|below|above|beyond|(?:less|more|better|worse|higher|lower|other)\sthan(?=\s(?:\w+\s){0, 2}[\"']?$)|anything\sbut|shy\sof|short\sof\sbeing|nothing\s(?:is|was))\b|n't\b)(?!\s(?:only|just|stop|prevent|surpris|change|affect|alter))[^,;{G[1:-1]}]{{0,48}}$"
)
_NOBODY: Final = cue(
    r"^[\W]*(?:no|none|not\sone|nobody|neither|few|just\s(?:one|two|three)|no\sother)\b(?!\s(?:wonder|surprise|longer|doubt))"
)
_MODAL: Final = cue(
    rf"\b(?:will|would|could|should|might|can|must|shall|aim(?:s|ed|ing)?|hop(?:es?|ed|ing)|want(?:s|ed|ing)?|target\w*|ambition\w*|aspir\w+|goal|journey|road|path(?:way)?|plan(?:s|ned|ning)?\sto|work(?:ing)?\stowards?|striv\w+|expect(?:s|ed|ing|ation)?|on\strack|in\sorder\sto|^\W*to\sbe|to\s(?:become|get|achieve|reach|make|secure|deliver|ensure|provide|offer)|seek\w*|predict\w*|likely|prospect|chance|need(?:s|ed)?\sto\sbe|able\sto\sshow|pledg\w+|vow\w*|promis\w+|determined|drive\sto|if|unless|whether|whenever|required\sto\smake|bid\s(?:to|for)|risk(?:s|ed|ing)?|threat\w*|set\sto|due\sto\sbe|consistently|another|next|future|eventually|one\sday|by\s20\d\d|getting\sto|fear(?:s|ed|ing)?|worr(?:y|ied|ies)|push(?:ing)?\s(?:to|for)|look(?:ing)?\sto|for\sa)\b[^;{HOLE}]{{0,70}}$"
)
_MAY: Final = re.compile(
    r"\bmay\s(?:be|become|have|also|yet|still|not|get|achieve|drop|face|lose|soon|well|result|mean)\b[^;]{0,70}$"
)
_DONE: Final = cue(
    r"\b(?:has|have|was|were|is|are|been|'ve|being)\s(?:\w+ly\s|now\s|also\s|both\s|all\s|just\s|again\s)*(?:been\s|being\s)?(?:rated|judged|graded|deemed|found|given|awarded|handed|received|achieved|retained|branded|labelled|confirmed|moved|upgraded|downgraded|declared|assessed|described|now|recognised|raised|scored|told|classed)\b|\b(?:to\s(?:be|have\s(?:been|received|achieved|kept|retained|got|won|secured|earned|maintained))\s(?:rated|judged|graded|awarded)?.{0,12}$(?<=again))|\bfound\s(?:\w+\s){0,4}to\sbe\b|\b(?:pleased|delighted|proud|thrilled|happy|pleasure|great|fantastic|honour)\b.{0,30}\bto\b|\bdeem\w*\b.{0,40}\bto\sbe\b|\b(?:judged|considered|assessed|found|reported|confirmed|understood|shown|deemed|adjudged)\s(?:\w+\s){0,2}to\sbe\b|\bjudg\w+\b.{0,60}\bto\sbe\b|\bfound\b.{0,70}\bto\sbe\b|\bnow\b"
)
_SCALE: Final = cue(
    r"\b(?:scale|rang(?:e|es|ing)\sfrom|runs?\sfrom|only\s(?:one\s)?(?:category|grade|rating)|four[\s-](?:point|grade|tier|ratings)|possible\s(?:ratings|grades|judge?ments|outcomes)|(?:ratings|grades|judge?ments)\s(?:are|can\sbe|include)|can\sbe\s(?:rated|judged|graded)|could\sbe\s(?:rated|judged|graded)|one\sof\sfour\s(?:ratings|grades))\b"
)
_COUNTED: Final = cue(
    r"(?:\b\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent)|\b(?:number|proportion|share|percentage|majority|quarter|third|half|fifth|two-thirds|three-quarters|most|tally|total)\s(?:of|were|are|have)\b|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|many|several|fewer|other|most|all|those|some|more|few)(?:\s(?:other|more|of|the|English|local|in|out|ten|further|such|were|was|are|have|had|been|got|its|these|\d+))*\s(?:local\s)?(?:councils|authorities|departments|councils'|children's\sservices\sdepartments|LAs|areas\snationally|areas\sin)\b|\b(?:one|two|three|four|five|six|seven|eight|nine)\sin\s(?:two|three|four|five|six|seven|eight|nine|ten)\b)"
)
_GENERIC: Final = cue(
    r"\b(?:any|every|each|most|such|if\s(?:a|your))\s(?:council|authority|local\sauthority|department)\b|\b(?:councils|authorities|departments)\s(?:rated|judged|graded|found|that|which|who|with|deemed|are|were)\b|\byour\b"
)
_PURPOSE: Final = cue(
    r"\b(?:what\s(?:makes|is|does)|how\sto|support(?:ing)?\sto\sbe|bring\w*\sup\sto|make\s(?:the|its|their|our)\s\w+(?:\s\w+)?)\s[^,;]{0,30}$"
)
_ADJECTIVE_PAIR: Final = cue(r"^\s(?:and|or|but)\s(?:\w+\s){0,2}?" + f"{G}+")
_STANDING_BEFORE: Final = cue(r"\b(?:previously|formerly|once|currently|officially)[\s-]$")
_SPAN_AFTER: Final = cue(r"^\s(?:for|since)\s")
_COORDINATED: Final = re.compile(
    rf"{G}[^;.{G[1:-1]}]{{0,110}}(?:,|\band|\bthen)\s(?:then\s|by\s|in\s20\d\d\s|again\s|as\s|now\s|finally\s|to\s)*$"
)
_AT_RISK: Final = cue(rf"\b(?:threat\w*|risk\w*|jeopard\w*)\b[^{G[1:-1]}]{{0,30}}\b(?:its|their)\s(?:\w+\s)?$")
_FROM_ANOTHER: Final = cue(r"\bfrom\san?\s\|\s(?:local\s)?(?:authority|council)")
_JOINED: Final = cue(
    r"\bjoin(?:ed|s|ing)?\b[^;.]{0,40}\b(?:group|list|band|ranks|club|handful|few|number)\b[^;.]{0,40}$"
)
_SINGLED_OUT: Final = cue(
    r"\b(?:areas|issues|matters|things|aspects|points)\b[^;.]{0,40}\b(?:highlighted|identified|flagged|listed)\sas\s[\"']?$"
)
_CAPACITY: Final = cue(r"\bcapacity\s(?:to\simprove|for\simprovement)\b[^;]{0,30}$")
_COUNCIL_AFTER: Final = cue(r"^\s(?:local\s)?(?:authority|council)\b")
_COSTS: Final = cue(
    r"^[\"']?\s(?:rating|judge?ment|grade)s?\s(?:costs?|means?|meant|can|would|could|leads?|brings?|triggers?|may|might)\b"
)
_AREA_BEFORE: Final = re.compile(rf"{AREA}[\s:\-|,]*$")
_MISTAKEN: Final = cue(r"\b(?:wrongly|mistakenly|incorrectly|corrected\sfor|in\serror|misreported)\b")
_EITHER: Final = re.compile(rf"^\s(?:or|and/or)\s(?:even\s|better|above|higher|{G})")
_OR_BEFORE: Final = re.compile(rf"{G}\s(?:or|and/or)\s(?:even\s)?$")

NAMES_OF_OTHERS: Final = {
    "school": "a school's or nursery's",
    "childrens-home": "a home's",
    "fostering": "a fostering or adoption agency's",
    "send": "about special educational needs",
    "adult-care": "about adult care",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether a grade word is a judgement. `refused` says why not; `is_loose` that only the shape of the line speaks for it."""

    refused: str | None = None
    is_loose: bool = False


def examine(marked: Marked, span: Span, scope: Scope) -> Verdict:
    """Decide of one grade word in its scope."""
    before = scope.text[: span.start - scope.start].replace(HOLE, "")
    after = scope.text[span.end - scope.start :]
    if not after.strip() or after[0] == HOLE:
        after = marked.marks[span.end : span.end + 40].split("\n", 1)[0]
    word = marked.text[span.start : span.end].strip("\"'")
    refused = _other_provision(marked, span) or _not_said(marked, span, before, after, scope)
    if refused:
        return Verdict(refused=f"'{word}' {refused}")
    evidence = _evidence(marked, span, scope, before, after)
    if evidence is None:
        return Verdict(refused=f"'{word}' is an ordinary word here")
    return Verdict(is_loose=evidence)


def _not_said(marked: Marked, span: Span, before: str, after: str, scope: Scope) -> str | None:
    near = before.rsplit("\n", 1)[-1][-_REACH:]
    if _NEGATION.search(near) or _NOBODY.search(before.lstrip(", ")):
        return "is denied or compared with, not given"
    if _CAPACITY.search(near):
        return "is about the capacity to improve"
    if _SINGLED_OUT.search(near):
        return "is said of single points"
    if _AT_RISK.search(near):
        return None
    modal = _MODAL.search(near) or _MAY.search(near)
    if _COSTS.match(after):
        return "is said of such ratings in general"
    if modal and not EXIT.search(near) and not _DONE.search(near[modal.start() :]) and not scope.is_from:
        return "is wished for, expected or a condition"
    if _EITHER.match(after) or _OR_BEFORE.search(before):
        return "stands in an either-or, not as a result"
    sentence = _sentence(marked, span)
    if _MISTAKEN.search(before):
        return "is quoted as a mistake"
    if _SCALE.search(sentence) and len(set(re.findall(G, sentence))) > 1:
        return "explains the scale of grades"
    if (
        len(set(re.findall(G, sentence))) > 2
        and AUTHORITY not in sentence
        and re.search(rf"\bor\s{G}|{G}\sor\s", sentence)
    ):
        return "is one of a list of grades"
    if AUTHORITY not in scope.text and (_COUNTED.search(before[-90:]) or _GENERIC.search(before[-70:])):
        return "is counted over many councils or said of councils in general"
    return None


def _sentence(marked: Marked, span: Span) -> str:
    low, high = marked.bounds[marked.sentence_at(span.start)]
    return marked.marks[low:high]


def _other_provision(marked: Marked, span: Span) -> str | None:
    """Return whose grade it is where the nearest subject is a school, a home, an agency, SEND or adult care."""
    low, high = marked.bounds[marked.sentence_at(span.start)]
    others = [other for other in marked.others if low <= other.start < high]
    if not others:
        return None
    ours = [place.end for place in (*marked.services, *marked.areas) if low <= place.start and place.end <= span.start]
    ours += [m.end for m in marked.mentions if low <= m.start and m.end <= span.start and "ouncil" in m.name]
    subject = [other for other in others if other.end <= span.start and not any(other.end <= end for end in ours)]
    if subject:
        return f"is {NAMES_OF_OTHERS[subject[-1].key]} grade here"
    follows = [
        other
        for other in others
        if 0 <= other.start - span.end < 30
        and not re.search(r"[,;]|\b(?:while|but)\b", marked.text[span.end : other.start])
    ]
    if follows and not ours:
        return f"is {NAMES_OF_OTHERS[follows[0].key]} grade here"
    return None


def _evidence(marked: Marked, span: Span, scope: Scope, before: str, after: str) -> bool | None:
    """Return None where nothing makes the word a judgement, True where only its look does, False where words do."""
    quoted = marked.text[span.start] in "\"'" and marked.text[span.end - 1] in "\"'"
    phrase = marked.text[span.start : span.end].strip("\"'")
    if re.search(r"\b(?:rating|grade|marks?|judge?ment|level|four|measures|category)", phrase, re.IGNORECASE):
        return False
    rating = _RATING_AFTER.match(after)
    if rating:
        return False
    requires = span.key == REQUIRES_IMPROVEMENT
    if EXIT.search(before[-_REACH:]) or _AREA_BEFORE.search(before) or _STANDING_BEFORE.search(before):
        return False
    pair = _ADJECTIVE_PAIR.match(after)
    follows = bool(_FUNCTION_AFTER.match(after)) and not (pair and not _FUNCTION_AFTER.match(after[pair.end() :]))
    if _COUNCIL_AFTER.match(after) and not scope.is_from and re.search(r"\ban?\s$", before, re.IGNORECASE):
        return False
    if follows and re.search(r"\bhaving\s(?:\w+\s)?been\s(?:\w+\s)?$", before, re.IGNORECASE):
        return False
    if follows and re.fullmatch(r"[\s:]*", before) and ":" in before:
        return False
    if follows and scope.is_from and not _FROM_ANOTHER.search(before + "|" + after[:12]):
        return False
    if _JOINED.search(before[-_REACH:]) or (quoted and re.match(r"^\sservices?\b", after)):
        return False
    if follows and (_coordinated(marked, span) or (before.endswith((", ", "(")) and _SPAN_AFTER.match(after))):
        return False
    capital = _is_capital_inside(marked, span, phrase)
    if not follows and not _service_follows(after):
        return None
    if _JUDGED.search(before[-_REACH:]) and (not requires or quoted or capital or _as_before(before)):
        return False
    if _COPULA.search(before[-_REACH:]) or (
        requires and re.search(rf"{_SUBJECT}(?:'s)?[\"']?(?:\s\w+){{0,2}}?\s*$", before[-60:], re.IGNORECASE)
    ):
        return False
    if quoted or capital or (span.start < marked.title_end and follows):
        return True
    return None


def _as_before(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:as|rated|judged|graded|deemed|found|given|to|remains?|still|a|an|the|was|were|overall|decided|of|was|them|it|services?|council|at|in)\s*$|"
            f"[{SERVICE}{AUTHORITY}]"
            r"\s*$",
            before,
            re.IGNORECASE,
        )
    )


def _coordinated(marked: Marked, span: Span) -> bool:
    """Tell whether the grade is the second of "G1 in 2015 and G2 in 2018"."""
    low, _ = marked.bounds[marked.sentence_at(span.start)]
    return bool(_COORDINATED.search(marked.marks[low : span.start]))


def _service_follows(after: str) -> bool:
    return bool(
        re.match(rf"^\s+(?:{SERVICE}|{AUTHORITY}|council\b|authority\b|local\sauthority\b|department\b)", after)
    )


def _is_capital_inside(marked: Marked, span: Span, phrase: str) -> bool:
    """Tell whether the grade is set off by a capital inside a line that is otherwise in lower case."""
    if not phrase[:1].isupper() or span.start < marked.title_end:
        return False
    low, high = marked.bounds[marked.sentence_at(span.start)]
    if span.start - low < 2 and marked.text[low:high].strip(" .-'\"").lower() != phrase.lower():
        return False
    line = marked.text[low:high]
    capitals = len(re.findall(r"\b[A-Z]{3,}\b", line))
    return not (phrase.isupper() and capitals > len(line.split()) / 2)


ORDER: Final = {INADEQUATE: 0, REQUIRES_IMPROVEMENT: 1, GOOD: 2, OUTSTANDING: 3}
