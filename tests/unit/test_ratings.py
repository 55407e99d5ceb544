"""The grades that stand, from the shipped ledger."""

from collections import Counter
from datetime import date

from monitor.model.claim import Direction
from monitor.model.framework import OVERALL
from monitor.model.inspection import Inspection
from monitor.model.outcome import Move
from monitor.stages.ratings import history, ratings
from monitor.storage.baseline import load_baseline

TODAY = date(2026, 11, 22)


def shipped() -> tuple[Inspection, ...]:
    return load_baseline().inspections


def overall(la_code: str, day: date) -> str | None:
    standing = ratings((one for one in shipped() if one.la_code == la_code), as_of=day)
    return next((one.grade for one in standing if one.judgement == OVERALL), None)


def test_the_overall_grades_of_the_shipped_ledger_moved_as_counted_when_it_was_made() -> None:
    def overall_move(found: tuple[Move, ...]) -> Direction | None:
        return next((move.direction for move in found if move.judgement == OVERALL and move.before), None)

    counted = Counter(overall_move(one.moves) for one in history(shipped()))
    # Source of the figures: the count over 479 inspections when the ledger was built, 324 pairs.
    assert counted[Direction.UP] == 153
    assert counted[Direction.SAME] == 121
    assert counted[Direction.DOWN] == 50


def test_the_standing_overall_grades_of_the_shipped_ledger_are_those_counted_when_it_was_made() -> None:
    standing = [one for one in ratings(shipped(), as_of=TODAY) if one.judgement == OVERALL and not one.dated]
    assert Counter(one.grade for one in standing) == {
        "outstanding": 46,
        "good": 63,
        "requires_improvement": 29,
        "inadequate": 13,
    }


def test_every_authority_has_a_standing_grade() -> None:
    assert len({one.la_code for one in ratings(shipped(), as_of=TODAY)}) == 153


def test_what_stood_on_a_day_is_what_had_been_published_by_then() -> None:
    leicester = "856"
    assert overall(leicester, date(2017, 9, 3)) == "inadequate"
    assert overall(leicester, date(2018, 1, 1)) == "requires_improvement"
    assert overall(leicester, date(2021, 11, 12)) == "good"
    assert overall(leicester, TODAY) == "requires_improvement"
    assert overall(leicester, date(2013, 1, 1)) is None


def test_a_council_inspected_since_april_2026_keeps_its_last_overall_as_dated_history() -> None:
    brent = [one for one in ratings(shipped(), as_of=TODAY) if one.la_code == "304"]
    assert [(one.judgement, one.dated) for one in brent] == [
        ("overall", True),
        ("leaders", False),
        ("help_and_protection", False),
        ("in_care", False),
        ("care_leavers", False),
    ]
    assert brent[0].since == date(2023, 4, 11)


def test_judgements_of_an_older_framework_stand_no_more() -> None:
    standing = {one.judgement for one in ratings(shipped(), as_of=TODAY)}
    assert "adoption" not in standing
