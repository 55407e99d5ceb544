"""The log: what terminal, page, exports and feeds all show. Every list is JSON-ready, as design section 6 has it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from monitor.model.authority import Authority
from monitor.model.claim import Analysis
from monitor.model.inspection import Inspection
from monitor.model.objection import Objection
from monitor.model.outcome import Event
from monitor.model.source import Source
from monitor.services.log_data import (
    AlertData,
    ArticleData,
    ArticleDetail,
    ObjectionData,
    QuestionData,
    RatingData,
    SourceData,
    Wanted,
)
from monitor.services.standing import Standing
from monitor.services.tools import Tools
from monitor.stages.analysis_data import analysis_data
from monitor.stages.health import STUCK_AFTER, is_stuck, source_state, what_next
from monitor.stages.outcome_data import OutcomeData, VisitData, outcome_data, visit_data
from monitor.stages.ratings import ratings
from monitor.storage.article_log import ArticleFilter
from monitor.storage.articles import ArticleRow
from monitor.storage.outcome_log import OutcomeFilter

LONDON: Final = ZoneInfo("Europe/London")
MOST_ALERTS: Final = 1_000  # deliveries shown where nobody asked for a number


class Log:
    """Reads the store for people."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._standing = Standing(tools)

    def articles(self, wanted: Wanted) -> list[ArticleData]:
        """Return the stored articles, the newest first."""
        return [self._article(row) for row in self._store.article_log.find(self._article_filter(wanted))]

    def hits(self, wanted: Wanted) -> list[tuple[ArticleData, str, str]]:
        """Return the stored articles with their titles and a passage, the words found between BEGIN and END."""
        found = self._store.article_log.hits(self._article_filter(wanted))
        return [(self._article(hit.article), hit.title, hit.passage) for hit in found]

    def _article_filter(self, wanted: Wanted) -> ArticleFilter:
        return ArticleFilter(
            query=wanted.query,
            la_codes=self._codes(wanted),
            source=wanted.source,
            out_since=_begin(wanted.since),
            out_until=_end(wanted.until),
            relevant=wanted.relevant,
            kind=wanted.kind,
            claims=wanted.claims,
            before=self._number(wanted.after),
            limit=wanted.limit,
        )

    def _number(self, article: str | None) -> int | None:
        row = self._store.articles.get(article) if article else None
        return None if row is None else row.number

    def article(self, article: str) -> ArticleDetail | None:
        """Return one article with its text and revisions, None if there is none of this id."""
        row = self._store.articles.get(article)
        if row is None:
            return None
        revisions = self._store.articles.revisions(article)
        return {
            **self._article(row),
            "text": revisions[-1].text,
            "links": self._store.article_log.links_of(article),
            "history": [
                {"n": one.n, "fetched_at": _iso(one.fetched_at), "title": one.title, "body": one.body, "url": one.url}
                for one in revisions
            ],
            "outcomes": self._store.article_log.outcomes_of(article),
            "objections": [self._objection(one) for one in self._store.objections.of_article(article)],
        }

    def _objection(self, one: Objection) -> ObjectionData:
        return {
            "id": one.id,
            "wrong": one.wrong.value,
            "authority": None if one.la_code is None else self._authority(one.la_code).name,
            "judgement": one.judgement,
            "grade": one.grade,
            "quote": one.quote,
            "note": one.note,
            "who": one.who,
            "at": _iso(one.at),
            "withdrawn": None if one.withdrawn is None else _iso(one.withdrawn),
        }

    def _article(self, row: ArticleRow) -> ArticleData:
        claims = self._store.articles.claims(row.id, row.revision)
        understood = Analysis(relevant=row.relevant, kind=row.kind, claims=claims)
        return {
            "id": row.id,
            "url": row.url,
            "source": row.source,
            "outlet": row.outlet,
            "title": row.title,
            "published": None if row.published is None else _iso(row.published),
            "first_seen": _iso(row.first_seen),
            "relevant": row.relevant,
            "kind": row.kind.value,
            "reasons": list(row.reasons),
            "partial": row.partial,
            "revisions": row.revision,
            "claims": analysis_data(row.id, understood, self._tools.by_la_code)["claims"],
        }

    def outcomes(self, wanted: Wanted) -> list[OutcomeData]:
        """Return the outcomes, the newest first."""
        statuses = () if wanted.status is None else (wanted.status,)
        event = Event.CHANGED.value if wanted.changed else None
        found = self._store.outcome_log.outcomes(self._filter(wanted, statuses=statuses, event=event))
        return [outcome_data(one, self._authority(one.la_code)) for one in found]

    def outcome(self, outcome: str) -> OutcomeData | None:
        """Return one outcome, None if there is none of this id."""
        found = self._store.outcomes.get(outcome)
        return None if found is None else outcome_data(found, self._authority(found.la_code))

    def visits(self, wanted: Wanted) -> list[VisitData]:
        """Return the visits, the newest first."""
        found = self._store.outcome_log.visits(self._filter(wanted))
        return [visit_data(one, self._authority(one.la_code)) for one in found]

    def visit(self, visit: str) -> VisitData | None:
        """Return one visit, None if there is none of this id."""
        found = self._store.outcomes.visit(visit)
        return None if found is None else visit_data(found, self._authority(found.la_code))

    def _filter(self, wanted: Wanted, *, statuses: tuple[str, ...] = (), event: str | None = None) -> OutcomeFilter:
        return OutcomeFilter(
            la_codes=self._codes(wanted),
            since=wanted.since,
            until=wanted.until,
            statuses=statuses,
            source=wanted.source,
            event=event,
            by_change=wanted.by_change,
            after=wanted.after,
            limit=wanted.limit,
        )

    def inspections(self, wanted: Wanted) -> list[Inspection]:
        """Return the official inspections, shipped and read here, by authority and day."""
        return [one for one in self._standing.inspections() if self._is_of(one.la_code, wanted)]

    def ratings(self, wanted: Wanted, *, as_of: date) -> list[RatingData]:
        """Return the grades that stand on a day, by authority."""
        published_to = self.as_published_to().isoformat()
        found = [
            RatingData(
                urn=self._authority(one.la_code).urn,
                authority=self._authority(one.la_code).name,
                judgement=one.judgement,
                grade=one.grade,
                since=one.since.isoformat(),
                framework=one.framework,
                report=one.report,
                as_published_to=published_to,
                dated=one.dated,
            )
            for one in ratings(self.inspections(wanted), as_of=as_of)
            if self._authority(one.la_code).is_current
        ]
        return sorted(found, key=lambda row: row["authority"])[: wanted.limit]

    def as_published_to(self) -> date:
        """Return the day up to which the ledger holds what Ofsted published: as shipped, or as read here since.

        A file of later than the shipped ledger that is not read yet ends it on the day before that file came out.
        """
        shipped = self._tools.baseline.as_published_to
        unread, found = self._store.reports.unread(), [shipped]
        for source, state in self._store.polls.states().items():
            if state.last_ok is None or not self._is_report_site(source):
                continue
            missing = [day or shipped for day in unread.get(source, ()) if day is None or day > shipped]
            found.append(min([state.last_ok.date(), *(day - timedelta(days=1) for day in missing)]))
        return max(found)

    def _is_report_site(self, source: str) -> bool:
        known = self._tools.sources.get(source)
        return known is not None and known.kind == "ofsted-reports"

    def sources(self) -> list[SourceData]:
        """Return every configured source with its health, in the order of the settings."""
        pending = self._store.entries.pending_counts()
        return [self._source(source, pending.get(source.id, 0)) for source in self._tools.sources.values()]

    def _source(self, source: Source, pending: int) -> SourceData:
        now = self._tools.clock.now()
        kept = self._store.polls.state(source.id)
        stuck = [entry for entry in self._store.entries.failing(source.id) if entry.attempts >= STUCK_AFTER]
        files = sum(entry.found.label is not None for entry in stuck)
        stuck = stuck if is_stuck(len(stuck) - files, files) else []
        state = source_state(source, kept, stuck=len(stuck), now=now, polls=self._tools.elections)
        error = kept.error
        if error is None and stuck:
            error = f"{len(stuck)} of its pages can't be read; the last said: {stuck[0].error}"
        return {
            "id": source.id,
            "kind": source.kind,
            "url": source.url,
            "state": state.value,
            "since": None if kept.failing_since is None else _iso(kept.failing_since),
            "last_ok": None if kept.last_ok is None else _iso(kept.last_ok),
            "last_new": None if kept.last_new is None else _iso(kept.last_new),
            "next_due": None if kept.next_due is None or not source.enabled else _iso(kept.next_due),
            "error": error,
            "pending": pending,
            "name": source.name,
            "next": what_next(source, kept, now=now) if error else None,
        }

    def alerts(self, wanted: Wanted) -> list[AlertData]:
        """Return the deliveries, the newest first."""
        wanted = replace(wanted, limit=wanted.limit or MOST_ALERTS)
        statuses = () if wanted.status is None else (wanted.status,)
        return [
            {
                "id": one.id,
                "outcome": one.subject,
                "channel": one.channel,
                "recipient": one.recipient,
                "type": one.type.value,
                "state": one.state.value,
                "attempts": one.attempts,
                "last_answer": one.last_answer,
                "created": _iso(one.created),
                "next_try": None if one.next_try is None else _iso(one.next_try),
            }
            for one in self._store.outcome_log.deliveries(self._filter(wanted, statuses=statuses))
        ]

    def questions(self) -> list[QuestionData]:
        """Return what waits for a person, the oldest first."""
        return [
            {
                "kind": one.question.kind,
                "subject": one.question.subject,
                "text": one.question.text,
                "since": _iso(one.since),
                "outcome": one.question.outcome,
            }
            for one in self._store.questions.open()
        ]

    def _authority(self, la_code: str) -> Authority:
        return self._tools.by_la_code[la_code]

    def _is_of(self, la_code: str, wanted: Wanted) -> bool:
        if wanted.la_codes and la_code not in wanted.la_codes:
            return False
        return not wanted.regions or self._authority(la_code).region in wanted.regions

    def _codes(self, wanted: Wanted) -> tuple[str, ...]:
        if not wanted.la_codes and not wanted.regions:
            return ()
        return tuple(code for code in self._tools.by_la_code if self._is_of(code, wanted))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _begin(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, tzinfo=LONDON)


def _end(day: date | None) -> datetime | None:
    return None if day is None or day == date.max else _begin(day + timedelta(days=1))
