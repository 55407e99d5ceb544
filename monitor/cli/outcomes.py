"""`monitor outcomes`, `outcome` and `visits`: what was newly published, how sure that is, and why."""

from datetime import date
from typing import TYPE_CHECKING

import click
from rich.padding import Padding
from rich.text import Text

from monitor.cli.filters import filters, form, forms, known_status
from monitor.cli.grades import grade, judgement, style_of
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import Column, console, day, field, full_id, plain, print_json, short_id, show
from monitor.errors import MonitorError
from monitor.model.outcome import Status

if TYPE_CHECKING:
    from monitor.stages.outcome_data import MoveData, OutcomeData, VisitData

NOTHING = "No outcome yet. `monitor poll` looks for some; `monitor sources` says how the sources do."


@click.command()
@click.option("--changed", is_flag=True, help="Only where the rating moved.")
@filters()
@forms
@pass_invocation
def outcomes(
    invocation: Invocation,
    *,
    changed: bool,
    authorities: tuple[str, ...],
    regions: tuple[str, ...],
    since: date | None,
    until: date | None,
    status: str | None,
    source: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List newly published results with their evidence, the newest first."""
    from monitor.services.log_data import Wanted

    wanted = Wanted(
        la_codes=authorities,
        regions=regions,
        since=since,
        until=until,
        status=known_status(status, tuple(one.value for one in Status)),
        source=source,
        limit=limit,
        changed=changed,
    )
    with invocation.open() as monitor:
        rows = monitor.log.outcomes(wanted)
    show(rows, form(as_json=as_json, as_csv=as_csv), outcome_columns(), nothing=NOTHING)


def outcome_columns() -> "list[Column[OutcomeData]]":
    """Return the columns in which a person reads outcomes."""
    return [
        day("Date", "effective"),
        field("Authority", "authority", share=2, least=9),
        Column(title="What", cell=_what, style=lambda row: style_of(row, "direction"), share=4, least=20),
        field("Event", "event", keep=True, room=100),
        Column(title="Status", cell=lambda row: row["status"], style=lambda row: style_of(row, "status"), keep=True),
        Column(title="Told by", cell=_told_by, share=3, room=100),
        short_id(),
    ]


def _what(row: "OutcomeData") -> str:
    moves = sorted(row["judgements"], key=lambda move: move["judgement"] != "overall")
    if not moves:
        return "grades not known yet"
    rest = len(moves) - 1
    return _step(moves[0]) + (f" (and {rest} more)" if rest else "")


def _step(move: "MoveData") -> str:
    """Return one judgement's step in words."""
    name = judgement(move["judgement"])
    if move["from"] is None:
        return f"{name} {grade(move['to'])}"
    if move["from"] == move["to"]:
        return f"{name} {grade(move['to'])}, as before"
    return f"{name} {grade(move['from'])} → {grade(move['to'])}"


def _told_by(row: "OutcomeData") -> str:
    names = list(dict.fromkeys(one["outlet"] or one["source"] for one in row["evidence"]))
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more


@click.command()
@click.argument("outcome_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_invocation
def outcome(invocation: Invocation, outcome_id: str, *, as_json: bool) -> None:
    """Show one outcome with every grade, its evidence and what follows from it."""
    with invocation.open() as desk:
        known = [one.id for one in desk.store.outcomes.all()]
        found = desk.log.outcome(full_id(outcome_id, known, what="outcome", listed_by="outcomes"))
    if found is None:
        raise MonitorError(f"the outcome {outcome_id!r} is gone")
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(row: "OutcomeData") -> None:
    out = console()
    out.print(
        Text(f"{plain(row['authority'])}, {row['effective']}: ", style="bold").append(
            row["status"], style_of(row, "status")
        )
    )
    out.print(Text(plain(row["explanation"])))
    for move in row["judgements"]:
        out.print(Padding(Text(_step(move), style=style_of(move, "direction")), (0, 0, 0, 2), expand=False))
    for flag in row["flags"]:
        out.print(Text(f"! {plain(flag)}", style="yellow"))
    for one in row["evidence"]:
        copy = "" if one["independent"] else " (a copy of another text)"
        out.print()
        out.print(Text(f"{plain(one['outlet'] or one['source'])}, {one['published']}{copy}", style="bold"))
        if one["quote"]:
            out.print(Padding(Text(f"> {plain(one['quote'])}"), (0, 0, 0, 2), expand=False))
        out.print(Padding(Text(plain(one["url"]), style="dim"), (0, 0, 0, 2), expand=False))


@click.command()
@filters("authority", "region", "since", "until", "source", "limit")
@forms
@pass_invocation
def visits(
    invocation: Invocation,
    *,
    authorities: tuple[str, ...],
    regions: tuple[str, ...],
    since: date | None,
    until: date | None,
    source: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List visits without grades (monitoring, focused, joint area, assurance), the newest first."""
    from monitor.services.log_data import Wanted

    wanted = Wanted(la_codes=authorities, regions=regions, since=since, until=until, source=source, limit=limit)
    with invocation.open() as monitor:
        rows = monitor.log.visits(wanted)
    columns: list[Column[VisitData]] = [
        field("Date", "date", keep=True),
        field("Authority", "authority", share=2),
        field("Visit", "visit", keep=True),
        Column(title="Told by", cell=_visit_told_by, share=2),
        Column(title="Where", cell=_where, share=4, room=120),
    ]
    show(rows, form(as_json=as_json, as_csv=as_csv), columns, nothing="No visit yet.")


def _where(row: "VisitData") -> str:
    return row["evidence"][0]["url"] if row["evidence"] else "–"


def _visit_told_by(row: "VisitData") -> str:
    return ", ".join(dict.fromkeys(one["outlet"] or one["source"] for one in row["evidence"]))
