"""`monitor ratings`: the grades that stand, on a day, and how an authority came to them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

import click
from rich.text import Text

from monitor.cli.filters import AUTHORITY, DAY, filters, form, forms
from monitor.cli.grades import STYLES, grade
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import Column, Form, console, field, print_csv, print_json, print_table
from monitor.services.log_data import RatingData, Wanted
from monitor.storage.baseline import load_baseline

if TYPE_CHECKING:
    from monitor.services.log import Log

LICENCE: Final = "Source: Ofsted, Open Government Licence v3.0"
TOGETHER: Final = "in_care_and_care_leavers"
SHOWN: Final = {
    "overall": "Overall",
    "leaders": "Leaders",
    "help_and_protection": "Help",
    "in_care": "In care",
    "care_leavers": "Leavers",
}
NARROW: Final = 140  # columns of a terminal: below, grades are shortened
SHORT: Final = {"outstanding": "O", "good": "G", "requires_improvement": "RI", "inadequate": "I"}


@click.command()
@click.argument("authority", required=False, type=AUTHORITY)
@click.option("--as-of", type=DAY, help="What stood on this day.")
@filters("authority", "region", "limit")
@forms
@pass_invocation
def ratings(
    invocation: Invocation,
    authority: str | None,
    *,
    as_of: date | None,
    authorities: tuple[str, ...],
    regions: tuple[str, ...],
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show the grades that stand for every authority, or one authority's history."""
    chosen = form(as_json=as_json, as_csv=as_csv)
    codes = (*authorities, authority) if authority else authorities
    wanted = Wanted(la_codes=codes, regions=regions)
    with invocation.open() as monitor:
        if authority and as_of is None:
            rows = _history(monitor.log, wanted)
        else:
            rows = monitor.log.ratings(wanted, as_of=as_of or datetime.now(UTC).date())
        until = monitor.log.as_published_to()
    if chosen is Form.JSON:
        print_json(rows[:limit])
    elif chosen is Form.CSV:
        print_csv(rows[:limit])
    else:
        _print(rows, until, limit)


def _history(log: "Log", wanted: Wanted) -> list[RatingData]:
    """Return every grade that the authority ever had, the oldest first."""
    names = {one.la_code: one for one in load_baseline().authorities}
    until = log.as_published_to().isoformat()
    return [
        RatingData(
            urn=names[one.la_code].urn,
            authority=names[one.la_code].name,
            judgement=key,
            grade=value,
            since=one.published.isoformat(),
            framework=one.framework,
            report=one.report,
            as_published_to=until,
            dated=False,
        )
        for one in log.inspections(wanted)
        for key, value in one.grades.items()
    ]


def _print(rows: list[RatingData], until: date, limit: int | None) -> None:
    lines = _pivoted(rows)[:limit]
    if not lines:
        click.echo("No grade stood then: nothing was published yet.")
        return
    is_narrow = console().width < NARROW
    columns: list[Column[dict[str, str]]] = [
        field("Authority", "authority", share=1),
        *(_grade_column(key, title, is_narrow=is_narrow) for key, title in SHOWN.items()),
        field("Published", "since", keep=True),
    ]
    print_table(lines, columns if is_narrow else [*columns, field("Framework", "framework", keep=True)])
    notes = [
        "O: outstanding, G: good, RI: requires improvement to be good, I: inadequate." if is_narrow else "",
        "* The last overall grade, kept as history." if any("dated" in line for line in lines) else "",
        "† One grade for children in care and care leavers." if any(TOGETHER in line for line in lines) else "",
    ]
    text = " ".join([f"As published to {until}.", *(note for note in notes if note), LICENCE])
    console().print(Text(text, style="dim"))


def _grade_column(key: str, title: str, *, is_narrow: bool) -> Column[dict[str, str]]:
    def given(line: dict[str, str]) -> str | None:
        # To 2022 there was one grade for both: it stands in the first column, marked.
        return line.get(key) or (line.get(TOGETHER) if key == "in_care" else None)

    def cell(line: dict[str, str]) -> str:
        found = given(line)
        mark = "*" if key == "overall" and "dated" in line else "†" if key not in line and found else ""
        is_short = is_narrow and key != "overall"
        return (SHORT.get(found or "", "–") if is_short else grade(found)) + mark

    return Column(title=title, cell=cell, style=lambda line: STYLES.get(given(line) or "", ""), keep=True)


def _pivoted(rows: Iterable[RatingData]) -> list[dict[str, str]]:
    """Return one line for each authority and day of publication, with a grade for each judgement."""
    lines: dict[tuple[str, str], dict[str, str]] = {}
    latest = {row["authority"]: row["since"] for row in rows if not row["dated"]}
    for row in rows:
        # A last overall grade, kept as history, stands in the line of the grades that stand now.
        since = latest.get(row["authority"], row["since"]) if row["dated"] else row["since"]
        line = lines.setdefault((row["authority"], since), {"authority": row["authority"], "since": since})
        line[row["judgement"]] = row["grade"]
        if row["dated"]:
            line["dated"] = row["since"]
        else:
            line["framework"] = row["framework"]
    return list(lines.values())
