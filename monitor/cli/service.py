"""`monitor run`, the service, and `monitor poll`, one pass by hand."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypedDict

import click
from rich.text import Text

from monitor.cli.filters import complete_sources
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.outcomes import outcome_columns
from monitor.cli.output import Column, console, field, plain, print_json, print_table

if TYPE_CHECKING:
    from monitor.services.poll import Polled
    from monitor.services.process import Result
    from monitor.services.rounds import Pass
    from monitor.stages.outcome_data import OutcomeData

SHOWN: Final = 20  # outcomes of one pass; a first pass over years has more than a person reads


@click.command()
@click.option("--log-json/--log-text", default=None, help="Form of the log; else JSON under systemd, text elsewhere.")
@pass_invocation
def run(invocation: Invocation, *, log_json: bool | None) -> int:
    """Be the service: poll, read, tell, until SIGTERM or Ctrl-C; SIGHUP reads the settings anew."""
    from monitor.cli.served import Served
    from monitor.daemon.journal import configure
    from monitor.daemon.readiness import Readiness
    from monitor.daemon.service import Service

    configure(as_json=log_json)
    readiness = Readiness.from_environment(os.environ)
    return Service(load=invocation.load, open_work=Served, readiness=readiness).run()


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=complete_sources)
@click.option("--all", "full", is_flag=True, help="Every enabled source, full sweeps, and deliveries that wait.")
@click.option("--strict", is_flag=True, help="Exit 1 if a source failed.")
@click.option("--json", "as_json", is_flag=True, help="What happened, as JSON.")
@click.option("--verbose", "-v", is_flag=True, help="Log every event on standard error.")
@pass_invocation
def poll(
    invocation: Invocation, sources: Sequence[str], *, full: bool, strict: bool, as_json: bool, verbose: bool
) -> int:
    """Make one pass over what is due, or over the named SOURCEs, through to delivery."""
    from monitor.bootstrap import Monitor
    from monitor.daemon.journal import configure

    configure(as_json=False, level=logging.INFO if verbose else logging.ERROR)
    settings = invocation.settings
    _refuse_unknown(sources, [one.id for one in settings.sources])
    asked = len(sources) or sum(one.enabled for one in settings.sources if full)
    with Monitor(settings) as monitor:
        with _progress(asked) as told:
            done = monitor.whole_pass(sources, full=full, told=told)
        changed = [row for row in map(monitor.log.outcome, _changed(done)) if row is not None]
    if as_json:
        print_json(_data(done))
    else:
        _print(done, changed, has_channels=bool(settings.channels))
    return int(strict and any(one.error for one in done.polled))


def _refuse_unknown(named: Sequence[str], known: Sequence[str]) -> None:
    from monitor.settings.problems import did_you_mean

    for one in named:
        if one not in known:
            raise click.UsageError(f"no source {one!r} in the settings{did_you_mean(one, known)}")


def _print(done: "Pass", changed: "Sequence[OutcomeData]", *, has_channels: bool) -> None:
    out = console()
    columns: list[Column[Line]] = [
        field("Source", "source", share=2, least=12),
        field("Asked", "requests", keep=True),
        field("Unchanged", "unchanged", keep=True, room=100),
        field("New", "new", keep=True),
        Column(
            title="What happened", cell=lambda line: line["said"], style=lambda line: line["style"], share=6, least=20
        ),
    ]
    if done.polled:
        print_table([_line(one) for one in done.polled], columns)
    else:
        out.print("Nothing was due. `monitor poll --all` asks every source all the same.")
    counts = ", ".join(f"{number} {how.value}" for how, number in done.processed.items())
    if counts:
        out.print(f"Entries: {counts}.")
    for one in (result for result in done.results if result.error):
        out.print(Text(f"  {plain(one.entry.found.url)}: {plain(one.error or '')}", style="yellow"))
    if changed:
        out.print()
        print_table(changed[:SHOWN], outcome_columns(), title="New or changed outcomes")
        if len(changed) > SHOWN:
            out.print(f"And {len(changed) - SHOWN} more: monitor outcomes")
    sent = done.delivered
    if sent.sent or sent.failed or sent.dead:
        out.print(f"Deliveries: {sent.sent} sent, {sent.failed} failed, {sent.dead} given up. See `monitor alerts`.")
    if changed and not has_channels:
        out.print(Text("Nobody was told: no channel is configured. See 'alerts' in config.yaml.", style="yellow"))


class Line(TypedDict):
    """What a person reads of one polled source."""

    source: str
    requests: int
    unchanged: int
    new: int
    said: str
    style: str


def _line(polled: "Polled") -> Line:
    said = "; ".join(part for part in (polled.error, *polled.problems) if part)
    if not said:
        said = f"{polled.changed} changed" if polled.changed else "" if polled.new else "as before"
    return Line(
        source=polled.source,
        requests=polled.requests,
        unchanged=polled.unchanged,
        new=polled.new,
        said=said,
        style="red" if polled.error else "yellow" if polled.problems else "",
    )


def _data(done: "Pass") -> dict[str, object]:
    return {
        "sources": [
            {
                "id": one.source,
                "requests": one.requests,
                "unchanged": one.unchanged,
                "new": one.new,
                "changed": one.changed,
                "error": one.error,
                "problems": list(one.problems),
            }
            for one in done.polled
        ],
        "entries": {how.value: number for how, number in done.processed.items()},
        "outcomes": _changed(done),
        "deliveries": {"sent": done.delivered.sent, "failed": done.delivered.failed, "dead": done.delivered.dead},
    }


def _changed(done: "Pass") -> list[str]:
    """Return the ids of outcomes and visits that are new or changed, each once."""
    return list(dict.fromkeys(change.subject for result in done.results for change in result.changes))


@contextmanager
def _progress(sources: int) -> "Iterator[Callable[[Polled | Result], None]]":
    """Show how a long pass gets on, where standard error is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from monitor.services.poll import Polled

    errors = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        polls, pages = bar.add_task("Sources", total=sources or None), bar.add_task("Pages", total=0)
        found = 0

        def told(one: "Polled | Result") -> None:
            nonlocal found
            if isinstance(one, Polled):
                found += one.new + one.changed
                bar.update(polls, advance=1)
                bar.update(pages, total=found)
            else:
                bar.update(pages, advance=1)

        yield told
