"""Turn one article into claims. Pure: the same article gives the same claims.

What is claimed carries the words that prove it; what is not claimed carries the reason.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from monitor.model.article import Document, Kind
from monitor.model.claim import Ambiguity, Analysis, Claim, Role, VisitMention
from monitor.model.framework import OVERALL
from monitor.model.inspection import VisitKind
from monitor.stages.classify import Profile, profile
from monitor.stages.detect.dates import latest_year, only_year, published
from monitor.stages.detect.evidence import Scene
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.grade_cues import GRADE_OF_OTHERS
from monitor.stages.detect.lexicon import OTHER, SERVICE
from monitor.stages.detect.lists import with_headings, with_lists
from monitor.stages.detect.marked import Marked, Span, mark
from monitor.stages.detect.readings import Reading, Readings, readings
from monitor.stages.detect.record import Moment, Record
from monitor.stages.detect.referred import with_referred
from monitor.stages.detect.resolve import Context, claims
from monitor.stages.detect.roles import Told, roles
from monitor.stages.detect.sharing import NEW
from monitor.stages.detect.story_numbers import GIVE, day_of_number
from monitor.stages.detect.symbols import Symbols
from monitor.stages.detect.tables import with_columns
from monitor.stages.detect.times import is_of_day, times
from monitor.stages.detect.visit_found import FoundVisit
from monitor.stages.detect.visits import named_visits, visits
from monitor.stages.gazetteer import Gazetteer, words_of_address
from monitor.text import Normalised, headline, normalise

_NEEDFUL: Final = re.compile(
    r"outstanding|\bgood\b|improvement|inadequa|special measures|rating|grade|judg|top marks|visit|JTAI"
    r"|joint (?:targeted )?area|inspect|Ofsted|\bRI\b",
    re.IGNORECASE,
)
_VISIT: Final = re.compile(
    r"\bmonitoring visit|\bfocus(?:s)?ed visit|\bJTAI\b|\bjoint (?:targeted )?area", re.IGNORECASE
)
_GUIDANCE: Final = re.compile(r"\bguid(?:ance|e)\b", re.IGNORECASE)
_IN_WORDS: Final = {
    Kind.SCHOOL: "schools or nurseries",
    Kind.CHILDRENS_HOME: "homes",
    Kind.FOSTERING: "fostering or adoption",
    Kind.SEND: "special educational needs",
    Kind.ADULT_CARE: "adult care",
    Kind.OTHER: "the family courts' service",
}
_CHILDREN: Final = re.compile(
    r"\bchild|\byoung (?:people|person)|\byoungster|\bsocial (?:care|work)|\bcare leaver|\bILACS\b|\bsafeguard",
    re.IGNORECASE,
)

_ASIDE: Final = 0.85  # the probability above which a text about something else tells a new result by the way
_NOTHING_KNOWN: Final = Record()


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A text with its grades read one by one, before it is decided which of them are told as new."""

    scene: Scene
    about: Profile
    aside: Analysis | None  # what it is, unless it recalls an overall grade by the way
    title: Normalised
    text: Normalised
    day: date | None  # of publication
    found: Readings
    visits: list[FoundVisit]  # those of a named kind


def analyse(document: Document, gazetteer: Gazetteer, record: Record = _NOTHING_KNOWN) -> Analysis:
    """Return everything that the monitor makes of an article, knowing the grades that `record` has."""
    text = opened(document, gazetteer, record)
    return text if isinstance(text, Analysis) else _read(document, gazetteer, text)


