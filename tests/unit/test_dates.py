"""Dates as feeds, pages and people write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import dates

NOW = datetime(2026, 7, 12, 9, 0, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 05 Jan 2026 09:00:00 GMT", utc(2026, 1, 5, 9)),
        ("Mon, 06 Jul 2026 09:00:00 BST", utc(2026, 7, 6, 8)),
        ("Mon, 06 Jul 2026 09:00:00 +0100", utc(2026, 7, 6, 8)),
        ("Mon, 06 Jul 2026 09:00:00", utc(2026, 7, 6, 8)),
        ("Mon, 05 Jan 2026 09:00:00 -0000", utc(2026, 1, 5, 9)),
        ("2026-07-06T09:00:00Z", utc(2026, 7, 6, 9)),
        ("2026-07-06T09:00:00.123+01:00", utc(2026, 7, 6, 8)),
        ("2026-07-06T09:00", utc(2026, 7, 6, 8)),
        ("2026-07-06", utc(2026, 7, 6)),
        ("6 July 2026", utc(2026, 7, 6)),
        ("Monday, July 06, 2026", utc(2026, 7, 6)),
        ("Published on Monday, 6th July 2026 at 10.30am", utc(2026, 7, 6, 9, 30)),
        ("Date: 06/07/2026", utc(2026, 7, 6)),
        ("6 Jul 26", utc(2026, 7, 6)),
        ("06.07.2026 14:05", utc(2026, 7, 6, 13, 5)),
        ("Thursday 2 July, 2026", utc(2026, 7, 2)),
        ("2026-01-05T09:00:00+99:00", utc(2026, 1, 5, 9)),
        ("3 days ago", utc(2026, 7, 9)),
        ("2 hours ago", utc(2026, 7, 12, 7)),
        ("Yesterday", utc(2026, 7, 11)),
    ],
)
def test_a_date_is_read_in_every_usual_form(text: str, expected: datetime) -> None:
    assert dates.read_date(text, now=NOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "32 Foo 2026",
        "2026-13-45T99:99:99Z",
        "0",
        "31/31/2026",
        "9" * 4000,
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Thu, 01 Jan 2099 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "soon",
    ],
)
def test_a_date_that_cannot_be_believed_is_none(text: str) -> None:
    assert dates.read_date(text, now=NOW) is None


def test_a_day_is_the_same_day_in_london_all_year() -> None:
    for text in ("1 July 2024", "1 January 2024"):
        found = dates.read_date(text)
        assert found is not None
        assert found.date() == found.astimezone(dates.LONDON).date()
        assert found.day == 1


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = dates.read_date(text, now=NOW)
    assert found is None or found.tzinfo is UTC
