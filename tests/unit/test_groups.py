"""Councils that a text speaks of together share what it tells of them."""

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import Opened, analyse, opened
from monitor.stages.detect.owners import Owner
from tests.corpus.evaluate import BY_CODE, GAZETTEER
from tests.told import overall


def told(text: str, *roles: Role) -> set[tuple[str, str]]:
    return overall(analyse(Document(text=text), GAZETTEER).claims, *(roles or (Role.NEWS,)))


def test_councils_announced_by_number_share_the_grade_though_each_is_named_in_a_sentence_of_its_own() -> None:
    text = (
        "Two authorities have been branded 'inadequate' by Ofsted in reports on children's services out today.\n\n"
        "Gateshead was told to act at once.\n\nDudley Council lost its way after its director left, inspectors say."
    )
    assert told(text) == {("Gateshead", INADEQUATE), ("Dudley", INADEQUATE)}


def test_a_number_that_the_names_do_not_make_up_announces_nobody() -> None:
    text = (
        "Four authorities have been branded 'inadequate' by Ofsted this year.\n\n"
        "Gateshead's children's services were rated good in a report published today. Dudley had a visit in May."
    )
    assert told(text) == {("Gateshead", GOOD)}


def test_a_grade_of_two_out_of_four_is_not_that_of_all_four() -> None:
    text = (
        "Inspectors also paid visits to four authorities, two of which they had last rated inadequate.\n\n"
        "They praised Bolton, Bury, Rochdale and Wigan for work with children in care."
    )
    assert told(text, Role.HISTORY) == set()


def test_the_pair_are_those_named_last() -> None:
    text = (
        "Two London boroughs have won 'outstanding' ratings from Ofsted for their children's services.\n\n"
        "Camden works with its neighbour Islington, and the pair have now held the top grade for six years."
    )
    assert told(text) == {("Camden", OUTSTANDING), ("Islington", OUTSTANDING)}


def test_they_are_all_of_the_list_that_the_sentence_before_opened_with() -> None:
    text = (
        "Councils with high Ofsted ratings for children's services will help others. "
        "Darlington, Luton and Bedford start this spring. They are all rated 'requires improvement'."
    )
    grades = {(name, REQUIRES_IMPROVEMENT) for name in ("Darlington", "Luton", "Bedford")}
    assert told(text, Role.HISTORY) == grades


def test_a_partner_that_gets_a_grade_of_its_own_is_not_only_compared_with() -> None:
    text = (
        "Camden's children's services have been rated outstanding by Ofsted in a report published today. "
        "Its partner in the shared service, Islington, was rated good."
    )
    assert told(text) == {("Camden", OUTSTANDING), ("Islington", GOOD)}


@pytest.mark.parametrize(
    "line",
    [
        "Barnsley, Devon, Medway, Norfolk and Sunderland.",
        "Barnsley\nDevon\nMedway\nNorfolk\nSunderland",
    ],
)
def test_the_names_under_a_colon_have_the_grade_told_before_it(line: str) -> None:
    text = f"In five years these children's services have been rated 'inadequate' by Ofsted:\n\n{line}"
    grades = {(name, INADEQUATE) for name in ("Barnsley", "Devon", "Medway", "Norfolk", "Sunderland")}
    assert told(text, Role.NEWS, Role.HISTORY) == grades


def test_a_counted_list_may_say_more_of_each_name() -> None:
    text = (
        "Children's services do better in Ofsted inspections where directors stay, a study shows.\n\n"
        "At the other end are three authorities rated inadequate: Somerset with five directors in as many years, "
        "Rochdale and Torbay with four each."
    )
    grades = {(name, INADEQUATE) for name in ("Somerset", "Rochdale", "Torbay")}
    assert told(text, Role.HISTORY) == grades


def test_a_grade_right_before_names_is_theirs() -> None:
    text = "Inspectors of children's services praised good-rated Bromley, and 'inadequate' Surrey and Newham too."
    expected = {("Bromley", GOOD), ("Surrey", INADEQUATE), ("Newham", INADEQUATE)}
    assert told(text, Role.HISTORY) == expected


