"""The next poll time is data: intervals, headers and failures decide it, and nothing ever gives up."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.stages import schedule

NOW = datetime(2026, 7, 12, 9, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def test_a_source_that_answered_is_due_after_its_interval() -> None:
    assert schedule.after_success(now=NOW, every=HALF_HOUR) == NOW + HALF_HOUR


def test_jitter_is_a_tenth_either_way() -> None:
    assert schedule.after_success(now=NOW, every=HALF_HOUR, chance=0.0) == NOW + timedelta(minutes=27)
    assert schedule.after_success(now=NOW, every=HALF_HOUR, chance=1.0) == NOW + timedelta(minutes=33)


def test_a_longer_max_age_is_honoured_up_to_twice_the_interval() -> None:
    assert schedule.after_success(now=NOW, every=HALF_HOUR, max_age=2400) == NOW + timedelta(minutes=40)
    assert schedule.after_success(now=NOW, every=HALF_HOUR, max_age=86400) == NOW + timedelta(minutes=60)
    assert schedule.after_success(now=NOW, every=HALF_HOUR, max_age=60) == NOW + HALF_HOUR


def test_a_weekly_source_keeps_its_week() -> None:
    assert schedule.after_success(now=NOW, every=timedelta(days=7)) == NOW + timedelta(days=7)


def test_failures_double_the_wait_to_a_day_and_never_end_it() -> None:
    waits = [schedule.after_failure(now=NOW, every=HALF_HOUR, failures=n) - NOW for n in (1, 2, 3, 10, 5000)]
    assert waits == [timedelta(minutes=m) for m in (5, 10, 20)] + [timedelta(hours=24)] * 2


def test_retry_after_is_the_least_wait_and_at_most_a_day() -> None:
    assert schedule.after_failure(now=NOW, every=HALF_HOUR, failures=1, retry_after=3600) == NOW + timedelta(hours=1)
    assert schedule.after_failure(now=NOW, every=HALF_HOUR, failures=1, retry_after=9e10) == NOW + timedelta(hours=24)
    assert schedule.after_failure(now=NOW, every=HALF_HOUR, failures=1, retry_after=-1) == NOW + timedelta(minutes=5)


def test_a_source_that_is_gone_is_asked_once_a_day() -> None:
    assert schedule.after_gone(now=NOW) == NOW + timedelta(hours=24)


def test_an_entry_is_tried_again_by_itself() -> None:
    assert schedule.entry_retry(now=NOW, attempts=1) == NOW + timedelta(minutes=1)
    assert schedule.entry_retry(now=NOW, attempts=99) == NOW + timedelta(hours=24)
    assert schedule.entry_retry(now=NOW, attempts=1, retry_after=600) == NOW + timedelta(minutes=10)


@settings(deadline=None)  # a busy machine is no failure
@given(
    failures=st.integers(1, 10_000),
    minutes=st.integers(1, 20_000),
    retry_after=st.none() | st.floats(allow_nan=False),
    chance=st.floats(0, 1, exclude_max=True),
)
def test_the_next_poll_is_always_ahead_and_never_further_than_a_day(
    failures: int, minutes: int, retry_after: float | None, chance: float
) -> None:
    every = timedelta(minutes=minutes)
    due = schedule.after_failure(now=NOW, every=every, failures=failures, retry_after=retry_after, chance=chance)
    assert NOW < due <= NOW + timedelta(hours=24)
