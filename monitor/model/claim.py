"""What an article says: claims about grades, mentions of visits, names that could mean two authorities."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.model.article import Kind
from monitor.model.inspection import VisitKind


class Role(StrEnum):
    """Whether a claim tells a newly published result or recalls an old one."""

    NEWS = "news"
    HISTORY = "history"


class Direction(StrEnum):
    """Which way a grade, or an outcome as a whole, moved."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    MIXED = "mixed"
    FIRST = "first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """The words that prove a claim. `start` and `end` are character offsets into the text, or into the title."""

    text: str
    start: int
    end: int
    in_title: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """An article says that an authority has a grade for a judgement.

    `previous` is what the text itself states as the grade before, else None. `direction` is up, down or same as the
    text says or as `previous` gives it, else None. `when` is an ISO year, month or day of the inspection as far as the
    text says (`2021`, `2021-09`, `2021-10-01`), else None. `confidence` is between 0 and 1.
    """

    la_code: str
    judgement: str
    grade: str
    role: Role
    quote: Quotation
    previous: str | None = None
    direction: Direction | None = None
    when: str | None = None
    confidence: float = 1.0
    reason: str = ""  # why this role and this authority, for a person


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitMention:
    """An article says that an authority was visited without grades. `when` as in Claim."""

    la_code: str
    visit: VisitKind
    quote: Quotation
    when: str | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ambiguity:
    """A name that the text uses for an inspected authority and that fits several: a person decides."""

    name: str
    candidates: tuple[str, ...]  # la_codes
    quote: Quotation | None = None  # None where no single passage shows it
    grade: str | None = None  # the grade that hangs on the decision, where there is one


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """Everything that the monitor makes of one article, with its reasons in plain sentences."""

    relevant: bool
    kind: Kind
    claims: tuple[Claim, ...] = ()
    visits: tuple[VisitMention, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    reasons: tuple[str, ...] = ()
