"""Whole front pages, invented, in the forms of each framework."""

from datetime import date

import pytest

from monitor.model.inspection import VisitKind
from monitor.model.report import ReportReading
from monitor.stages.reports.reading import read_pages
from monitor.storage.baseline import load_baseline

AUTHORITIES = load_baseline().authorities


def read(*pages: str) -> ReportReading:
    return read_pages(pages, AUTHORITIES)


def ilacs(
    *, council: str = "Rutland", dates: str = "15 to 26 April 2024", rows: str = "", overall: str = "Good"
) -> str:
    last = f"Overall effectiveness {overall}" if overall else ""
    return f"""Inspection of {council} local
authority children’s services
Inspection dates: {dates}
Lead inspector: A. Sample, His Majesty’s Inspector
Judgement Grade
The impact of leaders on social work practice with children and families Good
The experiences and progress of children who need help and protection Requires improvement to be good
{rows or SPLIT}
{last}
Since the last inspection of the council in 2019, when all was inadequate, much has been done.
"""


SPLIT = (
    "The experiences and progress of children in care Good\nThe experiences and progress of care leavers Outstanding"
)
MERGED = "The experiences and progress of children in care and care leavers Inadequate"

SIF = """1
Isle of Wight Council
{again}nspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children Board1
Inspection date: 6 July 2015 – 30 July 2015
Report published: 19 October 2015
Children’s services in the Isle of Wight require improvement to be good
1. Children who need help and protection Requires improvement
2. Children looked after and achieving permanence Good
2.1 Adoption performance {adoption}
2.2 Experiences and progress of care leavers Good
3. Leadership, management and governance Inadequate
"""


def test_an_ilacs_report_of_2024_has_five_judgements() -> None:
    assert read(ilacs()) == ReportReading(
        readable=True,
        framework="ilacs-2023",
        inspection_type="standard",
        la_code="857",
        start=date(2024, 4, 15),
        end=date(2024, 4, 26),
        grades={
            "leaders": "good",
            "help_and_protection": "requires_improvement",
            "in_care": "good",
            "care_leavers": "outstanding",
            "overall": "good",
        },
    )


def test_an_inspection_that_began_in_2022_is_of_the_older_edition_although_it_ended_in_2023() -> None:
    reading = read(ilacs(dates="5 to 9 December 2022 and 14 to 15 February 2023", rows=MERGED))

    assert (reading.framework, reading.inspection_type, reading.end) == ("ilacs-2018", "short", date(2023, 2, 15))
    assert reading.grades["in_care_and_care_leavers"] == "inadequate"
    assert reading.problems == ()


def test_since_april_2026_four_areas_and_no_overall_are_complete() -> None:
    reading = read(ilacs(dates="27 April to 1 May 2026", overall=""))

    assert (reading.framework, reading.problems) == ("ilacs-2026", ())
    assert "overall" not in reading.grades


def test_before_april_2026_a_missing_overall_is_a_problem_and_is_not_made_up() -> None:
    reading = read(ilacs(dates="16 to 20 March 2026", overall=""))

    assert "overall" not in reading.grades
    assert reading.problems == ("no grade was found for overall",)


def test_judgements_that_do_not_fit_the_day_leave_the_edition_open() -> None:
    reading = read(ilacs(dates="5 to 9 June 2023", rows=MERGED))

    assert reading.framework is None
    assert reading.grades["in_care_and_care_leavers"] == "inadequate"
    assert "does not grade in_care_and_care_leavers" in reading.problems[0]


def test_an_ilacs_report_dated_before_ilacs_leaves_the_edition_open() -> None:
    reading = read(ilacs(dates="5 to 9 June 2017"))

    assert reading.framework is None
    assert "no edition of ILACS was in force on 2017-06-05" in reading.problems


def test_a_report_without_plain_dates_keeps_its_grades_and_says_what_is_missing() -> None:
    reading = read(ilacs(dates="to follow"))

    assert (reading.framework, reading.inspection_type, reading.end) == (None, None, None)
    assert reading.grades["overall"] == "good"
    assert "the days on site are not plain" in reading.problems


def test_an_authority_nobody_knows_is_said_and_not_guessed() -> None:
    reading = read(ilacs(council="Anytown"))

    assert reading.la_code is None
    assert reading.problems == ("the title names no authority that is known",)


