"""What the shipped ledger has of a grade bears on whether a text tells it as new; where it ends, it says nothing."""

from datetime import date
from itertools import product

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.model.inspection import Published
from monitor.stages.analyse import analyse
from monitor.stages.detect.record import ON_RECORD, Moment, Record
from monitor.stages.detect.times import Time
from monitor.stages.detect.weights import weights
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline
from tests.told import overall

GAZETTEER = Gazetteer(load_baseline().authorities)
LEEDS, BURY = "383", "351"
RECORD = Record(
    [
        Published(LEEDS, date(2022, 5, 1), "good", date(2022, 3, 7), date(2022, 3, 16)),
        Published(LEEDS, date(2015, 3, 27), "requires_improvement", date(2015, 1, 20), date(2015, 2, 11)),
        Published(BURY, date(2025, 6, 30), "inadequate"),
    ]
)


def on_day(grade: str, day: date, *, code: str = LEEDS) -> list[str]:
    return [one.removeprefix(ON_RECORD) for one in RECORD.on_grade(code, grade, (), Moment(day))]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2022, 4, 28), ["has it as published just now"]),  # an embargoed story
        (date(2022, 4, 27), ["never had it before"]),
        (date(2022, 5, 15), ["has it as published just now"]),
        (date(2022, 5, 16), ["has it as published lately"]),
        (date(2022, 6, 30), ["has it as published lately"]),
        (date(2022, 7, 1), ["has had it for some weeks"]),
        (date(2022, 12, 1), ["has had it for some months"]),
        (date(2023, 12, 1), ["has had it for over a year"]),
        (date(2025, 6, 1), ["has had it for years"]),
    ],
)
def test_the_ledger_says_since_when_a_grade_was_known_on_the_day_of_a_text(day: date, said: list[str]) -> None:
    assert on_day("good", day) == said


def test_a_grade_of_an_earlier_inspection_is_known_as_that() -> None:
    assert on_day("requires_improvement", date(2023, 1, 1)) == ["has it of an earlier inspection"]


def test_a_grade_that_an_authority_never_had_is_known_as_that_while_the_ledger_has_all_inspections() -> None:
    assert on_day("outstanding", date(2023, 1, 1)) == ["never had it before"]
    assert on_day("outstanding", date(2014, 6, 1)) == []  # who knows what it had under frameworks of before that
    assert on_day("outstanding", date(2025, 12, 1)) == []
    assert on_day("good", date(2023, 1, 1), code="999") == []


def test_the_ledger_says_whose_times_a_text_names() -> None:
    day, month, surely = "on a day that the text names", "in a month that the text names", ", with year or weekday"
    named = {
        Time(3, 16): {f"its inspection {day}", f"its inspection {month}"},  # that of its first day
        Time(3, 17): {f"its inspection {month}"},
        Time(3): {f"its inspection {month}"},
        Time(3, None, 2022): {f"its inspection {month}{surely}"},
        Time(5, 1): {f"its report {day}"},
        Time(5, 1, 2022): {f"its report {day}{surely}"},
        Time(5, 1, None, 6): {f"its report {day}{surely}"},  # it was a Sunday
        Time(5, 1, None, 0): set(),
        Time(5, 2): {f"its report {month}"},
        Time(5, None, 2021): set(),
        Time(2): {"another grade at a time that the text names"},
        Time(3, None, 2015): {"another grade at a time that the text names"},
    }
    for time, said in named.items():
        found = RECORD.on_grade(LEEDS, "good", (), Moment(None, None, frozenset({time})))
        assert {one.removeprefix(f"{ON_RECORD}has ") for one in found} == said, time


def test_a_month_without_a_year_is_the_last_one_before_the_text() -> None:
    spoken_of = frozenset({Time(3)})
    for day, said in ((date(2022, 5, 2), True), (date(2023, 3, 2), True), (date(2024, 3, 2), False)):
        found = RECORD.on_grade(LEEDS, "good", (), Moment(day, None, spoken_of))
        assert any("a month that the text names" in one for one in found) is said
    before_it = RECORD.on_grade(LEEDS, "good", (), Moment(date(2021, 5, 2), None, spoken_of))
    assert not any("that the text names" in one for one in before_it)


