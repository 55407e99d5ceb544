"""`monitor purge`: remove a page on notice, for good."""

import click

from monitor.cli.invocation import Invocation, pass_invocation
from monitor.errors import MonitorError
from monitor.urls import is_web


@click.command()
@click.argument("url", metavar="URL")
@click.option("--note", default="", help="Why: kept with the tombstone.")
@pass_invocation
def purge(invocation: Invocation, url: str, *, note: str) -> None:
    """Remove the text, title, quotations and archived bytes of the page at URL, and never fetch it again.

    What it told (authority and grade) stays, and so do the alerts that went out; `monitor review` decides about those.
    """
    from monitor.services.purge import Purge

    if not is_web(url):
        raise MonitorError(f"{url!r} is no address of a page")
    with invocation.open() as desk:
        done = Purge(desk.tools).purge(url, note=note)
    if done.articles or done.reports:
        click.echo(f"Removed: {done.articles} article(s), {done.reports} report(s), {done.bodies} archived bodies.")
        click.echo("Backups made before still hold it: make a new one and delete those.")
    else:
        click.echo("Nothing is kept of this page.")
    click.echo("It will not be fetched again.")
