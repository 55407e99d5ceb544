"""The rows of the log, JSON-ready, as design section 6 has them. Fields are only ever added."""

from dataclasses import dataclass
from datetime import date

from typing_extensions import TypedDict

from monitor.stages.analysis_data import ClaimData


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which rows of a log are wanted. Empty and None mean all; days are in London, both ends included."""

    la_codes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    status: str | None = None
    source: str | None = None
    limit: int | None = None
    query: str | None = None
    changed: bool = False
    by_change: bool = False  # outcomes that changed last first
    relevant: bool | None = None
    kind: str | None = None  # what an article is about
    claims: str | None = None  # "news", "history" or "any": only articles that say so much
    after: str | None = None  # the id of the last row of the page before: only what comes behind it


class ArticleData(TypedDict):
    id: str
    url: str
    source: str
    outlet: str
    title: str
    published: str | None
    first_seen: str
    relevant: bool
    kind: str
    reasons: list[str]
    partial: bool
    revisions: int
    claims: list[ClaimData]


class RevisionData(TypedDict):
    n: int
    fetched_at: str
    title: str
    body: str | None
    url: str


class ObjectionData(TypedDict):
    id: int
    wrong: str
    authority: str | None
    judgement: str | None
    grade: str | None
    quote: str
    note: str
    who: str
    at: str
    withdrawn: str | None


class ArticleDetail(ArticleData):
    text: str
    links: list[str]
    history: list[RevisionData]
    outcomes: list[str]
    objections: list[ObjectionData]


class SourceData(TypedDict):
    id: str
    kind: str
    url: str
    state: str
    since: str | None
    last_ok: str | None
    last_new: str | None
    next_due: str | None
    error: str | None
    pending: int
    name: str
    next: str | None


class RatingData(TypedDict):
    urn: str | None
    authority: str
    judgement: str
    grade: str
    since: str
    framework: str
    report: str | None
    as_published_to: str
    dated: bool


class AlertData(TypedDict):
    id: str
    outcome: str
    channel: str
    recipient: str
    type: str
    state: str
    attempts: int
    last_answer: str | None
    created: str
    next_try: str | None


class QuestionData(TypedDict):
    kind: str
    subject: str
    text: str
    since: str
    outcome: str | None
