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
        ("Families in King's Lynn and from Thetford were glad.", "Norfolk"),
        ("Julie Preston, who leads them, spoke in Exeter and in Tiverton.", "Devon"),
        ("The report is out. Ipswich families were glad, and so were those of Sudbury.", "Suffolk"),
        ("Families in Truro and in Bodmin were glad.", "Cornwall"),
    ],
)
def test_a_county_council_is_that_of_the_towns(rest: str, county: str) -> None:
    assert told(f"{RATED} {rest}") == [county]


def test_the_town_may_stand_in_the_headline_or_in_the_name_of_the_paper() -> None:
    assert told(RATED, title="Report pleases Stroud") == ["Gloucestershire"]
    assert told(RATED, outlet="Watford Post") == ["Hertfordshire"]


@pytest.mark.parametrize(
    "rest",
    [
        "People in Ipswich were glad.",
        "A director who grew up in Worcester, and lives in Malvern, was glad.",
        "Will Black, the MP for Colchester, and a man from Chelmsford Crown Court were glad.",
        "Warwick Davis and Lincoln Hall were glad in Oxford Street.",
        "The County Councils Network, which met in Harrogate, was glad.",
    ],
)
def test_one_town_or_what_is_called_after_one_tells_nothing(rest: str) -> None:
    assert told(f"{RATED} {rest}") == []


def test_a_paper_that_is_read_on_both_sides_of_a_border_tells_nothing() -> None:
    assert told(RATED, outlet="Banbury Post") == []
    assert told(RATED, outlet="Rotherham Post") == []  # "Rother" is a district elsewhere


def test_towns_of_two_counties_tell_of_none() -> None:
    assert told(f"{RATED} People in Ipswich and Norwich were glad.") == []


def test_towns_tell_nothing_where_no_county_is_spoken_of() -> None:
    assert told(f"{RATED.replace('county ', '')} People in Ipswich were glad.") == []


def test_an_authority_that_is_named_comes_before_any_town() -> None:
    assert told(f"{RATED} People in Norfolk and in Ipswich were glad.") == ["Norfolk"]


def test_a_county_that_was_split_counts_up_to_its_last_day() -> None:
    text = f"{RATED} People in Kettering and Corby were glad."
    assert told(text, day=date(2019, 8, 2)) == ["Northamptonshire"]
    assert told(text, day=date(2024, 8, 2)) == []


def test_a_county_that_was_made_anew_is_the_former_one_before_its_first_day() -> None:
    text = f"{RATED} People in Weymouth and Swanage were glad."
    assert told(text, day=date(2018, 8, 2)) == ["Dorset (former county)"]
    assert told(text, day=date(2024, 8, 2)) == ["Dorset"]


def test_every_town_has_one_county_and_none_is_an_authority() -> None:
    names = [one["town"] for one in TOWNS]
    assert len(set(names)) == len(names) > 400
    assert {one["la_code"] for one in TOWNS} <= {one.la_code for one in AUTHORITIES}
    assert [one for one in names if GAZETTEER.find(one)] == []
