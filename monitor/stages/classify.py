"""Say what a text is: an outcome told as new, a visit, statistics, background, or about other provision altogether.

Weights were tuned on the labelled texts in tests/corpus; each weight that decided is named in the reasons.
"""

import re
from dataclasses import dataclass
from typing import Final

from monitor.model.article import Kind
from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import AUTHORITY, OTHER, SERVICE, G
from monitor.stages.detect.marked import Marked

_NATION: Final = re.compile(
    r"\b(?:Care\sInspectorate|CIW|Estyn|Wales|Welsh|Scotland|Scottish|Northern\sIreland|RQIA|Social\sWork\sInspection\sAgency|Jersey|Guernsey|Isle\sof\sMan)\b"
)
_OFSTED: Final = cue(
    r"\b(?:Ofsted|OFSTED|inspect\w*|watchdog|regulator|ILACS|JTAI|monitoring\svisit|focus(?:s)?ed\svisit)\b"
)
_JOINT: Final = cue(r"\bJTAI|\bjoint\s(?:targeted\s)?area\s(?:\w+\s){0,2}inspection")

# Where a cue counts, what it says, and how much it speaks for (+) or against (-) a newly published result.
_TITLE_CUES: Final = (
    (
        -5.0,
        "is about an appointment",
        r"\b(?:appoint\w*|new\s(?:\w+\s){0,3}(?:director|boss|chief|head|commissioner|leader)\b|(?:names|hires|recruits)\s(?:\w+\s){0,4}(?:director|boss|chief)|steps?\sdown|resign\w*|stood\sdown|takes?\s(?:up|over\sas)|brings?\sin|drafts?\sin|joins?\s\w+\sas|quits?|departs?|to\sleave|profile|interview)\b",
    ),
    (
        -5.0,
        "advertises jobs",
        r"\b(?:careers?|vacanc\w+|jobs?\s(?:page|fair|opportunit\w+|vacanc\w+|roles?)|openings?\sfor|recruiting|recruitment|join\sus|work\s(?:for|with)\sus|apply\snow|why\swork|come\sand\swork)\b",
    ),
    (
        -5.0,
        "looks ahead to an inspection",
        r"\b(?:to\sinspect|to\sbe\sinspected|inspectors\s(?:due|arrive|return|to\sreturn)|braced|prepar\w+\sfor|ahead\sof\s(?:an\s)?(?:Ofsted|inspection)|awaits?|inspection\s(?:under\sway|begins|starts|due|next)|expect\w*\s(?:Ofsted|inspect\w*))\b",
    ),
    (
        -4.0,
        "tells figures over many councils",
        r"\b(?:figures|statistics|annual\sreport|per\scent|percent|one\sin\s(?:two|three|four|five|six|ten)|proportion|analysis|league\stable|share\sof|\d+\sin\s\d+|how\smany|nationally|country's|three-quarters|two-thirds|majority|a\squarter|a\sthird|half\sof)\b|%",
    ),
    (
        -3.0,
        "is about intervention or improvement plans",
        r"\b(?:improvement\s(?:plan|notice|board|journey|partner|adviser)|commissioner|intervention|notice\s(?:lifted|served)|direction|action\splan|stripped\sof|takeover|hand\sover|independent\strust\sto|trust\sto\s(?:run|take)|adviser|recovery\splan)\b",
    ),
    (
        -3.0,
        "is about money",
        r"(?:£|\bbudget\b|\boverspend\w*|\bcost(?:s|ing)?\b|\bsavings?\b|\bfunding\b|\bspend(?:s|ing)?\b|\bcash\b|\bmillion\b|\bcuts\b|\bbill\b)",
    ),
    (
        -2.0,
        "is about a meeting or a dispute",
        r"\b(?:scrutiny|questioned|grilled|debate\w*|motion|petition|row\b|councillors\s(?:demand|call|clash|quiz\w*|grill)|calls?\sfor|demands?|meeting|committee|agenda|minutes|opposition|quizzed|challenged?|court|judicial|legal)\b",
    ),
    (
        -2.0,
        "explains or argues",
        r"(?:^\W*(?:why|how|what)\b|\b(?:opinion|comment|explainer|explained|guide|lessons|what\s(?:happens|is)|need\sto\sknow|study|research|blog|view|anniversary|year\son|since)\b)",
    ),
    (-3.0, "is about a visit", r"\b(?:focus(?:s)?ed\svisit|monitoring\svisit|JTAI|joint\s(?:targeted\s)?area)\b"),
    (3.0, "has the grade in its headline", rf"{G}"),
    (
        1.0,
        "speaks of a rating in its headline",
        r"\b(?:rated|rating|judged|downgraded|upgraded|Ofsted\sreport|verdict|inspection\sreport|praises?|glowing|damning|slam\w*)\b",
    ),
)
_LEAD_CUES: Final = (
    (
        -4.0,
        "opens with an appointment",
        r"\b(?:retire\w*|retirement|has\sappointed|been\sappointed|appointment\sof|new\s(?:director|boss|chief\sexecutive|head|commissioner)\b|the\snew\s(?:\w+\s){0,2}director|stepp?(?:ed|ing|s)\sdown|resigned|take[sn]?\sup\s(?:the|her|his)|(?:will\sjoin|has\sjoined)\s(?:as|from|the\s(?:council|authority)|\ue010)|is\sto\sleave)\b",
    ),
    (
        -4.0,
        "opens as a job advert",
        r"\b(?:vacanc\w+|we(?:'re|\sare)\s(?:looking\sfor|recruiting|hiring)|wants?\sto\srecruit|looking\s(?:for|to\srecruit)\s(?:\w+\s){0,3}social\sworkers|join\s(?:us|our)|career|salary|apply)\b",
    ),
    (
        -4.0,
        "opens with a coming inspection",
        r"\b(?:will\s(?:be\sinspected|inspect)|begins?\s(?:a|an|its)\s(?:\S+\s){0,3}inspection|due\sto\s(?:be\sinspected|arrive)|is\s(?:being|currently\sbeing)\sinspected|next\sweek|has\sstarted\sits\sinspection|braced)\b",
    ),
    (
        -4.0,
        "opens with figures over many councils",
        r"\b(?:figures|statistics|annual\sreport|per\scent|percent|one\sin\s(?:two|three|four|five|six|ten)|proportion|(?:a|one)\s(?:quarter|third|fifth)\sof|two-thirds|three-quarters|half\sof|of\s\d+\s(?:councils|authorities|inspected)|share\sof)\b|\d\s?%",
    ),
    (-2.0, "opens with money", r"(?:£\d|\bbudget\b|\boverspend\w*|\bcould\scost\b|\bmillion\sto\b)"),
    (
        -2.5,
        "opens with intervention",
        r"\b(?:commissioner|improvement\snotice|statutory\sdirection|improvement\s(?:plan|board)|served\s(?:a|an)\s|notice\s(?:has\sbeen|was)|minister\w*|independent\strust|Department\sfor\sEducation\s(?:has|have|will))\b",
    ),
    (
        -2.0,
        "opens with a meeting",
        r"\b(?:scrutiny|were\squestioned|was\squestioned|at\sa\smeeting|(?:committee|cabinet|councillors)\s(?:heard|were\stold|has|have|will|considered|discussed|noted|received|approved)|minutes|full\scouncil|told\sa\s|update\son|progress\sreport|in\swhich|that\ssaw|which\ssaw|which\sled)\b",
    ),
    (
        -3.0,
        "opens with a visit",
        r"\b(?:focus(?:s)?ed\svisit|monitoring\svisit|JTAI|joint\stargeted|letter\s(?:published|to|from)|while\snot\sa)\b",
    ),
    (
        2.0,
        "opens with a grade just given",
        rf"\b(?:has|have)\s(?:\w+\s){{0,3}}(?:been\s)?(?:rated|judged|graded|deemed|awarded|given|handed|received|found|moved|raised|downgraded|upgraded|removed|praised|shed|retained|maintained|branded|improved|fallen|dropped|risen|slipped|declared|named|achieved|scooped|earned|kept|been)\b[^.]{{0,120}}{G}",
    ),
    (
        1.0,
        "opens with what the council was given",
        rf"\b(?:authority|council|services|borough|county|city|trust|we)\s(?:was|were|received|achieved|got|gained|earned|retained)\b[^.]{{0,60}}{G}",
    ),
    (
        1.5,
        "opens with services and a grade",
        rf"(?:{SERVICE}|{AUTHORITY}|\bcouncil|\bservices|\bborough|\bcounty|\bcity|\bwe\b|\bOfsted)[^.]{{0,160}}{G}|{G}[^.]{{0,120}}(?:{SERVICE}|{AUTHORITY}|\bOfsted)",
    ),
)
_BODY_CUES: Final = (
    (
        2.5,
        "says that the report came out just now",
        r"\b(?:report|findings|judge?ment|inspection\sreport),?\s(?:\w+\s){0,3}?published\s(?:today|this\s(?:week|morning)|yesterday|on\s\w+day|earlier\stoday)\b",
    ),
    (
        -3.0,
        "is sponsored or seeks staff",
        r"\b(?:sponsored|advertorial|advertisement\sfeature|our\svacancies|current\svacancies)\b",
    ),
    (
        6.0,
        "tells members of an inspection",
        r"\b(?:presented|received|introduced|considered|submitted|noted)\s(?:\w+\s){0,3}(?:reports?|findings|presentation)\b[^\n]{0,150}\b(?:inspections?|ofsted|ilacs)\b",
    ),
    (
        1.0,
        "speaks of a recent inspection",
        r"\b(?:recent|latest)\s(?:\w+\s){0,2}inspection\b|\bfindings\sof\s(?:the|its|an|our)\b",
    ),
    (
        1.0,
        "says that grades were given",
        r"\b(?:Ofsted|inspectors|watchdog|regulator)\s(?:has|have)\s(?:\w+\s)?(?:graded|rated|judged|given|awarded|upgraded|downgraded|deemed)\b|\b(?:has|have)\sbeen\s(?:\w+\s)?(?:rated|judged|graded|upgraded|downgraded|given|awarded|handed)\b",
    ),
    (
        1.5,
        "speaks of a report just published",
        r"\b(?:(?:published|revealed|released|announced|out|issued)\s(?:today|this\s(?:week|morning)|yesterday|on\s(?:Monday|Tuesday|Wednesday|Thursday|Friday)|last\s(?:week|\w+day))|(?:has|have)\s(?:today\s)?(?:published|released|announced)|today's|(?:in|a)\s(?:\w+\s)?(?:new|latest|newly[\s-]published|damning|glowing)\s(?:Ofsted\s)?report|report\s(?:is\s)?published|today|new\s(?:Ofsted\s)?(?:report|rating)|latest\s(?:Ofsted\s)?(?:inspection|report|rating|full)|only\sjust\scome\sout|this\sweek|follows\sa\s\S+\sinspection|published\s(?:the\soutcome|its\sreport))\b",
    ),
    (
        1.5,
        "tells when inspectors were there",
        r"\b(?:inspectors?|Ofsted|inspection|regulator|watchdog|visit)\b[^.]{0,60}\b(?:spent|came|visited|were\sin|were\swith|took\splace|ran\sfrom|inspected|was\scarried\sout|carried\sout|in\s(?:January|February|March|April|May|June|July|August|September|October|November|December)|between|over\s(?:two|three|one)\sweeks)\b|\b(?:was|were)\sinspected\b|(?:two|three|one|four)-week\s(?:inspection|visit)|\ba\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?:inspection|visit)|\binspection\sin\s[A-Z]|\bfull\sinspection\b|\bre-?inspection\b|\bweek-long\b",
    ),
    (
        1.0,
        "tells what inspectors said",
        r"\b(?:inspectors|Ofsted|report|watchdog|regulator)\s(?:\w+\s){0,3}(?:said|says|found|noted|praised|highlighted|recognised|singled|criticised|concluded|adds?|states?|warned|raised|identified|describ\w+|gave|wrote|put|judged|rated)\b",
    ),
    (
        0.5,
        "has people react to it",
        r"\b(?:delighted|thrilled|proud|pleased|immensely|fantastic|testament|apologis\w+|sorry|disappoint\w+|tribute|thanked|congratulat\w+|accept\sthe\sfindings|welcomed|phenomenal)\b",
    ),
    (
        -1.5,
        "tells of a result some time ago",
        r"\b(?:earlier\sthis\s(?:year|month)|last\s(?:year|autumn|summer|spring|winter)\b[^.]{0,50}\b(?:rated|judged|inadequate)|months\sago|in\sthe\swake\sof|since\sthe\s(?:report|inspection|rating)\s(?:was|came)|(?:a\sreport|inspection)\sin\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?:said|found))\b",
    ),
    (
        -1.0,
        "asks for money or staff",
        r"\b(?:apply\snow|our\svacancies|tell\syou\swhy|salary|benefits\spackage|£\d+m?\s(?:going|to\sbe|extra|more))\b",
    ),
)


