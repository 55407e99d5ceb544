"""Files of Ofsted's report site, as they were read."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.inspection import VisitKind
from monitor.model.outcome import ReportEvidence
from monitor.model.report import ReportLabel, ReportReading
from monitor.model.source import EntryState
from monitor.storage.driver import Database, Row, moment, required_moment, stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportRow:
    """A stored report file. `id` is the file's id on Ofsted's site."""

    id: str
    source: str
    url: str
    urn: str | None
    la_code: str | None
    label: ReportLabel
    label_text: str
    published: date
    first_seen: datetime
    first_pass: bool
    body: str  # name of the archived bytes
    reading: ReportReading
    versions: str  # of the stage that read it


class Reports:
    """The stored report files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, row: ReportRow) -> None:
        """Store a report file as read, inside a transaction, in place of an earlier reading of the same file."""
        reading = row.reading
        self._database.execute(
            """INSERT OR REPLACE INTO reports VALUES (:id, :source, :url, :urn, :la_code, :label, :label_text,
                :published, :first_seen, :first_pass, :body, :readable, :framework, :type, :start, :end, :grades,
                :visit, :problems, :versions)""",
            {
                "id": row.id,
                "source": row.source,
                "url": row.url,
                "urn": row.urn,
                "la_code": row.la_code,
                "label": row.label,
                "label_text": row.label_text,
                "published": row.published.isoformat(),
                "first_seen": stamp(row.first_seen),
                "first_pass": row.first_pass,
                "body": row.body,
                "readable": reading.readable,
                "framework": reading.framework,
                "type": reading.inspection_type,
                "start": None if reading.start is None else reading.start.isoformat(),
                "end": None if reading.end is None else reading.end.isoformat(),
                "grades": json.dumps(dict(reading.grades)),
                "visit": reading.visit,
                "problems": json.dumps(reading.problems, ensure_ascii=False),
                "versions": row.versions,
            },
        )

    def get(self, report: str) -> ReportRow | None:
        """Return a report file by its id, None if there is none."""
        row = self._database.row("SELECT * FROM reports WHERE id = ?", (report,))
        return None if row is None else _report(row)

    def of_authority(self, la_code: str) -> list[ReportRow]:
        """Return every report file of an authority, the first published first."""
        rows = self._database.rows("SELECT * FROM reports WHERE la_code = ? ORDER BY published, id", (la_code,))
        return [_report(row) for row in rows]

    def states(self) -> dict[str, int]:
        """Return a number for each authority with reports that changes when anything read in them does."""
        rows = self._database.rows(
            """SELECT la_code, id, url, published, framework, type, start, "end", grades, visit FROM reports
                WHERE la_code IS NOT NULL ORDER BY la_code, published, id"""
        )
        by_authority: dict[str, list[tuple[object, ...]]] = {}
        for row in rows:
            by_authority.setdefault(row["la_code"], []).append(tuple(row))
        return {la_code: hash(tuple(found)) for la_code, found in by_authority.items()}

    def unread(self) -> dict[str, list[date | None]]:
        """Return by source when the files came out that its listing shows and that are not read yet; None: not said."""
        rows = self._database.rows(
            """SELECT source, published FROM entries INDEXED BY entries_waiting
                WHERE next_try IS NOT NULL AND state IN (?, ?)""",
            (EntryState.PENDING, EntryState.UNREADABLE),
        )
        found: dict[str, list[date | None]] = {}
        for row in rows:
            said = moment(row["published"])
            found.setdefault(row["source"], []).append(None if said is None else said.date())
        return found

    def all(self) -> list[ReportRow]:
        """Return every report file, the first published first."""
        return [_report(row) for row in self._database.rows("SELECT * FROM reports ORDER BY published, id")]


def evidence_of(row: ReportRow) -> ReportEvidence | None:
    """Return the file as evidence for an inspection's grades, or None if it grades nothing."""
    reading = row.reading
    if not reading.framework or not reading.grades or reading.end is None or row.la_code is None:
        return None
    return ReportEvidence(
        report=row.id,
        source=row.source,
        url=row.url,
        published=row.published,
        first_seen=row.first_seen,
        la_code=row.la_code,
        framework=reading.framework,
        inspection_type=reading.inspection_type or "",
        start=reading.start,
        end=reading.end,
        grades=reading.grades,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _report(row: Row) -> ReportRow:
    return ReportRow(
        id=row["id"],
        source=row["source"],
        url=row["url"],
        urn=row["urn"],
        la_code=row["la_code"],
        label=ReportLabel(row["label"]),
        label_text=row["label_text"],
        published=date.fromisoformat(row["published"]),
        first_seen=required_moment(row["first_seen"]),
        first_pass=bool(row["first_pass"]),
        body=row["body"],
        reading=ReportReading(
            readable=bool(row["readable"]),
            framework=row["framework"],
            inspection_type=row["type"],
            la_code=row["la_code"],
            start=_day(row["start"]),
            end=_day(row["end"]),
            published=date.fromisoformat(row["published"]),
            grades=json.loads(row["grades"]),
            visit=None if row["visit"] is None else VisitKind(row["visit"]),
            problems=tuple(json.loads(row["problems"])),
        ),
        versions=row["versions"],
    )
