"""Say what a text is: an outcome told as new, a visit, statistics, background, or about other provision altogether.

Whether it tells a new result is decided grade by grade, in `detect.roles`.
"""

import re
from dataclasses import dataclass
from typing import Final

from monitor.model.article import Kind
from monitor.stages import classify_cues as cues
from monitor.stages.detect.cues import Anchored, cue, heads, hinted
from monitor.stages.detect.lexicon import AUTHORITY, OTHER, SERVICE, G
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.visit_kinds import JOINT
from monitor.stages.gazetteer import NameKind

_GRADE: Final = re.compile(G)
# "The cabinet member for children's services said": whose post names the services, and not what is told of.
_WITH_A_POST: Final = cue(
    rf"\b(?:(?:cabinet|lead|executive)\s(?:member|councillor)|portfolio\sholder|(?:cabinet|shadow)\s\w+|director|spokes\w+|minister)\s"
    rf"(?:for|of|with\sresponsibility\sfor)\s(?:[\w']+\s(?:and|&)\s)?(?:the\s)?{SERVICE}+"
)
_VISITS: Final = ("focused visit", "focussed visit", "monitoring visit")
_TITLE: Final = tuple((about, hinted(pattern, words)) for about, words, pattern in cues.TITLE_CUES if words)
_TITLE_WITH_SIGN: Final = tuple((about, cue(pattern)) for about, words, pattern in cues.TITLE_CUES if not words)
_LEAD: Final = tuple((about, hinted(pattern, words)) for about, words, pattern in cues.LEAD_CUES if words)
_LEAD_WITH_GRADE: Final = tuple((about, cue(pattern)) for about, words, pattern in cues.LEAD_CUES if not words)
_HEAD: Final = 4  # letters by which the words of two cues differ
_SELLS: Final = (("offers posts", cues.OFFER), ("shows what a supplier did", cues.CASE_STUDY))


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What a text is about."""

    other: Kind | None  # the other provision that it is about, None where it is about children's services
    is_foreign: bool  # another nation's inspectorate
    is_headed_by_other: bool  # its headline, or its address where it has none, names other provision
    has_services: bool
    has_inspection: bool
    lead: int  # number of the first sentence that is more than a date, a byline or a label
    openings: tuple[str, ...]  # what its headline and its first sentences are about: each goes on from "the text"
    leaning: Kind  # what it is where it tells no new result


_IN_HEADLINE: Final = 4.0  # how much more a name counts there than in the body
_OTHER_KINDS: Final = {
    "school": Kind.SCHOOL,
    "childrens-home": Kind.CHILDRENS_HOME,
    "fostering": Kind.FOSTERING,
    "send": Kind.SEND,
    "adult-care": Kind.ADULT_CARE,
    "court-service": Kind.OTHER,
}


def profile(marked: Marked, address: Marked | None = None) -> Profile:
    """Return what a text is about, from its headline, its first two sentences and its body.

    `address` has the words of its address, which stand for the headline of a text that has none.
    """
    first = _body_start(marked)
    lead_end = marked.bounds[min(first + 1, len(marked.bounds) - 1)][1] if marked.bounds else 0
    lead_start = marked.bounds[first][0] if first < len(marked.bounds) else 0
    openings = _openings(marked, lead_start, lead_end)
    other = _other(marked, lead_end, address)
    has_inspection = bool(cues.OFSTED.search(marked.plain))
    has_services = bool(marked.services) or any(mention.kind is NameKind.TRUST for mention in marked.mentions)
    is_headed_so = has_inspection and not marked.others and _tells_of_inspection(address)
    return Profile(
        other=other,
        is_foreign=_is_foreign(marked),
        is_headed_by_other=OTHER in marked.marks[: marked.title_end] or bool(address is not None and address.others),
        has_services=has_services or len(marked.areas) > 1 or "social care" in marked.plain or is_headed_so,
        has_inspection=has_inspection,
        lead=first,
        openings=openings,
        leaning=_leaning(openings),
    )


def _tells_of_inspection(address: Marked | None) -> bool:
    """Tell whether an address speaks of children's services and of those who inspect them."""
    return address is not None and bool(address.services) and bool(cues.OFSTED.search(address.plain))


def _is_foreign(marked: Marked) -> bool:
    nations, ours = len(list(cues.NATION.finditer(marked.text, marked.starts))), marked.plain.count("ofsted")
    return nations > 0 and (ours == 0 or nations >= 3 * ours)


