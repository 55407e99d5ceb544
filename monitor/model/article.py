"""Articles as texts: what was fetched, what is readable in it, and what was understood."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What an article is about (the `kind` of `monitor analyse`)."""

    OUTCOME = "outcome"
    ROUND_UP = "round-up"
    VISIT = "visit"
    STATISTICS = "statistics"
    BACKGROUND = "background"
    SCHOOL = "school"
    CHILDRENS_HOME = "childrens-home"
    FOSTERING = "fostering"
    SEND = "send"
    ADULT_CARE = "adult-care"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The readable text of one page, as the understanding stages take it.

    `text` has paragraphs separated by blank lines; offsets of quotations are into `text`, or into `title` where the
    quotation says so. `published` is the publication day in London, None where the page does not say.
    `own_authority` is the la_code of the council whose site this is, None for the press.
    """

    url: str = ""
    title: str = ""
    text: str = ""
    outlet: str = ""
    published: date | None = None
    own_authority: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Extract:
    """What extraction found in a fetched page."""

    title: str
    text: str
    published: datetime | None = None  # aware, UTC; None where the page does not say
    canonical: str | None = None  # the page's own rel=canonical, None where absent or not believable
    outlet: str | None = None
    partial: bool = False  # the text ends at a paywall or a registration wall
    links: tuple[str, ...] = field(default=())  # absolute links inside the article's text
