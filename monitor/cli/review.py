"""`monitor review`: a person's verdict on an outcome, and what waits for one."""

from typing import TYPE_CHECKING

import click

from monitor.cli.filters import form, forms
from monitor.cli.invocation import Invocation, pass_invocation, user_name
from monitor.cli.output import SHORT_ID, Column, field, full_id, local, plain, show
from monitor.errors import MonitorError
from monitor.model.outcome import Decision

if TYPE_CHECKING:
    from monitor.services.log_data import QuestionData


@click.command()
@click.argument("outcome", required=False, metavar="[ID]")
@click.argument("verdict", required=False, type=click.Choice([one.value for one in Decision]))
@click.option("--note", help="Why: kept with the verdict for good.")
@forms
@pass_invocation
def review(
    invocation: Invocation,
    outcome: str | None,
    verdict: str | None,
    *,
    note: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Decide about an outcome; without ID, list what waits for a person.

    confirm: it is right whatever else is told. reject: it is wrong; who was told gets a correction. reopen: take the
    verdict back.
    """
    if outcome is None:
        _list(invocation, as_json=as_json, as_csv=as_csv)
        return
    if verdict is None:
        raise click.UsageError("say what you decide: confirm, reject or reopen")
    if not (note or "").strip():
        raise click.UsageError('say why, with --note "..."')
    lacking = invocation.log_settings.incomplete
    if lacking:
        text = f"who is told over {', '.join(lacking)} stands in a secret: decide with the service's secrets at hand"
        raise MonitorError(text)
    with invocation.open() as desk:
        known = [one.id for one in desk.store.outcomes.all()]
        outcome = full_id(outcome, known, what="outcome", listed_by="outcomes")
        decided, changes = desk.review.decide(outcome, Decision(verdict), note=(note or "").strip(), who=user_name())
        name = desk.tools.by_la_code[decided.la_code].name
    click.echo(f"{name}: {decided.status.value}. {plain(decided.explanation)}")
    told = sum(len(change.alerts) for change in changes)
    if told:
        click.echo(f"{told} alert(s) follow from this: the service sends them, or `monitor poll`.")


def _list(invocation: Invocation, *, as_json: bool, as_csv: bool) -> None:
    with invocation.open() as desk:
        rows = desk.log.questions()
    zone = invocation.log_settings.timezone
    columns: list[Column[QuestionData]] = [
        Column(title="Since", cell=lambda row: local(row["since"], zone), keep=True),
        field("About", "kind", share=1, least=10, room=100),
        field("Question", "text", share=5, least=20),
        Column(title="Outcome", cell=lambda row: (row["outcome"] or "–")[:SHORT_ID], keep=True),
    ]
    show(rows, form(as_json=as_json, as_csv=as_csv), columns, nothing="Nothing waits for a person.")
