"""Say when a grade was given: now, or once. Each conclusion names the words that led to it."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import Scope


class Frame(Enum):
    """The time of a grade: told as new, recalled, or the starting point of a move."""

    NOW = "now"
    PAST = "past"
    FROM = "from"


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """The frame of one grade. `rank` orders earlier grades: the highest was in force just before the news."""

    frame: Frame
    reason: str
    year: int | None = None
    month: int | None = None
    is_last: bool = False  # "at the last inspection", "previously": the grade just before the news
    years_ago: int | None = None
    is_exit: bool = False  # "no longer inadequate": the grade left behind just now


MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)"
YEAR: Final = re.compile(
    rf"(?<![\d£/.,-])(?:({_MONTH})(?:\s\d{{1,2}}(?:st|nd|rd|th)?,?)?,?\s(?:of\s)?)?(20[0-3]\d)\b(?![,/]\d)",
    re.IGNORECASE,
)
_LAST: Final = cue(
    r"\b(?:previous(?:ly)?|formerly|earlier(?=\s(?:rated|judged|graded|rating|grade|judge?ment|inspection|verdict))|prior|last\s(?:full\s|time|graded\s|major\s|Ofsted\s|ILACS\s|formal\s|such\s|published\s|routine\s|official\s|similar\s|standard\s)?(?:inspect\w*|visit\w*|rated|judged|graded|assess\w*|report\w*|rating|called|looked|came|judge?ment|out|review\w*|ratings)"
    r"|until\s(?:now|recently)|before\s(?:this|that|the\slatest|today)|held\sa\srating|the\sone\sbefore|immediately\sbefore|old\s(?:rating|grade))\b"
)
_PAST: Final = cue(
    r"\b(?:at\sthe\stime|back\sin|once(?!\s(?:again|more)|-)|had\s(?:previously|only|earlier|both|just|then|again|since\sbeen|originally|already)|used\sto\sbe|(?:spent|spend)\b[^;.]{0,30}\b(?:years|decade)\b|\bthen\s(?:reported|found|said|rated|judged)|twice\s(?:rated|judged|found|branded)|(?:rated|judged|graded|found|given|received)\b[^;.]{0,60}\blast\syear|historic\w*|originally|initially|first\sachieved|first\srated"
    r"|(?:was|were)\sthen|then\s(?:rated|judged|graded)|having\s(?:been|previously)|(?:an?|the)\searlier\s(?:inspection|report|visit|full)|earlier\sinspections?|(?:two|three|four|five|several|both|all)\sprevious|the\s(?:\w+\s)?(?:inspection|report)\sof\s20\d\d|(?:years|months)\sof\sbeing|a\sdecade\sof)\b"
)
_PLUPERFECT: Final = cue(
    rf"(\b(?:said|says|announced|revealed|confirmed|learn\w*|heard|told|found|news|shows?|showed|celebrat\w+|delighted|pleased|thrilled)\b[^.;]{{0,60}})?\b(?:had|'d)\s(?:been\s)?(?:all\s|also\s|both\s)?(?:rated|judged|graded|deemed|found|given|branded|received|held|got|been(?=\s[\"']?{G})|described|considered|assessed|scored|achieved|declared|fallen|dropped|risen)\b"
)
_AGO: Final = cue(
    r"\b(?:more\sthan\s|over\s|almost\s|nearly\s|just\s|only\s|some\s|about\s|around\s|a\slittle\s(?:over|more\sthan)\s|under\s|less\sthan\s)*(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|few)\s(?:short\s|and\sa\shalf\s)?(years?|months?|decade)\s(ago|earlier|before|previously|after|on\s(?:from|since)|since)\b"
)
EXIT: Final = cue(
    rf"\b(?:out\sof|left|against|versus|no\slonger|shed(?:s|ding)?|ditch(?:es|ed|ing)?|remov(?:ed?|es|ing)|escap\w+|left\sbehind|sh(?:ak|ook)\w*\soff|los(?:es?|t|ing)|emerg\w+\sfrom|leav(?:es|ing|e)|exit(?:s|ed|ing)?|free\s(?:of|from)|rid\sof|thr(?:ow|ew)\w*\soff|overturn\w*|moved?\son\sfrom|gone\sfrom\sbeing|lift(?:s|ed)?\s(?:from|its|the)|off|improvement\s(?:on|from)|strip(?:s|ped)\sof|turn\w*\saround|replac\w+)\s(?:[^,;.{G[1:-1]}]{{0,45}})?$"
)
_LIFTED: Final = cue(
    rf"^[\"']?\s(?:Ofsted\s)?(?:tag|rating|judge?ment|status|label|grade|grading|verdict)\b[^.;,{G[1:-1]}]{{0,60}}?\s(?:has\sbeen\s|was\s|is\s|have\sbeen\s|being\s)?(?:\w+ly\s)?(?:lifted|removed|shed|dropped|lost|overturned|left\sbehind|gone|history|over|ditched)\b"
)
_SINCE_AFTER: Final = cue(
    r"^[\"']?,?(?:\sby\sOfsted)?\s(?:(?:ever\s)?since\s(?:(?:\w+\s)?20\d\d|last\syear)|(?:again\s)?earlier\sthis\s(?:year|month)|for\s(?:the\s(?:last|past)\s)?(?:\w+\s){1,2}years)"
)
_PRESENT_PERFECT: Final = cue(
    r"\b(?:has|have|'s|'ve)\s(?:\w+ly\s|now\s|just\s|also\s|both\s|all\s|again\s|once\smore\s)*(?:been\s)?(?:\w+ly\s|now\s)*(?:rated|judged|graded|deemed|found|given|awarded|handed|received|achieved|retained|maintained|kept|moved|gone|risen|fallen|dropped|improved|classed|branded|upgraded|downgraded|raised|earned|won|secured|scooped|remained|become|jumped|climbed|slipped|declared|been|sheds?|assessed|labelled|ranked|given|described)\b"
)
_NOW: Final = cue(
    r"\b(?:today|now|this\s(?:week|morning|month|afternoon)|yesterday|latest|new(?:ly)?(?=\s(?:report|rating|grade|judge?ment|inspection|Ofsted))|published|just|currently)\b"
)
_THAN: Final = cue(r"\bthan\s(?:[\w']+\s){0,4}[\"']?$")
_ATTACHED: Final = {"which", "when", "where", "though", "although", "while"}
_STANDING: Final = cue(
    rf"\bcurrently\b|\b(?:threat\w*|risk\w*|jeopard\w*)\b[^{G[1:-1]}]{{0,30}}\b(?:its|their)\s|^[,\s]*(?:which|whose|who|where)\b[^,;]*\b(?:is|are)\s(?:both\s|also\s)?(?:rated|judged|graded|deemed)\b|{G}\s(?:for|since)\s(?:\w+\s){{0,3}}(?:years|20\d\d)"
)
_OPENS_PAST: Final = cue(
    r"^\W*(?:last\syear\b|(?:\w+\s){1,3}years\sago\b|back\sin\b|previously\b|historically\b|at\sthe\stime\b|the\sprevious\s|for\s(?:\w+\s){1,3}(?:years|decade)\b|over\sthe\sborder\b)"
)
_SPELL: Final = cue(r"\b(?:years|months|decade)\s(?:in|during)\swhich\b|\bwhen\sit\swas\sset\sup\b")
_COORDINATE: Final = re.compile(r"^[\"']?(?:\s\w+){0,3}?,?\s(?:and|or|then)\s(?:\w+\s){0,2}[\"']?$")
_POSSESSED: Final = cue(
    rf"(?:{AUTHORITY}(?:'s|')?|\b(?:its|their|the\s(?:council|borough|county|city|authority)'s))\s$|\bone\sof\s(?:the\s|a\s|only\s)?(?:few|handful)\b[^;.]{{0,30}}$"
)
_SERVICES_AFTER: Final = re.compile(rf"^\s(?:{SERVICE}|ofsted\sgrade)")
_RANKS: Final = re.compile(
    rf"\blast\s(?:week|month|year|night|few|two|three|four|five|six|autumn|spring|summer|winter|\w+day|{_MONTH})\b",
    re.IGNORECASE,
)
_GRADE_RUN: Final = re.compile(f"{G}+")
_NUMBERS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "several": 3,
    "few": 3,
}


def frame(marked: Marked, span: Span, scope: Scope, scopes: list[Scope], *, today: int | None) -> When:
    """Return when the grade was given, as its scope says. `today` is the year of publication, None if not known."""
    before = scope.text[: span.start - scope.start]
    after = scope.text[span.end - scope.start :]
    year, month = _year(scope, span)
    ago = _years_ago(_window(scope, span), today)
    if scope.is_from:
        return When(
            frame=Frame.FROM, reason='follows "from"', year=year, is_last=bool(_LAST.search(scope.text)), years_ago=ago
        )
    if EXIT.search(before[-110:]) or _LIFTED.match(after):
        return When(
            frame=Frame.FROM,
            reason="the text says that this grade is left behind",
            year=year,
            years_ago=ago,
            is_exit=year is None,
        )
    if _THAN.search(before[-60:]) and year is not None:
        return When(frame=Frame.FROM, reason="compared with an earlier year", year=year)
    return _by_cues(
        marked, span, scope, scopes, When(frame=Frame.NOW, reason="", year=year, month=month, years_ago=ago), today
    )


def _by_cues(marked: Marked, span: Span, scope: Scope, scopes: list[Scope], dated: When, today: int | None) -> When:
    text = _near(scope, span)
    if scope.lead.split(" ")[0] in _ATTACHED:
        text = scope.antecedent[-45:] + text
    if _POSSESSED.search(scope.text[: span.start - scope.start]) and _SERVICES_AFTER.match(
        scope.text[span.end - scope.start :]
    ):
        return _past(dated, "used as a standing attribute")
    is_whose = scope.lead.split(" ")[0] == "whose" and not _NOW.search(scope.text)
    if (
        is_whose
        or _SINCE_AFTER.match(marked.marks[span.end : span.end + 60])
        or _STANDING.search(scope.text)
        or re.match(r"^[\"']?-(?:rated|graded|judged)\b", scope.text[span.end - scope.start :])
    ):
        return _past(dated, "used as a standing attribute")
    is_last = bool(_LAST.search(_without_ranks(text)))
    perfect = bool(_PRESENT_PERFECT.search(scope.text[: span.end - scope.start]))
    if is_last and not (perfect and not _LAST.search(scope.text[max(0, span.start - scope.start - 30) :])):
        return _past(dated, "told of the last inspection", is_last=True)
    if _PAST.search(text) or _SPELL.search(scope.text[: span.start - scope.start]):
        return _past(dated, "told as earlier")
    opening = marked.plain[marked.bounds[marked.sentence_at(span.start)][0] :][:40]
    if _OPENS_PAST.match(opening) and not _NOW.search(scope.text):
        return _past(dated, "the sentence opens with an earlier time")
    pluperfect = _PLUPERFECT.search(text)
    if pluperfect and not pluperfect.group(1):
        return _past(dated, "told as what had been before")
    if dated.year is not None and not perfect and _is_old(dated, today, text):
        return _past(dated, f"dated {dated.year}")
    if dated.years_ago is not None and not perfect and not _NOW.search(text):
        return _past(dated, "told as years ago")
    if _is_after_clause(span, scope, scopes, marked):
        return _past(dated, f'follows "{scope.lead}"')
    return When(frame=Frame.NOW, reason="told as new", year=dated.year, month=dated.month)


def _near(scope: Scope, span: Span) -> str:
    """Return the part of a scope whose cues count for a grade: before the first grade, and around this one."""
    low, high = span.start - scope.start, span.end - scope.start
    runs = [match.span() for match in _GRADE_RUN.finditer(scope.text)]
    if len(runs) < 2:
        return scope.text
    before = max((end for _, end in runs if end <= low), default=0)
    after = min((start for start, _ in runs if start >= high), default=len(scope.text) + 30)
    joined = bool(_COORDINATE.match(scope.text[before:low])) if before else False
    head = scope.text[: runs[0][0] if joined else max(0, runs[0][0] - 28)] if before else ""
    return f"{head} {scope.text[before : max(high, after - 30)]}"


def _window(scope: Scope, span: Span) -> str:
    """Return the part of a scope between the grades before and after this one."""
    low, high = span.start - scope.start, span.end - scope.start
    runs = [match.span() for match in _GRADE_RUN.finditer(scope.text)]
    before = max((end for _, end in runs if end <= low), default=0)
    after = min((start for start, _ in runs if start >= high), default=len(scope.text))
    return scope.text[before:after]


def _past(dated: When, reason: str, *, is_last: bool = False) -> When:
    return When(
        frame=Frame.PAST, reason=reason, year=dated.year, month=dated.month, is_last=is_last, years_ago=dated.years_ago
    )


def _without_ranks(text: str) -> str:
    return _RANKS.sub(" ", text)


def _is_old(dated: When, today: int | None, text: str) -> bool:
    """Tell whether a year beside a grade makes it an earlier one. An inspection is up to a year older than its news."""
    if today is None or dated.year is None:
        return not _NOW.search(text) and (
            dated.month is None or not re.search(r"\binspect|\bvisit", text, re.IGNORECASE)
        )
    if dated.year >= today:
        return False
    is_recent = dated.year == today - 1 and dated.month is not None and dated.month >= 7
    return not is_recent


def _is_after_clause(span: Span, scope: Scope, scopes: list[Scope], marked: Marked) -> bool:
    """Tell whether the grade stands in "after being rated ..." beside another grade of the same sentence."""
    word = scope.lead.split(" ")[0]
    if word == "since" and re.search(r"\bsince\s(?:being|it|they|its|an?|the)\b", scope.text, re.IGNORECASE):
        return True
    if word not in {"after", "following", "having", "despite", "compared", "before"}:
        return False
    if word == "despite" and not re.search(r"\bbeing\s(?:rated|judged)\b", scope.text):
        return False
    if _NOW.search(scope.text):
        return False
    return any(
        other is not scope
        and not _is_exit(other)
        and not other.is_from
        and other.lead.split(" ")[0] not in {"after", "following"}
        and re.search(G, other.text)
        for other in scopes
    )


def _is_exit(scope: Scope) -> bool:
    return any(
        EXIT.search(scope.text[max(0, match.start() - 110) : match.start()])
        for match in _GRADE_RUN.finditer(scope.text)
    )


def _year(scope: Scope, span: Span) -> tuple[int | None, int | None]:
    """Return year and month beside a grade: in the same comma segment first, then the nearest before another grade."""
    text, low, high = scope.text, span.start - scope.start, span.end - scope.start
    best: tuple[int, int, int | None] | None = None
    runs = [match.end() for match in _GRADE_RUN.finditer(text) if match.end() <= low]
    for match in YEAR.finditer(text) if "20" in text else ():
        between = text[high : match.start()] if match.start() >= high else text[match.end() : low]
        if match.end() <= low and any(match.start() - end < low - match.end() for end in runs if end <= match.start()):
            continue  # the year of the grade before
        distance = len(between) + 200 * len(re.findall(rf"{G}+", between)) + (25 if match.end() <= low else 0)
        if best is None or distance < best[0]:
            month = MONTHS.get(match.group(1).lower()) if match.group(1) else None
            best = (distance, int(match.group(2)), month)
    if best is None and scope.antecedent and scope.lead.split(" ")[0] in _ATTACHED:
        dates = YEAR.findall(scope.antecedent[-45:])
        if dates:
            return int(dates[-1][1]), MONTHS.get(dates[-1][0].lower())
    return (best[1], best[2]) if best is not None and best[0] < 200 else (None, None)


def _years_ago(text: str, today: int | None) -> int | None:
    match = _AGO.search(text)
    if match is None or match.group(2).startswith("month"):
        return None
    if match.group(3).lower() in {"after", "since"} and not text.lower().lstrip(" ,;-").startswith(
        match.group().lower()
    ):
        return None
    number = match.group(1).lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    return count * 10 if match.group(2) == "decade" else count