def test_with_the_same_rating_a_council_has_the_grade_told_last() -> None:
    text = (
        "Ofsted found Sunderland's children's services inadequate in 2015. "
        "Norfolk and Sandwell, both with the same rating, got commissioners."
    )
    grades = {(name, INADEQUATE) for name in ("Sunderland", "Norfolk", "Sandwell")}
    assert told(text, Role.HISTORY) == grades


def test_a_shared_trust_in_a_story_of_one_council_gives_the_others_nothing() -> None:
    text = (
        "Kingston Council's children's services have been rated outstanding by Ofsted. "
        "They are run by Achieving for Children. The company's work was called outstanding by inspectors."
    )
    assert told(text) == {("Kingston upon Thames", OUTSTANDING)}


def test_a_list_after_a_count_is_news_where_its_sentence_is() -> None:
    text = (
        "Three more councils have been found inadequate by Ofsted this month: Bradford, Devon and Herefordshire. "
        "Children's services in Bradford had been good."
    )
    assert told(text) == {("Bradford", INADEQUATE), ("Devon", INADEQUATE), ("Herefordshire", INADEQUATE)}


def test_in_brackets_after_the_new_grade_stands_the_one_before() -> None:
    text = (
        "Barnsley: good (was good in 2018)\nWakefield: good (was inadequate)\n"
        "Kirklees: requires improvement (2019: good)\n\n"
        "All three reports on children's services were published this month."
    )
    claims = analyse(Document(title="Round-up: Ofsted reports in June", text=text), GAZETTEER).claims
    moves = {(BY_CODE[one.la_code].name, one.grade, one.previous) for one in claims if one.role is Role.NEWS}
    assert moves == {
        ("Barnsley", GOOD, GOOD),
        ("Wakefield", GOOD, INADEQUATE),
        ("Kirklees", REQUIRES_IMPROVEMENT, GOOD),
    }


def test_two_grades_told_of_two_names_are_theirs_in_turn() -> None:
    text = "North Tyneside and Durham were rated outstanding and good by Ofsted for their children's services today."
    assert told(text) == {("North Tyneside", OUTSTANDING), ("Durham", GOOD)}


def test_the_four_are_the_last_four_and_not_the_two_before_them() -> None:
    text = (
        "Kirklees and Calderdale share a boss. Leeds, Hull, York and Wakefield were inspected in June. "
        "The four councils were rated good by Ofsted for children's services today."
    )
    assert {name for name, _ in told(text)} == {"Leeds", "Kingston upon Hull", "York", "Wakefield"}


def test_a_council_joins_the_heirs_of_a_county_that_is_no_more() -> None:
    text = "Rutland's children's services have been rated good by Ofsted today. It joins Northamptonshire, rated good."
    assert told(text) == {("Rutland", GOOD)}


def test_those_that_a_council_joins_had_the_grade_before() -> None:
    text = (
        "Sunderland's children's services have been rated outstanding by Ofsted in a report published today.\n\n"
        "The city joins Leeds, North Yorkshire and North Tyneside as the only ones in the north with the top grade."
    )
    assert told(text) == {("Sunderland", OUTSTANDING)}


def test_a_neighbour_that_remains_what_it_was_has_no_news() -> None:
    text = (
        "Leeds City Council's children's services have been rated good by Ofsted in a report published today. "
        "Neighbouring Hampshire remains outstanding."
    )
    assert told(text) == {("Leeds", GOOD)}


def test_who_answers_to_the_rating_of_another_council_has_not_got_it() -> None:
    text = (
        "Last year it began helping Tameside.\n\nOfsted's judgements on children's services, out today:\n\n"
        "- help and protection: Requires improvement to be good\n"
        "- overall effectiveness: Requires improvement to be good"
    )
    title = "Tameside Council responds to Stockport Council's Ofsted rating"
    claims = analyse(Document(title=title, text=text), GAZETTEER).claims
    assert {BY_CODE[one.la_code].name for one in claims} == {"Stockport"}


