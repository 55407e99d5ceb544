"""Split a sentence into the passages within which a cue counts: clauses, inserts, and "from ..." of a named pair."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G

HOLE: Final = "\ue050"

# An insert between commas: "which it rated ... in 2019".
_INSERT: Final = cue(
    r",\s(?:and\s)?(?:which|who|whose|where|when|earlier|previously|formerly|once|currently|rated|"
    r"judged|graded|deemed|found|having|already|last|until|both(?=\s(?:of\s|now\s|also\s|previously\s|once\s|"
    r"last\s)?(?:rated|judged|graded|found|deemed|which|whom))|most recently)\b[^,;]*(?:,|$)"
    r"|,\s(?:first|originally)\s(?:achieved|awarded|given|rated|judged|secured|gained)\b[^,;]*(?:,|$)"
    rf"|,\s{G}+\s(?:for|since|until)\s[^,;]*,"
    r"|,\swhich\s(?:was|is)\s(?:also\s)?(?:the\s)?same\b[^,;]*(?:,|$)"
    r"|,\s(?:though|although|while|whilst|despite)\s[^,;]*,"
)
# A participle at the sentence's start: "rated ... in 2018".
_OPENING: Final = cue(
    r"(?:(?:twice|long|last|first|originally)\s)?(?:rated|judged|graded|found|once|previously|"
    r"formerly|having|after|following|since|(?:[\w-]+\s){1,5}(?:after|since|on\sfrom))\s[^,;]*,"
)
_MONTH: Final = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
# "the last inspection - in 2019 - rated them": a short aside without a grade splits nothing.
_ASIDE: Final = re.compile(rf"\s-\s(?![^-]*{G})[^-;]{{1,40}}\s-\s")
# "found, since the last inspection in 2018, that ...": dates no grade of the main line.
_SINCE: Final = re.compile(
    rf"(?:,\s(?:since|once|formerly|previously|when\s(?:it|they)\s(?:was|were)\slast)|^\W*once\s(?:an?|the))\s(?![^,;()]*{G})[^,;()]*(?=,)"
    r"|\b(?:for\sthe\sfirst\stime|no\schange)\ssince\s(?:[a-z]+\s)?20\d\d\b"
)
# "In its first inspection since it was set up, the trust was G": nor of the one that is told.
FIRST_SINCE: Final = re.compile(rf"^(\W*(?:in|at|on|with|during)\s[^,;()]{{0,50}}?)(\bsince\s(?:(?!{G})[^,;()])*)(?=,)")
# "the first G since 2013": nor of that one.
FIRST_OF_YEARS: Final = re.compile(
    rf"(\bfirst\s(?:[\w']+\s){{0,3}}[\"']?{G}+[\"']?(?:\s\w+){{0,3}}?)(\ssince\s(?:[a-z]+\s)?20\d\d\b)"
)
# "said that services had declined since 2018 and rated them G": nor of the one told now.
CHANGED_SINCE: Final = re.compile(
    r"(\b(?:declin|improv|deteriorat|worsen|fallen|regress|slipped|progress|changed?)\w*(?:\s(?:[\w'-]+)){0,3}?)"
    r"(\ssince\s(?:[a-z]+\s)?20\d\d\b)(?!,?\s(?:when|where|which|having|rat|judg|inspect|report)|'s|\W*$)"
)
# "the last report, in 2012, found ...": a date between commas splits nothing.
_DATED: Final = re.compile(
    rf"\b((?:inspections?|reports?|visit|judge?ment|review|rating)(?:\sbefore\s(?:this|that|it))?|last\s(?:inspected|visited|assessed|looked\sat)),"
    rf"(\s(?:in|of|on|published\sin)\s[^,;.{G[1:-1]}]{{0,20}}20\d\d),"
    r"(?!\s(?:which|when|where|who|whose|with|and\s(?!(?:deemed|found|rated|judged|graded|given|called|declared)\b)|but|"
    r"while|whilst|though|although|having)\b)"
)
_DATED_HINTS: Final = (", in ", ", of ", ", on ", ", published in ")
_GRADE: Final = re.compile(G)
_LEAD: Final = re.compile(r"[\s,;:()\-]*([A-Za-z']+(?:\s[a-z']+)?)?")
_YEAR_LINE: Final = re.compile(r"^\W*20\d\d\s-\s")  # a line of a chronicle
_FROM: Final = cue(
    rf"\b(?:up\s|down\s|a\s(?:rise|drop|fall|jump|step|leap)\s(?:up\s|"
    rf"down\s)?)?(?<!far\s)(?:(?<!way\s)|(?<=\b(?:its|the)\sway\s)|(?<=\b(?:their)\sway\s))(?<!away\s)from\s(?!(?:there|here)\b|(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\b|{_MONTH}\s\d{{1,2}}\b|"
    rf"(?:its|the|their|an|this)\s(?:\w+\s)?inspection\b(?!\s(?:\w+\s)?of\s[\"']?{G}|\s(?:\w+\s)?(?:grade|rating|judge?ment|verdict|"
    rf"result|low|high|outcome|score)\b))(?=[^,;.()]{{0,70}}?{G})"
    rf"(?:(?=(?:an?|its|the|their)\s(?:\w+\s)?(?:rating|grade|judge?ment|verdict)\sof\b)|(?![^,;.()]{{0,70}}?\b(?:inspectors|"
    rf"Ofsted|regulator|watchdog)\b[^,;.()]{{0,20}}?{G}))"
    rf"[^;()]*?(?:\s\((?:in\s)?20\d\d\)(?=\s)|(?=\s(?:all\sthe\sway\s)?(?:up\s|down\s|straight\s)?(?:in)?to\s[^;,.()]{{0,45}}?{G}|"
    rf"\s(?:its|their|the)\s[{SERVICE}]|[;()]|\s-\s|,\s|\.?$))"
)
_TURN: Final = (
    r"(?:but|while|whilst|whereas|although|though|despite|after(?![.,;])|since|following|compared\s(?:with|to)|(?<=,\s)yet)"
    r"\b(?!\snot\s)"
)
# It begins with the one set of characters that may split a sentence: the search then skips all others at once.
_SPLIT: Final = cue(
    rf"[\s,;:()](?:(?<=\s)(?:-\s|{_TURN}"
    r"|before\s(?=being|it|they|th(?:is|at)\s(?!in\s20\d\d)|rising|moving|improving|falling|climbing|slipping)"
    r"|and\s(?=(?:[^,;.]{1,40}?\s)?(?:is|are)\snow\b)"
    r"|(?!(?<=now\s)and\sthen\b)and\s(?=(?:then|now|has\sbeen|have\sbeen|had\sbeen|has\snow|in\s20\d\d|since|it\swas|was\sthen)\b))"
    rf"|(?<=,)\s(?:{_TURN}|(?:and|with|then|now|before|in\s(?=20\d\d,?\s(?:it|its|the|they|services|we|all|inspectors|"
    r"Ofsted|\ue010|\ue030))|having|being|a\s(?=rise|fall|drop|jump|step|move|leap|climb|improvement|"
    r"striking|big|huge|dramatic|marked))\b)"
    r"|(?<=,)(?P<clause>\s(?=(?:[\w']+\s){0,4}(?:inspectors|Ofsted|it|she|he|they|we|leaders|councillors|"
    r"report|council|authority|bosses|watchdog)\s(?:\w+ly\s)?(?:\w+ed|said|says|found|has|have|is|was|"
    r"were|are|had)\b))"
    rf"|(?<=,)(?P<subject>\s(?=(?:the\s)?{AUTHORITY}+(?:'s)?\s(?:{SERVICE}+\s)?(?:\w+ly\s|now\s|also\s)?(?:has|have|is|was|were|are|had)\b))"
    r"|(?<=[;()])|(?<=[a-z\"'\ue001-\ue004]:)\s)"
)


class Scope(NamedTuple):
    """A passage of a sentence: `text` is marked text with other scopes inside it blanked, from `start` on.

    `lead` is the word or two that opened it ("after", "which"), `antecedent` what stands before an insert.
    """

    start: int
    end: int
    text: str
    lead: str = ""
    antecedent: str = ""
    is_from: bool = False


def scopes(marks: str, start: int, end: int) -> list[Scope]:
    """Return the scopes of the sentence from `start` to `end`, inner ones first, then those of the main line."""
    sentence = marks[start:end]
    if "-" in sentence:
        sentence = _ASIDE.sub(lambda match: match.group().replace(" - ", "   "), sentence)
        sentence = _YEAR_LINE.sub(lambda match: match.group().replace("-", " "), sentence)
    if "20" in sentence and any(hint in sentence for hint in _DATED_HINTS):
        sentence = _DATED.sub(lambda match: f"{match.group(1)} {match.group(2)} ", sentence)
    if "since" in sentence or "once" in sentence or ", when" in sentence:
        sentence = _SINCE.sub(lambda match: HOLE * len(match.group()), sentence)
        for pattern in (FIRST_SINCE, FIRST_OF_YEARS, CHANGED_SINCE):
            sentence = pattern.sub(lambda match: match[1] + HOLE * len(match[2]), sentence)
    inner: list[Scope] = []
    for find, needed in ((_FROM.finditer, "from"), (_inserts, ",")):
        for match in find(sentence) if needed in sentence else ():
            low, high = match.start(), match.end() - (match.group().endswith(",") and find is _inserts)
            if (
                find is _inserts
                and not _GRADE.search(sentence, low, high)
                and not match.group().startswith((", first", ", which was", ", which is"))
            ):
                continue
            inner.append(_scope(sentence, start, low, high, is_from=find is not _inserts))
            sentence = sentence[:low] + HOLE * (high - low) + sentence[high:]
    return inner + _main_line(sentence, start)


def _inserts(sentence: str) -> Iterator[re.Match[str]]:
    opening = _OPENING.match(sentence)
    if opening is not None:
        yield opening
    yield from _INSERT.finditer(sentence, opening.end() if opening is not None else 0)


def _scope(sentence: str, offset: int, low: int, high: int, *, is_from: bool = False) -> Scope:
    text = sentence[low:high]
    lead = _LEAD.match(text)
    opener = (lead.group(1) or "").lower() if lead else ""
    return Scope(offset + low, offset + high, text, opener, sentence[max(0, low - 60) : low], is_from)


def _main_line(sentence: str, offset: int) -> list[Scope]:
    found: list[Scope] = []
    low = 0
    for match in _SPLIT.finditer(sentence):
        if match.lastgroup in {"clause", "subject"} and not _GRADE.search(sentence, low, match.start()):
            continue
        if match.start() > low:
            found.append(_scope(sentence, offset, low, match.start()))
            low = match.start()
    found.append(_scope(sentence, offset, low, len(sentence)))
    return found


def scope_of(found: list[Scope], place: int) -> Scope:
    """Return the innermost scope that holds an offset."""
    for scope in found:
        if scope.start <= place < scope.end and scope.text[place - scope.start] != HOLE:
            return scope
    return found[-1]
