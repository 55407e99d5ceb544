"""A served log for tests: articles with claims, outcomes that follow from them, sources, deliveries."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from monitor.model.alert import AlertRule
from monitor.model.article import Kind
from monitor.model.claim import Analysis, Claim, Direction, Quotation, Role
from monitor.model.outcome import Question, Trust
from monitor.model.source import FoundEntry, PollState, Source
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools
from monitor.storage.articles import ArticleRow, Revision
from monitor.web.app import create_app
from monitor.web.server import WebServer, bind, hosts_of
from tests.fakes import Bench, bench

# In these tests it is a Monday of 2019, and the ledger is as published ten days before: results have an overall grade.
NOW = datetime(2019, 6, 10, 9, 0, tzinfo=UTC)
TEXT = (
    "Inspectors say that {name}'s services for children are now {words}.\n\n"
    "The report was published on Friday. {more} Families told the inspectors that they were listened to."
)
HERALD = Source(
    id="herald", name="The Morning Herald", kind="feed", url="https://herald.example/feed", every=timedelta(minutes=30),
    trust=Trust.PRESS,
)  # fmt: skip
COUNCIL = Source(
    id="leicester", name="Leicester news", kind="listing", url="https://leicester.example/news",
    every=timedelta(hours=1), trust=Trust.COUNCIL, authority="856",
)  # fmt: skip
SILENT = replace(HERALD, id="echo", name="The Evening Echo", url="https://echo.example/feed")
WORDS = {"outstanding": "outstanding", "good": "good", "requires_improvement": "requires improvement to be good"}


@dataclass(kw_only=True)
class Telling:
    """What an article of the tests tells."""

    id: str = "a1"
    la_code: str = "856"
    name: str = "Leicester"
    grade: str = "good"
    source: Source = HERALD
    days_ago: int = 1
    title: str | None = None
    more: str = ""
    revision: int = 1


def keep(tools: Tools, told: Telling) -> None:
    """Store an article that tells a result as news, with what follows from it."""
    text = TEXT.format(name=told.name, words=WORDS[told.grade], more=told.more)
    words = WORDS[told.grade]
    at = text.index(words)
    claim = Claim(
        la_code=told.la_code,
        judgement="overall",
        grade=told.grade,
        role=Role.NEWS,
        direction=Direction.UP,
        when="2019-05",
        quote=Quotation(text=words, start=at, end=at + len(words)),
        reason=f"The sentence names {told.name} and says “now”.",
    )
    analysis = Analysis(relevant=True, kind=Kind.OUTCOME, claims=(claim,), reasons=("it tells a new result",))
    _save(tools, told, text, analysis)


def set_aside(tools: Tools, told: Telling) -> None:
    """Store an article that is not about inspections of councils."""
    text = f"A school in {told.name} was rated good. {told.more}"
    _save(tools, told, text, Analysis(relevant=False, kind=Kind.SCHOOL, reasons=("it is about a school",)))


def _save(tools: Tools, told: Telling, text: str, analysis: Analysis) -> None:
    now = tools.clock.now()
    when = now - timedelta(days=told.days_ago)
    url = f"{told.source.url.rsplit('/', 1)[0]}/{told.id}"
    title = told.title if told.title is not None else f"{told.name}: inspectors publish their report"
    known = tools.store.articles.get(told.id)
    article = ArticleRow(
        id=told.id,
        key=url,
        url=url,
        source=told.source.id,
        outlet=told.source.name,
        title=title,
        published=when,
        first_seen=when,
        relevant=analysis.relevant,
        kind=analysis.kind,
        reasons=analysis.reasons,
        partial=False,
        revision=1 if known is None else known.revision + 1,
        text_hash=f"{told.id} {told.more}",
        first_pass=False,
    )
    revision = Revision(
        article=told.id,
        n=article.revision,
        fetched_at=when,
        body=tools.store.archive.put(f"<html>{text}".encode()),
        fragment=None,
        content_type="text/html",
        url=url,
        title=title,
        text=text,
        text_hash=article.text_hash,
        fingerprint=frozenset({abs(hash(told.source.id)), abs(hash(text))}),
        versions={"detect": "1"},
    )
    with tools.store.transaction():
        tools.store.articles.save(article, revision, analysis)
        Ledger(tools).update({told.la_code}, at=now)


def opened(folder: Path) -> Bench:
    """Return a bench over the store of a folder, on the day of these tests."""
    made = bench(folder, HERALD, COUNCIL, SILENT, rules=(AlertRule(to=("desk",)),), until=NOW - timedelta(days=10))
    made.clock.at = NOW
    return made


def filled(folder: Path) -> Bench:
    """Return a bench with a day's work in its store: a reported, a corroborated and a disputed outcome, and more."""
    made = opened(folder)
    tools = made.tools
    keep(tools, Telling(id="a1"))
    keep(tools, Telling(id="a2", source=COUNCIL, more="The council thanked its staff.", days_ago=0))
    keep(tools, Telling(id="a3", la_code="330", name="Birmingham", grade="outstanding", days_ago=3))
    keep(tools, Telling(id="a4", la_code="383", name="Leeds", grade="good", days_ago=2))
    keep(tools, Telling(id="a5", la_code="383", name="Leeds", grade="requires_improvement", days_ago=2, source=SILENT))
    set_aside(tools, Telling(id="a6", title="School celebrates", more="Pupils sang."))
    keep(tools, Telling(id="a1", more="The council has appointed a new director."))
    well = PollState(source="herald", last_ok=NOW, last_new=NOW, last_polled=NOW, next_due=NOW)
    broken = PollState(source="echo", failures=3, failing_since=NOW - timedelta(days=2), error="timed out")
    entry = FoundEntry(key="k", url="https://herald.example/a1", title="Leicester: inspectors publish their report")
    question = Question(kind="unknown-label", subject="50001", text="A label nobody has seen: “Thematic letter”.")
    with tools.store.transaction():
        for state in (well, broken):
            tools.store.polls.save(state)
        tools.store.entries.add("herald", [entry], at=NOW, first_pass=True)
        tools.store.questions.ask(question, at=NOW)
    return made


@contextmanager
def served(tools: Tools) -> Iterator[str]:
    """Serve the pages over these tools; give their address."""
    listening = bind("127.0.0.1", 0)
    port = listening.getsockname()[1]
    server = WebServer(
        create_app(tools, hosts=hosts_of("127.0.0.1", port), is_alive=lambda: True, who="ada"), listening
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.close()


@contextmanager
def visiting(tools: Tools) -> Iterator[httpx.Client]:
    """Serve the pages, and give a client that keeps cookies."""
    with served(tools) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


def moment(text: str) -> datetime:
    """Return a moment of the tests' days."""
    return datetime.fromisoformat(text).astimezone(UTC)
