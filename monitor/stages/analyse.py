"""Turn one article into claims. Pure: the same article gives the same claims.

What is claimed carries the words that prove it; what is not claimed carries the reason.
"""

import re
from dataclasses import replace
from typing import Final

from monitor.model.article import Document, Kind
from monitor.model.claim import Ambiguity, Analysis, Claim, Quotation, Role, VisitMention
from monitor.model.framework import OVERALL
from monitor.stages.classify import Profile, profile
from monitor.stages.detect.dates import published
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.lists import with_lists
from monitor.stages.detect.marked import Marked, Span, mark
from monitor.stages.detect.readings import Reading, Readings, readings
from monitor.stages.detect.resolve import Context, claims
from monitor.stages.detect.visits import FoundVisit, named_visits, visits
from monitor.stages.gazetteer import Gazetteer
from monitor.stages.newness import Newness, newness
from monitor.text import Normalised, normalise

VERSION: Final = 1  # of the rules: a replay with another version makes every claim anew

_NEEDFUL: Final = re.compile(
    r"outstanding|\bgood\b|improvement|inadequa|special measures|rating|grade|judg|top marks|visit|JTAI"
    r"|joint (?:targeted )?area|inspect|Ofsted|\bRI\b",
    re.IGNORECASE,
)
_VISIT: Final = re.compile(
    r"\bmonitoring visit|\bfocus(?:s)?ed visit|\bJTAI\b|\bjoint (?:targeted )?area", re.IGNORECASE
)
_EARLIER: Final = re.compile(r"\blast year\b|\b(?:visit|letter)\b.{0,40}\b(?:since|after|following)\b")
_NEWEST: Final = re.compile(r"\b(?:latest|new|now|today|(?:has|have) (?:been|now))\b")
_GUIDANCE: Final = re.compile(r"\bguid(?:ance|e)\b", re.IGNORECASE)
_CHILDREN: Final = re.compile(
    r"\bchild|\byoung (?:people|person)|\byoungster|\bsocial (?:care|work)|\bcare leaver|\bILACS\b|\bsafeguard",
    re.IGNORECASE,
)


def analyse(document: Document, gazetteer: Gazetteer) -> Analysis:
    """Return everything that the monitor makes of an article."""
    if not _NEEDFUL.search(document.text) and not _NEEDFUL.search(document.title):
        return Analysis(relevant=False, kind=Kind.OTHER, reasons=("names no inspection, no grade and no visit",))
    title, text = normalise(document.title.strip()), normalise(document.text)
    marked = mark(title.text, text.text, gazetteer)
    about = profile(marked)
    aside = _set_aside(about, marked)
    if aside is not None:
        return aside
    return _read(document, gazetteer, marked, about, title=title, text=text)


def _set_aside(about: Profile, marked: Marked) -> Analysis | None:
    if about.other is not None:
        reason = f"is about other provision ({about.other.value}) with the same words for its grades"
        return Analysis(relevant=False, kind=about.other, reasons=(reason,))
    if about.is_foreign:
        return Analysis(relevant=False, kind=Kind.OTHER, reasons=("is about another nation's inspectorate",))
    if not about.has_inspection and not about.has_services:
        return Analysis(
            relevant=False, kind=Kind.OTHER, reasons=("names neither an inspection nor children's services",)
        )
    if (
        not about.has_services
        and not _CHILDREN.search(marked.text)
        and not _VISIT.search(marked.text)
        and (marked.others or "fsted" not in marked.text)
    ):
        return Analysis(relevant=False, kind=Kind.OTHER, reasons=("is not about services for children",))
    return None


