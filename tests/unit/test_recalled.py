"""Which grades a text recalls, which of them stood just before the news, and which way the grade moved."""

from datetime import date

import pytest

from monitor.model.article import Document
from monitor.model.claim import Claim, Direction, Role
from monitor.model.framework import GOOD, IN_CARE, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import Opened, analyse, opened
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.readings import Reading
from tests.corpus.evaluate import BY_CODE, GAZETTEER
from tests.told import overall, the_news

TODAY = date(2023, 9, 1)
NEWS = "Ofsted has rated Dorset Council's children's services 'good' in a report published today. "


def claims(text: str, *, published: date | None = TODAY) -> list[Claim]:
    return list(analyse(Document(text=text, published=published), GAZETTEER).claims)


def news(text: str) -> Claim:
    return the_news(claims(text))


def recalled(text: str) -> set[tuple[str, str]]:
    return overall(claims(text), Role.HISTORY)


def grades(text: str) -> list[Reading]:
    found = opened(Document(text=text, published=TODAY), GAZETTEER)
    assert isinstance(found, Opened)
    return list(found.found.accepted)


def test_a_move_to_the_new_grade_recalls_the_one_that_it_started_from() -> None:
    text = NEWS + "The authority has gone from the worst rating there is to an overall score of 'good'."
    assert (news(text).previous, news(text).direction) == (INADEQUATE, Direction.UP)


def test_where_an_earlier_move_led_to_is_recalled_and_is_the_grade_before_the_news() -> None:
    text = NEWS + "In 2019 it was moved up from 'inadequate' to 'requires improvement'."
    assert news(text).previous == REQUIRES_IMPROVEMENT
    assert recalled(text) == {("Dorset", INADEQUATE), ("Dorset", REQUIRES_IMPROVEMENT)}


def test_a_move_that_is_yet_to_be_made_recalls_no_grade_that_it_is_to_end_in() -> None:
    text = (
        "Inspectors made a monitoring visit to Bury Council's children's services in May. The council was rated "
        "'inadequate' in 2021, and wants to move quickly from inadequate to good."
    )
    assert recalled(text) == {("Bury", INADEQUATE)}


def test_a_move_of_one_area_is_no_move_of_the_whole() -> None:
    text = NEWS + "Leadership has been raised from 'requires improvement' to 'good'."
    assert all(one.is_of_area for one in grades(text)[1:])


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("Inspectors saw good progress in 2021.", GOOD),
        ("A report of 2021 spoke of outstanding social workers.", OUTSTANDING),
        ("It was good to see so much done since 2019, said the leader.", GOOD),
        ("In 2020 progress was on the whole good.", GOOD),
    ],
)
def test_praise_of_something_else_is_never_a_grade_of_the_past(words: str, grade: str) -> None:
    text = f"Inspectors made a monitoring visit to Bury Council's children's services in May. {words}"
    assert ("Bury", grade) not in recalled(text)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("In 2019, after five years of hard work, they were rated 'requires improvement'.", 2019),
        ("In 2016 they were inadequate. Three years later the verdict was 'requires improvement'.", 2019),
        ("The last report, in 2019, found the services to 'require improvement'.", 2019),
        ("They were judged inadequate in 2015 and in 2019 'requires improvement'.", 2019),
    ],
)
def test_a_year_that_opens_a_sentence_or_stands_between_commas_dates_the_grade(words: str, year: int) -> None:
    last = grades(NEWS + words)[-1]
    assert (last.span.key, last.when.frame, last.when.year) == (REQUIRES_IMPROVEMENT, Frame.PAST, year)


def test_years_later_that_lead_up_to_today_are_no_past() -> None:
    last = grades("In 2020 Dorset Council's children's services were inadequate. Three years later they are 'good'.")[
        -1
    ]
    assert last.when.frame is Frame.NOW


def test_of_two_grades_with_a_year_each_none_gets_the_year_of_the_other() -> None:
    first, second = grades(NEWS + "In 2014 they were judged 'inadequate' and in 2018 'requires improvement'.")[1:]
    assert (first.when.year, second.when.year) == (2014, 2018)


@pytest.mark.parametrize(
    "words",
    [
        "They had an overall 'requires improvement' rating before.",
        "They were graded 'requires improvement' then.",
        "They had last been inspected in 2019 and rated 'requires improvement'.",
        "When inspectors last made a full visit, they were 'requires improvement'.",
        'The leader said: "For years on end we were rated requires improvement until now."',
    ],
)
def test_before_then_and_last_tell_a_grade_of_the_past(words: str) -> None:
    assert grades(NEWS + words)[-1].when.frame is Frame.PAST


def test_a_grade_in_a_participle_is_of_the_past_where_another_one_is_told_as_of_now() -> None:
    first, second = grades("Dorset Council, found inadequate at its first inspection, is now rated good by Ofsted.")
    assert (first.when.frame, second.when.frame) == (Frame.PAST, Frame.NOW)


