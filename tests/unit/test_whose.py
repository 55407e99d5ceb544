"""Whose a grade is where a text names a helper, a board, a council that is gone, or one with a name much like it."""

from datetime import date

import pytest

from monitor.model.article import Document
from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import Opened, opened
from monitor.stages.detect.roles import roles
from monitor.stages.detect.sharing import NEW
from monitor.stages.detect.weighing import weighed
from tests.corpus.evaluate import BY_CODE, GAZETTEER, RECORD

DAY = date(2024, 5, 14)


def owned(text: str, title: str = "", day: date | None = DAY) -> list[tuple[str, str, bool]]:
    """Return for each grade whose it is, and whether it is only compared with."""
    read = opened(Document(title=title, text=text, published=day), GAZETTEER)
    assert isinstance(read, Opened)
    return [
        (BY_CODE[code].name, reading.span.key, reading.owner.is_other)
        for reading in read.found.accepted
        for _, codes in reading.owner.named
        for code in codes
    ]


def test_a_council_that_is_gone_is_not_spoken_of_further() -> None:
    text = (
        "Ofsted inspectors have visited Cumberland Council's children's services. Much was left to mend by the former "
        "Cumbria County Council. Overall effectiveness was judged 'good'."
    )
    assert owned(text) == [("Cumberland", GOOD, False)]


def test_a_board_for_the_city_and_its_neighbour_is_no_council() -> None:
    text = (
        "The City & Hackney board was praised when Ofsted inspected the City of London "
        "Corporation's children's services. Those services are rated 'good' overall."
    )
    assert owned(text) == [("City of London", GOOD, False)]


@pytest.mark.parametrize(
    "line",
    [
        "In January it began to work with Bolton Council.",
        "The Department for Education gave Bolton Council the task of watching over it.",
    ],
)
def test_one_that_helps_is_not_spoken_of_further(line: str) -> None:
    text = f"Ofsted has inspected children's services in Oldham. {line} Overall effectiveness requires improvement."
    assert owned(text) == [("Oldham", REQUIRES_IMPROVEMENT, False)]


def test_a_helper_keeps_the_grades_that_a_clause_tells_of_it() -> None:
    text = (
        "Ofsted has rated Oldham's children's services inadequate. The council will work with Bolton Council, "
        "whose services went from inadequate to good."
    )
    assert owned(text) == [("Oldham", INADEQUATE, False), ("Bolton", INADEQUATE, True), ("Bolton", GOOD, True)]


def test_a_headline_names_the_county_though_the_text_ends_with_the_neighbour_of_its_name() -> None:
    text = (
        "The county hall is pleased. Ofsted has rated its children's services good. Staff stayed. Leaders listened. "
        "Money was found. Homes are near. Parents agree. South Gloucestershire Council was rated good last year."
    )
    found = owned(text, "Gloucestershire's children's services are better")
    assert found[0] == ("Gloucestershire", GOOD, False)


def test_which_have_tells_of_the_whole_list() -> None:
    text = "Children's services in Barnet, Brent and Ealing, which have all been rated good by Ofsted, share a school."
    assert owned(text) == [(name, GOOD, False) for name in ("Barnet", "Brent", "Ealing")]


def test_those_that_others_announce_are_only_compared_with() -> None:
    text = (
        "Ofsted has rated children's services in Bolton good. Its neighbours have done worse. "
        "Bury and Wigan were each judged inadequate."
    )
    assert owned(text) == [("Bolton", GOOD, False), ("Bury", INADEQUATE, True), ("Wigan", INADEQUATE, True)]


def test_one_that_is_still_rated_so_is_only_compared_with() -> None:
    text = "Ofsted has rated children's services in Bolton good. Rochdale, still rated outstanding, lends it staff."
    assert owned(text)[-1] == ("Rochdale", OUTSTANDING, True)


def test_a_sentence_may_end_with_whom_the_next_one_tells_of() -> None:
    text = (
        "Ofsted has rated Bolton's children's services good. Going the other way is Knowsley. "
        "Services there are now inadequate."
    )
    assert owned(text) == [("Bolton", GOOD, False), ("Knowsley", INADEQUATE, False)]


