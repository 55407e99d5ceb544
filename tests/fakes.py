"""Hand-written stand-ins for the edges: the network, the clock, a channel. Everything else in the tests is real."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Lock

from monitor.errors import DeliveryError, FetchError
from monitor.model.alert import AlertRule, Letter, Message
from monitor.model.source import Request, Response, Source
from monitor.ports import Channel
from monitor.sandbox import Inline
from monitor.services.tools import Tools
from monitor.storage.baseline import load_baseline
from monitor.storage.store import Store

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
Answer = Response | FetchError


@dataclass(kw_only=True)
class FakeClock:
    """A clock that goes when it is told to."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - START).total_seconds()

    def advance(self, by: timedelta) -> None:
        self.at += by


@dataclass(kw_only=True)
class FakeFetcher:
    """A network of a few pages. A page with an ETag answers 304 to who knows it."""

    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def serve(self, url: str, body: str | bytes, *, etag: str | None = None, kind: str = "text/html") -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[url] = Response(url=url, status=200, body=data, content_type=kind, etag=etag)

    def break_page(self, url: str, reason: str = "timed out", *, transient: bool = True) -> None:
        self.pages[url] = FetchError(url, reason, transient=transient)

    def fetch(self, request: Request, *, source_url: str, delay: timedelta | None = None) -> Response:
        self.asked.append(request)
        answer = self.pages.get(request.url, FetchError(request.url, "not found (404)", transient=False, status=404))
        if isinstance(answer, FetchError):
            raise answer
        if answer.etag is not None and answer.etag == request.etag:
            return Response(url=request.url, status=304, etag=answer.etag)
        return answer

    def post(self, url: str, *, body: bytes, headers: dict[str, str], channel: str) -> tuple[int, str, float | None]:
        raise DeliveryError(channel, "no network in this test")


@dataclass(kw_only=True)
class FakeChannel:
    """A channel that keeps what it was given, or refuses it as it is told."""

    id: str = "desk"
    kind: str = "fake"
    to: tuple[str, ...] = ("desk@example.org",)
    sent: list[Message] = field(default_factory=list)
    refusals: list[DeliveryError] = field(default_factory=list)
    tried: list[Message] = field(default_factory=list)

    def recipients(self) -> tuple[str, ...]:
        return self.to

    def compose(
        self, letter: Letter, *, key: str, recipient: str, at: datetime, thread: tuple[str, ...] = ()
    ) -> Message:
        body = f"{letter.subject}\n{' '.join(thread)}\n{letter.text}".encode()
        return Message(key=key, channel=self.id, recipient=recipient, body=body)

    def send(self, message: Message, *, at: datetime) -> str:
        self.tried.append(message)
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent.append(message)
        return "taken"


@dataclass(kw_only=True)
class Bench:
    """Services on a real store, with fakes at the edges."""

    tools: Tools
    fetcher: FakeFetcher
    clock: FakeClock
    channel: FakeChannel


def bench(
    folder: Path,
    *sources: Source,
    rules: tuple[AlertRule, ...] = (AlertRule(to=("desk",)),),
    max_age: timedelta | None = None,
    until: datetime | None = None,
) -> Bench:
    """Return services' tools over a new store in this folder."""
    fetcher, clock, channel = FakeFetcher(), FakeClock(), FakeChannel()
    channels: dict[str, Channel] = {channel.id: channel}
    tools = Tools(
        store=Store(folder),
        fetcher=fetcher,
        sandbox=Inline(),
        clock=clock,
        baseline=load_baseline(until.date() if until else None),
        sources={source.id: source for source in sources},
        channels=channels,
        rules=rules,
        max_age=max_age,
        quote=200,
        mint=_minted(),
        chance=lambda: 0.5,
    )
    return Bench(tools=tools, fetcher=fetcher, clock=clock, channel=channel)


def _minted() -> Callable[[], str]:
    numbers, lock = count(1), Lock()

    def mint() -> str:
        with lock:
            return f"id{next(numbers):04}"

    return mint
