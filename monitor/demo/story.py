"""The demonstration, told in a terminal: two passes over sample sites, and what came of them.

Everything is real but the sites: the same polling, reading, ledger, mail and webhook as in the service, on loopback.
"""

import email
import email.policy
import json
import secrets
import tempfile
from base64 import b64encode
from datetime import UTC, datetime
from email.message import EmailMessage
from importlib.resources import files
from pathlib import Path
from string import Template

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.bootstrap import Monitor
from monitor.demo.receivers import Receivers
from monitor.demo.samples import council_articles, press_articles, reports
from monitor.demo.sites import SampleSites
from monitor.services.log_data import Wanted
from monitor.services.rounds import Pass
from monitor.settings import load_settings


def tell(out: Console) -> int:
    """Run the demonstration and print it; return the exit code: 1 where it did not go as it should."""
    now = datetime.now(UTC)
    sites = SampleSites(
        press_articles=press_articles(now), council_articles=council_articles(now), reports=reports(now)
    )
    with tempfile.TemporaryDirectory(prefix="monitor-demo-") as folder, sites, Receivers() as receivers:
        _heading(out, "The whole job, on sample sites")
        out.print(
            "A newspaper with a feed, a council's news page without one, and a report site run on this machine.\n"
            "All their texts are invented. No internet is used."
        )
        with Monitor(load_settings(*_settings(Path(folder), sites, receivers))) as monitor:
            _first(out, monitor)
            _mail(out, receivers, "The mail that went out", 0)
            sites.step = 2
            _second(out, monitor)
            _mail(out, receivers, "The mail that followed, in the same thread", 1)
            _hook(out, receivers)
            _onward(out)
        told = len(receivers.mails), len(receivers.hooks)
    return 0 if told == (2, 2) else 1


def _settings(folder: Path, sites: SampleSites, receivers: Receivers) -> tuple[Path, dict[str, str], None]:
    path = folder / "config.yaml"
    template = Template(files("monitor").joinpath("demo", "settings.yaml").read_text(encoding="utf-8"))
    text = template.substitute(
        press=sites.press,
        council=sites.council,
        ofsted=sites.ofsted,
        smtp=receivers.smtp_port,
        hook=receivers.hook_url,
    )
    path.write_text(text, encoding="utf-8")
    return path, {"DEMO_SECRET": f"whsec_{b64encode(secrets.token_bytes(24)).decode()}"}, None


def _first(out: Console, monitor: Monitor) -> None:
    _heading(out, "1  First pass: the press tells of a result")
    _pass(out, monitor.whole_pass(full=True))
    table = Table("article", "kind", "what was made of it", box=None, pad_edge=False, header_style="bold")
    for article in monitor.log.articles(Wanted()):
        table.add_row(article["title"], article["kind"], article["reasons"][0] if article["reasons"] else "")
    out.print(table)
    _outcomes(out, monitor)


def _second(out: Console, monitor: Monitor) -> None:
    _heading(out, "2  Second pass: Ofsted publishes the report")
    _pass(out, monitor.whole_pass(full=True))
    _outcomes(out, monitor)


def _pass(out: Console, done: Pass) -> None:
    new = sum(polled.new for polled in done.polled)
    out.print(
        f"{len(done.polled)} sources polled, {new} new entries, {len(done.results)} read or put aside, "
        f"{done.delivered.sent} messages sent.\n"
    )


def _outcomes(out: Console, monitor: Monitor) -> None:
    for outcome in monitor.log.outcomes(Wanted()):
        moves = Table("judgement", "before", "now", "", box=None, pad_edge=False, header_style="bold")
        for move in outcome["judgements"]:
            moves.add_row(_words(move["judgement"]), _words(move["from"] or "–"), _words(move["to"]), move["direction"])
        title = f"{outcome['authority']}: {outcome['event']}, {outcome['status']}"
        out.print(Panel(moves, title=title, title_align="left", expand=False))
        out.print(Text(outcome["explanation"]))
        for one in outcome["evidence"]:
            out.print(Text(f"  {one['published']}  {one['outlet']}: “{one['quote']}”", style="dim"))
    for visit in monitor.log.visits(Wanted()):
        out.print(f"A {visit['visit']} visit to {visit['authority']} on {visit['date']}: recorded, no grade.")


def _heading(out: Console, text: str) -> None:
    out.print()
    out.rule(Text(text, style="bold"), align="left")


def _words(key: str) -> str:
    return key.replace("_", " ")


def _mail(out: Console, receivers: Receivers, title: str, number: int) -> None:
    if len(receivers.mails) <= number:
        return
    mail = email.message_from_bytes(receivers.mails[number], policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    text = f"Subject: {mail['subject']}\nTo: {mail['to']}\n\n{body.get_content() if body else ''}"
    out.print(Panel(Text(text.rstrip()), title=title, title_align="left", expand=False))


def _hook(out: Console, receivers: Receivers) -> None:
    if not receivers.hooks:
        return
    hook = receivers.hooks[-1]
    shown = json.dumps(json.loads(hook.body), indent=2, ensure_ascii=False).splitlines()
    headers = [f"{name}: {hook.headers[name]}" for name in sorted(hook.headers) if name.startswith("webhook-")]
    text = "\n".join(["POST /hook", *headers, "", *shown[:24], "  …" if len(shown) > 24 else ""])
    out.print(Panel(Text(text.rstrip()), title="The webhook that went out", title_align="left", expand=False))


def _onward(out: Console) -> None:
    _heading(out, "How to look further")
    out.print(
        "make run                         be the service, with the sources of config.yaml\n"
        "monitor ratings Rutland          an authority's history since 2013\n"
        "monitor sources probe            try every source, and see what it gives\n"
        "monitor alerts test CHANNEL      send yourself a marked test message\n"
        "README.md                        a first alert in five minutes"
    )