def test_the_ledger_says_whether_a_grade_is_of_the_year_that_stands_beside_it() -> None:
    def beside(grade: str, year: int | None) -> list[str]:
        found = RECORD.on_grade(LEEDS, grade, (), Moment(None), year)
        return [one.removeprefix(ON_RECORD) for one in found]

    assert beside("good", 2022) == ["has it of the year beside it"]
    assert beside("good", 2015) == ["has another grade of the year beside it"]
    assert beside("good", 2019) == beside("good", None) == []
    assert beside("good", 2012) == []  # nobody knows


def test_of_a_text_of_after_its_end_the_ledger_tells_only_what_is_less_than_a_year_old() -> None:
    after = date(2025, 12, 1)
    assert on_day("good", after) == []
    assert on_day("inadequate", after, code=BURY) == ["has had it for some months"]


def test_of_a_text_without_a_day_the_ledger_tells_which_of_its_grades_came_last_and_in_which_year() -> None:
    undated = Moment(None, 2022)
    assert list(RECORD.on_grade(LEEDS, "good", {"requires_improvement"}, undated)) == [
        "the ledger has it last",
        "the ledger has it of the latest year",
    ]
    assert list(RECORD.on_grade(LEEDS, "requires_improvement", {"good"}, undated)) == [
        "the ledger has another grade of the text last",
        "the ledger has it of an earlier year",
    ]
    assert not list(RECORD.on_grade(LEEDS, "outstanding", {"good"}, undated))


def test_of_an_undated_text_of_the_year_in_which_it_ends_or_later_the_ledger_holds_no_grade_to_be_old() -> None:
    ends, later = Moment(None, 2025), Moment(None, 2026)
    assert not list(RECORD.on_grade(LEEDS, "good", (), ends))
    assert list(RECORD.on_grade(BURY, "inadequate", (), ends)) == ["the ledger has it of the latest year"]
    assert not list(RECORD.on_grade(LEEDS, "good", {"requires_improvement"}, later))


def test_everything_that_the_ledger_may_say_is_weighed() -> None:
    moments = [Moment(date(2022, month, 2)) for month in (5, 6, 8, 12)]
    moments += [Moment(date(2023, 12, 1)), Moment(date(2025, 6, 1)), Moment(date(2021, 3, 1))]
    moments += [Moment(None, 2022), Moment(None, 2023), Moment(None, 2014), Moment(None, 2015)]
    spoken_of = [Time(3), Time(3, None, 2022), Time(3, 16), Time(3, 16, 2022), Time(5), Time(5, None, 2022)]
    spoken_of += [Time(5, 1), Time(5, 1, 2022), Time(2)]
    moments += [Moment(None, None, frozenset({time})) for time in spoken_of]
    said = set(RECORD.on_area(LEEDS, moments[0]))
    for grade, other in (("good", "requires_improvement"), ("requires_improvement", "good")):
        for moment, year in product(moments, (None, 2022)):
            said.update(RECORD.on_grade(LEEDS, grade, {other}, moment, year))
    assert len(said) == 26
    assert {f"is:{one}" for one in said} <= set(weights())


def test_the_same_words_are_news_in_the_week_of_the_report_and_history_months_later() -> None:
    text = "Ofsted rated children's services in Bury as inadequate. Councillors will discuss the action plan on Monday."
    for day, role in ((date(2025, 7, 3), Role.NEWS), (date(2025, 12, 3), Role.HISTORY)):
        made = analyse(Document(title="Inadequate services", text=text, published=day), GAZETTEER, RECORD)
        assert overall(made.claims, role) == {("Bury", "inadequate")}
        assert {claim.role for claim in made.claims} == {role}
        assert any(ON_RECORD in reason for reason in made.reasons)


def test_the_ledger_holds_no_grade_to_be_old_where_the_address_says_only_the_year() -> None:
    text = "Ofsted has rated Leeds City Council's children's services good. Inspectors praised the staff."
    made = analyse(Document(text=text, url="https://example.org/2022/a-result"), GAZETTEER, RECORD)
    assert overall(made.claims, Role.NEWS) == {("Leeds", "good")}
    assert not any("has had it" in reason for reason in made.reasons)
