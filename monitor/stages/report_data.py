"""A reading of a report file as the JSON of `monitor read-report --json`: a contract with users' scripts."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from monitor.model.authority import Authority
from monitor.model.report import ReportReading


class ReportData(TypedDict):
    """One file's line. Days are ISO dates; null where the report does not say, or not plainly."""

    file: str
    readable: bool
    framework: str | None
    inspection_type: str | None
    urn: str | None  # null also for an authority that was abolished: its name says which
    authority: str | None
    inspection_start: str | None
    inspection_end: str | None
    published: str | None
    grades: dict[str, str]
    visit: str | None  # a letter about a visit has its kind here, and no grades
    problems: list[str]


def report_data(file: str, reading: ReportReading, authorities: Sequence[Authority]) -> ReportData:
    """Return the JSON object of one file; `authorities` are those the reading was made with."""
    authority = next((one for one in authorities if one.la_code == reading.la_code), None)
    return ReportData(
        file=file,
        readable=reading.readable,
        framework=reading.framework,
        inspection_type=reading.inspection_type,
        urn=authority.urn if authority else None,
        authority=authority.name if authority else None,
        inspection_start=_iso(reading.start),
        inspection_end=_iso(reading.end),
        published=_iso(reading.published),
        grades=dict(reading.grades),
        visit=reading.visit.value if reading.visit else None,
        problems=list(reading.problems),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
