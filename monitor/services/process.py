"""Read what waits: fetch an entry's page or file, understand it, and store all that follows from it in one commit.

An entry reads top to bottom: triage, fetch, archive, read (extract, classify, detect), reconcile, alert.
"""

import traceback
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

import structlog

from monitor.errors import FetchError, MonitorError, ParseError, SandboxError, StoreError
from monitor.model.outcome import Trust
from monitor.model.source import Entry, EntryState, Request, Response, Source
from monitor.services.ledger import Change
from monitor.services.read_articles import ArticleReader
from monitor.services.read_reports import ReportReader
from monitor.services.tools import Tools
from monitor.stages import schedule
from monitor.stages.triage import triage
from monitor.urls import canonical

log = structlog.get_logger(__name__)

# What the feed shows is read in place of a page that can't be had, after this many tries; the page is tried further.
READ_SHOWN_AFTER = 3
# A page that could not be had for so long is left at what its feed showed of it; a report file never is.
PAGE_GIVEN_UP_AFTER = timedelta(days=30)
MAX_REPORT = 30_000_000  # bytes (design: section 8, limits)


class Processed(StrEnum):
    """How far one entry came."""

    READ = "read"
    SET_ASIDE = "set aside"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What came of one entry."""

    entry: Entry
    how: Processed
    changes: tuple[Change, ...] = ()
    error: str | None = None


class Processor:
    """Processes one entry at a time; may be called from several threads at once."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._articles = ArticleReader(tools)
        self._reports = ReportReader(tools)

    def process(self, entry: Entry) -> Result:
        """Read one entry. A failure of its page or parser is stored with it; only a failing store is raised."""
        source = self._tools.sources.get(entry.source) or self._removed(entry)
        try:
            return self._process(entry, source)
        except StoreError:
            raise
        except MonitorError as error:
            return self._failed(entry, source, error)
        except Exception as error:
            # The one broad catch: what nobody foresaw is this entry's failure, with its traceback, and waits its turn.
            log.exception("entry not read", source=entry.source, url=entry.found.url)
            last = "".join(traceback.format_exception_only(error)).strip()
            return self._failed(entry, source, ParseError(entry.found.url, f"unexpected: {last}"))

    def _removed(self, entry: Entry) -> Source:
        """Return what stands in for a source that is in the settings no more: what it had shown is read all the same.

        It has no host of its own, so that `network.allow` opens nothing to it.
        """
        name = self._store.entries.outlet_of(entry.source) or entry.source
        day = timedelta(days=1)
        return Source(id=entry.source, name=name, kind="removed", url="", every=day, trust=Trust.PRESS)

    def _process(self, entry: Entry, source: Source) -> Result:
        if self._articles.is_removed(canonical(entry.found.url)):
            with self._store.transaction():
                self._articles.leave_removed(entry)
            return Result(entry=entry, how=Processed.SET_ASIDE)
        if entry.found.label is not None:
            return self._process_file(entry, source)
        reason = triage(entry.found.title, _shown_text(entry), source.trust)
        if reason is not None and self._articles.set_aside(entry, source, reason):
            return Result(entry=entry, how=Processed.SET_ASIDE)
        response = self._fetch(entry, source)
        if response.is_unchanged:
            return self._unchanged(entry)
        changes = self._articles.read(entry, source, response)
        return Result(entry=entry, how=Processed.READ, changes=changes)

    def _process_file(self, entry: Entry, source: Source) -> Result:
        reason = self._reports.not_ours(entry)
        if reason is not None:
            self._reports.set_aside(entry, reason)
            return Result(entry=entry, how=Processed.SET_ASIDE)
        response = self._fetch(entry, source, max_body=MAX_REPORT)
        if response.is_unchanged:
            return self._unchanged(entry)
        changes, is_readable = self._reports.read(entry, source, response)
        return Result(entry=entry, how=Processed.READ if is_readable else Processed.UNREADABLE, changes=changes)

    def _fetch(self, entry: Entry, source: Source, *, max_body: int | None = None) -> Response:
        # What waits is read in full, though its page may be as it was: its source shows it otherwise.
        is_looked_at_again = entry.state is not EntryState.PENDING
        request = Request(
            url=entry.found.url,
            purpose="entry",
            etag=entry.etag if is_looked_at_again else None,
            last_modified=entry.last_modified if is_looked_at_again else None,
            page=True,
            max_body=max_body,
        )
        response = self._tools.fetcher.fetch(request, source_url=source.url, delay=source.delay)
        if response.is_gone:
            raise FetchError(entry.found.url, "it is gone (410)", transient=False, status=410)
        return response

    def _unchanged(self, entry: Entry) -> Result:
        with self._store.transaction():
            self._seen_again(entry)
        return Result(entry=entry, how=Processed.UNCHANGED)

    def _seen_again(self, entry: Entry) -> None:
        """Store that a page read before brought nothing new, and when it is looked at again."""
        now, validators = self._tools.clock.now(), (entry.etag, entry.last_modified)
        if entry.state is EntryState.UNREADABLE:
            again = now + schedule.UNREADABLE_RETRY
            self._store.entries.done(entry, entry.state, error=entry.error, next_try=again, validators=validators)
            return
        revisit = schedule.revisit(first_seen=entry.first_seen, now=now) if entry.state is EntryState.READ else None
        self._store.entries.done(entry, EntryState.READ, next_try=revisit, validators=validators)

    def _failed(self, entry: Entry, source: Source, error: MonitorError) -> Result:
        """Store the failure and when the entry is tried again; read what its feed shows where the page can't be had."""
        if self._tools.stopping.is_set():
            return Result(entry=entry, how=Processed.FAILED, error="ended early")
        if entry.state is EntryState.READ:
            # A later look for edits failed: what was read stands.
            with self._store.transaction():
                self._seen_again(entry)
            return Result(entry=entry, how=Processed.FAILED, error=str(error))
        now = self._tools.clock.now()
        final = isinstance(error, FetchError) and not error.transient
        retry_after = error.retry_after if isinstance(error, FetchError) else None
        again = schedule.entry_retry(
            now=now, attempts=entry.attempts + 1, retry_after=retry_after, chance=self._tools.chance()
        )
        changes: tuple[Change, ...] = ()
        enough = final or isinstance(error, ParseError | SandboxError) or entry.attempts + 1 >= READ_SHOWN_AFTER
        shown = self._articles.shown(entry, source) if entry.found.label is None and enough else None
        with self._store.transaction():
            if shown is not None:
                changes = self._articles.save_shown(entry, shown, why=str(error))
            if entry.found.label is None and now - entry.first_seen > PAGE_GIVEN_UP_AFTER:
                self._store.entries.done(entry, EntryState.SET_ASIDE, error=f"given up: {error}")
            else:
                self._store.entries.failed(entry, str(error), next_try=again)
        log.warning("entry not read", source=entry.source, url=entry.found.url, reason=str(error), next_try=again)
        return Result(entry=replace(entry, error=str(error)), how=Processed.FAILED, changes=changes, error=str(error))


def _shown_text(entry: Entry) -> str:
    return f"{entry.found.summary}\n{entry.found.content}"
