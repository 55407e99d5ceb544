"""Read the archive again with today's rules, and rebuild everything that is derived from it.

Articles, report files, deliveries and what people decided are kept; claims, visits, outcomes and questions are made
anew. Outcomes keep their ids. Nothing is sent, unless corrections are asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from monitor.errors import ParseError, SandboxError
from monitor.model.alert import AlertType
from monitor.model.article import Document
from monitor.model.claim import Analysis
from monitor.model.outcome import Outcome, Status
from monitor.model.source import FoundEntry
from monitor.services.ledger import Ledger
from monitor.services.read_reports import as_filed
from monitor.services.tools import Tools
from monitor.stages import VERSIONS
from monitor.stages.fingerprint import fingerprint
from monitor.stages.read_page import PageContext, PageReading, day_in_london, read_page, read_text
from monitor.stages.read_report import read_report
from monitor.storage.article_log import ArticleFilter
from monitor.storage.articles import ArticleRow, Revision
from monitor.storage.reports import ReportRow

SETTLED = frozenset({Status.REJECTED, Status.WITHDRAWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One outcome that is not what it was. `before` is None where it appears, `after` where it vanishes."""

    before: Outcome | None
    after: Outcome | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Replayed:
    """What a replay did."""

    articles: int = 0
    reports: int = 0
    unread: tuple[str, ...] = ()  # what could not be read again, with the reason; it stays as it was
    differences: tuple[Difference, ...] = ()
    corrections: int = 0


def _silent(done: int, total: int) -> None:
    """Hear and say nothing."""


class Replay:
    """Rebuilds the derived tables. The caller holds the lock of the state folder."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store

    def replay(
        self,
        *,
        since: date | None = None,
        send_corrections: bool = False,
        told: Callable[[int, int], None] = _silent,
    ) -> Replayed:
        """Read again what was first seen since a day (all where none is given) and rebuild; return what is different.

        `told` hears how far it is. Readings are stored one by one; outcomes change in one commit at the end, so that a
        replay cut short leaves the ledger as it was, and the next one completes it.
        """
        # Texts that were removed, by age or on notice, can't be read again: what they told stays.
        found = self._store.article_log.find(ArticleFilter(since=_begin(since)))
        articles = [row for row in found if row.removed is None]
        reports = [
            row for row in self._store.reports.all() if row.body and (since is None or row.first_seen.date() >= since)
        ]
        total, unread = len(articles) + len(reports), list[str]()
        for done, article in enumerate(articles, start=1):
            unread += self._reread_article(article)
            told(done, total)
        for done, report in enumerate(reports, start=len(articles) + 1):
            unread += self._reread_report(report)
            told(done, total)
        differences, corrections = self._rebuild(send_corrections=send_corrections)
        return Replayed(
            articles=len(articles),
            reports=len(reports),
            unread=tuple(unread),
            differences=differences,
            corrections=corrections,
        )

    def _reread_article(self, article: ArticleRow) -> Iterable[str]:
        """Read every revision again; only the current one decides how the article is shown."""
        for revision in self._store.articles.revisions(article.id):
            try:
                reading = self._read(article, revision)
            except (ParseError, SandboxError) as error:
                yield f"{article.url}, revision {revision.n}: {error}"
                continue
            analysis = reading.analysis
            is_current = revision.n == article.revision
            fresh = replace(
                revision,
                title=reading.document.title,
                text=reading.document.text if analysis.relevant else revision.text,
                fingerprint=fingerprint(reading.document.text) if analysis.relevant else frozenset(),
                versions=VERSIONS,
            )
            with self._store.transaction():
                if is_current:
                    self._store.articles.save(_shown(article, reading), fresh, analysis)
                else:
                    self._store.articles.save_revision(fresh, analysis)

    def _read(self, article: ArticleRow, revision: Revision) -> PageReading:
        context = self._context(article, revision)
        if revision.body is None:
            document = Document(
                url=revision.url,
                title=revision.title,
                text=revision.text,
                outlet=article.outlet,
                published=day_in_london(article.published),
                own_authority=context.own_authority,
            )
            return self._tools.sandbox.run(read_text, document, context)
        return self._tools.sandbox.run(
            read_page,
            self._store.archive.get(revision.body),
            content_type=revision.content_type,
            url=revision.url,
            context=context,
        )

    def _context(self, article: ArticleRow, revision: Revision) -> PageContext:
        source = self._tools.sources.get(article.source)
        content = self._store.archive.get(revision.fragment).decode() if revision.fragment else ""
        return PageContext(
            found=FoundEntry(
                key=article.key,
                url=article.url,
                title=revision.title,
                published=article.published,
                content=content,
                outlet=article.outlet,
            ),
            outlet=article.outlet,
            own_authority=source.authority if source else None,
            authorities=self._tools.baseline.authorities,
            on_record=self._tools.baseline.overall_grades,
        )

    def _reread_report(self, row: ReportRow) -> Iterable[str]:
        try:
            reading = self._tools.sandbox.run(
                read_report, self._store.archive.get(row.body), self._tools.baseline.authorities
            )
        except SandboxError as error:
            yield f"{row.url}: {error}"
            return
        filed = as_filed(reading, self._tools.by_urn.get(row.urn or ""), row.label)
        fresh = replace(row, reading=filed, versions=VERSIONS["read_report"])
        with self._store.transaction():
            self._store.reports.save(fresh)

    def _rebuild(self, *, send_corrections: bool) -> tuple[tuple[Difference, ...], int]:
        """Recompute every authority in one commit; return the differences, and how many corrections were planned."""
        now = self._tools.clock.now()
        telling = frozenset({AlertType.OUTCOME_CORRECTED}) if send_corrections else frozenset[AlertType]()
        ledger = Ledger(self._tools, telling=telling)
        before = {outcome.id: outcome for outcome in self._store.outcomes.all()}
        with self._store.transaction():
            changes = ledger.update(self._tools.by_la_code, at=now)
            after = {outcome.id: outcome for outcome in self._store.outcomes.all()}
        differences = tuple(
            Difference(before=_standing(before.get(one)), after=_standing(after.get(one)))
            for one in sorted({*before, *after}, key=lambda one: (after.get(one) or before[one]).effective)
            if _told(before.get(one)) != _told(after.get(one))
        )
        return differences, sum(len(change.alerts) for change in changes)


def _begin(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, tzinfo=UTC)


def _shown(article: ArticleRow, reading: PageReading) -> ArticleRow:
    analysis: Analysis = reading.analysis
    return replace(
        article,
        title=reading.document.title,
        relevant=analysis.relevant,
        kind=analysis.kind,
        reasons=analysis.reasons,
        partial=reading.partial,
    )


def _standing(outcome: Outcome | None) -> Outcome | None:
    """Return the outcome if it tells something, None where it is withdrawn or rejected."""
    return None if outcome is None or outcome.status in SETTLED else outcome


def _told(outcome: Outcome | None) -> tuple[object, ...] | None:
    standing = _standing(outcome)
    return None if standing is None else standing.telling