@pytest.mark.parametrize(
    "words",
    [
        "It got the same rating last time, in 2018.",
        "At the previous inspection the services had attained the same rating.",
        "It maintains a similar rating to the one of 2018.",
        "We are glad to have kept our rating, said the leader.",
        "The report speaks well of the staff, as in the last report.",
    ],
)
def test_a_text_that_says_so_anywhere_tells_a_grade_that_was_kept(words: str) -> None:
    claim = news(NEWS + words)
    assert (claim.previous, claim.direction) == (GOOD, Direction.SAME)


def test_a_judgement_that_an_area_shares_with_another_is_no_grade_that_was_kept() -> None:
    text = NEWS + "It was rated 'inadequate' in 2018. Leadership was given the same judgement."
    assert news(text).previous == INADEQUATE


@pytest.mark.parametrize("words", ["for the second time", "yet again", "once more"])
def test_a_grade_told_as_given_again_is_the_one_before_too_if_no_other_is_told(words: str) -> None:
    claim = news(f"Ofsted has rated Dorset Council's children's services 'good' {words} in a report published today.")
    assert claim.previous == GOOD


def test_a_second_upgrade_in_a_row_keeps_no_grade() -> None:
    text = "Ofsted today rated Dorset Council's children's services 'good', their second upgrade in a row."
    assert not any(one.kept for one in grades(text))


def test_services_that_continue_to_require_improvement_kept_their_grade_since_it_was_last_dated() -> None:
    text = (
        "Ofsted has published its report on Dorset Council's children's services today. Overall they continue to "
        "'require improvement to be good', it says. In 2014 they were rated inadequate."
    )
    assert news(text).previous == REQUIRES_IMPROVEMENT


def test_when_they_were_judged_is_said_of_the_area_that_the_sentence_is_about() -> None:
    text = NEWS + "Services for children in care have got worse since 2018, when they were judged to be outstanding."
    assert grades(text)[-1].keys == (IN_CARE,)


def test_two_of_these_are_areas() -> None:
    text = NEWS + "Inspectors looked at help and protection and at leadership. The last of these was outstanding."
    assert grades(text)[-1].keys == ("some",)


def test_the_second_dash_of_an_aside_names_no_area() -> None:
    text = NEWS + "Since the last inspection - when services were rated 'inadequate' - leaders have done much."
    assert grades(text)[-1].is_overall


def test_councils_counted_before_one_goes_back_to_its_own_inspection_leave_that_a_grade() -> None:
    text = "It is one of few councils in the top ten, a long way from 2013, when Ofsted found the council inadequate."
    last = grades(f"Dorset Council welcomes its Ofsted report on children's services. {text}")[-1]
    assert not last.refusal


def test_the_improvement_needed_is_no_grade() -> None:
    assert not grades("Dorset Council's children's services did not make the improvement needed, Ofsted says.")


def test_a_grade_of_the_old_scale_takes_its_turn_in_a_pairing_by_order() -> None:
    text = "Halton and Hull councils' children's services were rated 'good' and 'adequate' respectively in 2012."
    (only,) = grades(text)
    assert [BY_CODE[code].name for _, codes in only.owner.named for code in codes] == ["Halton"]


def test_what_areas_were_highlighted_as_is_no_grade_of_the_council() -> None:
    text = "Ofsted visited Bury's children's services. All areas were highlighted as requiring improvement in 2021."
    assert grades(text)[-1].refusal


def test_a_ranking_is_a_rating() -> None:
    assert not grades("Ofsted's report on Bury's children's services in April came with an inadequate ranking.")[
        0
    ].refusal


@pytest.mark.parametrize("heading", ["Judgement | 2018 | 2023", "Judgement | Grade 2018 | Grade 2023"])
def test_a_table_with_a_column_for_each_inspection_tells_the_grade_before(heading: str) -> None:
    rows = "Leaders | Good | Outstanding\n\nOverall effectiveness | Outstanding | Good"
    text = f"Ofsted rated Dorset Council's children's services 'good' in a report out today.\n\n{heading}\n\n{rows}"
    told = [(one.span.key, one.when.year, one.is_of_area) for one in grades(text) if one.when.frame is Frame.PAST]
    assert told == [(GOOD, 2018, True), (OUTSTANDING, 2018, False)]
    assert news(text).previous == OUTSTANDING


def test_the_columns_of_a_table_may_begin_with_the_newest() -> None:
    text = (
        "Ofsted has rated Dorset Council's children's services 'good' in a report out today.\n\n"
        "2023 Grade / 2018 Grade\n\nOverall effectiveness - Good / Inadequate"
    )
    assert [one.when.frame for one in grades(text)] == [Frame.NOW, Frame.NOW, Frame.PAST]


def test_of_two_earlier_grades_the_one_before_the_other_is_not_the_one_before_the_news() -> None:
    text = (
        "Ofsted has rated Rutland's children's services outstanding, it said today. "
        "They were rated good five years ago, which followed inadequate two years prior."
    )
    assert news(text).previous == GOOD


def test_what_somebody_led_another_council_to_is_no_news_of_it() -> None:
    text = "Jo Hill, who led Rutland's rise from inadequate to good, joins Bury as director of children's services."
    assert not [claim for claim in claims(text) if claim.role is Role.NEWS]


def test_what_inspectors_who_came_have_judged_is_news() -> None:
    text = "Inspectors, who brought a team of five to Rutland in May, judged its children's services good."
    assert news(text).grade == GOOD
