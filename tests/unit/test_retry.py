"""When a delivery is tried again."""

import itertools
from datetime import UTC, datetime, timedelta

from monitor.stages.retry import GIVEN_UP_AFTER, SCHEDULE, next_try

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def tries(*, jitter: float) -> list[datetime]:
    made, now = [START], START
    while (again := next_try(len(made), first_attempt=START, now=now, jitter=jitter)) is not None:
        made.append(again)
        now = again
    return made


def test_a_receiver_that_is_down_is_tried_for_three_days_and_then_left_to_a_person() -> None:
    made = tries(jitter=0)
    assert [later - earlier for earlier, later in itertools.pairwise(made)] == list(SCHEDULE)
    assert made[-1] - START >= timedelta(days=3)


def test_the_longest_jitter_does_not_cut_the_schedule_short() -> None:
    assert len(tries(jitter=1)) == len(SCHEDULE) + 1


def test_a_receiver_is_never_tried_sooner_than_it_asked() -> None:
    assert next_try(1, first_attempt=START, now=START, jitter=0, retry_after=3600) == START + timedelta(hours=1)


def test_a_receiver_that_asks_for_a_year_is_tried_after_a_day() -> None:
    assert next_try(1, first_attempt=START, now=START, jitter=0, retry_after=3e7) == START + timedelta(days=1)


def test_an_attempt_cut_before_its_answer_is_repeated_after_the_same_wait() -> None:
    assert next_try(0, first_attempt=START, now=START, jitter=0) == START + SCHEDULE[0]


def test_attempts_that_are_cut_for_ever_become_rare_and_end() -> None:
    now, count = START, 0
    while (again := next_try(0, first_attempt=START, now=now, jitter=0)) is not None:
        now, count = again, count + 1
    assert count < 150
    assert now - START >= GIVEN_UP_AFTER
