"""What commands print can steer neither a terminal nor a spreadsheet."""

import csv
import io
import json

import pytest

from monitor.cli.output import Form, field, show
from monitor.stages.spreadsheet import csv_cell

EVIL = "Good \x1b[31mnews\x1b[0m\u202e=HYPERLINK\nsecond line"
COLUMNS = [field("Title", "title", share=1)]


def shown(rows: list[dict[str, object]], form: Form, capsys: pytest.CaptureFixture[str]) -> str:
    show(rows, form, COLUMNS, nothing="Nothing stored yet.")
    return capsys.readouterr().out


def test_a_table_strips_what_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    table = shown([{"title": EVIL}], Form.TABLE, capsys)
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert len(table.splitlines()) == 2


def test_json_carries_everything_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown([{"title": EVIL}], Form.JSON, capsys)
    assert "\x1b" not in text
    assert json.loads(text) == [{"title": EVIL}]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1 place", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_no_cell(cell: str) -> None:
    assert csv_cell(cell) == f"'{cell}".replace("\r", "\n")


def test_numbers_stay_numbers_in_csv() -> None:
    assert csv_cell(-3) == "-3"
    assert csv_cell(True) == "true"
    assert csv_cell(None) == ""
    assert csv_cell(["a", "b"]) == '["a", "b"]'


def test_csv_has_every_field_of_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown([{"title": "a, b"}, {"title": "c", "more": 1}], Form.CSV, capsys)
    assert list(csv.reader(io.StringIO(text))) == [["title", "more"], ["a, b", ""], ["c", "1"]]


def test_an_empty_log_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown([], Form.TABLE, capsys) == "Nothing stored yet.\n"
    assert json.loads(shown([], Form.JSON, capsys)) == []
