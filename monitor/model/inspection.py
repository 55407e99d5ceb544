"""Official inspections with their grades, and the ratings that stand because of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class VisitKind(StrEnum):
    """Visits that Ofsted publishes without grades."""

    MONITORING = "monitoring"
    FOCUSED = "focused"
    JTAI = "jtai"
    ASSURANCE = "assurance"


class Origin(StrEnum):
    """Where a row of the ledger comes from, most trusted first."""

    REPORT_READ = "report-read"  # a report file that this monitor read itself
    REPORT = "report"  # the shipped ledger, read from the report when the ledger was made
    SUMMARY = "summary table"  # the shipped ledger, from a third party's table
    UNCONFIRMED = "press"  # an article's history; background only


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection:
    """A published full inspection of one authority. Identity: authority and last day on site."""

    la_code: str
    framework: str
    inspection_type: str
    start: date | None  # None where the report prints one date only
    end: date
    published: date
    grades: Mapping[str, str] = field(default_factory=dict)  # judgement key -> grade key
    origin: Origin = Origin.REPORT
    report: str | None = None  # URL of the report file; None where we know only the ledger's row

    @property
    def first_day(self) -> date:
        return self.start or self.end


class Published(NamedTuple):
    """An overall grade, the day on which Ofsted published it, and the inspectors' first and last day on site."""

    la_code: str
    published: date
    grade: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """The grade that stands for an authority and a judgement at a date. Always derived, never stored."""

    la_code: str
    judgement: str
    grade: str
    since: date  # day the report was published
    framework: str
    report: str | None
    dated: bool = False  # True: a last overall, kept as history since the framework gives none any more
