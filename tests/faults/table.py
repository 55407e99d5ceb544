"""The table that the experiments print: what was asked, what was measured."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One measured figure beside the one that was asked for; `passed` None: it could not be measured here."""

    name: str
    asked: str
    measured: str
    passed: bool | None


def skipped(name: str, reason: str) -> Figure:
    """Return a figure that could not be measured, with the reason."""
    return Figure(name=name, asked="", measured=reason, passed=None)


def print_table(figures: list[Figure]) -> int:
    """Print the figures; return 1 if one of them failed."""
    table = Table("Figure", "Asked", "Measured", "", box=None, pad_edge=False)
    for one in figures:
        word, style = {True: ("pass", "green"), False: ("FAIL", "bold red"), None: ("not run", "yellow")}[one.passed]
        table.add_row(one.name, one.asked, one.measured, Text(word, style=style))
    Console().print(table)
    return int(any(one.passed is False for one in figures))
