"""A text that names only towns tells of the county that they lie in, where it speaks of the county council."""

import csv
from datetime import date
from importlib.resources import files

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.stages.analyse import analyse
from monitor.stages.detect.towns import FILE
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline

AUTHORITIES = load_baseline().authorities
GAZETTEER = Gazetteer(AUTHORITIES)
RATED = "The county council's services for children are now rated good, Ofsted says in a report out today."
TOWNS = list(csv.DictReader(files("monitor.data").joinpath(FILE).read_text("utf-8").splitlines()))


def told(text: str, *, day: date | None = None, outlet: str = "", title: str = "") -> list[str]:
    made = analyse(Document(url="", title=title, text=text, outlet=outlet, published=day), GAZETTEER)
    return [GAZETTEER.authority(one.la_code).name for one in made.claims if one.role is Role.NEWS]


@pytest.mark.parametrize(
    ("rest", "county"),
    [
        ("People in Ipswich and Lowestoft were glad.", "Suffolk"),
        ("Families in King's Lynn were glad.", "Norfolk"),
        ("Julie Preston, who leads them, spoke in Exeter.", "Devon"),
    ],
)
def test_a_county_council_is_that_of_the_towns(rest: str, county: str) -> None:
    assert told(f"{RATED} {rest}") == [county]


def test_the_town_may_stand_in_the_headline_or_in_the_name_of_the_paper() -> None:
    assert told(RATED, title="Stroud MP on a report") == ["Gloucestershire"]
    assert told(RATED, outlet="Watford Post") == ["Hertfordshire"]


def test_towns_of_two_counties_tell_of_none() -> None:
    assert told(f"{RATED} People in Ipswich and Norwich were glad.") == []


def test_towns_tell_nothing_where_no_county_is_spoken_of() -> None:
    assert told(f"{RATED.replace('county ', '')} People in Ipswich were glad.") == []


def test_an_authority_that_is_named_comes_before_any_town() -> None:
    assert told(f"{RATED} People in Norfolk and in Ipswich were glad.") == ["Norfolk"]


def test_a_county_that_was_split_counts_up_to_its_last_day() -> None:
    text = f"{RATED} People in Kettering were glad."
    assert told(text, day=date(2019, 8, 2)) == ["Northamptonshire"]
    assert told(text, day=date(2024, 8, 2)) == []


def test_a_county_that_was_made_anew_is_the_former_one_before_its_first_day() -> None:
    text = f"{RATED} People in Weymouth were glad."
    assert told(text, day=date(2018, 8, 2)) == ["Dorset (former county)"]
    assert told(text, day=date(2024, 8, 2)) == ["Dorset"]


def test_every_town_has_one_county_and_none_is_an_authority() -> None:
    names = [one["town"] for one in TOWNS]
    assert len(set(names)) == len(names) > 400
    assert {one["la_code"] for one in TOWNS} <= {one.la_code for one in AUTHORITIES}
    assert not set(names) & {one.name for one in AUTHORITIES}
