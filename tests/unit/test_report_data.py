"""The JSON of `monitor read-report --json`."""

import json
from datetime import date

from monitor.model.inspection import VisitKind
from monitor.model.report import ReportReading
from monitor.stages.report_data import report_data
from monitor.storage.baseline import load_baseline

AUTHORITIES = load_baseline().authorities


def test_a_report_has_the_fields_that_scripts_rely_on() -> None:
    reading = ReportReading(
        readable=True,
        framework="sif",
        inspection_type="full",
        la_code="921",
        start=date(2015, 7, 6),
        end=date(2015, 7, 30),
        published=date(2015, 10, 19),
        grades={"overall": "good"},
    )

    assert json.loads(json.dumps(report_data("a folder/a.pdf", reading, AUTHORITIES))) == {
        "file": "a folder/a.pdf",
        "readable": True,
        "framework": "sif",
        "inspection_type": "full",
        "urn": "80419",
        "authority": "Isle of Wight",
        "inspection_start": "2015-07-06",
        "inspection_end": "2015-07-30",
        "published": "2015-10-19",
        "grades": {"overall": "good"},
        "visit": None,
        "problems": [],
    }


def test_an_abolished_authority_has_a_name_and_no_number() -> None:
    data = report_data("a.pdf", ReportReading(readable=True, la_code="909"), AUTHORITIES)

    assert (data["authority"], data["urn"]) == ("Cumbria", None)


def test_a_letter_says_its_kind_of_visit() -> None:
    data = report_data("a.pdf", ReportReading(readable=True, visit=VisitKind.FOCUSED), AUTHORITIES)

    assert (data["visit"], data["grades"], data["framework"]) == ("focused", {}, None)


def test_an_unreadable_file_says_why_and_nothing_else() -> None:
    data = report_data("a.pdf", ReportReading(readable=False, problems=("it is a web page",)), AUTHORITIES)

    assert data["problems"] == ["it is a web page"]
    assert not any(data[key] for key in ("readable", "urn", "authority", "inspection_start", "grades"))
