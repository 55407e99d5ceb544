"""Which of several earlier grades was in force just before the news, and when a text says that nothing has changed."""

from datetime import date

import pytest

from monitor.model.article import Document
from monitor.model.claim import Claim, Role
from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import analyse
from tests.corpus.evaluate import GAZETTEER
from tests.told import overall, the_news

TODAY = date(2018, 9, 1)
NEWS = "Ofsted has rated Dorset Council's children's services 'good' in a report published today. "


def news(text: str, *, published: date | None = date(2023, 9, 1)) -> Claim:
    return the_news(analyse(Document(text=text, published=published), GAZETTEER).claims)


@pytest.mark.parametrize("published", [date(2023, 9, 1), None])
@pytest.mark.parametrize(
    "words",
    [
        "Its grade was 'requires improvement' at the inspection of 2018, and 'inadequate' before that, in 2014.",
        "Four years ago it was told that it required improvement. Before that it had been rated inadequate.",
        "At the last inspection, in 2018, it was 'requires improvement', and before that 'inadequate'.",
        "The leader said: 'They called us inadequate in 2014, and four years later they said we required improvement.'",
    ],
)
def test_a_grade_of_before_that_is_older_than_the_one_told_just_ahead_of_it(words: str, published: date | None) -> None:
    assert news(NEWS + words, published=published).previous == REQUIRES_IMPROVEMENT


def test_years_ago_are_counted_from_the_day_of_publication() -> None:
    text = NEWS + "It was judged 'inadequate' in 2015. Four years ago it was rated 'requires improvement'."
    assert news(text).previous == REQUIRES_IMPROVEMENT


def test_what_was_left_in_a_year_stood_before_what_was_given_in_that_year() -> None:
    text = (
        NEWS + "In 2018 it came out of 'inadequate', though inspectors still rated it 'requires improvement' in 2018."
    )
    assert news(text).previous == REQUIRES_IMPROVEMENT


@pytest.mark.parametrize(
    "words",
    [
        "The inspection led to the same Ofsted rating as in 2019.",
        "It is good across the county, as it was four years ago.",
        "Services are good, as they were at the last inspection.",
        "Leaders, help and care are all good, the same as in the report of 2019.",
        "The council has been rated good three times on the trot.",
        "That is the third good in a row for the county.",
        "There was no change from good in any area.",
    ],
)
def test_a_text_that_says_that_the_grade_is_the_old_one_tells_the_one_before(words: str) -> None:
    assert news(NEWS + words).previous == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Dorset Council went up to 'good' as Ofsted cleared the reports it had kept back. It had required improvement.",
        NEWS + "The grade in 2017 was 'requires improvement', the same as in 2014.",
        NEWS + "It is one rung above the mark that the council had in 2018, when services required improvement.",
    ],
)
def test_what_was_kept_is_not_the_grade_where_another_one_was_left(text: str) -> None:
    assert news(text).previous == REQUIRES_IMPROVEMENT


def test_good_that_was_done_is_no_grade() -> None:
    text = NEWS.replace("'good'", "'requires improvement'") + "Inspectors say that the new teams of 2016 did some good."
    assert news(text).previous is None


def test_what_is_good_in_places_is_not_the_grade_before() -> None:
    assert news(NEWS + "Social workers were inventive, and in places outstanding.").previous != OUTSTANDING


def test_points_that_still_require_improvement_are_not_the_grade_before() -> None:
    text = (
        NEWS.replace("'good'", "'requires improvement'")
        + "Some core tasks, the report says, still require improvement."
    )
    assert news(text).previous is None


def test_a_name_that_several_share_means_the_one_of_them_that_the_text_is_about() -> None:
    text = (
        "Inspectors liked what they saw at a focused visit to Richmond upon Thames in May. Its services are run by "
        'Achieving for Children. "Ofsted last rated us good in 2018, and we have moved on since," said the director.'
    )
    address = "https://www.achievingforchildren.org.uk/news/a-visit"
    made = analyse(Document(text=text, url=address, published=date(2021, 6, 1)), GAZETTEER).claims
    assert overall(made, Role.HISTORY) == {("Richmond upon Thames", GOOD)}


def test_what_one_of_two_partners_was_found_to_be_is_not_told_of_the_other() -> None:
    text = (
        "The Isle of Wight Council's children's services have been rated 'good' by Ofsted. Hampshire County Council "
        "has helped to run them. The two councils joined forces in 2013 after inspectors found the Island's services "
        "'inadequate'. Hampshire ran them from day to day, and the Isle of Wight had the last word."
    )
    made = analyse(Document(text=text, published=date(2018, 12, 1)), GAZETTEER).claims
    assert overall(made, Role.HISTORY) == {("Isle of Wight", INADEQUATE)}


def test_a_council_that_keeps_something_else_has_not_kept_its_rating() -> None:
    text = (
        "Ofsted has rated Dorset Council's children's services 'good', and the county keeps its company to run them. "
        "In 2018 they were judged 'inadequate'."
    )
    assert news(text).previous == INADEQUATE


@pytest.mark.parametrize(
    "words",
    [
        "With Luton and Poole, which were previously rated 'good' and 'inadequate' respectively, it is done.",
        "It has now been to Luton and Poole, which were once rated 'good' and 'inadequate'.",
    ],
)
def test_a_clause_on_two_names_gives_each_its_grade_in_turn(words: str) -> None:
    made = analyse(Document(text=f"Ofsted has inspected two councils. {words}", published=TODAY), GAZETTEER).claims
    assert overall(made, Role.HISTORY) == {("Luton", GOOD), ("Poole", INADEQUATE)}
