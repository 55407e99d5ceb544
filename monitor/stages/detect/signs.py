"""Name what stands beside a grade and bears on whether it was given just now. Each name is a reason for a person."""

import re
from typing import Final

from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import Scope

_REACH: Final = 120  # characters before a grade that a verb can govern it from
_PERFECT: Final = cue(r"\b(?:has|have|'s|'ve)\s(?:[\w]+\s){0,3}?(?:been\s)?\w+(?:ed|en|ept|own|ept|un)\b[^;]{0,60}$")
_IS: Final = cue(r"\b(?:is|are|remains?|stays?|keeps?|gets?|moves?|rates?|judges?|gives?)\b[^;]{0,40}$")
_WAS: Final = cue(r"\b(?:was|were|received|achieved|got|gained|given|gave|earned|became)\b[^;]{0,40}$")
_RATED: Final = cue(r"\b(?:rat|judg|grad|deem|brand|label|declar|class)(?:ed|es|s|ified)?\b[^;]{0,40}$")
_AGENT_AFTER: Final = cue(
    r"^[\"')\w\s-]{0,40}\bby\s(?:the\s)?(?:\w+\s){0,3}(?:Ofsted|inspectors|inspectorate|watchdog|regulator)\b"
)
_AGENT_BEFORE: Final = cue(r"\b(?:Ofsted|inspectors?|inspectorate|watchdog|regulator|report)\b[^;]{0,90}$")
_NEWLY: Final = cue(
    r"\b(?:today|this\s(?:week|morning|month)|yesterday|newly|latest|recent(?:ly)?|new\s(?:report|rating|grade|inspection)|"
    r"just|now|published|announced|revealed)\b"
)
_INSPECTED: Final = cue(r"\b(?:inspections?|inspected|ILACS|visited)\b")
_SERVED: Final = re.compile(
    rf"^[\"']?[\s-](?:rated\s|graded\s|judged\s)?(?:{SERVICE}|\w*\s?(?:council|authorit|department|service))"
)
_HYPHEN: Final = re.compile(r"^[\"']?-(?:rated|graded|judged)")
_ARTICLE: Final = cue(r"\b(?:an?|the|its|their|this|that)\s[\"']?$")
_RATING: Final = cue(r"^[\"']?\s(?:\w+\s)?(?:rating|judge?ment|grad(?:e|ing)|verdict|status|label|report|inspection)\b")
_CAUSE: Final = cue(
    r"\b(?:after|over|following|despite|since|because\sof|amid|from|with|in\sthe\swake\sof|due\sto)\s"
    r"(?:(?:an?|the|its|their|being|having|was|were|been|it|they|rated|judged|graded|branded|deemed|found)\s){0,4}[\"']?$"
)
_ATTRIBUTE: Final = re.compile(
    rf"^[\"']?\s(?:{AUTHORITY}|{SERVICE}|councils?\b|(?:local\s)?authorit|departments?\b|trust\b)"
)
_YEARS: Final = re.compile(r"\b(20[0-3]\d)\b")
_DATED: Final = re.compile(
    r"^\W*(?:back\s)?(?:in\s(?:\w+\s)?20\d\d|last\syear|(?:\w+\s){1,3}(?:years|months)\sago|earlier\sthis\syear)\b"
)
_THEN: Final = cue(
    r"\b(?:then|back\sthen|at\sthe\stime|earlier|previous(?:ly)?|last\s(?:year|time|inspection|month)|since|ago|until|had)\b"
)
_PLANS: Final = cue(
    r"\b(?:improvements?\s(?:plan|board|notice|journey)|monitoring|commissioner|intervention|progress|follow-up|trust\sto)\b"
)
_LEADS: Final = {
    "which": "hangs on a name",
    "whose": "hangs on a name",
    "where": "hangs on a name",
    "who": "hangs on a name",
    "after": "follows after",
    "following": "follows after",
    "since": "follows after",
    "despite": "follows after",
    "when": "tells when something was",
    "while": "stands in contrast",
    "although": "stands in contrast",
    "though": "stands in contrast",
    "rated": "stands in an aside",
    "judged": "stands in an aside",
    "graded": "stands in an aside",
    "before": "follows after",
    "having": "follows after",
}
_PEOPLE: Final = cue(r"\b(?:director|chief|boss|head|commissioner|appointed|job|role|career|led|leading)\b")
_MONEY: Final = cue(r"£|\bmillion\b|\bcosts?\b|\bbudget\b")
_OF_SENTENCE: Final = (
    ("its sentence speaks of what is new", _NEWLY),
    ("its sentence speaks of an inspection", _INSPECTED),
    ("its sentence speaks of an earlier time", _THEN),
    ("its sentence speaks of plans or of progress", _PLANS),
    ("its sentence speaks of people in office", _PEOPLE),
    ("its sentence speaks of money", _MONEY),
)


def signs(span: Span, scope: Scope, of_sentence: frozenset[str]) -> frozenset[str]:
    """Return the names of what stands beside a grade, and in its sentence, as far as it bears on when it was given."""
    before, after = scope.text[: span.start - scope.start][-_REACH:], scope.text[span.end - scope.start :]
    found = {_verb(before), *of_sentence}
    named = (
        ("Ofsted or its inspectors give it", _AGENT_AFTER.match(after) or _AGENT_BEFORE.search(before)),
        ("describes a service or council", _ATTRIBUTE.match(after) or _SERVED.match(after)),
        ("is what something else follows", _CAUSE.search(before)),
        ("is an attribute with a hyphen", _HYPHEN.match(after)),
        ("is a rating with an article", _ARTICLE.search(before) and _RATING.match(after)),
    )
    found.update(name for name, applies in named if applies)
    lead = _LEADS.get(scope.lead.split(" ")[0])
    if lead is not None:
        found.add(lead)
    return frozenset(found)


def sentence_signs(marked: Marked, number: int, *, today: int | None) -> frozenset[str]:
    """Return the signs that all grades of a sentence share. `today` is the year of publication, None if not known."""
    low, high = marked.bounds[number]
    sentence = marked.marks[low:high]
    found = {name for name, pattern in _OF_SENTENCE if pattern.search(sentence)}
    if len(set(re.findall(G, sentence))) > 1:
        found.add("other grades stand beside it")
    if number > 0 and marked.bounds[number - 1][0] >= marked.title_end:
        above = marked.bounds[number - 1][0]
        if _DATED.match(marked.plain[above : above + 60]):
            found.add("follows a sentence that opens with an earlier time")
    years = [int(year) for year in _YEARS.findall(sentence)]
    if years and today is not None:
        is_now = max(years) >= today
        found.add(f"its sentence names {'the year of publication' if is_now else 'an earlier year'}")
    elif years:
        found.add("its sentence names a year")
    return frozenset(found)


def _verb(before: str) -> str:
    if _PERFECT.search(before):
        return "has been given"
    if _WAS.search(before):
        return "was given"
    if _IS.search(before):
        return "is given"
    return "is given without a helping verb" if _RATED.search(before) else "is given without a verb of judging"