def test_one_that_was_helped_to_a_rating_has_it() -> None:
    text = (
        "Bradford has one of the largest services in England. New managers have helped Leeds to a good Ofsted rating "
        "for children's services, published today."
    )
    assert told(text) == {("Leeds", GOOD)}


def test_what_a_helper_is_rated_is_its_own() -> None:
    text = (
        "Advisers from Hertfordshire, one of the councils rated outstanding by Ofsted, are helping Luton. "
        "Luton's children's services were criticised in a report out today."
    )
    assert told(text, Role.NEWS, Role.HISTORY) == {("Hertfordshire", OUTSTANDING)}


def test_a_group_that_opens_its_sentence_is_who_was_named_before() -> None:
    text = (
        "Ofsted has given Camden an outstanding rating for its children's services today. "
        "The services are run together with Islington.\n\n"
        "The two Labour boroughs are the first to be rated outstanding twice, which only Essex has managed besides."
    )
    assert {name for name, _ in told(text)} >= {"Camden", "Islington"}


def test_a_safeguarding_board_has_a_grade_of_its_own() -> None:
    text = (
        "Ofsted has rated children's services in North Tyneside good in a report published today. "
        "The Local Safeguarding Children Board was rated outstanding."
    )
    assert told(text, Role.NEWS, Role.HISTORY) == {("North Tyneside", GOOD)}


@pytest.mark.parametrize(
    "words", ["Leeds:\n\n", "Leeds. ", "Leeds, York, ", "good Leeds and ", "Both are rated good. "]
)
def test_a_page_of_nothing_but_names_is_read_all_the_same(words: str) -> None:
    text = "Ofsted rated children's services in York, Hull and Bury good. " + words * (20_000 // len(words))
    assert told(text, *Role) >= {("York", GOOD), ("Kingston upon Hull", GOOD), ("Bury", GOOD)}


def test_those_that_one_of_a_counted_group_joins_are_not_of_the_group() -> None:
    text = (
        "Three councils have been rated good by Ofsted for their children's services in reports published today.\n\n"
        "Stockport and Bury kept the grade of 2018. Rochdale joins Leeds and York as one of the best in the north."
    )
    assert told(text) == {("Stockport", GOOD), ("Bury", GOOD), ("Rochdale", GOOD)}


def owned(text: str) -> dict[str, Owner]:
    """Return whose each grade of a text is; of one told twice whose it is last."""
    found = opened(Document(text=text), GAZETTEER)
    assert isinstance(found, Opened)
    return {one.span.key: one.owner for one in found.found.accepted}


def owners(text: str) -> dict[str, list[str]]:
    """Return the names that each grade of a text is given to."""
    return {grade: [name for name, _ in owner.named] for grade, owner in owned(text).items()}


def test_a_grade_right_before_names_is_not_that_of_the_name_before_it() -> None:
    text = "Ofsted rated children's services in Gateshead and 'inadequate' Surrey, Newham and Bradford."
    assert owners(text) == {INADEQUATE: ["Surrey", "Newham", "Bradford"]}


def test_the_two_boroughs_that_open_a_sentence_are_not_the_one_named_after_them() -> None:
    text = (
        "Ofsted has inspected children's services in Camden. They are run together with Islington's.\n\n"
        "The two Labour boroughs are the first to be rated outstanding twice, and Essex was visited too."
    )
    assert owners(text) == {OUTSTANDING: ["Camden", "Islington"]}


@pytest.mark.parametrize(
    "words", ["Hampshire, its improvement partner, is rated", "It works with Hampshire, its partner, which is rated"]
)
def test_what_a_partner_is_rated_is_its_own(words: str) -> None:
    text = f"Leeds City Council's children's services have been rated good by Ofsted. {words} outstanding."
    assert owners(text) == {GOOD: ["Leeds City Council"], OUTSTANDING: ["Hampshire"]}
    assert owned(text)[OUTSTANDING].is_other