_A_HOME: Final = cue(r"\b(?:the|its|other|two|three|own|nine)\s(?:\w+\s)?homes?\b")
_BODY_LENGTH: Final = 6000  # characters: what a text is about shows long before


def _compiled(cues: tuple[tuple[float, str, str], ...]) -> tuple[tuple[float, str, re.Pattern[str]], ...]:
    return tuple((weight, reason, cue(pattern)) for weight, reason, pattern in cues)


_TITLE, _LEAD, _BODY = _compiled(_TITLE_CUES), _compiled(_LEAD_CUES), _compiled(_BODY_CUES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What a text is about. `newness` over zero: it tells a result as new, if it tells one at all."""

    other: Kind | None  # the other provision that it is about, None where it is about children's services
    is_foreign: bool  # another nation's inspectorate
    has_services: bool
    has_inspection: bool
    newness: float
    lead: int  # number of the first sentence that is more than a date, a byline or a label
    leaning: Kind  # what it is where it tells no new result
    reasons: tuple[str, ...]


_OTHER_KINDS: Final = {
    "school": Kind.SCHOOL,
    "childrens-home": Kind.CHILDRENS_HOME,
    "fostering": Kind.FOSTERING,
    "send": Kind.SEND,
    "adult-care": Kind.ADULT_CARE,
}


def profile(marked: Marked) -> Profile:
    """Return what a text is about, from its headline, its first two sentences and its body."""
    first = _body_start(marked)
    lead_end = marked.bounds[min(first + 1, len(marked.bounds) - 1)][1] if marked.bounds else 0
    lead_start = marked.bounds[first][0] if first < len(marked.bounds) else 0
    title, lead, body = (
        marked.marks[: marked.title_end],
        marked.marks[lead_start:lead_end],
        marked.marks[marked.title_end : marked.title_end + _BODY_LENGTH],
    )
    newness, reasons, leaning = 0.0, [], Kind.BACKGROUND
    for cues, passage in ((_TITLE, title), (_LEAD, lead), (_BODY, body)):
        for weight, reason, pattern in cues:
            if pattern.search(passage):
                newness += weight
                reasons.append(f"{reason} ({weight:+g})")
                leaning = _leaning(leaning, reason)
    other = _other(marked, lead_end)
    return Profile(
        other=other,
        is_foreign=_is_foreign(marked),
        has_services=bool(marked.services) or len(marked.areas) > 1 or "social care" in marked.plain,
        has_inspection=bool(_OFSTED.search(marked.plain)),
        newness=newness,
        lead=first,
        leaning=leaning,
        reasons=tuple(reasons),
    )


def _is_foreign(marked: Marked) -> bool:
    nations, ours = len(_NATION.findall(marked.text)), marked.plain.count("ofsted")
    return nations > 0 and (ours == 0 or nations >= 3 * ours)


def _leaning(leaning: Kind, reason: str) -> Kind:
    if leaning is not Kind.BACKGROUND:
        return leaning
    if "figures" in reason:
        return Kind.STATISTICS
    return Kind.OTHER if "job" in reason else leaning


def _body_start(marked: Marked) -> int:
    """Return the number of the first sentence of the body that is more than a date, a byline or a label."""
    for number, (low, high) in enumerate(marked.bounds):
        if low >= marked.title_end and (high - low > 45 or re.search(G, marked.marks[low:high])):
            return number
    return 0


def _other(marked: Marked, lead_end: int) -> Kind | None:
    """Return the other provision that a text is about: what it names more, and earlier, than children's services."""
    weights: dict[str, float] = {}
    for span in marked.others:
        weights[span.key] = weights.get(span.key, 0.0) + _weight(marked, span.start, lead_end) * (
            0.5 if marked.text[span.start : span.end] in {"CQC", "Care Quality Commission"} else 1.0
        )
    ours = sum(_weight(marked, span.start, lead_end) for span in marked.services)
    ours += sum(
        0.4 * _weight(marked, span.start, lead_end)
        for span in marked.areas
        if span.key not in {"all", "some", "overall"}
    )
    ours += (
        5.0
        if marked.services and re.search(r"focus(?:s)?ed visit|monitoring visit", marked.text, re.IGNORECASE)
        else 0.0
    )
    ours += 12.0 if _JOINT.search(marked.plain) else 0.0
    if not weights:
        return None
    if "childrens-home" in weights:
        weights["childrens-home"] += len(_A_HOME.findall(marked.plain))
    top = max(weights, key=lambda key: weights[key])
    if any(_is_ours(marked, low, high) for low, high in marked.bounds):
        return None
    return _OTHER_KINDS[top] if sum(weights.values()) > ours else None


def _is_ours(marked: Marked, low: int, high: int) -> bool:
    """Tell whether a sentence gives children's services a grade and names no other provision."""
    sentence = marked.marks[low:high]
    return SERVICE in sentence and OTHER not in sentence and bool(re.search(G, sentence))


def _weight(marked: Marked, place: int, lead_end: int) -> float:
    if place < marked.title_end:
        return 4.0
    return 2.0 if place < lead_end else 1.0
