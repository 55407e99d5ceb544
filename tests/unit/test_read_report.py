"""Report files: two PDF readers that must agree."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from monitor.model.report import ReportReading
from monitor.stages.read_report import agreed, read_report
from monitor.storage.baseline import load_baseline

BASELINE = load_baseline()
SHARED = Path(__file__).parents[3] / "shared" / "reports"

LINES = [
    "Inspection of Rutland local",
    "authority children's services",
    "Inspection dates: 15 to 26 April 2024",
    "Lead inspector: A. Sample, His Majesty's Inspector",
    "Judgement Grade",
    "The impact of leaders on social work practice with children and families Good",
    "The experiences and progress of children who need help and protection Inadequate",
    "The experiences and progress of children in care Good",
    "The experiences and progress of care leavers Requires improvement",
    "to be good",
    "Overall effectiveness Good",
]


def pdf(*pages: list[str]) -> bytes:
    """Return a PDF with these lines of text on its pages."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    font = "/Resources << /Font << /F1 3 0 R >> >>"
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines)
        text = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {font} /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        ]
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


def read(body: bytes) -> ReportReading:
    return read_report(body, BASELINE.authorities)


def test_a_report_is_read_alike_by_both_readers() -> None:
    assert read(pdf(LINES)) == ReportReading(
        readable=True,
        framework="ilacs-2023",
        inspection_type="standard",
        la_code="857",
        start=date(2024, 4, 15),
        end=date(2024, 4, 26),
        grades={
            "leaders": "good",
            "help_and_protection": "inadequate",
            "in_care": "good",
            "care_leavers": "requires_improvement",
            "overall": "good",
        },
    )


def test_a_cover_page_before_the_report_does_no_harm() -> None:
    reading = read(pdf(["A picture of a town"], LINES))

    assert (reading.framework, len(reading.grades), reading.problems) == ("ilacs-2023", 5, ())


def test_a_table_that_breaks_over_a_page_is_read_whole() -> None:
    reading = read(pdf(LINES[:8], ["2", *LINES[8:]]))

    assert (len(reading.grades), reading.problems) == (5, ())


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<!DOCTYPE html><html><title>Report not found</title></html>", "a web page, not a PDF"),
        (b"", "not a PDF"),
        (b"PK\x03\x04 a word file", "some other file, not a PDF"),
        (b"%PDF-1.7\nand nothing more", "can't read it"),
        (pdf(LINES)[:400], "can't read it"),
        (pdf([]), "no text"),
    ],
)
def test_a_file_that_can_not_be_read_is_said_to_be_unreadable(body: bytes, says: str) -> None:
    reading = read(body)

    assert not reading.readable
    assert (reading.framework, reading.grades) == (None, {})
    assert any(says in problem for problem in reading.problems)


def test_what_the_two_readers_do_not_agree_on_is_left_out_and_named() -> None:
    ours = ReportReading(
        readable=True, framework="sif", end=date(2015, 7, 30), grades={"overall": "good", "adoption": "good"}
    )
    theirs = ReportReading(
        readable=True, framework="sif", end=date(2015, 7, 3), grades={"overall": "good", "leaders": "good"}
    )

    assert agreed(ours, theirs) == ReportReading(
        readable=True,
        framework="sif",
        grades={"overall": "good"},
        problems=(
            "the two PDF readers don't agree on the grade of adoption",
            "the two PDF readers don't agree on the grade of leaders",
            "the two PDF readers don't agree on the last day on site",
        ),
    )


def test_text_that_only_one_reader_finds_is_not_believed() -> None:
    found = ReportReading(readable=True, framework="sif", grades={"overall": "good"})
    lost = ReportReading(readable=False, problems=("there is no text on its first pages",))

    assert not agreed(found, lost).readable
    assert agreed(found, lost).grades == {}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real report files are not in ../shared")
def test_every_real_report_is_read_as_the_ledger_has_it() -> None:
    by_day = {(one.la_code, one.published): one for one in BASELINE.inspections if one.origin == "report"}
    codes = {one.urn: one.la_code for one in BASELINE.authorities}
    right, wrong, other = 0, [], []
    for file in sorted(SHARED.glob("*/*.pdf")):
        printed = re.search(r"(\d+ \w+ \d{4})\.pdf$", file.name)
        assert printed is not None
        day = datetime.strptime(printed[1], "%d %B %Y").date()  # noqa: DTZ007 - a calendar day has no zone
        row = by_day.get((codes[file.parent.name.split("_")[0]], day))
        reading = read(file.read_bytes())
        if row is None:
            other.append(reading)
        elif reading.problems or (row.framework, row.inspection_type, row.la_code, row.start, row.end, row.grades) != (
            reading.framework,
            reading.inspection_type,
            reading.la_code,
            reading.start,
            reading.end,
            reading.grades,
        ):
            wrong.append((file.name, reading))
        else:
            right += 1

    assert wrong == []
    assert right == 96
    assert sorted(reading.readable for reading in other) == [False, False, True]
    assert all(reading.framework is None and reading.problems and not reading.grades for reading in other)
