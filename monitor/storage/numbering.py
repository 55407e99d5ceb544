"""Number articles by time: the row number of an article is the minute it came out, and its place in that minute.

So the newest first is the number's own order, in the table as in the full-text index: no sorting, and a page of a list
costs the same in a store of a million articles.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
SLOTS: Final = 256  # places in a minute; what is over goes into the next minutes' places
_MINUTE: Final = timedelta(minutes=1)


def first_number(published: datetime | None, first_seen: datetime) -> int:
    """Return the first number of the minute in which an article came out, as far as that is believable.

    A day after the one on which we saw it, or before the year 2000, is no day on which it came out.
    """
    when = first_seen if published is None or published > first_seen or published < EPOCH else published
    return max(1, (when - EPOCH) // _MINUTE * SLOTS)


def number_of(when: datetime) -> int:
    """Return the number that all articles of this moment and later have at least."""
    return max(0, (when - EPOCH) // _MINUTE * SLOTS)


def free_number(last_in: Callable[[int, int], int | None], first: int) -> int:
    """Return the number behind the last of this minute; of the next minute's where it is full.

    `last_in` gives the greatest number taken from one number to another, None where none is.
    """
    block = first
    while True:
        last = last_in(block, block + SLOTS - 1)
        if last is None:
            return block
        if last < block + SLOTS - 1:
            return last + 1
        block += SLOTS
