"""`monitor replay`: rebuild what is derived from the archive with today's rules, and show what is different."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click
from rich.text import Text

from monitor.cli.filters import DAY
from monitor.cli.grades import grade, judgement
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import console, plain, print_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from monitor.model.authority import Authority
    from monitor.model.outcome import Outcome
    from monitor.services.replay import Difference, Replayed


@click.command()
@click.option("--since", type=DAY, help="Only what was first seen from this day on: 2021-11-12, 30d, 2w.")
@click.option("--send-corrections", is_flag=True, help="Tell those who were told something that no longer holds.")
@click.option("--json", "as_json", is_flag=True, help="What is different, as JSON.")
@pass_invocation
def replay(invocation: Invocation, *, since: date | None, send_corrections: bool, as_json: bool) -> None:
    """Read the archive again with today's rules and rebuild the ledger; sends nothing unless asked.

    Articles, reports, deliveries and verdicts stay, and outcomes keep their ids. The service must not run meanwhile.
    """
    import logging

    from monitor.bootstrap import Monitor
    from monitor.daemon.journal import configure
    from monitor.services.replay import Replay

    configure(as_json=False, level=logging.ERROR)
    with Monitor(invocation.settings) as monitor:
        with _progress() as told:
            done = Replay(monitor.tools).replay(since=since, send_corrections=send_corrections, told=told)
        authorities = monitor.tools.by_la_code
    if as_json:
        print_json(_data(done, authorities))
    else:
        _print(done, authorities, send_corrections=send_corrections)


def _print(done: "Replayed", authorities: "Mapping[str, Authority]", *, send_corrections: bool) -> None:
    out = console()
    out.print(f"Read again: {done.articles} articles, {done.reports} reports.")
    for reason in done.unread:
        out.print(Text(f"  not read again: {plain(reason)}", style="yellow"))
    for one in done.differences:
        word, style = _kind(one)
        out.print(Text(f"{word:<9}", style=style).append(_said(one, authorities), style="default"))
    if not done.differences:
        out.print("Nothing is different.")
    if send_corrections:
        out.print(f"{done.corrections} corrections wait in the outbox: the service sends them, or `monitor poll`.")


def _kind(one: "Difference") -> tuple[str, str]:
    if one.before is None:
        return "appears", "green"
    return ("vanishes", "red") if one.after is None else ("moves", "yellow")


def _said(one: "Difference", authorities: "Mapping[str, Authority]") -> str:
    shown = one.after or one.before
    name = "" if shown is None else authorities[shown.la_code].name
    parts = [_state(outcome) for outcome in (one.before, one.after) if outcome is not None]
    return f"{name}: {' → '.join(parts)}"


def _state(outcome: "Outcome") -> str:
    grades = ", ".join(f"{judgement(key)} {grade(value)}" for key, value in outcome.grades.items())
    return f"{grades or 'no grades'} ({outcome.status}, {outcome.effective})"


def _data(done: "Replayed", authorities: "Mapping[str, Authority]") -> dict[str, object]:
    from monitor.stages.outcome_data import outcome_data

    def shown(outcome: "Outcome | None") -> object:
        return None if outcome is None else outcome_data(outcome, authorities[outcome.la_code])

    return {
        "articles": done.articles,
        "reports": done.reports,
        "unread": list(done.unread),
        "differences": [
            {"kind": _kind(one)[0], "before": shown(one.before), "after": shown(one.after)} for one in done.differences
        ],
        "corrections": done.corrections,
    }


@contextmanager
def _progress() -> "Iterator[Callable[[int, int], None]]":
    """Show how far the replay is, where standard error is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    errors = Console(stderr=True)
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("Reading again", total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told
