"""`monitor sources`: how each source does; `monitor sources probe`: try each once."""

from collections.abc import Sequence
from contextlib import closing
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

import click
from rich.text import Text

from monitor.cli.filters import complete_sources, form, forms, known_status
from monitor.cli.grades import style_of
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import Column, Form, console, field, local, plain, show
from monitor.model.source import SourceState

if TYPE_CHECKING:
    from monitor.services.log_data import SourceData

MOMENT: Final = "%d %b %H:%M"


@click.group(invoke_without_command=True)
@click.option("--status", metavar="STATE", help="Only sources in this state.")
@click.option("--source", "ids", multiple=True, metavar="ID", help="Only this source; may be repeated.")
@forms
@click.pass_context
def sources(ctx: click.Context, *, status: str | None, ids: tuple[str, ...], as_json: bool, as_csv: bool) -> None:
    """Show how each source does, since when, and what happens next."""
    if ctx.invoked_subcommand is not None:
        return
    invocation = ctx.ensure_object(Invocation)
    state = known_status(status, tuple(one.value for one in SourceState))
    with invocation.open() as desk:
        rows = [row for row in desk.log.sources() if state in {None, row["state"]} and (not ids or row["id"] in ids)]
    zone = invocation.log_settings.timezone
    chosen = form(as_json=as_json, as_csv=as_csv)
    columns: list[Column[SourceData]] = [
        field("Source", "id", share=2, least=12),
        Column(title="State", cell=lambda row: row["state"], style=lambda row: style_of(row, "state"), keep=True),
        Column(title="Last well", cell=lambda row: local(row["last_ok"], zone, MOMENT), keep=True, room=100),
        Column(title="Last new", cell=lambda row: local(row["last_new"], zone, MOMENT), keep=True),
        Column(title="Next", cell=lambda row: local(row["next_due"], zone, MOMENT), keep=True, room=100),
        field("Waiting", "pending", keep=True),
        Column(title="What, and since when", cell=lambda row: _trouble(row, zone), share=5, least=20),
    ]
    show(rows, chosen, columns, nothing="No source fits. Sources stand in config.yaml.")
    if chosen is Form.TABLE and any(row["next_due"] for row in rows):
        console().print(Text(f"Times in {zone}. 'Waiting': entries whose page or file was not read yet.", style="dim"))


def _trouble(row: "SourceData", zone: tzinfo) -> str:
    if not row["error"]:
        return ""
    since = f" (since {local(row['since'], zone, MOMENT)})" if row["since"] else ""
    return f"{row['error']}{since}. {row['next'] or ''}".strip()


@sources.command()
@click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=complete_sources)
@pass_invocation
def probe(invocation: Invocation, ids: Sequence[str]) -> int:
    """Try each source once (disabled ones too), store nothing, and print what was found with lines to paste."""
    from monitor.bootstrap import open_fetcher, open_sandbox
    from monitor.services.probe import Found, paste, try_source

    settings = invocation.settings
    known = {one.id: one for one in settings.sources}
    unknown = [one for one in ids if one not in known]
    if unknown:
        raise click.UsageError(f"no source {unknown[0]!r} in the settings")
    out = console()
    failed = 0
    with closing(open_fetcher(settings)) as fetcher, closing(open_sandbox()) as sandbox:
        for source in [known[one] for one in ids] or settings.sources:
            found: Found = try_source(source, fetcher, sandbox)
            failed += found.problem is not None
            out.print(Text(f"{source.id}: {plain(found.summary)}", style="red" if found.problem else "green"))
            for line in found.shown:
                out.print(Text(f"    {plain(line)}"))
            for line in paste(source, found):
                out.print(Text(line, style="dim"))
    return int(failed > 0)


@sources.command()
@click.argument("url")
@pass_invocation
def add(invocation: Invocation, url: str) -> int:
    """Try URL as a feed, or the feeds that its page names, and print the lines to paste. Changes nothing."""
    from monitor.bootstrap import open_fetcher, open_sandbox
    from monitor.services.probe import find_feed

    if not url.startswith(("http://", "https://")):
        raise click.UsageError(f"{url!r} is no web address: it begins with https://")
    out = console()
    with closing(open_fetcher(invocation.settings)) as fetcher, closing(open_sandbox()) as sandbox:
        tried = find_feed(url, fetcher, sandbox)
    for one in tried:
        out.print(Text(f"{plain(one.url)}: {plain(one.found.summary)}", style="green" if one.lines else "red"))
        for line in one.found.shown:
            out.print(Text(f"    {plain(line)}"))
        for line in one.lines:
            out.print(Text(line, style="dim"))
    usable = any(one.lines for one in tried)
    if usable:
        out.print(
            f"Paste under 'sources:' in {invocation.file}, set 'name' and 'trust' right; SIGHUP reloads the settings."
        )
    return int(not usable)
