"""Documents of Ofsted's report site: what a label promises and what the file says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from monitor.model.inspection import VisitKind


class ReportLabel(StrEnum):
    """What a link's label on a provider page says the file is."""

    INSPECTION = "inspection"
    FOCUSED = "focused"
    MONITORING = "monitoring"
    JTAI = "jtai"
    ASSURANCE = "assurance"
    SEND = "send"
    OTHER = "other"  # a label nobody has seen: told to a person, never dropped


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportReading:
    """What a report file says. `readable` is False where it is no report, or its text can't be had.

    `framework` is None where the file is of a framework that this program does not know; `problems` then says so.
    `visit` is set instead of grades for a letter about a visit. Nothing is ever guessed: what the two readers do not
    agree on is left out and named in `problems`.
    """

    readable: bool
    framework: str | None = None
    inspection_type: str | None = None
    la_code: str | None = None
    start: date | None = None
    end: date | None = None
    published: date | None = None  # None where the report does not say
    grades: Mapping[str, str] = field(default_factory=dict)
    visit: VisitKind | None = None
    problems: tuple[str, ...] = ()