def _openings(marked: Marked, lead_start: int, lead_end: int) -> tuple[str, ...]:
    """Return what the headline and the first two sentences are about."""
    title, lead = marked.marks[: marked.title_end], marked.marks[lead_start:lead_end]
    within = heads(title)
    told = [about for about, one in _TITLE if one.search(title, within)]
    told += [about for about, pattern in _TITLE_WITH_SIGN if pattern.search(title)]
    within = heads(lead)
    told += [about for about, one in _LEAD if one.search(lead, within)]
    if _GRADE.search(lead):
        told += [about for about, pattern in _LEAD_WITH_GRADE if pattern.search(lead)]
    return (*told, *(about for about, offer in _SELLS if _has_several(offer, marked)))


def _has_several(offer: Anchored, marked: Marked) -> bool:
    """Tell whether a page has two or more of the cues: "vacancy" and "vacancies" are one."""
    return len({match.group()[:_HEAD] for match in offer.finditer(marked.plain, marked.starts)}) > 1


def _leaning(openings: tuple[str, ...]) -> Kind:
    """Return what a text is, where it tells no new result."""
    if any("figures" in about for about in openings):
        return Kind.STATISTICS
    return Kind.OTHER if any("job" in about for about in openings) else Kind.BACKGROUND


def _body_start(marked: Marked) -> int:
    """Return the number of the first sentence of the body that is more than a date, a byline or a label."""
    for number, (low, high) in enumerate(marked.bounds):
        if low >= marked.title_end and (high - low > 45 or _GRADE.search(marked.marks, low, high)):
            return number
    return 0


def _other(marked: Marked, lead_end: int, address: Marked | None) -> Kind | None:
    """Return the other provision that a text is about: what it names more, and earlier, than children's services."""
    weights: dict[str, float] = {}
    for span in address.others if address is not None else ():
        weights[span.key] = weights.get(span.key, 0.0) + _IN_HEADLINE
    is_of_meeting = "interest" in marked.plain
    for span in marked.others:
        if is_of_meeting and cues.DECLARED.search(marked.plain, *marked.bounds[marked.sentence_at(span.start)]):
            continue
        weights[span.key] = weights.get(span.key, 0.0) + _weight(marked, span.start, lead_end) * (
            0.5 if marked.text[span.start : span.end] in {"CQC", "Care Quality Commission"} else 1.0
        )
    ours = sum(_weight(marked, span.start, lead_end) for span in marked.services)
    ours += _IN_HEADLINE * len(address.services) if address is not None else 0.0
    ours += sum(
        0.4 * _weight(marked, span.start, lead_end)
        for span in marked.areas
        if span.key not in {"all", "some", "overall"}
    )
    ours += 5.0 if any(visit in marked.plain for visit in _VISITS) else 0.0
    ours += 12.0 if JOINT.search(marked.plain, marked.starts) else 0.0
    if not weights:
        return None
    if "childrens-home" in weights:
        weights["childrens-home"] += len(cues.A_HOME.findall(marked.plain))
    top = max(weights, key=lambda key: weights[key])
    if any(_is_ours(marked, low, high) for low, high in marked.bounds):
        return None
    is_by_the_way = top == "school" or (top == "adult-care" and all(one.start >= lead_end for one in marked.others))
    least = 1.0 if is_by_the_way else 0.0  # a school is named once in many texts, a hospital below the lead too
    return _OTHER_KINDS[top] if sum(weights.values()) > max(ours, least) else None


def _is_ours(marked: Marked, low: int, high: int) -> bool:
    """Tell whether a sentence gives children's services a grade and names no other provision.

    So does one that gives councils their grades and goes on from one that speaks of such services.
    """
    sentence = _WITH_A_POST.sub(" ", marked.marks[low:high])
    if OTHER in sentence or not _GRADE.search(sentence):
        return False
    if SERVICE in sentence:
        return True
    before = marked.marks[slice(*marked.bounds[max(0, marked.sentence_at(low) - 1)])]
    return SERVICE in before and OTHER not in before and AUTHORITY in sentence


def _weight(marked: Marked, place: int, lead_end: int) -> float:
    if place < marked.title_end:
        return _IN_HEADLINE
    return 2.0 if place < lead_end else 1.0