def _read(
    document: Document, gazetteer: Gazetteer, marked: Marked, about: Profile, *, title: Normalised, text: Normalised
) -> Analysis:
    day = published(document, marked)
    today = day.year if day is not None else None
    discourse = Discourse(marked, document, gazetteer, day=day)
    found = readings(marked, discourse, today=today)
    found = replace(found, accepted=with_lists(marked, discourse, found.accepted))
    named = named_visits(marked, discourse, day=day)
    told = {visit.code for visit in named if visit.is_main}
    judged = newness(about, marked, found.accepted, discourse, visited=frozenset(told))
    context = Context(
        marked=marked,
        title=title,
        text=text,
        day=day,
        new=frozenset(one.codes for one in judged if one.is_new),
        predecessors=gazetteer.all_predecessors,
    )
    made = claims(context, found.accepted)
    with_news = {claim.la_code for claim in made if claim.role is Role.NEWS}
    standing = {
        claim.la_code: claim.grade
        for claim in reversed(made)
        if claim.judgement == OVERALL and claim.role is Role.HISTORY
    }
    seen = (
        visits(named, marked, discourse, with_news=with_news, standing=standing, day=day)
        if about.has_inspection
        else []
    )
    quoted = tuple(replace(claim, quote=_filled(claim.quote, document)) for claim in made)
    kind = _kind(quoted, seen, about)
    return Analysis(
        relevant=_is_relevant(quoted, seen, about, found) or _is_of_interest(marked, about, discourse),
        kind=kind,
        claims=quoted,
        visits=tuple(_mention(visit, context, document) for visit in seen),
        ambiguous=_ambiguous(found.accepted, context, document),
        reasons=_reasons(judged, found, quoted),
    )


def _filled(quote: Quotation, document: Document) -> Quotation:
    source = document.title.strip() if quote.in_title else document.text
    return replace(quote, text=source[quote.start : quote.end])


def _mention(visit: FoundVisit, context: Context, document: Document) -> VisitMention:
    quote = _filled(context.quote(Span(start=visit.start, end=visit.end, key="")), document)
    return VisitMention(la_code=visit.code, visit=visit.kind, quote=quote, when=visit.when, reason=visit.reason)


def _ambiguous(accepted: tuple[Reading, ...], context: Context, document: Document) -> tuple[Ambiguity, ...]:
    found: dict[str, Ambiguity] = {}
    for reading in accepted:
        for name, codes in reading.owner.named:
            if len(codes) > 1 and name not in found and reading.when.frame is Frame.NOW and codes in context.new:
                quote = _filled(context.quote(reading.span), document)
                found[name] = Ambiguity(name=name, candidates=codes, quote=quote, grade=reading.span.key)
    return tuple(found.values())


def _kind(made: tuple[Claim, ...], seen: list[FoundVisit], about: Profile) -> Kind:
    codes = {claim.la_code for claim in made if claim.role is Role.NEWS}
    if codes:
        return Kind.OUTCOME if len(codes) == 1 else Kind.ROUND_UP
    if seen:
        return Kind.VISIT
    return about.leaning if about.has_services or made else Kind.OTHER


def _is_relevant(made: tuple[Claim, ...], seen: list[FoundVisit], about: Profile, found: Readings) -> bool:
    if made or seen or any(len(codes) > 1 for reading in found.accepted for _, codes in reading.owner.named):
        return True
    return about.has_services and about.has_inspection and bool(found.accepted or found.refused)


def _is_of_interest(marked: Marked, about: Profile, discourse: Discourse) -> bool:
    """Tell whether a text without any grade still tells how an authority's services for children were inspected."""
    if discourse.main is None or not about.has_inspection or _GUIDANCE.search(marked.text, 0, marked.title_end):
        return False
    return about.has_services or bool(_CHILDREN.search(marked.text))


def _reasons(judged: tuple[Newness, ...], found: Readings, made: tuple[Claim, ...]) -> tuple[str, ...]:
    told = [reason for one in judged for reason in one.reasons]
    told += [f"{claim.judgement} {claim.grade} as {claim.role.value}: {claim.reason}" for claim in made]
    return (*(told or ["no new result: no grade is told as new"]), *found.refused)