def test_two_authorities_in_a_title_are_left_to_a_person() -> None:
    reading = read(ilacs(council="Rutland and Norfolk"))

    assert reading.la_code is None
    assert "several authorities" in reading.problems[0]


@pytest.mark.parametrize(("again", "kind"), [("I", "full"), ("Re-i", "re-inspection"), ("Rei", "re-inspection")])
def test_a_sif_report_says_in_its_title_whether_it_is_a_re_inspection(again: str, kind: str) -> None:
    reading = read(SIF.format(again=again, adoption="Outstanding"))

    assert (reading.framework, reading.inspection_type, reading.la_code) == ("sif", kind, "921")
    assert (reading.start, reading.end, reading.published) == (date(2015, 7, 6), date(2015, 7, 30), date(2015, 10, 19))
    assert reading.grades == {
        "overall": "requires_improvement",
        "help_and_protection": "requires_improvement",
        "in_care": "good",
        "adoption": "outstanding",
        "care_leavers": "good",
        "leaders": "inadequate",
    }
    assert reading.problems == ()


def test_a_judgement_that_was_not_made_is_no_problem() -> None:
    reading = read(SIF.format(again="I", adoption="Not judged"))

    assert "adoption" not in reading.grades
    assert reading.problems == ()


def test_a_name_on_the_same_line_as_the_title_does_no_harm() -> None:
    page = SIF.format(again="I", adoption="Good")
    one_line = page.replace("1\nIsle of Wight Council\n", "1 Isle of Wight Council ")

    assert read(one_line) == read(page)


def test_any_other_word_before_the_title_makes_it_something_else() -> None:
    page = SIF.format(again="I", adoption="Good").replace("Inspection of services", "Pilot inspection of services")

    assert read(page).framework is None


def test_a_sif_report_of_2018_stays_a_sif_report() -> None:
    reading = read(SIF.format(again="I", adoption="Good").replace("July 2015", "June 2018"))

    assert reading.framework == "sif"


def test_a_grade_of_an_older_scale_is_not_mapped() -> None:
    reading = read(SIF.format(again="I", adoption="Adequate"))

    assert "adoption" not in reading.grades
    assert reading.problems == ("no grade was found for adoption",)


def test_a_focused_visit_has_days_and_no_grades() -> None:
    reading = read(
        "Focused visit to Norfolk children’s services\nThis letter summarises the findings of the focused visit to"
        " Norfolk on 22 and 23\nSeptember 2026. Leadership is good, some practice inadequate. The last\n"
        "inspection of Suffolk children's services was on 4 to 8 May 2021."
    )

    assert (reading.visit, reading.la_code, reading.grades) == (VisitKind.FOCUSED, "926", {})
    assert (reading.start, reading.end, reading.problems) == (date(2026, 9, 22), date(2026, 9, 23), ())


def test_a_letter_that_names_its_council_only_in_the_address_is_still_its_councils() -> None:
    reading = read(
        "30 June 2026\nA. Sample\nNorfolk County Council\n\nDear A. Sample\nMonitoring visit to children's services\n\n"
        "This letter summarises the findings of the monitoring visit on 9 and 10 June 2026."
    )

    assert (reading.visit, reading.la_code, reading.end) == (VisitKind.MONITORING, "926", date(2026, 6, 10))


def test_a_letter_without_days_says_so() -> None:
    reading = read("Focused visit to Norfolk children’s services\nThis letter says little of the days.")

    assert (reading.visit, reading.start) == (VisitKind.FOCUSED, None)
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    "page",
    [
        "Inspection of looked after children \nservices\nNorfolk County Council\nInspection dates: 8 – 12 July 2013\n",
        "Thematic pilot visit to Kirklees children’s services\nIt gives no grades, as it is only a pilot.",
        "Inspection of Norfolk children's services\nNeither dates nor grades stand on this page, only words.",
    ],
)
def test_a_document_of_no_known_framework_is_readable_and_has_no_grades(page: str) -> None:
    reading = read(page)

    assert reading.readable
    assert (reading.framework, reading.visit, reading.grades) == (None, None, {})
    assert len(reading.problems) >= 1


def test_pages_without_text_are_unreadable() -> None:
    assert read("", " \n ") == ReportReading(readable=False, problems=("there is no text on its first pages",))
