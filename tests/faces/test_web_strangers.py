"""What strangers wrote is shown as text and nothing else, whatever it is and wherever it stands."""

import re
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup

from monitor.model.objection import Wrong
from monitor.model.outcome import Decision, Question
from monitor.model.source import FoundEntry, PollState
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.objecting import Meant, Objecting
from monitor.services.review import Review
from tests.faces.pages import NOW, Telling, filled, keep, visiting
from tests.fakes import Bench

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "{{ 7*7 }}{% raw %}<b>x</b>",
    "<math><mtext><script>alert(1)</script>",
    "<body onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<form action=https://evil.example><button>x</button>",
)
# Several at a time: what is text hides nothing of what stands behind it.
SPOILED = ("javascript:alert(1)", *("".join(EVIL[at : at + 6]) for at in range(0, len(EVIL), 6)))
OURS = {"/static/vendor/htmx.min.js", "/static/keys.js"}
NEVER = {"iframe", "object", "embed", "img", "style", "math", "base"}


def spoiled(folder: Path, evil: str) -> Bench:
    """Return a bench in which every field that strangers or people fill holds this string."""
    folder.mkdir(exist_ok=True)
    made = filled(folder)
    tools = made.tools
    keep(tools, Telling(id="a9", la_code="380", name="Bradford", title=f"Bradford {evil}", more=evil))
    keep(tools, Telling(id="a9", la_code="380", name="Bradford", title=f"{evil} Bradford", more=f"Edited {evil}"))
    Objecting(tools).object(Meant(article="a9", claim=0), Wrong.GRADE, who=evil, note=evil)
    Review(tools).decide("id0001", Decision.CONFIRM, note=evil, who=evil)
    entry = FoundEntry(key=evil, url=f"javascript:{evil}", title=evil, summary=evil, outlet=evil)
    delivery = Log(tools).alerts(Wanted())[0]["id"]
    with tools.store.transaction():
        tools.store.entries.add("echo", [entry], at=NOW, first_pass=False)
        tools.store.questions.ask(Question(kind="unknown-label", subject=evil, text=evil), at=NOW)
        tools.store.polls.save(PollState(source="echo", failures=1, failing_since=NOW, error=evil))
        tools.store.alerts.fix_body(delivery, evil.encode(), at=NOW)
        tools.store.alerts.mark(delivery, tools.store.alerts.deliveries(limit=1)[0].state, answer=evil, next_try=NOW)
    return made


def live_nodes(page: str) -> list[str]:
    """Return what in a page could do anything and is not ours."""
    soup = BeautifulSoup(page, "html.parser")
    found = [str(node) for node in soup.find_all("script") if node.get("src") not in OURS or node.text]
    found += [str(node) for node in soup.find_all(NEVER)]
    for node in soup.find_all(True):
        found += [f"{node.name} {name}" for name in node.attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            value = str(node.get(name) or "")
            if value and not value.startswith(("/", "?", "#", "https://")):
                found.append(f"{node.name} {name}={value}")
        if node.name == "form" and not str(node.get("action") or "/").startswith("/"):
            found.append(str(node))
    return found


def test_nothing_that_strangers_wrote_comes_alive_on_any_page(tmp_path: Path) -> None:
    for number, evil in enumerate(SPOILED):
        made = spoiled(tmp_path / str(number), evil)
        deliveries = [row["id"] for row in Log(made.tools).alerts(Wanted())]
        paths = (
            "/", "/articles", "/articles/a9", "/articles/a9?compare=2", "/outcomes", "/outcomes/id0001", "/review",
            "/sources", "/alerts", "/authorities/380", "/authorities/856", *(f"/alerts/{one}" for one in deliveries),
        )  # fmt: skip
        with visiting(made.tools) as client:
            client.cookies.set("reviewer", quote(evil, safe=""))
            for path in paths:
                page = client.get(path)
                assert page.status_code == 200, (path, evil)
                assert live_nodes(page.text) == [], (path, evil)
            for path in ("/articles", "/england", "/outcomes", "/authorities", "/alerts", "/outcomes/id0001/verdict"):
                fields = dict.fromkeys(("q", "authority", "since", "as_of", "name", "region", "note", "state"), evil)
                page = client.get(path, params={**fields, "decision": "reject"})
                assert live_nodes(page.text) == [], (path, evil)
            # What would follow from an objection, which is asked for by a form.
            token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/sources").text)
            assert token is not None
            form = {"token": token[1], "article": "a9 a1", "wrong": "not-relevant", "back": f"?{evil}", "who": evil}
            for path in ("/articles/a1/objections", "/articles/objections"):
                page = client.post(path, data=form)
                assert "What would follow" in page.text, (path, evil)
                assert live_nodes(page.text) == [], (path, evil)
        made.tools.store.close()


def test_feeds_hold_what_strangers_wrote_as_text(tmp_path: Path) -> None:
    made = spoiled(tmp_path, "<script>alert(1)</script> ]]> & \u202e")
    with visiting(made.tools) as client:
        feed = BeautifulSoup(client.get("/feeds/all.atom").content, "xml")
        assert client.get("/feeds/all.json").json()["items"]
    assert feed.find("script") is None
    assert len(feed.find_all("entry")) >= 3


def test_a_spreadsheet_runs_nothing_of_it(tmp_path: Path) -> None:
    made = filled(tmp_path)
    keep(made.tools, Telling(id="a9", title='=HYPERLINK("https://evil.example")'))
    with visiting(made.tools) as client:
        text = client.get("/articles.csv").text
    assert "'=HYPERLINK" in text
