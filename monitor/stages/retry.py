"""When a delivery is tried again. Pure: the schedule of the Standard Webhooks specification over three days."""

from datetime import datetime, timedelta
from typing import Final

# Source: standardwebhooks.com specification, "Deliverability and reliability": after each failed try wait this long.
SCHEDULE: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
LONGEST_WAIT: Final = timedelta(hours=24)  # a Retry-After beyond this is not believed
GIVEN_UP_AFTER: Final = timedelta(
    hours=84
)  # the whole schedule is 75.6 hours; jitter and outages of our own come on top


def next_try(
    failed: int, *, first_attempt: datetime, now: datetime, jitter: float, retry_after: float | None = None
) -> datetime | None:
    """Return when to try again, or None where the delivery is dead and waits for a person.

    `failed` counts the tries so far that ended with an answer, or without a connection. One that was cut before its
    answer doesn't count, so that it is repeated after the same wait. `jitter`, 0 to 1, lengthens the wait by up to a
    tenth. `retry_after` are the seconds that the receiver asked for: it is never tried sooner.
    """
    if failed > len(SCHEDULE) or now - first_attempt > GIVEN_UP_AFTER:
        return None
    # Tries that are cut again and again don't advance the schedule; the time gone by slows them all the same.
    wait = max(SCHEDULE[max(failed, 1) - 1], (now - first_attempt) / 10) * (1 + jitter / 10)
    if retry_after is not None:
        wait = max(wait, min(timedelta(seconds=retry_after), LONGEST_WAIT))
    return now + wait
