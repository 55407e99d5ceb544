"""Rows as CSV."""

import csv
from io import StringIO

import pytest

from monitor.stages.spreadsheet import csv_text


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a\r=1"])
def test_no_text_is_run_as_a_formula(evil: str) -> None:
    rows = list(csv.reader(StringIO(csv_text([{"title": evil}]), newline="")))
    assert len(rows) == 2
    assert rows[1][0][0] in "'a"


def test_numbers_stay_numbers_and_lists_are_json() -> None:
    assert csv_text([{"a": -3, "b": None, "c": [1, "x"], "d": True}]) == 'a,b,c,d\n-3,,"[1, ""x""]",true\n'


def test_no_rows_are_no_text() -> None:
    assert csv_text([]) == ""
