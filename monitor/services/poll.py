"""Poll one source: ask, see whether anything is new, store its entries as pending.

What one answer brings (entries, validators, what the source kind keeps) is one commit, so that a crash in a long pass
loses nothing; when the source is due again is stored at the end.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from monitor.errors import FetchError, MonitorError, ParseError, StoreError
from monitor.model.alert import AlertType
from monitor.model.source import FoundEntry, Parsed, PollState, Request, Response, Source
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools
from monitor.sources import SourceKind, kind
from monitor.stages import schedule
from monitor.storage.archive import body_hash
from monitor.storage.driver import stamp
from monitor.urls import same_site

log = structlog.get_logger(__name__)

MAX_REQUESTS = 600  # of one poll: the largest source has two search pages and 153 provider pages
TELL_AFTER_FAILURES = 3  # in a row, and
MOVE_BELIEVED_AFTER = timedelta(days=3)  # a permanent redirect that has stood so long on the same site
TELL_AFTER = timedelta(hours=6)  # at least so long: then people are told


@dataclass(frozen=True, kw_only=True, slots=True)
class Polled:
    """How one poll went."""

    source: str
    requests: int = 0
    unchanged: int = 0  # answered 304, or with the same body as before
    new: int = 0
    changed: int = 0
    error: str | None = None  # what failed; the rest was stored all the same
    problems: tuple[str, ...] = ()
    next_due: datetime | None = None
    is_answered: bool = False  # whether the source answered at all, and what it said was stored


@dataclass(kw_only=True)
class _Round:
    """What one poll gathers on its way."""

    state: PollState
    values: dict[str, str]
    main: str = ""  # the address of the source itself, as it was asked; all others were found on the way
    requests: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    max_age: float | None = None
    gone: bool = False
    errors: tuple[MonitorError, ...] = ()
    problems: tuple[str, ...] = ()


class Poller:
    """Polls one source at a time; may be called from several threads for different sources."""

    def __init__(self, tools: Tools, *, progressed: Callable[[], None] = lambda: None) -> None:
        """`progressed` hears of every page that was asked."""
        self._tools = tools
        self._progressed = progressed
        self._store = tools.store
        self._ledger = Ledger(tools)

    def poll(self, source: Source, *, full: bool = False) -> Polled:
        """Poll a source; return how it went. Its failure is stored with it; only a failing store is raised."""
        state = self._store.polls.state(source.id)
        gathered = _Round(state=state, values=dict(state.values))
        try:
            self._ask_all(source, gathered, full=full)
        except StoreError:
            raise
        except Exception as error:
            # The one broad catch: an unforeseen failure is this source's, with its traceback.
            log.exception("source not polled", source=source.id)
            gathered.errors += (ParseError(source.url, f"unexpected: {error!r}"),)
        if gathered.errors and self._tools.stopping.is_set():
            return Polled(source=source.id, error="ended early")
        return self._finish(source, gathered)

    def _ask_all(self, source: Source, gathered: _Round, *, full: bool) -> None:
        asked = kind(source.kind)
        first = asked.requests(self._located(source, gathered), gathered.values, now=self._tools.clock.now(), full=full)
        gathered.main = first[0].url
        queue, seen = deque(first), {request.url for request in first}
        while queue and gathered.requests < MAX_REQUESTS:
            request = queue.popleft()
            gathered.requests += 1
            self._progressed()
            try:
                parsed = self._ask(source, asked, request, gathered)
            except StoreError:
                raise
            except MonitorError as error:
                gathered.errors += (error,)
                if first == (request,):
                    return
                log.warning("page not polled", source=source.id, reason=str(error))
                continue
            for follow in parsed.follow:
                if follow.url not in seen:
                    seen.add(follow.url)
                    queue.append(follow)

    def _ask(self, source: Source, asked: SourceKind, request: Request, gathered: _Round) -> Parsed:
        etag, last_modified, known_hash = self._store.polls.validators(source.id, _place(source, request))
        response = self._tools.fetcher.fetch(
            replace(request, etag=etag, last_modified=last_modified), source_url=source.url, delay=source.delay
        )
        now = self._tools.clock.now()
        gathered.max_age = response.max_age
        if request.url == gathered.main:
            self._note_move(source, response, gathered, now)
            gathered.gone = response.is_gone
        if response.is_gone:
            raise FetchError(request.url, "gone (410): asked once a day from now on", transient=False, status=410)
        if response.is_unchanged or body_hash(response.body) == known_hash:
            gathered.unchanged += 1
            kept = asked.unchanged(source, request, gathered.values, now=now)
            self._commit(source, (request, response), Parsed(state=kept), gathered, now)
            return Parsed()
        parsed = self._tools.sandbox.run(asked.parse, source, request, response, gathered.values, now=now)
        self._commit(source, (request, response), parsed, gathered, now)
        return parsed

    def _commit(
        self, source: Source, answer: tuple[Request, Response], parsed: Parsed, gathered: _Round, now: datetime
    ) -> None:
        request, response = answer
        gathered.values.update(parsed.state)
        gathered.problems += parsed.problems
        place = _place(source, request)
        doubtful = self._store.doubts.has(source.id, place)
        with self._store.transaction():
            is_new = self._store.polls.validators(source.id, place) == (None, None, None)
            for found in parsed.entries:
                stored = self._store.entries.add(
                    source.id,
                    [found],
                    at=now,
                    first_pass=self._is_old(found, gathered.state, on_new_page=is_new),
                    doubtful=doubtful,
                )
                gathered.new += stored.new
                gathered.changed += stored.changed
            self._store.polls.save_page(source.id, place, response, at=now)
            if parsed.state:
                self._store.polls.keep(source.id, gathered.values)

    def _is_old(self, found: FoundEntry, state: PollState, *, on_new_page: bool) -> bool:
        """Return whether an entry belongs to its source's first pass, and is no news.

        A first pass of many pages that lost some is over; what a lost page then shows from before it is its share of
        the first pass, what came since is news.
        """
        if not state.first_pass_done:
            return True
        limit, began = self._tools.max_age, state.failing_since
        if not on_new_page or state.last_ok is not None or began is None or limit is None:
            return False
        return found.published is not None and found.published < began - limit

    def _located(self, source: Source, gathered: _Round) -> Source:
        """Return the source at the address it moved to, once the move has stood for three days.

        While that fails, every other poll asks the address of the settings: a site may have come back.
        """
        state = gathered.state
        if (
            state.failures % 2 == 0
            and state.moved_to
            and state.moved_since
            and self._tools.clock.now() - state.moved_since >= MOVE_BELIEVED_AFTER
        ):
            return replace(source, url=state.moved_to)
        return source

    def _note_move(self, source: Source, response: Response, gathered: _Round, now: datetime) -> None:
        state = gathered.state
        if response.moved_to is None or not same_site(response.moved_to, source.url):
            if self._located(source, gathered) is source:
                gathered.state = replace(state, moved_to=None, moved_since=None)
        elif state.moved_to != response.moved_to:
            gathered.state = replace(state, moved_to=response.moved_to, moved_since=now)

    def _finish(self, source: Source, gathered: _Round) -> Polled:
        now = self._tools.clock.now()
        state = self._next_state(source, gathered, now)
        with self._store.transaction():
            self._store.polls.save(state)
            if gathered.requests > len(gathered.errors):
                self._store.doubts.settle(source.id, whole=not state.failures, at=now)
            self._tell(source, gathered.state, state, now)
        error = state.error if state.failures else None
        if error is None:
            log.info("source polled", source=source.id, new=gathered.new, changed=gathered.changed)
        else:
            log.warning("source not polled", source=source.id, reason=error, next_try=stamp(state.next_due))
        return Polled(
            source=source.id,
            requests=gathered.requests,
            unchanged=gathered.unchanged,
            new=gathered.new,
            changed=gathered.changed,
            error=error,
            problems=gathered.problems,
            next_due=state.next_due,
            is_answered=gathered.requests > len(gathered.errors),
        )

    def _next_state(self, source: Source, gathered: _Round, now: datetime) -> PollState:
        before, chance = gathered.state, self._tools.chance()
        base = replace(
            before,
            values=gathered.values,
            last_polled=now,
            last_new=now if gathered.new or gathered.changed else before.last_new,
        )
        if not gathered.errors:
            due = schedule.after_success(now=now, every=source.every, max_age=gathered.max_age, chance=chance)
            return replace(
                base,
                next_due=due,
                first_pass_done=True,
                last_ok=now,
                watched_since=before.watched_since or now,
                failures=0,
                failing_since=None,
                error=None,
                blocked=False,
            )
        first = gathered.errors[0]
        failures = before.failures + 1
        retry_after = first.retry_after if isinstance(first, FetchError) else None
        due = (
            schedule.after_gone(now=now, chance=chance)
            if gathered.gone
            else schedule.after_failure(
                now=now, every=source.every, failures=failures, retry_after=retry_after, chance=chance
            )
        )
        is_part = gathered.requests > len(gathered.errors)
        if is_part and not gathered.gone and retry_after is None:
            # One page that always fails must not slow the others.
            due = min(due, schedule.after_success(now=now, every=source.every, chance=chance))
        return replace(
            base,
            next_due=due,
            # A pass of many pages that lost some is a pass: what it missed is not taken for old news later.
            first_pass_done=before.first_pass_done or is_part,
            failures=failures,
            failing_since=before.failing_since or now,
            error=_told(source, gathered.errors),
            blocked=isinstance(first, FetchError) and first.blocked,
        )

    def _tell(self, source: Source, before: PollState, after: PollState, now: datetime) -> None:
        """Tell of a source that fails for long, once, and of its recovery."""
        was_told = _is_told(before)
        if _is_told(after) and not was_told:
            note = f"{source.name} can't be polled since {after.failing_since:%d %B %Y %H:%M} UTC. {after.error}"
            self._ledger.notice(AlertType.SOURCE_FAILING, subject=source.id, note=note, at=now)
        elif was_told and not after.failures:
            note = f"{source.name} answers again. Nothing that it still shows is lost."
            self._ledger.notice(AlertType.SOURCE_RECOVERED, subject=source.id, note=note, at=now)


def _place(source: Source, request: Request) -> str:
    """Return under which name the validators of a page are kept: with other selectors it is to be read anew."""
    chosen = (source.item, source.link, source.date, source.next, None if source.pages == 1 else str(source.pages))
    return " ".join((request.url, *(one or "-" for one in chosen))) if any(chosen) else request.url


def _is_told(state: PollState) -> bool:
    if state.failures < TELL_AFTER_FAILURES or state.failing_since is None or state.last_polled is None:
        return False
    return state.last_polled - state.failing_since >= TELL_AFTER


def _told(source: Source, errors: tuple[MonitorError, ...]) -> str:
    first, more = errors[0], f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    # The source's own address stands beside the error wherever it is shown.
    if isinstance(first, FetchError | ParseError) and first.url == source.url:
        return f"{first.reason}{more}"
    return f"{first}{more}"
