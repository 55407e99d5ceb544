"""A text names days and months, mostly without a year; each is read once, whatever way it is written."""

import pytest

from monitor.stages.detect.marked import mark
from monitor.stages.detect.times import Time, times
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline
from monitor.text import normalise

GAZETTEER = Gazetteer(load_baseline().authorities)


def named(text: str) -> set[Time]:
    return set(times(mark("", normalise(text).text, GAZETTEER)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Inspectors came in March.", {Time(3)}),
        ("Inspectors came in March 2019.", {Time(3, None, 2019)}),
        ("Inspectors came in March of 2019.", {Time(3, None, 2019)}),
        ("They stayed from 13 to 24 March.", {Time(3, 13), Time(3, 24)}),
        ("They stayed from March 13 to 24, 2019.", {Time(3, 13, 2019), Time(3, 24, 2019)}),
        ("They stayed from 27 February to 10 March 2023.", {Time(2, 27), Time(3, 10, 2023)}),
        ("They came on the 8th – 19th October, 2018.", {Time(10, 8, 2018), Time(10, 19, 2018)}),
        ("Published on Friday (July 12), it is long.", {Time(7, 12, None, 4)}),
        ("Published on Wednesday, 4th December 2024.", {Time(12, 4, 2024, 2)}),
        ("Sept. 3: a report came out.", {Time(9, 3)}),
        ("On the 3rd of Feb it came.", {Time(2, 3)}),
        ("ON SATURDAY, 9 MARCH 2024.", {Time(3, 9, 2024, 5)}),
        ("On 99 March, or March 42.", {Time(3)}),
    ],
)
def test_a_text_names_days_and_months(text: str, said: set[Time]) -> None:
    assert named(text) == said


@pytest.mark.parametrize(
    "text",
    ["The council may march on.", "May we ask why?", "Staff decline, mar and augment.", "The mayor of Dectown spoke."],
)
def test_words_that_look_like_months_are_none(text: str) -> None:
    assert named(text) == set()


def test_may_is_a_month_where_a_time_is_told() -> None:
    assert named("They came in May.") == {Time(5)}
    assert named("They came on May 16.") == {Time(5, 16)}
    assert named("They came in early May 2022.") == {Time(5, None, 2022)}
