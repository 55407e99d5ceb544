"""Entries that need not be fetched, and the many that must be."""

import pytest

from monitor.model.outcome import Trust
from monitor.stages.triage import triage


@pytest.mark.parametrize(
    "title",
    [
        "Good rating from Ofsted",
        "Staff at 'outstanding' council say why they stay",
        "Inspectors say young people are heard",
        "Council sheds its tag after drive to improve lives of children",
        "Report slams borough",
        "Director of people: our journey",
        "School and council both praised by Ofsted",
        "",
    ],
)
def test_whatever_may_tell_a_result_is_fetched(title: str) -> None:
    assert triage(title, "", Trust.PRESS) is None


@pytest.mark.parametrize(
    "title", ["Bin collections over Christmas", "Leisure centre reopens after refit", "Road works on the A6"]
)
def test_what_has_no_needful_word_is_set_aside(title: str) -> None:
    assert triage(title, "", Trust.COUNCIL) is not None


def test_a_school_story_is_set_aside_with_the_reason() -> None:
    reason = triage(
        "Primary drops to inadequate after Ofsted visit", "Pupils at the school did not feel safe.", Trust.PRESS
    )
    assert reason is not None
    assert "primary" in reason


def test_a_summary_that_speaks_of_schools_does_not_hide_a_grade_in_the_title() -> None:
    summary = "The city's head of schools said sorry after inspectors found children at risk."
    assert triage("Birmingham rated 'inadequate' by Ofsted", summary, Trust.PRESS) is None
    assert triage("School rated 'inadequate' by Ofsted", "It is in Birmingham.", Trust.PRESS) is not None


def test_nothing_of_the_inspectorate_is_set_aside() -> None:
    assert triage("Bin collections", "", Trust.INSPECTORATE) is None
