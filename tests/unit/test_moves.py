"""What moved from one inspection to the next."""

from datetime import date

import pytest

from monitor.model.claim import Direction
from monitor.model.inspection import Inspection
from monitor.model.outcome import Event
from monitor.stages.moves import direction_of, event_of, moves, predecessor, step

LETTERS = {"o": "outstanding", "g": "good", "r": "requires_improvement", "i": "inadequate"}
KEYS = {
    "sif": ("overall", "leaders", "help_and_protection", "in_care", "care_leavers", "adoption"),
    "ilacs-2018": ("overall", "leaders", "help_and_protection", "in_care_and_care_leavers"),
    "ilacs-2023": ("overall", "leaders", "help_and_protection", "in_care", "care_leavers"),
    "ilacs-2026": ("leaders", "help_and_protection", "in_care", "care_leavers"),
}
DAYS = {
    "sif": date(2016, 5, 20),
    "ilacs-2018": date(2020, 2, 14),
    "ilacs-2023": date(2024, 3, 15),
    "ilacs-2026": date(2026, 10, 9),
}


def grades(framework: str, letters: str) -> dict[str, str]:
    return {key: LETTERS[letter] for key, letter in zip(KEYS[framework], letters, strict=True) if letter != "-"}


def inspection(framework: str, letters: str) -> Inspection:
    day = DAYS[framework]
    return Inspection(
        la_code="x",
        framework=framework,
        inspection_type="standard",
        start=day,
        end=day,
        published=day,
        grades=grades(framework, letters),
    )


@pytest.mark.parametrize(
    ("before", "after", "event", "direction"),
    [
        (("ilacs-2018", "rrrr"), ("ilacs-2023", "ggggg"), Event.CHANGED, Direction.UP),
        (("ilacs-2018", "gggg"), ("ilacs-2023", "rrrrr"), Event.CHANGED, Direction.DOWN),
        (("ilacs-2018", "gggg"), ("ilacs-2023", "ggggg"), Event.RETAINED, Direction.SAME),
        (("ilacs-2018", "gggg"), ("ilacs-2023", "goggg"), Event.AREAS, Direction.SAME),
        (("ilacs-2018", "gggg"), ("ilacs-2023", "ggggo"), Event.RETAINED, Direction.SAME),  # care leavers are new
        (("ilacs-2023", "ggggg"), ("ilacs-2026", "gggg"), Event.RETAINED, Direction.SAME),
        (("ilacs-2023", "ggggg"), ("ilacs-2026", "oggg"), Event.CHANGED, Direction.UP),
        (("ilacs-2023", "ggggg"), ("ilacs-2026", "orgg"), Event.CHANGED, Direction.MIXED),
        (("ilacs-2023", "ggggg"), ("ilacs-2026", "ggri"), Event.CHANGED, Direction.DOWN),
    ],
)
def test_the_overall_leads_where_both_have_one_else_the_areas_do(
    before: tuple[str, str], after: tuple[str, str], event: Event, direction: Direction
) -> None:
    found = moves(inspection(*before), grades(*after), framework_key=after[0])
    assert (event_of(found), direction_of(found)) == (event, direction)


def test_an_overall_that_is_missing_is_never_a_change() -> None:
    found = moves(inspection("ilacs-2023", "gggrg"), grades("ilacs-2026", "ggrg"), framework_key="ilacs-2026")
    assert event_of(found) is Event.RETAINED
    assert "overall" not in {move.judgement for move in found}


def test_a_council_without_an_inspection_before_has_a_first_outcome() -> None:
    found = moves(None, grades("ilacs-2023", "ggggg"), framework_key="ilacs-2023")
    assert (event_of(found), direction_of(found)) == (Event.FIRST, Direction.FIRST)


def test_care_leavers_graded_anew_in_2023_have_no_direction_even_where_the_framework_of_2013_graded_them() -> None:
    for before in (inspection("sif", "ggggrg"), inspection("ilacs-2018", "gggg")):
        found = {
            move.judgement: move for move in moves(before, grades("ilacs-2023", "ggggg"), framework_key="ilacs-2023")
        }
        assert found["care_leavers"].direction is Direction.FIRST
        assert found["care_leavers"].before is None


def test_a_judgement_that_was_split_is_compared_with_the_one_it_came_from_and_flagged() -> None:
    found = moves(inspection("ilacs-2018", "gggr"), grades("ilacs-2023", "ggggg"), framework_key="ilacs-2023")
    in_care = next(move for move in found if move.judgement == "in_care")
    assert (in_care.before, in_care.direction) == ("requires_improvement", Direction.UP)
    assert in_care.compared_with == "in_care_and_care_leavers"


def test_adoption_ends_without_a_move() -> None:
    found = moves(inspection("sif", "gggggo"), grades("ilacs-2018", "gggg"), framework_key="ilacs-2018")
    assert "adoption" not in {move.judgement for move in found}


def test_a_grade_before_that_only_the_text_states_fills_a_gap_in_the_ledger() -> None:
    found = moves(None, {"overall": "good"}, framework_key=None, stated={"overall": "inadequate"})
    assert (found[0].before, direction_of(found), event_of(found)) == ("inadequate", Direction.UP, Event.CHANGED)


def test_a_grade_before_that_the_text_states_never_replaces_the_ledgers() -> None:
    found = moves(
        inspection("ilacs-2018", "rrrr"), {"overall": "good"}, framework_key=None, stated={"overall": "inadequate"}
    )
    assert found[0].before == "requires_improvement"


def test_a_grade_whose_predecessor_was_not_judged_has_an_unknown_direction() -> None:
    before = inspection("ilacs-2018", "-ggg")
    found = moves(before, {"overall": "good"}, framework_key="ilacs-2023")
    assert (direction_of(found), event_of(found)) == (Direction.UNKNOWN, Event.CHANGED)


def test_a_word_that_is_no_grade_of_today_has_no_direction() -> None:
    assert step("adequate", "good") is Direction.UNKNOWN
    assert step(None, "good") is Direction.UNKNOWN


def test_the_predecessor_is_the_latest_inspection_that_had_ended_before() -> None:
    known = [inspection("sif", "gggggg"), inspection("ilacs-2018", "gggg"), inspection("ilacs-2026", "gggg")]
    assert predecessor(known, first_day=date(2024, 3, 11)) == known[1]
    assert predecessor(known, first_day=date(2016, 5, 20)) is None
