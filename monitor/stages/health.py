"""Say how a source is doing, from what is kept of it. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from monitor.model.outcome import Trust
from monitor.model.source import PollState, Source, SourceState
from monitor.stages.elections import spoken_time

# A source without anything new for this long is quiet: a press feed has news every day, a council's site every week or
# two, and Ofsted publishes about 45 inspections and some 150 visits a year (reference: frameworks, sections 5 and 7).
QUIET_AFTER = {
    Trust.PRESS: timedelta(days=14),
    Trust.COUNCIL: timedelta(days=45),
    Trust.INSPECTORATE: timedelta(days=30),
}
# One that never showed any entry since it was first polled is probably not what it was taken for.
NEVER_AFTER = timedelta(days=3)
# A source is quiet only where it answered lately: after a month's sleep of this machine none is, before it was asked.
LATELY = timedelta(days=1)
# Pages and files fail now and then; after this many tries of one of them its source is not well.
STUCK_AFTER = 3
STUCK_PAGES = 3


def source_state(
    source: Source, kept: PollState, *, stuck: int, now: datetime, polls: Iterable[date] = ()
) -> SourceState:
    """Return how a source is doing. `stuck` counts what is told as its failure: see `is_stuck`.

    `polls` are days of elections that don't come round every May: silence around an election is no sign of anything.
    """
    if not source.enabled:
        return SourceState.DISABLED
    if kept.failures:
        return SourceState.BLOCKED if kept.blocked else SourceState.FAILING
    if stuck:
        return SourceState.FAILING
    answers = kept.last_ok is not None and now - kept.last_ok < max(LATELY, 2 * source.every)
    return SourceState.QUIET if answers and _is_quiet(source, kept, now, polls) else SourceState.OK


def _is_quiet(source: Source, kept: PollState, now: datetime, polls: Iterable[date]) -> bool:
    since, limit = kept.last_new, QUIET_AFTER[source.trust]
    if since is None:
        since, limit = kept.watched_since, min(NEVER_AFTER, limit)
    if since is None:
        return False
    is_bound = source.trust is not Trust.PRESS  # papers write on
    return (spoken_time(since, now, polls) if is_bound else now - since) > limit


def is_stuck(pages: int, files: int) -> bool:
    """Return whether so many pages and report files that failed `STUCK_AFTER` times make a source fail.

    A page now and then is behind a wall, or gone: that is no failure of its source. A report file always counts.
    """
    return files > 0 or pages >= STUCK_PAGES


def what_next(source: Source, kept: PollState, *, now: datetime) -> str:
    """Return one sentence: what the service does next about a source that failed, and what a person can do."""
    if kept.next_due is None or kept.next_due <= now:
        tried = "It is tried again at the next pass."
    else:
        tried = f"It is tried again at {kept.next_due:%d %b %Y %H:%M} UTC."
    if kept.blocked:
        return f"{tried} The site refuses us: `monitor sources probe {source.id}` shows what it answers."
    return f"{tried} `monitor sources probe {source.id}` tries it now."
