"""`monitor backup`: a verified copy of everything; `monitor restore`: put it back without sending anything again."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.text import Text

from monitor import __version__
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import console, plain

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE, metavar="FILE")
@pass_invocation
def backup(invocation: Invocation, file: Path) -> int:
    """Write a consistent copy of the database and the archive into FILE, a tar, and verify it.

    The service may go on meanwhile. An earlier backup of that name is replaced once the new one was verified.
    """
    from monitor.storage.backup import write_backup

    settings = invocation.load(secrets_needed=False)
    with _progress() as told:
        made = write_backup(settings.state, file.absolute(), at=datetime.now(UTC), monitor=__version__, told=told)
    rows = sum(made.rows.values())
    click.echo(f"{file}: verified, {file.stat().st_size:,} bytes, {rows:,} rows, {made.bodies:,} archived bodies.")
    if not made.missing:
        return 0
    text = f"{len(made.missing)} archived bodies that the database names are missing; the rest is saved:"
    console().print(Text(f"{text} {', '.join(made.missing[:3])} …", style="red"))
    return 1


@click.command()
@click.argument("file", type=FILE, metavar="FILE")
@pass_invocation
def restore(invocation: Invocation, file: Path) -> None:
    """Put a backup back in place of the state folder's content; the service must not run.

    FILE is verified first, and the state before is kept aside. What may have been sent after the copy was made is held
    for a person's decision: nothing is sent by itself.
    """
    from monitor.bootstrap import restore_backup

    done = restore_backup(invocation.load(secrets_needed=False), file.absolute())
    made = f"{datetime.fromisoformat(done.manifest.made):%d %B %Y %H:%M} UTC"
    click.echo(f"Put back: the copy of {made}, verified, {sum(done.manifest.rows.values()):,} rows.")
    if done.aside is not None:
        click.echo(f"The state before is kept in {plain(str(done.aside))}: delete it once all is well.")
    if done.held:
        click.echo(f"{done.held} alert(s) may have been sent since: `monitor alerts --status held`. Then decide once:")
        click.echo("`monitor alerts release --all` sends them, `monitor alerts dismiss --all` lays them aside.")
    click.echo("What the sources published since the copy is found at the next polls; its alerts are held likewise.")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Archived bodies", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
