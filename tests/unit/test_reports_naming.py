"""Which authority a title names."""

from datetime import date

import pytest

from monitor.model.authority import Authority
from monitor.stages.reports.naming import named_authorities
from monitor.storage.baseline import load_baseline

AUTHORITIES = load_baseline().authorities


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("1\nLeicester City Council\nInspection of services", "Leicester"),
        ("Inspection of Leicestershire County\nCouncil local authority", "Leicestershire"),
        ("Inspection of Bath and North East \nSomerset local authority", "Bath and North East Somerset"),
        ("Inspection of North Somerset local authority", "North Somerset"),
        ("St. Helens Metropolitan Borough \nCouncil", "St Helens"),
        ("Wakefield District Metropolitan Council", "Wakefield"),
        ("Telford & Wrekin Council", "Telford and Wrekin"),
        ("Inspection of Telford and Wrekin local", "Telford and Wrekin"),
        ("Inspection of the Isle of Wight local", "Isle of Wight"),
        ("Hull City Council", "Kingston upon Hull"),
        ("Newcastle City Council", "Newcastle upon Tyne"),
        ("East Riding of Yorkshire Council", "East Riding of Yorkshire"),
        ("London Borough of Barking & Dagenham", "Barking and Dagenham"),
        ("City of London Corporation", "City of London"),
        ("Cheshire East Unitary Authority", "Cheshire East"),
        ("Brighton & Hove City Council", "Brighton and Hove"),
        ("Stockton on Tees", "Stockton-on-Tees"),
        ("Inspection of Derby City Council", "Derby"),
    ],
)
def test_a_title_names_one_authority_in_many_ways(title: str, name: str) -> None:
    codes = named_authorities(title, AUTHORITIES, date(2024, 6, 3))

    assert [one.name for one in AUTHORITIES if one.la_code in codes] == [name]


def test_every_authority_is_found_by_each_of_its_own_names() -> None:
    for authority in AUTHORITIES:
        day = authority.valid_to or authority.valid_from or date(2024, 6, 3)
        for name in (authority.name, authority.council_name, *authority.aliases):
            title = f"1\n{name}\nInspection of children's social care services"
            assert named_authorities(title, AUTHORITIES, day) == (authority.la_code,), name


def test_an_authority_that_did_not_exist_then_is_not_meant() -> None:
    assert named_authorities("Inspection of Dorset local authority", AUTHORITIES, date(2021, 10, 8)) == ("838",)
    assert named_authorities("Dorset County Council", AUTHORITIES, date(2016, 3, 17)) == ("835",)
    assert named_authorities("Inspection of Cumberland", AUTHORITIES, date(2022, 10, 8)) == ()


def test_two_names_side_by_side_are_two_candidates() -> None:
    assert set(named_authorities("Inspection of Rutland and Norfolk", AUTHORITIES, None)) == {"857", "926"}


def test_two_authorities_of_one_name_are_two_candidates() -> None:
    twins = [
        Authority(
            la_code=code, urn=None, gss_code="", name="Anytown", council_name="Anytown Council", region="", type=""
        )
        for code in ("1", "2")
    ]

    assert named_authorities("Inspection of Anytown", twins, None) == ("1", "2")


def test_a_name_inside_a_word_is_no_name() -> None:
    assert named_authorities("Inspection of Burying and Yorking", AUTHORITIES, None) == ()