def test_those_that_now_have_what_no_council_had_are_named_after_it() -> None:
    text = (
        "Until this week no council had been rated outstanding for children's services by Ofsted. "
        "Now two northern boroughs have. Reports on Bolton and Wigan are out."
    )
    assert owned(text) == [("Bolton", OUTSTANDING, False), ("Wigan", OUTSTANDING, False)]


def test_a_town_that_is_a_word_too_may_stand_in_a_line_with_its_grade() -> None:
    text = "New Ofsted reports on children's services are out.\n\nOldham: good.\nBury: inadequate.\nWigan: outstanding."
    assert owned(text) == [("Oldham", GOOD, False), ("Bury", INADEQUATE, False), ("Wigan", OUTSTANDING, False)]


def test_a_sentence_may_open_with_in_a_town_that_is_a_word_too() -> None:
    text = "Shropshire Council's children's services await Ofsted. In Telford the rating is outstanding."
    assert owned(text) == [("Telford and Wrekin", OUTSTANDING, False)]


def test_a_county_says_where_in_part_of_it_the_council_lies() -> None:
    text = (
        "Children's services in part of Devon are much better. They were rated inadequate in 2018. "
        "Ofsted has now judged Torbay good."
    )
    assert owned(text) == [("Torbay", INADEQUATE, False), ("Torbay", GOOD, False)]


def test_six_of_the_ten_have_the_grade_that_the_ten_got_some_lines_before() -> None:
    text = (
        "Ofsted inspected children's services at 20 councils last year and rated ten of them outstanding. "
        "It was fewer the year before. Four of the ten - Bolton, Bury, Leeds and Wigan - lie in the north."
    )
    assert owned(text) == [(name, OUTSTANDING, False) for name in ("Bolton", "Bury", "Leeds", "Wigan")]


def test_a_year_before_the_heirs_began_is_that_of_the_county_before_them() -> None:
    text = (
        "Children's services across Northamptonshire require improvement, Ofsted says of West Northamptonshire Council "
        "and North Northamptonshire Council. They were judged inadequate in 2019."
    )
    found = owned(text)
    assert found[-1] == ("Northamptonshire", INADEQUATE, False)
    assert ("Northamptonshire", REQUIRES_IMPROVEMENT, False) not in found


def test_a_commissioner_brings_no_council_of_his_own() -> None:
    text = (
        "A plan for Oldham is out. Its author is the commissioner, who is also chief executive of Bolton Council. "
        "Ofsted rated the children's services inadequate in May."
    )
    assert owned(text) == [("Oldham", INADEQUATE, False)]


def test_councils_that_joined_forces_keep_the_grade_that_a_clause_gives_one_of_them() -> None:
    text = (
        "Bolton and Wigan joined forces after Ofsted had found children's services in Wigan inadequate. "
        "Bolton's director took charge."
    )
    assert owned(text) == [("Wigan", INADEQUATE, False)]


@pytest.mark.parametrize(
    "line",
    [
        "The chief executive of Bolton Council will be commissioner in Oldham.",
        "A director has been found. She leaves Bolton Council, where she has been for years.",
    ],
)
def test_where_somebody_comes_from_is_not_spoken_of_further(line: str) -> None:
    text = f"Oldham has news. {line} Ofsted rated the children's services inadequate in 2023."
    assert owned(text) == [("Oldham", INADEQUATE, False)]


def test_both_are_those_named_before_and_not_the_two_of_a_later_line() -> None:
    text = (
        "Ofsted has praised children's services in Bolton. They are run with those of Wigan. Work in both councils is "
        "sound. The councils are the first anywhere to be rated outstanding twice. Hampshire and Essex came near."
    )
    assert owned(text) == [("Bolton", OUTSTANDING, False), ("Wigan", OUTSTANDING, False)]


def test_those_that_are_only_compared_with_share_nothing_that_speaks_for_news_of_one_of_them() -> None:
    text = (
        "Haringey's children's services require improvement, Ofsted says in a report published today. It is level with "
        "three other London councils: Barking and Dagenham, Bexley and Hounslow were rated 'requires improvement'."
    )
    read = opened(Document(text=text, published=date(2014, 7, 18)), GAZETTEER, RECORD)
    assert isinstance(read, Opened)
    alone = weighed(read.scene, read.found.accepted)
    for one in roles(read.scene, read.found.accepted):
        assert one.is_new == (sum(reading.new for reading in alone[one.codes]) > NEW)
