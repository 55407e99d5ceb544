"""Names of authorities in texts and addresses."""

from datetime import date

import pytest

from monitor.stages.gazetteer import Gazetteer, NameKind
from monitor.storage.baseline import load_baseline


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(load_baseline().authorities)


def _found(gazetteer: Gazetteer, text: str) -> list[str]:
    return [gazetteer.authority(mention.codes[0]).name for mention in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("North Yorkshire County Council met City of York Council", ["North Yorkshire", "York"]),
        ("TAMESIDE Council has been damned", ["Tameside"]),
        (
            "Telford & Wrekin's services, Hull and BCP Council",
            ["Telford and Wrekin", "Kingston upon Hull", "Bournemouth, Christchurch and Poole"],
        ),
        ("Stoke-on-Trent and St. Helens", ["Stoke-on-Trent", "St Helens"]),
        ("the Royal Borough of Windsor and Maidenhead", ["Windsor and Maidenhead"]),
        ("Essex council and Bucks County Council", ["Essex", "Buckinghamshire"]),
    ],
)
def test_the_longest_name_is_found_in_all_its_spellings(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert _found(gazetteer, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "A Greater Manchester council is looked at",
        "GREATER MANCHESTER COUNCIL",
        "Reading to children was praised",
        "the Kent Messenger said",
        "Cllr Emma Kent agreed",
        "Mid Devon",
        "Leicester Mercury",
        "Essex Police",
        "Newcastle-under-Lyme",
    ],
)
def test_a_word_that_only_looks_like_an_authority_is_none(gazetteer: Gazetteer, text: str) -> None:
    assert _found(gazetteer, text) == []


def test_council_words_make_a_place_name_a_council(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("at Reading Borough Council today")
    assert (mention.kind, mention.name) == (NameKind.COUNCIL, "Reading Borough Council")


def test_one_trust_may_serve_several_authorities(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("Achieving for Children was praised")
    assert {gazetteer.authority(code).name for code in mention.codes} == {
        "Kingston upon Thames",
        "Richmond upon Thames",
        "Windsor and Maidenhead",
    }


def test_only_authorities_that_stood_on_the_day_are_standing(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("Northamptonshire Children's Trust")
    assert [gazetteer.authority(code).name for code in gazetteer.standing(mention.codes, date(2021, 1, 5))] == [
        "Northamptonshire"
    ]
    assert len(gazetteer.standing(mention.codes, date(2023, 1, 5))) == 2


def test_the_link_to_a_provider_page_names_the_authority(gazetteer: Gazetteer) -> None:
    (code,) = gazetteer.linked("see https://reports.ofsted.gov.uk/provider/44/80482 for more")
    assert gazetteer.authority(code).name == "Leicester"


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://news.hull.gov.uk/24/08/2022/progress", ["Kingston upon Hull"]),
        ("https://www.togetherforchildren.org.uk/news", ["Sunderland"]),
        ("https://www.leedsscp.org.uk/report", ["Leeds"]),
        ("https://www.example.org/", []),
    ],
)
def test_a_site_belongs_to_its_council_trust_or_board(gazetteer: Gazetteer, url: str, names: list[str]) -> None:
    assert [gazetteer.authority(code).name for code in gazetteer.owner(url)] == names


def test_the_last_part_of_an_address_may_name_the_council(gazetteer: Gazetteer) -> None:
    (code,) = gazetteer.named_in_slug(
        "https://paper.example/news/local/19918875.verdict-bucks-council-services-not-good"
    )
    assert gazetteer.authority(code).name == "Buckinghamshire"
