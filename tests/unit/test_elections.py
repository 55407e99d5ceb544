"""The weeks of silence around elections, against the days that were published for them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.stages.elections import local_poll, notice_of, silences, spoken_time


@pytest.mark.parametrize(
    ("year", "poll"), [(2019, "2019-05-02"), (2024, "2024-05-02"), (2026, "2026-05-07"), (2014, "2014-05-22")]
)
def test_local_elections_are_on_the_first_thursday_of_may_unless_they_were_moved(year: int, poll: str) -> None:
    assert local_poll(year) == date.fromisoformat(poll)


def test_no_council_was_elected_in_2020() -> None:
    assert local_poll(2020) is None


@pytest.mark.parametrize(
    ("poll", "notice"),
    [
        ("2023-05-04", "2023-03-27"),  # Easter lies between
        ("2024-05-02", "2024-03-26"),
        ("2024-07-04", "2024-05-30"),  # Parliament was dissolved that day
        ("2017-06-08", "2017-05-03"),
        ("2029-02-01", "2028-12-27"),  # Christmas and New Year lie between
    ],
)
def test_silence_begins_25_working_days_before_the_poll(poll: str, notice: str) -> None:
    assert notice_of(date.fromisoformat(poll)) == date.fromisoformat(notice)


def test_silence_lasts_until_what_was_held_back_is_out() -> None:
    assert list(silences(date(2024, 4, 1), date(2024, 7, 1))) == [
        (date(2024, 3, 26), date(2024, 5, 16)),
        (date(2024, 5, 30), date(2024, 7, 18)),
    ]


def test_a_poll_of_the_settings_silences_too() -> None:
    assert list(silences(date(2027, 10, 1), date(2027, 10, 2))) == []
    assert len(list(silences(date(2027, 10, 1), date(2027, 10, 2), [date(2027, 10, 14)]))) == 1


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def test_time_in_silence_does_not_count() -> None:
    assert spoken_time(at("2025-01-01"), at("2025-01-31")) == timedelta(days=30)
    assert spoken_time(at("2023-03-20"), at("2023-04-20")) == timedelta(days=7)
    assert spoken_time(at("2023-04-20"), at("2023-05-25")) == timedelta(days=6)
    assert spoken_time(at("2024-03-20"), at("2024-07-20")) == timedelta(days=6 + 13 + 1)


def test_a_clock_that_was_set_back_counts_nothing() -> None:
    assert spoken_time(at("2025-01-31"), at("2025-01-01")) == timedelta()
