"""`monitor articles` and `monitor article`: what was stored, and what was understood."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import click
from rich.padding import Padding
from rich.text import Text

from monitor.cli.filters import filters, form, forms
from monitor.cli.grades import grade, judgement, style_of
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import Column, Form, console, field, full_id, local, plain, print_json, short_id, show
from monitor.errors import MonitorError
from monitor.text import clean

if TYPE_CHECKING:
    from monitor.services.log_data import ArticleData, ArticleDetail, ObjectionData
    from monitor.stages.analysis_data import ClaimData

SCREENFUL: Final = 50  # rows of a table where nobody asked for a number
MOST_ALIKE: Final = 100  # ids that begin alike and are counted


@click.command()
@click.argument("query", nargs=-1)
@click.option("--relevant/--set-aside", default=None, help="Only those about inspections, or only the others.")
@filters("authority", "region", "since", "until", "source", "limit")
@forms
@pass_invocation
def articles(
    invocation: Invocation,
    query: Sequence[str],
    *,
    relevant: bool | None,
    authorities: tuple[str, ...],
    regions: tuple[str, ...],
    since: date | None,
    until: date | None,
    source: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the stored articles, the newest first; with QUERY, those that hold all its words."""
    from monitor.services.log_data import Wanted

    chosen = form(as_json=as_json, as_csv=as_csv)
    wanted = Wanted(
        la_codes=authorities,
        regions=regions,
        since=since,
        until=until,
        source=source,
        limit=limit or (SCREENFUL if chosen is Form.TABLE else None),
        query=" ".join(query) or None,
        relevant=relevant,
    )
    with invocation.open() as desk:
        rows = desk.log.articles(wanted)
    zone = invocation.log_settings.timezone
    columns: list[Column[ArticleData]] = [
        Column(title="Date", cell=lambda row: local(row["published"] or row["first_seen"], zone), keep=True),
        field("Outlet", "outlet", share=2, least=10, room=100),
        Column(title="Title", cell=lambda row: row["title"] or "–", style=_dim, share=5, least=20),
        Column(title="Kind", cell=_kind, style=_dim, share=2, least=9),
        Column(title="Says", cell=_says, share=3, room=100),
        short_id(),
    ]
    nothing = "No article fits." if query or source or authorities else "No article yet. `monitor poll` looks for some."
    show(rows, chosen, columns, nothing=nothing)
    if chosen is Form.TABLE and limit is None and len(rows) == SCREENFUL:
        click.echo(f"The newest {SCREENFUL}; more with --limit, --since or a QUERY.", err=True)


def _dim(row: "ArticleData") -> str:
    return "" if row["relevant"] else "dim"


def _kind(row: "ArticleData") -> str:
    return row["kind"] if row["relevant"] else f"{row['kind']} (set aside)"


def _says(row: "ArticleData") -> str:
    news = [claim for claim in row["claims"] if claim["role"] == "news"]
    overall = [claim for claim in news if claim["judgement"] == "overall"] or news
    return ", ".join(dict.fromkeys(f"{claim['authority']} {grade(claim['grade'])}" for claim in overall)) or "–"


@click.command()
@click.argument("article_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_invocation
def article(invocation: Invocation, article_id: str, *, as_json: bool) -> None:
    """Show one article: its text, its links, its revisions, and every claim with the words that prove it."""
    with invocation.open() as desk:
        known = desk.store.article_log.ids(article_id, limit=MOST_ALIKE)
        found = desk.log.article(full_id(article_id, known, what="article", listed_by="articles"))
    if found is None:
        raise MonitorError(f"the article {article_id!r} is gone")
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(row: "ArticleDetail") -> None:
    out = console()
    out.print(Text(plain(row["title"]), style="bold"))
    out.print(Text(f"{plain(row['outlet'])}, {row['published'] or 'day not known'} (first seen {row['first_seen']})"))
    for link in row["links"] or [row["url"]]:
        out.print(Text(plain(link), style="dim"))
    out.print()
    out.print(Text(clean(row["text"], len(row["text"]))))
    if row["partial"]:
        out.print(Text("[the page's text ends here: the rest is behind a wall]", style="yellow"))
    out.print()
    out.print(Text(_kind(row), style="bold"))
    for claim in row["claims"]:
        out.print(Padding(_claim(claim), (0, 0, 0, 2), expand=False))
    for reason in row["reasons"]:
        out.print(Padding(Text(f"- {plain(reason)}", style="dim"), (0, 0, 0, 2), expand=False))
    for one in row["objections"]:
        out.print(Padding(Text(_objection(one), style="yellow"), (0, 0, 0, 2), expand=False))
    for outcome in row["outcomes"]:
        out.print(Padding(Text(f"evidence of {outcome}: monitor outcome {outcome}"), (0, 0, 0, 2), expand=False))
    if row["revisions"] > 1:
        out.print(Text(f"{row['revisions']} revisions, the last fetched {row['history'][-1]['fetched_at']}"))


def _objection(one: "ObjectionData") -> str:
    about = ""
    if one["grade"] is not None:
        about = f" {one['authority']}, {judgement(one['judgement'] or '')} {grade(one['grade'])}"
    note = f": {plain(one['note'])}" if one["note"] else ""
    taken_back = ", taken back" if one["withdrawn"] else ""
    return f"! {one['wrong'].replace('-', ' ')}{about}{note} ({plain(one['who'])}, {one['at']}{taken_back})"


def _claim(claim: "ClaimData") -> Text:
    before = f", was {grade(claim['previous'])}" if claim["previous"] else ""
    text = Text(f"{claim['authority']}: {judgement(claim['judgement'])} ")
    text.append(grade(claim["grade"]), style=style_of(claim, "grade"))
    return text.append(f"{before} ({claim['role']}) “{plain(claim['quote'])}”")
