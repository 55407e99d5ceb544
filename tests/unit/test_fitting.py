"""Judgements as texts name them, and the editions they may be of."""

from datetime import date

from monitor.stages.fitting import fit, gives_overall, likely_editions


def test_children_in_care_stand_for_the_merged_judgement_of_2018_and_the_other_way_round() -> None:
    assert fit({"in_care": "good"}, "ilacs-2018") == {"in_care_and_care_leavers": "good"}
    assert fit({"in_care_and_care_leavers": "good"}, "ilacs-2023") == {"in_care": "good", "care_leavers": "good"}


def test_two_parts_with_two_grades_are_not_the_whole() -> None:
    assert fit({"in_care": "good", "care_leavers": "inadequate"}, "ilacs-2018") == {}


def test_a_part_told_by_itself_is_not_overwritten_by_the_whole() -> None:
    told = {"in_care": "good", "in_care_and_care_leavers": "inadequate"}
    assert fit(told, "ilacs-2023") == {"in_care": "good", "care_leavers": "inadequate"}


def test_what_an_edition_does_not_grade_is_left_out_and_an_open_edition_leaves_all() -> None:
    assert fit({"overall": "good", "adoption": "good"}, "ilacs-2026") == {}
    assert fit({"overall": "good", "adoption": "good"}, None) == {"overall": "good", "adoption": "good"}


def test_the_edition_is_known_where_every_likely_day_is_in_one() -> None:
    assert likely_editions(date(2024, 7, 10), None) == ("ilacs-2023",)
    assert likely_editions(date(2026, 6, 18), None) == ("ilacs-2026", "ilacs-2023")
    assert likely_editions(date(2026, 6, 18), (date(2026, 1, 1), date(2026, 1, 31))) == ("ilacs-2023",)
    assert likely_editions(date(2026, 11, 22), None) == ("ilacs-2026",)


def test_a_year_that_is_given_narrows_the_likely_days_and_does_not_widen_them() -> None:
    assert likely_editions(date(2026, 11, 22), (date(2026, 1, 1), date(2026, 12, 31))) == ("ilacs-2026",)


def test_only_the_edition_of_2026_gives_no_overall() -> None:
    assert [gives_overall(key) for key in ("sif", "ilacs-2018", "ilacs-2023", "ilacs-2026")] == [
        True,
        True,
        True,
        False,
    ]
