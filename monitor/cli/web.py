"""`monitor web password`: what people must know who look at the pages from elsewhere."""

import sys

import click

from monitor.cli.invocation import Invocation, pass_invocation


@click.group()
def web() -> None:
    """Set up the review pages."""


@web.command()
@click.option("--stdin", "from_stdin", is_flag=True, help="Read it from standard input, one line.")
@pass_invocation
def password(invocation: Invocation, *, from_stdin: bool) -> None:
    """Set the password of the pages, for any `web.host` but this machine."""
    from monitor.web.password import set_password

    given = _line() if from_stdin else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    path = set_password(invocation.settings.state, given)
    click.echo(f"Stored as a hash in {path}. It holds from the service's next start on.")
    click.echo("The pages themselves speak plain HTTP: put a proxy with TLS in front of them (docs/operating.md).")


def _line() -> str:
    return sys.stdin.readline().rstrip("\n")
