"""`monitor alerts`: what was or will be sent; `test`: a marked message; `retry`: another try; `release`, `dismiss`."""

import uuid
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

import click
from rich.text import Text

from monitor.cli.filters import complete_channels, filters, form, forms, known_status
from monitor.cli.grades import style_of
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import Column, console, field, full_id, local, plain, short_id, show
from monitor.errors import DeliveryError, MonitorError
from monitor.model.alert import Alert, AlertType, DeliveryState
from monitor.ports import Channel

if TYPE_CHECKING:
    from monitor.services.log_data import AlertData

_ALL: Final = 1_000_000


@click.group(invoke_without_command=True)
@filters("authority", "region", "since", "until", "status", "limit")
@forms
@click.pass_context
def alerts(
    ctx: click.Context,
    *,
    authorities: tuple[str, ...],
    regions: tuple[str, ...],
    since: date | None,
    until: date | None,
    status: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List deliveries, the newest first: to whom, how far, and what was answered."""
    if ctx.invoked_subcommand is not None:
        return
    from monitor.services.log_data import Wanted

    invocation = ctx.ensure_object(Invocation)
    wanted = Wanted(
        la_codes=authorities,
        regions=regions,
        since=since,
        until=until,
        status=known_status(status, tuple(one.value for one in DeliveryState)),
        limit=limit,
    )
    with invocation.open() as desk:
        rows, configured = desk.log.alerts(wanted), desk.tools.channels
    zone = invocation.log_settings.timezone
    columns: list[Column[AlertData]] = [
        Column(title="Made", cell=lambda row: local(row["created"], zone, "%Y-%m-%d %H:%M"), keep=True),
        field("Alert", "type", share=1, least=10),
        field("Channel", "channel", keep=True),
        field("To", "recipient", share=2, room=100),
        Column(title="State", cell=lambda row: row["state"], style=lambda row: style_of(row, "state"), keep=True),
        field("Tries", "attempts", keep=True, room=100),
        field("Answer", "last_answer", share=3, least=12),
        short_id(),
    ]
    nothing = "Nothing was sent yet, and nothing waits."
    if not configured:
        nothing = f"No channel is configured: add one under 'alerts' in {invocation.file}; docs/settings.md shows how."
    show(rows, form(as_json=as_json, as_csv=as_csv), columns, nothing=nothing)


@alerts.command()
@click.argument("channel", metavar="CHANNEL", shell_complete=complete_channels)
@pass_invocation
def test(invocation: Invocation, channel: str) -> int:
    """Send a message marked as a test over CHANNEL, and show the attempt."""
    from monitor.bootstrap import open_channels, open_fetcher
    from monitor.settings.problems import did_you_mean

    settings = invocation.settings
    known = [one.id for one in settings.channels]
    if channel not in known:
        hint = did_you_mean(channel, known) or f": none is configured in {invocation.file}"
        raise click.UsageError(f"no channel {channel!r}{hint}")
    with closing(open_fetcher(settings)) as fetcher:
        found = open_channels(settings, fetcher)[channel]
        return int(sum(not _try(found, recipient) for recipient in found.recipients()) > 0)


def _try(channel: Channel, recipient: str) -> bool:
    """Send the test message to one recipient and say how it went."""
    from monitor.stages.compose import letter_of_notice

    now = datetime.now(UTC)
    key = uuid.uuid4().hex
    alert = Alert(id=key, type=AlertType.TEST, subject="test", created=now)
    lines = [
        "This is a test of the inspection monitor. Nothing happened.",
        f"It was sent over the channel {channel.id!r} by `monitor alerts test`.",
    ]
    letter = letter_of_notice(alert, subject="Test of the inspection monitor", lines=lines)
    out = console()
    try:
        answer = channel.send(channel.compose(letter, key=key, recipient=recipient, at=now), at=now)
    except DeliveryError as error:
        kind = "refused for good" if error.permanent else "failed; an alert would be tried again for three days"
        out.print(Text(f"{plain(recipient)}: {kind}: {plain(error.reason)}", style="red"))
        return False
    out.print(Text(f"{plain(recipient)}: taken: {plain(answer)} (id {key})", style="green"))
    return True


@alerts.command()
@click.argument("delivery", metavar="ID")
@pass_invocation
def retry(invocation: Invocation, delivery: str) -> None:
    """Make a delivery due again, with the same id and the same bytes."""
    with invocation.open() as desk:
        ids = [one.id for one in desk.store.alerts.deliveries(limit=_ALL)]
        known = desk.store.alerts.delivery(full_id(delivery, ids, what="delivery", listed_by="alerts"))
        if known is None or known.state is DeliveryState.SENT:
            raise MonitorError(f"{delivery} was taken already: {known.last_answer if known else ''}")
        with desk.store.transaction():
            due = desk.store.alerts.retry(known.id, at=datetime.now(UTC))
    if not due:
        raise MonitorError(f"{delivery} was superseded: there is nothing to send any more")
    click.echo("Due now: the service sends it within seconds, `monitor poll` at once.")


@alerts.command()
@click.argument("deliveries", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Everything that is held.")
@pass_invocation
def release(invocation: Invocation, deliveries: tuple[str, ...], *, everything: bool) -> None:
    """Send what was held after a restore: it may reach people a second time."""
    count = _decide(invocation, deliveries, everything=everything, send=True)
    click.echo(f"{count} due now: the service sends them within seconds, `monitor poll` at once.")


@alerts.command()
@click.argument("deliveries", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Everything that is held.")
@pass_invocation
def dismiss(invocation: Invocation, deliveries: tuple[str, ...], *, everything: bool) -> None:
    """Lay aside what was held after a restore: it was sent before, or need not be."""
    count = _decide(invocation, deliveries, everything=everything, send=False)
    click.echo(f"{count} laid aside.")


def _decide(invocation: Invocation, deliveries: tuple[str, ...], *, everything: bool, send: bool) -> int:
    from monitor.services.held import Held

    if bool(deliveries) == everything:
        raise click.UsageError("name the deliveries, or say --all")
    with invocation.open() as desk:
        held = Held(desk.tools)
        known = [one.id for one in held.waiting()]
        for one in deliveries:
            if one not in known:
                raise MonitorError(f"{one!r} is not held; `monitor alerts --status held` lists what is")
        chosen = list(deliveries) or known
        (held.release if send else held.dismiss)(chosen)
    return len(chosen)
