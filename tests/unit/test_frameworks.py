"""The editions of the frameworks, and what may be compared with what."""

from datetime import date

import pytest

from monitor.frameworks import all_frameworks, comparable, framework, in_force, judgement_title


def test_editions_are_found_by_their_files_oldest_first() -> None:
    assert [one.key for one in all_frameworks()] == ["sif", "ilacs-2018", "ilacs-2023", "ilacs-2026"]


def test_a_key_that_no_edition_has_is_refused() -> None:
    with pytest.raises(KeyError):
        framework("ofsted-2031")


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2013, 7, 8), []),
        (date(2014, 3, 18), ["sif"]),
        (date(2018, 6, 11), ["ilacs-2018", "sif"]),
        (date(2018, 9, 3), ["ilacs-2018"]),
        (date(2022, 12, 5), ["ilacs-2018"]),
        (date(2023, 1, 1), ["ilacs-2023"]),
        (date(2026, 3, 16), ["ilacs-2023"]),
        (date(2026, 4, 27), ["ilacs-2026"]),
        (date(2035, 1, 1), ["ilacs-2026"]),
    ],
)
def test_the_first_day_on_site_decides_the_edition(day: date, keys: list[str]) -> None:
    assert [one.key for one in in_force(day)] == keys


def test_since_april_2026_there_is_no_overall_grade() -> None:
    assert [one.key for one in all_frameworks() if not one.has_overall] == ["ilacs-2026"]


@pytest.mark.parametrize(
    ("later", "key", "earlier", "day", "found"),
    [
        ("ilacs-2018", "overall", "sif", date(2016, 1, 4), [("overall", False)]),
        ("ilacs-2026", "overall", "ilacs-2023", date(2024, 1, 8), []),
        ("ilacs-2023", "help_and_protection", "sif", date(2017, 1, 9), [("help_and_protection", False)]),
        ("ilacs-2018", "leaders", "sif", date(2016, 1, 4), [("leaders", True)]),
        ("ilacs-2023", "leaders", "ilacs-2018", date(2019, 1, 7), [("leaders", False)]),
        ("ilacs-2018", "in_care_and_care_leavers", "sif", date(2016, 1, 4), [("in_care", True)]),
        ("ilacs-2023", "in_care", "ilacs-2018", date(2019, 1, 7), [("in_care_and_care_leavers", True)]),
        ("ilacs-2023", "in_care", "sif", date(2017, 1, 9), [("in_care", True)]),
        ("ilacs-2026", "in_care", "ilacs-2023", date(2024, 1, 8), [("in_care", False)]),
        ("ilacs-2023", "care_leavers", "sif", date(2017, 1, 9), []),
        ("ilacs-2023", "care_leavers", "ilacs-2018", date(2019, 1, 7), []),
        ("ilacs-2026", "care_leavers", "ilacs-2023", date(2024, 1, 8), [("care_leavers", False)]),
        ("ilacs-2018", "adoption", "sif", date(2016, 1, 4), []),
    ],
)
def test_grades_are_compared_only_with_what_they_may_be(
    later: str, key: str, earlier: str, day: date, found: list[tuple[str, bool]]
) -> None:
    assert list(comparable(framework(later), key, framework(earlier), day)) == found


def test_longer_labels_come_first_so_that_none_hides_behind_its_own_beginning() -> None:
    for one in all_frameworks():
        for judgement in one.judgements:
            assert list(judgement.labels) == sorted(judgement.labels, key=len, reverse=True)


def test_a_judgement_has_a_title_for_readers_also_in_an_edition_that_does_not_grade_it() -> None:
    assert judgement_title("overall", date(2026, 5, 1)) == "Overall effectiveness"
    assert judgement_title("in_care", date(2015, 5, 1)) == "Children looked after and achieving permanence"
    assert judgement_title("in_care") == "Children in care"
    with pytest.raises(KeyError):
        judgement_title("happiness")
