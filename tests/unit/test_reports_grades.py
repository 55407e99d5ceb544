"""Grade tables by label, and SIF's overall grade by its sentence."""

import pytest

from monitor.frameworks import all_frameworks, framework
from monitor.stages.reports.front import front_text
from monitor.stages.reports.grades import Table, grade_table, overall_sentence

ILACS = [one for one in all_frameworks() if one.key != "sif"]
SIF = [framework("sif")]

FIVE_ROWS = """Judgement Grade
The impact of leaders on social work
practice with children and families{stop}
Outstanding
The experiences and progress of
children who need help and protection
Requires improvement
to be good
The experiences and progress of
children in care Good
The experiences and progress of care
leavers {leavers}
Overall effectiveness Good
Good practice was seen. Children in care Inadequate is not a row.
"""


def ilacs(page: str) -> Table:
    return grade_table(front_text([page]), ILACS)


def sif(*pages: str) -> Table:
    return grade_table(front_text(pages), SIF)


def test_rows_are_read_by_label_over_broken_lines() -> None:
    table = ilacs(FIVE_ROWS.format(stop="", leavers="Inadequate"))

    assert table.grades == {
        "leaders": "outstanding",
        "help_and_protection": "requires_improvement",
        "in_care": "good",
        "care_leavers": "inadequate",
        "overall": "good",
    }


def test_a_full_stop_behind_a_label_does_no_harm() -> None:
    assert ilacs(FIVE_ROWS.format(stop=".", leavers="Good")).grades["leaders"] == "outstanding"


def test_the_short_and_the_long_form_of_requires_improvement_are_one_grade() -> None:
    short = ilacs(FIVE_ROWS.format(stop="", leavers="Requires improvement"))
    long = ilacs(FIVE_ROWS.format(stop="", leavers="Requires\nimprovement to\nbe good"))

    assert short.grades == long.grades


def test_the_older_label_that_begins_like_a_newer_one_is_read_whole() -> None:
    table = ilacs(
        "The experiences and progress of children who need help and protection Good\n"
        "The experiences and progress of children in care and care\nleavers Outstanding\n"
        "The impact of leaders on social work practice with children and families Good\nOverall effectiveness Good\n"
    )

    assert table.grades["in_care_and_care_leavers"] == "outstanding"
    assert "in_care" not in table.grades
    assert "care_leavers" not in table.grades


def test_a_grade_that_landed_inside_a_label_is_nobodys() -> None:
    table = ilacs(
        "The impact of leaders on social work practice with children and families Good\n"
        "The experiences and progress of children in care Inadequate\nand care leavers\nOverall effectiveness Good\n"
    )

    assert table.grades == {"leaders": "good", "overall": "good"}


def test_two_rows_that_contradict_each_other_are_left_out() -> None:
    table = ilacs(FIVE_ROWS.format(stop="", leavers="Good\nThe experiences and progress of care leavers Inadequate"))

    assert "care_leavers" not in table.grades
    assert table.conflicts == ("care_leavers",)


def test_a_single_row_is_no_table() -> None:
    assert ilacs("Overall effectiveness Good").grades == {}


NUMBERED = """1. Children who need help and protection Requires
improvement
2. Children looked after and achieving
permanence
Good
2.1 Adoption performance {adoption}
2.2 Experiences and progress of care leavers Good
{last}Leadership, management and governance Requires Improvement
The effectiveness of the Local Safeguarding Children Board (LSCB) is inadequate
"""
READ = {
    "help_and_protection": "requires_improvement",
    "in_care": "good",
    "adoption": "outstanding",
    "care_leavers": "good",
    "leaders": "requires_improvement",
}


@pytest.mark.parametrize("last", ["3. ", "1. ", ""])
def test_the_numbers_of_sif_rows_do_not_matter(last: str) -> None:
    assert sif(NUMBERED.format(adoption="Outstanding", last=last)).grades == READ


def test_a_footnotes_digit_sticks_to_anything() -> None:
    page = NUMBERED.format(adoption="Outstanding2", last="3. ").replace("permanence", "permanence1")

    assert sif(page).grades == READ


def test_rows_that_were_not_judged_say_so_and_are_not_missed() -> None:
    table = sif(NUMBERED.format(adoption="Not judged3", last="3. "))

    assert table.not_judged == {"adoption"}
    assert "adoption" not in table.grades


def test_a_row_that_gives_its_reason_instead_of_a_grade_does_not_break_the_table() -> None:
    reason = "There were too few children to judge how well this is done, and inspectors make no judgement then. " * 3
    table = sif(NUMBERED.format(adoption=reason, last="3. "))

    assert table.grades == {key: grade for key, grade in READ.items() if key != "adoption"}


def test_a_table_that_breaks_over_a_page_is_one_table() -> None:
    first, second = NUMBERED.format(adoption="Outstanding", last="3. ").split("2.2 ")
    footnote = "\n1 Ofsted produces this report under its power to combine reports. " + "It is a long footnote. " * 20

    assert sif(first + footnote, "2\n2.2 " + second).grades == READ


def test_prose_above_the_table_that_sounds_like_a_row_is_no_row() -> None:
    prose = (
        "Leadership, management and governance require improvement when any failures have been identified by the"
        " authority and they are being addressed, but the characteristics of good leadership are not in place.\n"
        "It is expected that all children receive the help, care and protection that will ensure their safety.\n"
    )
    page = NUMBERED.format(adoption="Outstanding", last="3. ").replace("Requires Improvement", "Inadequate")

    assert sif(prose + page).grades["leaders"] == "inadequate"


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("The overall judgement is Inadequate", "inadequate"),
        ("The overall judgement is requires improvement.", "requires_improvement"),
        ("The overall judgement is that children’s services require \nimprovement.2", "requires_improvement"),
        ("The overall judgement is that children's services are inadequate.2", "inadequate"),
        ("The overall judgement is that children's service requires\nimprovement", "requires_improvement"),
        ("The overall judgement is that children's services in Anytown are good", "good"),
        ("Children's services in Anytown are good.", "good"),
        (
            "Children’s services in Anytown Metropolitan District Council\nrequire improvement to be Good",
            "requires_improvement",
        ),
        ("Children’s services in the Anytown area are outstanding", "outstanding"),
        ("Children's services in Anytown requires improvement", "requires_improvement"),
        ("Children's services in St. Any require improvement to be good", "requires_improvement"),
        ("Children’s services require improvement to be good", "requires_improvement"),
        ("The authority's work was inspected. Nothing is said here.", None),
        (
            "The overall judgement is good\nalthough children's services in Anyshire are inadequate",
            "good",
        ),
        ("Children's services in Anytown are good. Children's services in Anytown are inadequate.", None),
    ],
)
def test_the_overall_grade_of_sif_is_a_sentence(sentence: str, grade: str | None) -> None:
    above = front_text([f"Inspection of services for children in need of help and protection\n{sentence}\n"])

    assert overall_sentence(above + "1. Children who need help and protection Good", len(above)) == grade


def test_a_sentence_below_the_table_counts_only_where_none_stands_above() -> None:
    above = "Children's services in Anytown are good\n"
    below = "Table\nChildren's services in Anytown are inadequate\n"

    assert overall_sentence(above + below, len(above)) == "good"
    assert overall_sentence(below, 5) == "inadequate"
