"""Store a file of Ofsted's report site with all that follows from it, in one commit."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from monitor.frameworks import all_frameworks
from monitor.model.alert import AlertType
from monitor.model.authority import Authority
from monitor.model.inspection import VisitKind
from monitor.model.outcome import Question
from monitor.model.report import ReportLabel, ReportReading
from monitor.model.source import Entry, EntryState, Response, Source
from monitor.services.ledger import Change, Ledger
from monitor.services.tools import Tools
from monitor.stages import VERSIONS
from monitor.stages.read_page import day_in_london
from monitor.stages.read_report import read_report
from monitor.stages.schedule import UNREADABLE_RETRY
from monitor.storage.reports import ReportRow

FIRST_FRAMEWORK = min(framework.in_force_from for framework in all_frameworks())
# Nine reports in ten come out 39 to 90 days after the last day on site.
LATEST_PUBLICATION = timedelta(days=105)
UNREAD = ("unreadable-report", "unknown-report")  # kinds of questions about a file that could not be read
VISITS = {
    ReportLabel.FOCUSED: VisitKind.FOCUSED,
    ReportLabel.MONITORING: VisitKind.MONITORING,
    ReportLabel.JTAI: VisitKind.JTAI,
    ReportLabel.ASSURANCE: VisitKind.ASSURANCE,
}


class ReportReader:
    """Turns entries of the report site into stored reports."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._ledger, self._holding = Ledger(tools), Ledger(tools, hold=True)

    def not_ours(self, entry: Entry) -> str | None:
        """Return why a file need not be fetched: its label says that it is no children's services inspection."""
        if entry.found.label is ReportLabel.SEND:
            return "An area SEND inspection: not an inspection of children's services"
        return None

    def set_aside(self, entry: Entry, reason: str) -> None:
        """Store that a file was put aside, and why."""
        with self._store.transaction():
            self._store.entries.done(entry, EntryState.SET_ASIDE, error=reason)

    def read(self, entry: Entry, source: Source, response: Response) -> tuple[tuple[Change, ...], bool]:
        """Read a fetched file and store it; return what changed, and whether the file could be read.

        Raises SandboxError where the reader died: the file is tried again.
        """
        now = self._tools.clock.now()
        body = self._store.archive.put(response.body)
        authorities = self._tools.baseline.authorities
        reading = self._tools.sandbox.run(read_report, response.body, authorities)
        row = self._row(entry, source, response, reading, body=body)
        understood = bool(row.reading.readable and (row.reading.visit or row.reading.framework))
        with self._store.transaction():
            self._store.reports.save(row)
            ledger = self._holding if entry.doubtful else self._ledger
            if understood:
                self._read_at_last(ledger, row, at=now)
            self._ask(ledger, row, understood=understood)
            changes = ledger.update({row.la_code} if row.la_code else (), at=now)
            self._store.entries.done(
                entry,
                EntryState.READ if row.reading.readable else EntryState.UNREADABLE,
                error="; ".join(row.reading.problems) or None,
                next_try=None if row.reading.readable else now + UNREADABLE_RETRY,
                report=row.id,
                validators=(response.etag, response.last_modified),
            )
        return changes, row.reading.readable

    def _row(self, entry: Entry, source: Source, response: Response, reading: ReportReading, *, body: str) -> ReportRow:
        label = entry.found.label or ReportLabel.OTHER
        authority = self._tools.by_urn.get(entry.found.urn or "")
        return ReportRow(
            id=_file_id(entry),
            source=source.id,
            url=response.url,
            urn=entry.found.urn,
            la_code=authority.la_code if authority else reading.la_code,
            label=label,
            label_text=entry.found.label_text,
            published=self._published(entry, reading),
            first_seen=entry.first_seen,
            first_pass=entry.first_pass,
            body=body,
            reading=as_filed(reading, authority, label),
            versions=VERSIONS["read_report"],
        )

    def _published(self, entry: Entry, reading: ReportReading) -> date:
        """Return when a file came out: as its page shows it, as the file says, as it was known, else when it was seen.

        What a first pass finds without a day is not of today: it came out at the latest so long after the inspection.
        """
        known = self._store.reports.get(_file_id(entry))
        said = day_in_london(entry.found.published) or reading.published or (known.published if known else None)
        seen = day_in_london(entry.first_seen) or date.min
        if said is not None or not entry.first_pass or reading.end is None:
            return said or seen
        return min(seen, reading.end + LATEST_PUBLICATION)

    def _ask(self, ledger: Ledger, row: ReportRow, *, understood: bool) -> None:
        """Ask a person about a file that was not wholly understood; one of a framework before SIF is only kept."""
        name = self._tools.by_la_code[row.la_code].name if row.la_code else f"provider {row.urn}"
        where = f"{name}, {row.published:%d %B %Y}: {row.url}"
        problems = " ".join(f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in row.reading.problems)
        if row.label is ReportLabel.OTHER:
            told = f"A report with a label that nobody has seen before, “{row.label_text}” ({where})."
            self._put(ledger, row, "unknown-label", f"{told} Is it an inspection?", AlertType.REVIEW_WAITING)
        elif not row.reading.readable:
            told = f"A report that can't be read ({where}). {problems} Please read it yourself."
            self._put(ledger, row, "unreadable-report", told, AlertType.REPORT_UNREADABLE)
        elif row.published < FIRST_FRAMEWORK:
            return
        elif row.label is ReportLabel.INSPECTION and not understood:
            told = f"A report that grades nothing we know ({where}). {problems}"
            self._put(ledger, row, "unknown-report", told, AlertType.REPORT_UNREADABLE)
        elif row.reading.problems:
            told = f"A report that was not wholly read ({where}). {problems}"
            self._put(ledger, row, "report-problems", told, AlertType.REVIEW_WAITING)

    def _read_at_last(self, ledger: Ledger, row: ReportRow, *, at: datetime) -> None:
        """Take back what was asked while a file could not be read, and tell those who were told of it."""
        for kind in UNREAD:
            self._store.questions.take_back(kind, row.id)
            subject = f"{kind} {row.id}"
            about = self._store.alerts.about(subject)
            if about and about[-1][0].type is AlertType.REPORT_UNREADABLE:
                note = f"A report that could not be read has been read now: {row.url}"
                ledger.notice(AlertType.MONITOR_RECOVERED, subject=subject, note=note, at=at)

    def _put(self, ledger: Ledger, row: ReportRow, kind: str, text: str, tell: AlertType) -> None:
        now, limit = self._tools.clock.now(), self._tools.max_age
        is_old = row.first_pass and limit is not None and row.published < (now - limit).date()
        question = Question(kind=kind, subject=row.id, text=text, la_code=row.la_code)
        ledger.ask(question, at=now, tell=None if is_old else tell)


def as_filed(reading: ReportReading, authority: Authority | None, label: ReportLabel) -> ReportReading:
    """Return what a file says as far as it agrees with where it is filed.

    The label tells the kind of a visit where the letter doesn't. A file that names another authority than its provider
    page (None: not known) grades nobody.
    """
    reading = replace(reading, visit=reading.visit or VISITS.get(label))
    if authority is None or reading.la_code in (None, authority.la_code):
        return reading
    problem = f"The file names another authority than the provider page of {authority.name}."
    return replace(reading, grades={}, framework=None, problems=(*reading.problems, problem))


def _file_id(entry: Entry) -> str:
    return urlsplit(entry.found.url).path.rstrip("/").rsplit("/", 1)[-1]
