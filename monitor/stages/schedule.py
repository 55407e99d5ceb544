"""When to ask again. Pure: time and chance are arguments; nothing here ever gives up.

Chance is a number in [0, 1). Intervals jitter by a tenth so that sources drift apart.
"""

from datetime import datetime, timedelta
from typing import Final

LONGEST: Final = timedelta(hours=24)  # no source waits longer, whatever failed and whatever its headers say
GONE: Final = LONGEST  # a 410 is believed for a day; pages come back
FIRST_RETRY: Final = timedelta(minutes=1)
REVISITS: Final = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 7 * 24, 14 * 24, 28 * 24))
STUB: Final = timedelta(days=1)
UNREADABLE_RETRY: Final = timedelta(days=7)  # a file that can't be read rarely heals by itself


def after_success(*, now: datetime, every: timedelta, max_age: float | None = None, chance: float = 0.5) -> datetime:
    """Return when a source that answered (200 or 304) is due again: its interval, or later if its Cache-Control asks.

    A `max_age` (seconds) delays at most to twice the interval: many servers put a day on a page that changes hourly.
    """
    wait = every
    if max_age is not None:
        wait = max(every, min(timedelta(seconds=min(max_age, 1e9)), 2 * every))
    return now + min(_jitter(wait, chance), max(LONGEST, every))


def after_failure(
    *, now: datetime, every: timedelta, failures: int, retry_after: float | None = None, chance: float = 0.5
) -> datetime:
    """Return when a source that failed for the `failures`-th time in a row (1, 2, ...) is due again.

    The first failure is tried again soon, then the wait doubles to a day. `retry_after` (seconds) is honoured as the
    least wait, up to a day.
    """
    wait = _jitter(_back_off(min(every, timedelta(minutes=5)), failures), chance)
    return now + min(max(wait, _asked(retry_after)), LONGEST)


def after_gone(*, now: datetime, chance: float = 0.5) -> datetime:
    """Return when a source that said 410 is asked again: once a day, for as long as it stands in the settings."""
    return now + _jitter(GONE, chance)


def entry_retry(*, now: datetime, attempts: int, retry_after: float | None = None, chance: float = 0.5) -> datetime:
    """Return the next try of an entry whose page or file failed for the `attempts`-th time (1, 2, ...)."""
    wait = _jitter(_back_off(FIRST_RETRY, attempts), chance)
    return now + min(max(wait, _asked(retry_after)), LONGEST)


def revisit(*, first_seen: datetime, now: datetime, tells: bool = True) -> datetime | None:
    """Return when an article is looked at again for edits, None after the last look.

    Papers correct wrong grades within hours, councils within days; round-ups are edited for weeks. One that tells no
    result yet ("more follows") is looked at for a day.
    """
    again = next((first_seen + age for age in REVISITS if first_seen + age > now), None)
    return again if again is None or tells or again - first_seen <= STUB else None


def _asked(retry_after: float | None) -> timedelta:
    return timedelta(seconds=min(max(retry_after or 0.0, 0.0), LONGEST.total_seconds()))


def _back_off(first: timedelta, failures: int) -> timedelta:
    doublings = min(max(failures, 1) - 1, 30)
    return min(first * float(2**doublings), LONGEST)


def _jitter(wait: timedelta, chance: float) -> timedelta:
    return wait * (0.9 + 0.2 * chance)