def opened(document: Document, gazetteer: Gazetteer, record: Record = _NOTHING_KNOWN) -> Opened | Analysis:
    """Return a text with its grades read; what is made of it where none of them can be an authority's."""
    if "Ofsted" not in document.text and not _NEEDFUL.search(document.title) and not _NEEDFUL.search(document.text):
        return Analysis(relevant=False, kind=Kind.OTHER, reasons=("names no inspection, no grade and no visit",))
    title, text = normalise(headline(document.title)), normalise(document.text)
    marked = mark(title.text, text.text, gazetteer)
    address = None if title.text else mark(words_of_address(document.url), "", gazetteer)
    about = profile(marked, address)
    if about.is_foreign:
        return Analysis(relevant=False, kind=Kind.OTHER, reasons=("is about another nation's inspectorate",))
    aside = _set_aside(about, marked)
    if aside is not None and not (about.has_inspection and (about.other is Kind.SEND or _may_tell_more(marked, about))):
        return aside
    day = published(document, marked)
    moment = _moment(document, marked, day)
    seen = moment.day or day
    today = seen.year if seen is not None else None
    discourse = Discourse(marked, document, gazetteer, day=seen)
    found = readings(marked, discourse, today=today)
    visits_named = named_visits(marked, discourse, day=day)
    scene = Scene(
        marked=marked,
        discourse=discourse,
        symbols=Symbols(marked, today=today),
        lead=about.lead,
        visited=_visited(visits_named, marked, about.lead),
        moment=moment,
        record=record,
        in_address=frozenset(span.key for span in address.grades) if address is not None else frozenset(),
        openings=(*about.openings, *(aside.reasons if aside is not None else ())),
    )
    accepted = with_referred(marked, discourse, found.accepted, today=today)
    accepted = with_columns(marked, with_headings(marked, discourse, with_lists(marked, discourse, accepted)))
    found = replace(found, accepted=accepted)
    return Opened(
        scene=scene, about=about, aside=aside, title=title, text=text, day=day, found=found, visits=visits_named
    )


def _visited(named: Sequence[FoundVisit], marked: Marked, lead: int) -> frozenset[str]:
    """Return of whom a visit is the text's subject: a joint inspection only where the text begins with it."""
    return frozenset(
        visit.code
        for visit in named
        if visit.is_main
        and not visit.is_recalled
        and not (visit.is_of_a_year and marked.sentence_at(visit.start) > lead)
        and (visit.kind is not VisitKind.JTAI or marked.sentence_at(visit.start) <= lead)
    )


def _may_tell_more(marked: Marked, about: Profile) -> bool:
    """Tell whether a text about something else has a grade in a sentence that does not speak of that.

    One about other provision in which no child is named has none.
    """
    if not marked.mentions or (about.other is not None and not _CHILDREN.search(marked.text)):
        return False
    return any(not _speaks_of_other(marked, marked.sentence_at(grade.start), about) for grade in marked.grades)


def _speaks_of_other(marked: Marked, sentence: int, about: Profile) -> bool:
    """Tell whether a sentence names other provision, or goes on from a headline that does and names no services."""
    marks = marked.marks[slice(*marked.bounds[sentence])]
    return OTHER in marks or (about.is_headed_by_other and SERVICE not in marks and "council" not in marks)


def _moment(document: Document, marked: Marked, day: date | None) -> Moment:
    """Return when a text appeared. The day that stands for a year says nothing of weeks and months.

    The day of publication is none of the days that the text names: a line with its own date tells of no inspection.
    """
    named = times(marked)
    year = only_year(document)
    if year is None and day is not None:
        return Moment(day, None, frozenset(time for time in named if not is_of_day(time, day)))
    counted = day_of_number(document.url)
    if counted is not None and year in {None, counted.year}:
        return Moment(counted, None, named, GIVE)
    return Moment(None, year if year is not None else latest_year(document), named)


def _set_aside(about: Profile, marked: Marked) -> Analysis | None:
    """Return what a text is that is not about services for children, whatever it may say of them by the way."""
    if about.other is not None:
        reason = f"is about other provision ({_IN_WORDS[about.other]}) with the same words for its grades"
        return Analysis(relevant=False, kind=about.other, reasons=(reason,))
    if not about.has_inspection and not about.has_services:
        return Analysis(
            relevant=False, kind=Kind.OTHER, reasons=("names neither an inspection nor children's services",)
        )
    if (
        not about.has_services
        and not _CHILDREN.search(marked.text)
        and not _VISIT.search(marked.text)
        and (marked.others or "ofsted" not in marked.plain)
    ):
        return Analysis(relevant=False, kind=Kind.OTHER, reasons=("is not about services for children",))
    return None


