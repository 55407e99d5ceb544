"""Rows as CSV that a spreadsheet shows and never runs. Pure."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_text(rows: Sequence[Mapping[str, object]]) -> str:
    """Return CSV with a heading; lists and mappings as JSON; "" where there are no rows."""
    if not rows:
        return ""
    fields = list(dict.fromkeys(key for row in rows for key in row))
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([csv_cell(row.get(field)) for field in fields] for row in rows)
    return file.getvalue()


def csv_cell(value: object) -> str:
    """Return the value as a cell that a spreadsheet shows and never runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        # A bare carriage return is not quoted by every writer, and begins a new line for every spreadsheet.
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{text}" if value.startswith(_FORMULA) else text
    return json.dumps(value, ensure_ascii=False)
