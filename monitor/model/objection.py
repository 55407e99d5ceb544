"""Objections: a person says that what was understood of an article is wrong."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Wrong(StrEnum):
    """What is wrong."""

    AUTHORITY = "wrong-authority"
    GRADE = "wrong-grade"
    NOT_NEWS = "not-news"
    NOT_RELEVANT = "not-relevant"
    RELEVANT = "relevant"  # it was set aside, and should not have been


@dataclass(frozen=True, kw_only=True, slots=True)
class Objection:
    """A person says what is wrong about an article, or about one claim in it. Appended, and withdrawn at most.

    `la_code`, `judgement`, `grade` and `quote` say which claim is meant, as it stood then; None and "" where it is the
    article as a whole.
    """

    article: str
    revision: int
    wrong: Wrong
    who: str
    at: datetime
    la_code: str | None = None
    judgement: str | None = None
    grade: str | None = None
    quote: str = ""
    note: str = ""
    id: int = 0  # the store gives it
    withdrawn: datetime | None = None  # None: it stands