def _read(document: Document, gazetteer: Gazetteer, text: Opened) -> Analysis:
    scene, about, day = text.scene, text.about, text.day
    marked, discourse = scene.marked, scene.discourse
    accepted: Sequence[Reading] = text.found.accepted
    if text.aside is not None:
        given_to_others = {one.span.key for one in accepted if one.refusal in GRADE_OF_OTHERS.values()}
        accepted = [one for one in accepted if _stands_apart(marked, one, about, given_to_others)]
    told = roles(scene, accepted, least=NEW if text.aside is None else _ASIDE)
    context = Context(
        marked=marked,
        document=document,
        title=text.title,
        text=text.text,
        day=day,
        predecessors=gazetteer.all_predecessors,
    )
    made = claims(context, told)
    if text.aside is not None and not _tells_of_authorities(made, about):
        return text.aside
    with_news = {claim.la_code for claim in made if claim.role is Role.NEWS}
    standing = {
        claim.la_code: claim.grade
        for claim in reversed(made)
        if claim.judgement == OVERALL and claim.role is Role.HISTORY
    }
    seen = (
        visits(text.visits, marked, discourse, with_news=with_news, standing=standing, day=day)
        if about.has_inspection and text.aside is None
        else []
    )
    return Analysis(
        relevant=_is_relevant(made, seen, about, told, text.found) or _is_of_interest(marked, about, discourse),
        kind=_kind(made, seen, about),
        claims=tuple(made),
        visits=tuple(_mention(visit, context) for visit in seen),
        ambiguous=_ambiguous(told, context),
        reasons=_reasons(told, text, made),
    )


def _stands_apart(marked: Marked, reading: Reading, about: Profile, given_to_others: Container[str]) -> bool:
    """Tell whether a grade of a text about something else is surely one, and not of what its sentence speaks of.

    The grade that the text gives to a school is told again without its name: "It was given the lowest grade".
    """
    if reading.refusal:
        return False
    if reading.when.frame is not Frame.NOW:
        return True
    is_of_children = _CHILDREN.search(marked.text, *marked.bounds[reading.sentence]) is not None
    is_told_again = reading.span.key in given_to_others and not is_of_children
    return not is_told_again and not _speaks_of_other(marked, reading.sentence, about)


def _tells_of_authorities(made: Sequence[Claim], about: Profile) -> bool:
    """Tell whether a text that is about something else tells an authority's grade by the way.

    A new one is, and so is a grade recalled beside special needs. Beside schools, homes or adult care "it was rated
    good in 2019" tells nothing of one.
    """
    told = {claim.role for claim in made if claim.judgement == OVERALL}
    return Role.NEWS in told or (about.other is Kind.SEND and bool(told))


def _mention(visit: FoundVisit, context: Context) -> VisitMention:
    quote = context.quote(Span(start=visit.start, end=visit.end, key=""))
    return VisitMention(la_code=visit.code, visit=visit.kind, quote=quote, when=visit.when, reason=visit.reason)


def _ambiguous(told: tuple[Told, ...], context: Context) -> tuple[Ambiguity, ...]:
    found: dict[str, Ambiguity] = {}
    for one in told:
        for reading in one.readings if len(one.codes) > 1 and one.is_new else ():
            name = next(name for name, codes in reading.owner.named if codes == one.codes)
            if name not in found and reading.when.frame is Frame.NOW:
                quote = context.quote(reading.span)
                found[name] = Ambiguity(name=name, candidates=one.codes, quote=quote, grade=reading.span.key)
    return tuple(found.values())


def _kind(made: Sequence[Claim], seen: list[FoundVisit], about: Profile) -> Kind:
    codes = {claim.la_code for claim in made if claim.role is Role.NEWS}
    if codes:
        return Kind.OUTCOME if len(codes) == 1 else Kind.ROUND_UP
    if seen:
        return Kind.VISIT
    return about.leaning if about.has_services or made else Kind.OTHER


def _is_relevant(
    made: Sequence[Claim], seen: list[FoundVisit], about: Profile, told: tuple[Told, ...], found: Readings
) -> bool:
    if made or seen or any(one.readings and len(one.codes) > 1 for one in told):
        return True
    return about.has_services and about.has_inspection and bool(found.accepted or found.refused)


def _is_of_interest(marked: Marked, about: Profile, discourse: Discourse) -> bool:
    """Tell whether a text without any grade still tells how an authority's services for children were inspected."""
    if discourse.main is None or not about.has_inspection or _GUIDANCE.search(marked.text, 0, marked.title_end):
        return False
    return about.has_services or bool(_CHILDREN.search(marked.text))


def _reasons(told: tuple[Told, ...], text: Opened, made: Sequence[Claim]) -> tuple[str, ...]:
    reasons = [reason for one in told for reason in one.reasons]
    reasons += [f"{claim.judgement} {claim.grade} as {claim.role.value}: {claim.reason}" for claim in made]
    refused = [
        f"'{text.scene.marked.phrase(reading.span)}' {reading.refusal or 'is neither told as new nor recalled'}"
        for one in told
        for reading in one.refused
    ]
    none = "no new result: no grade is told as new"
    return (*(reasons or [none]), *dict.fromkeys((*text.found.refused, *refused)))
