"""What looks like a wish, a condition or a move, and is a result all the same."""

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.stages.analyse import analyse
from tests.corpus.evaluate import GAZETTEER
from tests.told import overall


@pytest.mark.parametrize(
    "text",
    [
        "From its inspection in mid-June Ofsted concluded that children's services in Devon were inadequate.",
        "You will have read that our children's services are ranked as inadequate. As leader in Devon I am sorry.",
        "Ministers decide whether a trust runs children's services in Devon, Ofsted having rated them 'inadequate'.",
        "On Friday I could tell our staff the news that Ofsted judges Devon's children's services to be inadequate.",
        "Inadequate is the overall judgement of Devon's children's services, Ofsted says.",
        (
            "In a report published today Ofsted says so. At their first inspection since a trust took them on "
            "two years ago, Devon's children's services were rated inadequate overall. The council's leader said that "
            "he was sorry."
        ),
    ],
)
def test_a_grade_that_was_given_is_no_wish_and_no_condition(text: str) -> None:
    assert overall(analyse(Document(text=text), GAZETTEER).claims, Role.NEWS) == {("Devon", "inadequate")}


def test_a_grade_of_some_years_ago_is_a_grade() -> None:
    text = "Ofsted rated Devon's children's services outstanding some years ago. A new director starts in May."
    assert overall(analyse(Document(text=text), GAZETTEER).claims, Role.HISTORY) == {("Devon", "outstanding")}


def test_the_overall_grade_is_told_where_it_stands_though_an_area_with_the_same_grade_is_told_as_surely() -> None:
    text = (
        "Ofsted has today published what it found at its re-inspection of Torbay's children's services.\n\n"
        "1. Children who need help and protection: Inadequate\n2. Leadership, management and governance: Inadequate\n\n"
        "Overall the service remains inadequate, as it has been since 2016."
    )
    assert overall(analyse(Document(text=text), GAZETTEER).claims, Role.NEWS) == {("Torbay", "inadequate")}


@pytest.mark.parametrize(
    "text",
    [
        "Good is the grade that Devon's children's services want from Ofsted this autumn.",
        "Good is the overall grade that Devon's children's services hope for when Ofsted visits.",
        "Inadequate is the verdict of parents on the playground of Devon's children's services, before Ofsted comes.",
        "We hope that soon we can report that Devon's children's services are good. Ofsted is here this week.",
        "Staff at Devon's children's services said they want to be able to report good grades when Ofsted comes.",
    ],
)
def test_a_wish_is_no_grade_however_it_is_put(text: str) -> None:
    assert overall(analyse(Document(text=text), GAZETTEER).claims, Role.NEWS) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Devon's children's services have gone from its inspection judgement of inadequate to good, Ofsted said today.",
        "Devon's children's services leapt from an Ofsted inspection grade of inadequate to good today.",
        "Devon's children's services rise from an inspection low of inadequate to good, Ofsted reported today.",
    ],
)
def test_a_move_from_what_an_inspection_gave_leads_to_the_new_grade(text: str) -> None:
    assert overall(analyse(Document(text=text), GAZETTEER).claims, Role.NEWS) == {("Devon", "good")}
