"""What stood when."""

from datetime import date

from monitor.model.inspection import Inspection
from monitor.stages.over_time import counts, quarter_ends, spells
from monitor.stages.ratings import ratings
from monitor.storage.baseline import load_baseline


def inspection(la_code: str, published: date, overall: str) -> Inspection:
    return Inspection(
        la_code=la_code,
        framework="ilacs-2018",
        inspection_type="standard",
        start=None,
        end=published,
        published=published,
        grades={"overall": overall},
    )


def test_a_grade_stands_from_its_publication_to_the_next_one() -> None:
    first, second = date(2019, 1, 1), date(2022, 1, 1)
    found = spells([inspection("856", second, "good"), inspection("856", first, "inadequate")])
    assert [(one.since, one.until, one.ratings[0].grade) for one in found] == [
        (first, second, "inadequate"),
        (second, None, "good"),
    ]
    assert found[0].covers(first)
    assert not found[0].covers(second)
    assert not found[0].covers(date(2018, 12, 31))


def test_quarters_end_before_their_next_one_begins_and_the_last_day_is_shown() -> None:
    assert quarter_ends(date(2018, 12, 31), date(2019, 8, 2)) == (
        date(2018, 12, 31),
        date(2019, 3, 31),
        date(2019, 6, 30),
        date(2019, 8, 2),
    )


def test_counts_are_those_of_the_ratings_on_each_day() -> None:
    baseline = load_baseline()
    current = frozenset(one.la_code for one in baseline.authorities if one.is_current)
    days = (date(2016, 6, 30), date(2020, 3, 31), date(2026, 6, 30))
    for judgement in ("overall", "care_leavers"):
        tallies = counts(spells(baseline.inspections), days, judgement=judgement, la_codes=current)
        for day, tally in zip(days, tallies, strict=True):
            standing = [
                one.grade
                for one in ratings(baseline.inspections, as_of=day)
                if one.judgement == judgement and one.la_code in current
            ]
            assert tally == {grade: standing.count(grade) for grade in set(standing)}, (judgement, day)
