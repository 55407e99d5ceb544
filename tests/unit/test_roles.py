"""How it is decided that a grade is told as new: by evidence that is the same for every council, and can be said."""

import math

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.model.framework import OVERALL
from monitor.stages.analyse import Opened, analyse, opened
from monitor.stages.detect.evidence import of_grade, of_text
from monitor.stages.detect.page import Page, page_of, whole_page
from monitor.stages.detect.spoken import SPOKEN, spoken
from monitor.stages.detect.weighing import weighed
from monitor.stages.detect.weights import (
    OF_PAGE,
    START,
    WHOLE_PAGE,
    any_of,
    known,
    probability,
    weights,
    worth,
)
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline

GAZETTEER = Gazetteer(load_baseline().authorities)


def scene_of(text: str, title: str = "") -> Opened:
    found = opened(Document(title=title, text=text), GAZETTEER)
    assert isinstance(found, Opened)
    return found


def evidence(text: str) -> frozenset[str]:
    found = scene_of(text)
    (reading,) = found.found.accepted
    ((_, codes),) = reading.owner.named
    return of_grade(found.scene, reading, codes, found.found.accepted)


@pytest.mark.parametrize(
    ("council", "grade"), [("Leeds City Council", "inadequate"), ("Cornwall Council", "outstanding"), ("Bury", "good")]
)
def test_a_wording_weighs_the_same_for_every_council_and_every_grade(council: str, grade: str) -> None:
    first = evidence("Ofsted has rated children's services at Kent County Council 'good' this week.")
    assert evidence(f"Ofsted has rated children's services at {council} '{grade}' this week.") == first


def test_a_rating_that_was_kept_is_both_new_and_the_one_before() -> None:
    text = (
        "Ofsted inspectors came to Rutland in May. Rutland County Council has kept its 'good' rating, they say today."
    )
    (claim,) = (claim for claim in analyse(Document(text=text), GAZETTEER).claims if claim.judgement == OVERALL)
    assert (claim.role, claim.grade, claim.previous) == (Role.NEWS, "good", "good")


def test_two_places_that_tell_a_grade_make_it_likelier_than_one() -> None:
    assert any_of([0.5, 0.5]) == 0.75
    assert any_of([0.5]) == 0.5
    assert any_of([]) == 0.0


@pytest.mark.parametrize("log_odds", [-1000.0, -1.0, 0.0, 1.0, 1000.0])
def test_a_probability_stays_between_never_and_always(log_odds: float) -> None:
    assert 0.0 < probability(log_odds) < 1.0


def test_everything_that_is_weighed_can_be_said_to_a_person() -> None:
    known = weights()
    assert START in known
    kinds = {one.partition(":")[0] for one in known if one != START}
    assert kinds - OF_PAGE <= set(SPOKEN)
    assert WHOLE_PAGE in SPOKEN
    assert all(math.isfinite(weight) for one in known.values() for weight in one)


def test_what_is_not_known_weighs_nothing() -> None:
    assert known({"b": ["a word that no text has"], "no kind": ["good"]}) == set()
    assert worth([]) == (0.0, 0.0)


def test_the_address_of_a_text_without_a_headline_tells_which_of_its_grades_is_the_new_one() -> None:
    text = "Kent's children's services have been good. They were inadequate once."
    url = "https://news.example/kent-childrens-services-rated-inadequate-by-ofsted/"

    def signs(title: str) -> dict[str, bool]:
        found = opened(Document(title=title, text=text, url=url), GAZETTEER)
        assert isinstance(found, Opened)
        of = {
            reading.span.key: of_grade(found.scene, reading, codes, found.found.accepted)
            for reading in found.found.accepted
            for _, codes in reading.owner.named
        }
        return {grade: "is:its address names it" in told for grade, told in of.items()}

    assert signs("") == {"good": False, "inadequate": True}
    assert signs("Inspectors have been") == {"good": False, "inadequate": False}


def test_the_whole_page_tells_whether_a_plain_sentence_is_news() -> None:
    plain = "Ofsted has rated Kent County Council's children's services 'good'."
    news = scene_of(f"Inspectors came in May. Their report is out. {plain} They praised social workers and leaders.")
    jobs = scene_of(f"Come and work for us. We offer a car and training. {plain} Salaries start at £40,000. Apply now.")
    assert whole_page(page_of(news.scene)).new > whole_page(page_of(jobs.scene)).new


def test_a_long_page_speaks_no_louder_than_a_short_one() -> None:
    telling = sorted(
        one.removeprefix("p:") for one, worth in weights().items() if one.startswith("p:") and worth.new > 1
    )
    short, long = telling[:150], [*telling[:150], *(f"word {number}" for number in range(150))]
    speaks = {len(words): whole_page(Page(frozenset(words), (), 0)).new for words in (short, long)}
    assert speaks[150] > 0
    assert speaks[300] == pytest.approx(speaks[150] / 2)


def test_the_reasons_for_and_against_are_words_without_marks_or_figures() -> None:
    found = scene_of("Ofsted has rated Kent County Council's children's services 'good' in a report published today.")
    ((_, (one,)),) = weighed(found.scene, found.found.accepted).items()
    reasons = spoken(one.evidence, "Kent", is_new=True)
    assert reasons[0].startswith("a new result of Kent: ")
    assert not any(sign in reason for reason in reasons for sign in "<>_+=")


def test_a_page_that_seeks_staff_is_known_by_its_opening() -> None:
    found = scene_of("Kent's children's services are rated good by Ofsted.", title="Current vacancies: social workers")
    assert "is:the text advertises jobs" in of_text(found.scene)


def test_one_grade_may_be_new_for_a_council_and_recalled_for_its_neighbour() -> None:
    text = (
        "Ofsted has rated Kent County Council's children's services outstanding in a report published today. "
        "Neighbouring Medway, which was rated outstanding in 2015, was inspected last year."
    )
    roles = {claim.la_code: claim.role for claim in analyse(Document(text=text), GAZETTEER).claims}
    assert roles == {"886": Role.NEWS, "887": Role.HISTORY}
