"""The number of a story tells about when it appeared, where its publisher counts its stories up."""

import csv
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.stages.analyse import Opened, analyse, opened
from monitor.stages.detect.record import Record
from monitor.stages.detect.story_numbers import FILE, GIVE, day_of_number
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline
from tests.told import overall

BASELINE = load_baseline()
GAZETTEER, RECORD = Gazetteer(BASELINE.authorities), Record(BASELINE.overall_grades)
NUMBERS = list(csv.DictReader(files("monitor.data").joinpath(FILE).read_text("utf-8").splitlines()))
LEEDS = next(one for one in BASELINE.overall_grades if one.la_code == "383" and one.grade == "outstanding")


def known(publisher: str) -> list[tuple[date, int]]:
    return [
        (date.fromisoformat(one["published"]), int(one["number"])) for one in NUMBERS if one["publisher"] == publisher
    ]


def near_the_report(publisher: str) -> tuple[date, int]:
    day, number = min(known(publisher), key=lambda one: abs(one[0] - LEEDS.published))
    assert abs(day - LEEDS.published) < 2 * GIVE
    return day, number


def in_address(publisher: str, number: int) -> str:
    slug = f"uk-england-leeds-{number}" if publisher == "bbc" else f"{number}.a-story-of-the-town"
    return f"https://news.example/news/{slug}"


def test_the_numbers_of_a_publisher_grow_with_the_days() -> None:
    for first, second in pairwise(NUMBERS):
        if first["publisher"] == second["publisher"]:
            assert int(first["number"]) < int(second["number"])
            assert first["published"] < second["published"]


def test_each_known_day_is_about_what_its_neighbours_tell() -> None:
    off = []
    for first, one, second in zip(NUMBERS, NUMBERS[1:], NUMBERS[2:], strict=False):
        if first["publisher"] == second["publisher"]:
            low, high = date.fromisoformat(first["published"]), date.fromisoformat(second["published"])
            share = (int(one["number"]) - int(first["number"])) / (int(second["number"]) - int(first["number"]))
            off.append(abs(low + share * (high - low) - date.fromisoformat(one["published"])))
    assert sum(days <= GIVE for days in off) / len(off) > 0.9


@pytest.mark.parametrize("publisher", ["bbc", "newsquest"])
def test_a_number_between_two_known_ones_is_of_a_day_between_theirs(publisher: str) -> None:
    numbers = known(publisher)
    for (first, low), (last, high) in pairwise(numbers):
        day = day_of_number(in_address(publisher, (low + high) // 2))
        assert day is None or first <= day <= last
    told = [day_of_number(in_address(publisher, number + 1)) for _, number in numbers]
    assert sum(day is not None for day in told) > 0.9 * len(told)
    assert day_of_number(in_address(publisher, numbers[0][1] - 1)) is None
    assert day_of_number(in_address(publisher, numbers[-1][1] + 1)) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://council.example/news/15895/good-rating",
        "https://news.example/news/articles/cy870e31nqwo",
        "https://news.example/news/uk-england-leeds-681337951",
        "https://news.example/story?id=68133795",
        "https://news.example/news/20251127.children",
        "https://news.example/news/19936947.html",
        "https://news.example/news/uk-weather-46634567",
    ],
)
def test_other_numbers_tell_nothing(url: str) -> None:
    assert day_of_number(url) is None


def test_the_year_that_an_address_names_outweighs_the_number() -> None:
    text = "Ofsted rated Leeds City Council's children's services outstanding. Councillors met on Monday."
    day, number = near_the_report("newsquest")
    for year, is_said in ((day.year, True), (day.year - 3, False)):
        url = f"https://news.example/{year}/news/{number + 1}.a-story"
        read = opened(Document(text=text, url=url), GAZETTEER, RECORD)
        assert isinstance(read, Opened)
        assert (read.scene.moment.day is not None) is is_said


def test_an_undated_story_is_news_in_the_weeks_of_its_report_and_history_years_later() -> None:
    text = "Ofsted rated Leeds City Council's children's services outstanding. Councillors met on Monday."
    _, near = near_the_report("bbc")
    late = next(number for day, number in known("bbc") if (day - LEEDS.published).days > 900)
    for number, role in ((near, Role.NEWS), (late, Role.HISTORY)):
        made = analyse(Document(text=text, url=in_address("bbc", number + 1)), GAZETTEER, RECORD)
        assert overall(made.claims, role) == {("Leeds", "outstanding")}
