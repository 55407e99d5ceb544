"""Outcomes: one authority's newly published result, its moves and all its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from monitor.model.claim import Direction
from monitor.model.inspection import VisitKind


class Status(StrEnum):
    """How sure an outcome is. The first four are ordered: see `RANK`."""

    DISPUTED = "disputed"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"  # by a person's verdict
    WITHDRAWN = "withdrawn"  # its evidence is gone: edited away, or found to belong to another outcome


RANK = {Status.DISPUTED: 0, Status.REPORTED: 1, Status.CORROBORATED: 2, Status.CONFIRMED: 3}


class Event(StrEnum):
    """What an outcome means for the ledger."""

    CHANGED = "changed"  # the overall moved, or, where there is none, an area did
    AREAS = "areas"  # the overall stayed and an area moved
    RETAINED = "retained"  # nothing moved
    FIRST = "first"  # no predecessor


class Trust(StrEnum):
    """How a source is to be believed."""

    INSPECTORATE = "inspectorate"
    COUNCIL = "council"
    PRESS = "press"


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One judgement's step from the inspection before to this one. `before` is None where it is not known."""

    judgement: str
    before: str | None
    after: str
    direction: Direction
    compared_with: str | None = (
        None  # the earlier edition's key, where it is a flagged comparison with another judgement
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class PressEvidence:
    """One article (its latest revision) telling a result of one authority as news."""

    article: str  # article id
    source: str
    outlet: str
    trust: Trust
    url: str
    published: date  # the day the article came out; the day it was first seen where the page does not say
    first_seen: datetime
    la_code: str
    grades: Mapping[str, str]  # judgement -> grade, news claims only
    previous: Mapping[str, str] = field(default_factory=dict)  # judgement -> grade before, as the text states
    when: str | None = None  # ISO year, month or day of the inspection as the text says
    quote: str = ""
    fingerprint: frozenset[int] = frozenset()  # hashes of the text's shingles, to know copies


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportEvidence:
    """One report file on Ofsted's site, as read. A file that replaced it for the same inspection is another one."""

    report: str  # file id on Ofsted's site
    source: str
    url: str
    published: date  # as the provider page says
    first_seen: datetime
    la_code: str
    framework: str
    inspection_type: str
    start: date | None
    end: date
    grades: Mapping[str, str]
    quote: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One piece of evidence as an outcome shows it. `article` is the article's id, or the report's file id."""

    article: str
    source: str
    outlet: str
    url: str
    published: date
    quote: str
    independent: bool  # False: most of its text is a copy of an earlier piece
    is_report: bool = False
    agrees: bool = True  # False: it tells a grade that the outcome does not have
    grades: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One authority's newly published result. `id` is "" until the store mints it, and is then kept for ever."""

    id: str
    la_code: str
    framework: str | None  # None: only press has told it, and its date leaves the edition open
    inspection_type: str | None
    start: date | None
    end: date | None
    published: date | None  # the report's publication day, None before there is a report
    effective: date  # the report's publication day once known, before that the first article's
    event: Event
    direction: Direction
    status: Status
    moves: tuple[Move, ...]
    evidence: tuple[Evidence, ...]
    explanation: str
    first_seen: datetime
    detected_at: datetime
    flags: tuple[str, ...] = ()  # plain sentences: what a person should know (a conflict, a grade not believed)
    corrects_ledger: bool = False  # True: the shipped ledger has this inspection, and a report file differs from it
    # When what it tells (see `telling`) last changed; None until the store keeps it. No part of what it is.
    changed_at: datetime | None = field(default=None, compare=False)

    @property
    def telling(self) -> tuple[object, ...]:
        """What it tells the world: another status, grade, move or day is a change, further evidence is none."""
        return (self.status, self.event, self.direction, self.moves, self.effective)

    @property
    def grades(self) -> dict[str, str]:
        return {move.judgement: move.after for move in self.moves}


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """A visit without grades. Identity: authority, kind and date."""

    id: str
    la_code: str
    visit: VisitKind
    date: str  # ISO day, month or year, as far as known
    evidence: tuple[Evidence, ...]


class Decision(StrEnum):
    """A person's verdict on an outcome."""

    CONFIRM = "confirm"
    REJECT = "reject"
    REOPEN = "reopen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a person decided, and why. Appended, never edited."""

    outcome: str
    decision: Decision
    note: str
    who: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Something that a person must decide. `kind` and `subject` identify it: the same thing is asked once."""

    kind: str
    subject: str
    text: str
    la_code: str | None = None  # None where no authority is known
    outcome: str | None = None  # the outcome it is about, None where there is none
