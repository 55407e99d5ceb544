"""Which of several earlier grades was in force just before the news, and when a text says that nothing has changed."""

from datetime import date

import pytest

from monitor.model.article import Document
from monitor.model.claim import Claim, Role
from monitor.model.framework import GOOD, OUTSTANDING, OVERALL, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import analyse
from tests.corpus.evaluate import GAZETTEER

NEWS = "Ofsted has rated Dorset Council's children's services 'good' in a report published today. "


def news(text: str, *, published: date | None = date(2023, 9, 1)) -> Claim:
    made = analyse(Document(text=text, published=published), GAZETTEER).claims
    (claim,) = (claim for claim in made if claim.role is Role.NEWS and claim.judgement == OVERALL)
    return claim


@pytest.mark.parametrize("published", [date(2023, 9, 1), None])
@pytest.mark.parametrize(
    "words",
    [
        "Its grade was 'requires improvement' at the inspection of 2018, and 'inadequate' before that, in 2014.",
        "Four years ago it was told that it required improvement. Before that it had been rated inadequate.",
        "At the last inspection, in 2018, it was 'requires improvement', and before that 'inadequate'.",
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
    ],
)
def test_a_text_that_says_that_the_grade_is_the_old_one_tells_the_one_before(words: str) -> None:
    assert news(NEWS + words).previous == GOOD


def test_what_is_good_in_places_is_not_the_grade_before() -> None:
    assert news(NEWS + "Social workers were inventive, and in places outstanding.").previous != OUTSTANDING
