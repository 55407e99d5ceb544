"""What commands print: tables for people, JSON and CSV for programs. Nothing that was fetched can steer a terminal."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final, Generic, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.errors import MonitorError
from monitor.stages.spreadsheet import csv_text
from monitor.text import clean

Row = Mapping[str, object]
R = TypeVar("R", bound=Row)
R_contra = TypeVar("R_contra", bound=Row, contravariant=True)

_WIDE: Final = 200  # columns of a table that goes into a file or a pipe, where nobody's window sets the width
SHORT_ID: Final = 8


class Form(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column(Generic[R_contra]):
    """A column of a table for people: its cell is made of the row; `style` too, where it depends on the row.

    `room` is the least width of a terminal, in characters, that the column is shown in: narrow ones show what matters.
    """

    title: str
    cell: Callable[[R_contra], str]
    style: Callable[[R_contra], str] | None = None
    keep: bool = False  # True: never broken over lines
    share: int | None = None  # of the width that is left; None: as wide as it needs
    least: int | None = None  # characters that it is never narrower than
    room: int = 0


def console() -> Console:
    """Return the terminal, with colours only where it is one."""
    width = None if sys.stdout.isatty() else _WIDE
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)


def plain(text: str) -> str:
    """Return foreign text as one line that no terminal takes for a command."""
    return " ".join(clean(text, len(text)).split())


def show(rows: Sequence[R], form: Form, columns: Sequence[Column[R]], *, nothing: str) -> None:
    """Print the rows in the form that was asked for; `nothing` is what a person reads where there are none."""
    if form is Form.JSON:
        print_json(list(rows))
    elif form is Form.CSV:
        print_csv(rows)
    elif not rows:
        click.echo(nothing)
    else:
        print_table(rows, columns)


def print_table(rows: Iterable[R], columns: Sequence[Column[R]], *, title: str | None = None) -> None:
    """Print a table that fits the terminal."""
    table = Table(
        box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), title=title, title_justify="left"
    )
    out = console()
    shown = [column for column in columns if column.room <= out.width]
    for column in shown:
        table.add_column(column.title, no_wrap=column.keep, ratio=column.share, min_width=column.least, overflow="fold")
    for row in rows:
        table.add_row(
            *(Text(plain(column.cell(row)), style=column.style(row) if column.style else "") for column in shown)
        )
    out.print(table)


def print_json(value: object) -> None:
    """Print JSON; in letters beyond ASCII only where the terminal can show them."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(value, ensure_ascii=not unicode, indent=2))


def print_csv(rows: Sequence[Row]) -> None:
    """Print CSV with a heading; lists and mappings as JSON; no cell that a spreadsheet would run as a formula."""
    click.echo(csv_text(rows), nl=False)


def text_of(row: Row, key: str) -> str:
    """Return the row's value as a cell; a dash where there is none."""
    value = row.get(key)
    return "–" if value is None or value == "" else str(value)


def field(
    title: str, key: str, *, keep: bool = False, share: int | None = None, least: int | None = None, room: int = 0
) -> Column[Row]:
    """Return a column that shows one field as it is."""
    return Column(title=title, cell=lambda row: text_of(row, key), keep=keep, share=share, least=least, room=room)


def day(title: str, key: str) -> Column[Row]:
    """Return a column that shows the day of a date."""
    return Column(title=title, cell=lambda row: text_of(row, key)[:10], keep=True)


def short_id(title: str = "Id") -> Column[Row]:
    """Return a column with as much of the id as commands need to know it by."""
    return Column(title=title, cell=lambda row: text_of(row, "id")[:SHORT_ID], keep=True)


def full_id(given: str, known: Iterable[str], *, what: str, listed_by: str) -> str:
    """Return the one known id that is the given one or begins with it. Raises MonitorError where there is not one."""
    ids = list(known)
    found = [given] if given in ids else [one for one in ids if given and one.startswith(given)]
    if len(found) == 1:
        return found[0]
    if found:
        raise MonitorError(f"{len(found)} begin with {given!r}: give more of the id of the {what}")
    raise MonitorError(f"no {what} {given!r}; `monitor {listed_by}` lists them")


def local(text: str | None, zone: tzinfo, shape: str = "%Y-%m-%d") -> str:
    """Return a moment in ISO form as people there write it; a dash where there is none."""
    return datetime.fromisoformat(text).astimezone(zone).strftime(shape) if text else "–"
