"""Wordings that a reader by single words gets wrong: ranks, lists that end in the overall one, exits that failed."""

from datetime import date

import pytest

from monitor.model.article import Document
from monitor.model.claim import Claim, Role
from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, OVERALL, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import analyse
from monitor.stages.detect.marked import mark
from tests.corpus.evaluate import GAZETTEER
from tests.told import overall


def news(text: str, *, title: str = "", published: date | None = None) -> list[Claim]:
    claims = analyse(Document(title=title, text=text, published=published), GAZETTEER).claims
    return [claim for claim in claims if claim.role is Role.NEWS and claim.judgement == OVERALL]


def told(text: str, *, title: str = "") -> set[tuple[str, str]]:
    return overall(news(text, title=title), Role.NEWS)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("the second lowest of four possible ratings", REQUIRES_IMPROVEMENT),
        ("Ofsted's second-highest rating", GOOD),
        ("the lowest of the four ratings", INADEQUATE),
        ("services require further improvement to be good", REQUIRES_IMPROVEMENT),
        ("they must improve further to be rated 'good'", REQUIRES_IMPROVEMENT),
        ("the highest possible grade", OUTSTANDING),
    ],
)
def test_a_grade_may_be_told_by_its_rank_or_by_what_it_takes(words: str, grade: str) -> None:
    assert [span.key for span in mark("", words, GAZETTEER).grades] == [grade]


def test_the_best_rating_ever_need_not_be_the_best_there_is() -> None:
    assert mark("", "Rutland has its best rating ever from Ofsted.", GAZETTEER).grades == ()


def test_a_list_of_areas_that_ends_in_the_overall_one_tells_the_overall_grade() -> None:
    text = (
        "Ofsted inspectors were in Dorset in May. In a report published today they rated leaders, help and protection, "
        "children in care and overall effectiveness at Dorset Council 'good'."
    )
    assert told(text, title="Ofsted rates Dorset's children's services") == {("Dorset", GOOD)}


def test_two_councils_announced_together_share_the_grade_told_before_their_names() -> None:
    text = (
        "Two councils have been rated 'outstanding' by Ofsted for their children's services in reports out today.\n\n"
        "Inspectors praised the leaders of Bromley and Camden, who know every child."
    )
    assert told(text) == {("Bromley", OUTSTANDING), ("Camden", OUTSTANDING)}


def test_a_service_that_was_not_lifted_out_of_its_grade_has_left_nothing() -> None:
    text = (
        "A new Ofsted report on Sefton Council's children's services was published today. The changes were not enough "
        "to lift the services out of their 'inadequate' rating, inspectors found."
    )
    claims = analyse(Document(text=text), GAZETTEER).claims
    assert all("left behind" not in claim.reason for claim in claims)


def test_of_a_chain_the_grade_told_last_is_the_one_before_the_news() -> None:
    text = (
        "Ofsted has rated Manchester City Council's children's services good in a report published today. "
        "In 2014 the services were rated inadequate. Three years later the rating was requires improvement."
    )
    (claim,) = news(text, published=date(2022, 5, 20))
    assert claim.previous == REQUIRES_IMPROVEMENT


def test_of_two_years_of_one_grade_the_later_counts() -> None:
    text = (
        "Ofsted has rated Medway Council's children's services good in a report out today. Its earlier grades were "
        "inadequate in 2011 and 2019 and requires improvement in 2015."
    )
    (claim,) = news(text, published=date(2023, 9, 1))
    assert claim.previous == INADEQUATE


def test_a_second_time_in_six_years_is_no_grade_that_was_kept() -> None:
    text = (
        "Ofsted has rated Blackpool Council's children's services inadequate for the second time in six years, says a "
        "report published today. In 2014 they were rated requires improvement."
    )
    (claim,) = news(text, published=date(2019, 1, 17))
    assert claim.previous == REQUIRES_IMPROVEMENT


def test_no_claim_is_certain() -> None:
    (claim,) = news("Ofsted has rated Kent County Council's children's services 'good' in a report published today.")
    assert 0.9 < claim.confidence < 1.0
