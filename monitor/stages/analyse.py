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
from monitor.stages.detect.marked import Marked, Span, mark
from monitor.stages.detect.readings import Reading, Readings, readings
from monitor.stages.detect.resolve import Context, claims
from monitor.stages.detect.visits import FoundVisit, visits
from monitor.stages.gazetteer import Gazetteer
from monitor.text import Normalised, normalise

VERSION: Final = 1  # of the rules: a replay with another version makes every claim anew

# From this newness on the cues alone make a text news; below it the grade must stand in headline or first sentence.
_PLAIN: Final = 2.0
_NEEDFUL: Final = re.compile(
    r"outstanding|\bgood\b|improvement|inadequa|special measures|rating|grade|judg|top marks|visit|JTAI"
    r"|joint (?:targeted )?area|inspect|Ofsted|\bRI\b",
    re.IGNORECASE,
)
_VISIT: Final = re.compile(
    r"\bmonitoring visit|\bfocus(?:s)?ed visit|\bJTAI\b|\bjoint (?:targeted )?area", re.IGNORECASE
)
_EARLIER: Final = re.compile(r"\blast year\b|\b(?:visit|letter)\b.{0,40}\b(?:since|after|following)\b")
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
    is_news = about.newness >= _PLAIN or (about.newness > 0 and _is_carried(found, about))
    context = Context(
        marked=marked,
        title=title,
        text=text,
        day=day,
        is_news=is_news and (about.has_inspection or about.has_services),
        predecessors=gazetteer.all_predecessors,
    )
    told = {
        visit.code
        for visit in visits(marked, discourse, with_news=set(), standing={}, day=day)
        if not visit.is_guess and visit.is_main
    }
    made = claims(
        context,
        found.accepted,
        without_news=frozenset(code for code in told if not _has_result(code, found, about, marked)),
    )
    with_news = {claim.la_code for claim in made if claim.role is Role.NEWS}
    standing = {
        claim.la_code: claim.grade
        for claim in reversed(made)
        if claim.judgement == OVERALL and claim.role is Role.HISTORY
    }
    seen = visits(marked, discourse, with_news=with_news, standing=standing, day=day) if about.has_inspection else []
    quoted = tuple(replace(claim, quote=_filled(claim.quote, document)) for claim in made)
    kind = _kind(quoted, seen, about)
    return Analysis(
        relevant=_is_relevant(quoted, seen, about, found),
        kind=kind,
        claims=quoted,
        visits=tuple(_mention(visit, context, document) for visit in seen),
        ambiguous=_ambiguous(found.accepted, context, document),
        reasons=_reasons(about, found, quoted, is_news=context.is_news),
    )


def _has_result(code: str, found: Readings, about: Profile, marked: Marked) -> bool:
    """Tell whether a text about a visit gives the authority a grade in so many words, early on."""
    return any(
        reading.when.frame is Frame.NOW
        and not _is_dated_back(marked, reading)
        and reading.is_overall
        and not reading.is_loose
        and not reading.is_reference
        and (reading.in_title or reading.sentence <= about.lead + 1)
        and any(codes == (code,) for _, codes in reading.owner.named)
        for reading in found.accepted
    )


def _is_dated_back(marked: Marked, reading: Reading) -> bool:
    """Tell whether the sentence of a grade speaks of last year, or counts the visits since the grade was given."""
    low, high = marked.bounds[reading.sentence]
    return bool(_EARLIER.search(marked.plain, low, high))


def _is_carried(found: Readings, about: Profile) -> bool:
    """Tell whether the grades themselves make a text news: in headline or first sentence, overall, or area by area."""
    now = [reading for reading in found.accepted if reading.when.frame is Frame.NOW]
    if any(reading.when.is_exit and reading.is_overall for reading in found.accepted):
        return True
    return (
        any(_opens(reading, about) or OVERALL in reading.keys for reading in now)
        or len({key for one in now for key in one.keys}) > 3
    )


def _opens(reading: Reading, about: Profile) -> bool:
    """Tell whether headline or first sentence give an overall grade as new, rather than speak of a known one."""
    opens = (
        reading.in_title or reading.sentence <= about.lead or (reading.sentence == about.lead + 1 and reading.is_now)
    )
    return opens and reading.is_overall and reading.when.frame is Frame.NOW and not reading.is_reference


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
            if len(codes) > 1 and name not in found and reading.when.frame is Frame.NOW and context.is_news:
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


def _reasons(about: Profile, found: Readings, made: tuple[Claim, ...], *, is_news: bool) -> tuple[str, ...]:
    told = [f"{'a new result' if is_news else 'no new result'}: {'; '.join(about.reasons) or 'nothing speaks for one'}"]
    told += [f"{claim.judgement} {claim.grade} as {claim.role.value}: {claim.reason}" for claim in made]
    return (*told, *found.refused)
