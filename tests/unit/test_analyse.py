"""What an article claims: the cases that a person would ask about, each in one line. The bulk is in tests/corpus."""

from datetime import date

import pytest

from monitor.model.article import Document, Kind
from monitor.model.claim import Analysis, Claim, Direction, Role
from monitor.model.framework import GOOD, INADEQUATE, OVERALL, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import analyse
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline

AUTHORITIES = load_baseline().authorities
GAZETTEER = Gazetteer(AUTHORITIES)
CODE = {authority.name: authority.la_code for authority in AUTHORITIES}


def read(
    text: str, *, title: str = "", published: date | None = None, url: str = "", own: str | None = None
) -> Analysis:
    return analyse(Document(title=title, text=text, published=published, url=url, own_authority=own), GAZETTEER)


def news(analysis: Analysis) -> list[Claim]:
    return [claim for claim in analysis.claims if claim.role is Role.NEWS]


def test_a_rating_told_as_new_is_news_with_the_words_that_prove_it() -> None:
    text = "Leeds has many children. Ofsted has rated Leeds City Council’s children’s services good."
    (claim,) = news(read(text))
    assert (claim.la_code, claim.judgement, claim.grade) == (CODE["Leeds"], OVERALL, GOOD)
    assert text[claim.quote.start : claim.quote.end] == claim.quote.text
    assert claim.quote.text.startswith("Ofsted has rated")


def test_requires_improvement_to_be_good_is_one_grade_even_across_lines() -> None:
    (claim,) = news(
        read("Ofsted has rated Bury's children's services as ‘requires improvement\nto be good’ in a report today.")
    )
    assert claim.grade == REQUIRES_IMPROVEMENT


def test_the_grade_before_is_the_last_dated_one_and_gives_the_direction() -> None:
    text = (
        "Ofsted rated Leeds children's services good today. In 2012 it was inadequate; in 2015 it required improvement."
    )
    (claim,) = news(read(text, published=date(2018, 5, 1)))
    assert (claim.previous, claim.direction) == (REQUIRES_IMPROVEMENT, Direction.UP)


def test_an_old_grade_recalled_in_passing_is_history() -> None:
    text = "A new director joins Leeds. Its children's services were rated inadequate by Ofsted in 2015."
    analysis = read(text, title="New director of children's services", published=date(2018, 5, 1))
    assert [(claim.grade, claim.role, claim.when) for claim in analysis.claims] == [(INADEQUATE, Role.HISTORY, "2015")]


def test_we_are_the_council_whose_site_it_is() -> None:
    (claim,) = news(
        read("We are delighted that Ofsted has rated our children's services good today.", own=CODE["Wigan"])
    )
    assert claim.la_code == CODE["Wigan"]


def test_a_trust_of_two_councils_alone_is_left_to_a_person() -> None:
    analysis = read(
        "Northamptonshire Children's Trust has been rated good by Ofsted for its children's services, it said today.",
        published=date(2025, 9, 1),
    )
    assert analysis.claims == ()
    (open_name,) = analysis.ambiguous
    assert set(open_name.candidates) == {CODE["North Northamptonshire"], CODE["West Northamptonshire"]}
    assert open_name.grade == GOOD


def test_four_areas_of_today_make_no_overall_grade() -> None:
    analysis = read(
        "Ofsted has rated Leeds children's services good in all four areas, after a visit in October.",
        published=date(2026, 12, 1),
    )
    assert {claim.judgement for claim in analysis.claims} == {
        "leaders",
        "help_and_protection",
        "in_care",
        "care_leavers",
    }


def test_a_text_without_a_day_that_says_that_there_is_no_overall_grade_is_given_none() -> None:
    text = (
        "Ofsted no longer sums up a council in one word. It has told Leeds that leadership, help and protection, and "
        "children in care each require improvement, in a report published today. Care leavers get a good service."
    )
    told = read(text)
    assert not [claim for claim in told.claims if claim.judgement == OVERALL]
    for words in (
        "",
        "Ofsted no longer sums up schools in one word. ",
        "Schools no longer get an overall grade. ",
    ):
        plain = read(words + text.partition(". ")[2])
        assert [claim.grade for claim in news(plain) if claim.judgement == OVERALL] == [REQUIRES_IMPROVEMENT]
        assert all(claim.confidence > 0.5 for claim in news(plain))


def test_an_overall_grade_told_of_an_inspection_that_has_none_is_hardly_believed() -> None:
    (claim,) = news(
        read("Ofsted has rated Leeds children's services good, after a visit in October.", published=date(2026, 12, 1))
    )
    assert claim.confidence < 0.5
    assert "no overall grade" in claim.reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A primary school in Leeds has been rated inadequate by Ofsted, pupils were told.", Kind.SCHOOL),
        ("A children's home in Leeds has been rated inadequate by Ofsted.", Kind.CHILDRENS_HOME),
        ("The CQC has rated adult social care in Leeds as good.", Kind.ADULT_CARE),
    ],
)
def test_other_provision_is_set_aside_with_the_reason(text: str, kind: Kind) -> None:
    analysis = read(text)
    assert (analysis.relevant, analysis.kind, analysis.claims) == (False, kind, ())
    assert "other provision" in analysis.reasons[0]


def test_a_refused_grade_keeps_its_reason() -> None:
    analysis = read(
        "Ofsted made a focused visit to Leeds in May. Leeds children's services hope to be rated good next year."
    )
    assert news(analysis) == []
    assert any("wished for" in reason for reason in analysis.reasons)


def test_a_text_without_any_needful_word_is_nothing() -> None:
    assert read("Bins will be emptied on Tuesday.").relevant is False
