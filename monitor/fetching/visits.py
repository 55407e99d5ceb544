"""Visit a site: its robots.txt, its turn, its redirects, and one deadline for the whole of it."""

import asyncio
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx

from monitor import urls
from monitor.errors import DeliveryError, FetchError
from monitor.fetching.addresses import ForbiddenAddressError, Way, openings
from monitor.fetching.answers import max_age, read_body, read_start, refusal, retry_after, validator
from monitor.fetching.exchange import Outgoing, UnansweredError, exchange
from monitor.fetching.politeness import Turns
from monitor.fetching.robots import MAX_ROBOTS, RobotsMemory, Rules, rules
from monitor.fetching.transport import GuardedTransport
from monitor.model.source import Request, Response
from monitor.text import clean

MAX_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_ACCEPTED: Final = "text/html,application/rss+xml,application/atom+xml,application/xml,application/pdf,*/*;q=0.5"
_DOTTED: Final = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_MOST_ANSWER: Final = 65_536  # bytes of a channel's answer that are read at all


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """The limits of the settings. Times in seconds, sizes in bytes."""

    timeout: float
    max_body: int
    per_host_delay: float
    concurrency: int


@dataclass(kw_only=True, slots=True)
class _Errand:
    """One fetch on its way through robots.txt and redirects."""

    url: str  # as asked for
    source_url: str
    delay: float | None
    limit: int  # bytes
    left: float  # seconds of network time; waiting for a turn does not count
    headers: Mapping[str, str]
    conditions: Mapping[str, str]  # only for the host that gave the validators
    whole: bool = True  # False: what stands behind the limit is not needed


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    """The end of a chain of redirects."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved_to: str | None = None


class Visits:
    """All visits of one fetcher. Used inside one event loop only."""

    def __init__(
        self,
        limits: Limits,
        *,
        allow: Iterable[str],
        proxy: str | None,
        ca_file: str | None,
        user_agent: str,
        robots_file: Path | None = None,
    ) -> None:
        self._limits = limits
        self._openings = openings(allow)
        self._behind_proxy = proxy is not None
        self._transport = GuardedTransport(ca_file=ca_file, proxy=proxy, concurrency=limits.concurrency)
        self._turns = Turns(delay=limits.per_host_delay)
        self._free = asyncio.Semaphore(limits.concurrency)
        self._robots = RobotsMemory()
        self._robots_file = robots_file
        if robots_file is not None:
            self._robots.load(robots_file)
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPTED, "Accept-Encoding": "gzip"}

    async def fetch(self, request: Request, *, source_url: str, delay: float | None) -> Response:
        """Return the answer to a request, as the port promises."""
        errand = _Errand(
            url=request.url,
            source_url=source_url,
            delay=delay,
            limit=request.max_body or self._limits.max_body,
            left=self._limits.timeout,
            headers=self._headers,
            conditions=_conditions(request),
        )
        answer = await self._follow(errand, obey=request.page)
        if answer.status == 304 and not errand.conditions:
            raise FetchError(request.url, "the site says “not modified” to a question it was not asked", status=304)
        if answer.status not in {200, 304, 410}:
            raise refusal(request.url, answer.status, answer.headers, datetime.now(UTC))
        return Response(
            url=answer.url,
            status=answer.status,
            body=answer.body,
            content_type=clean(answer.headers.get("content-type", ""), 200),
            etag=validator(answer.headers, "etag"),
            last_modified=validator(answer.headers, "last-modified"),
            max_age=max_age(answer.headers),
            moved_to=answer.moved_to,
        )

    async def post(
        self, url: str, *, body: bytes, headers: dict[str, str], channel: str
    ) -> tuple[int, str, float | None]:
        """Return the answer to a POST, as the port promises."""
        if not urls.is_web(url):
            raise DeliveryError(channel, "the channel has no web address", permanent=True)
        way = Way(openings=self._openings, own=True, only_opened=url.startswith("http:"))
        sent = {"User-Agent": self._headers["User-Agent"], "Accept-Encoding": "identity", **headers}
        outgoing = Outgoing(method="POST", url=url, headers=sent, body=body)

        async def read(response: httpx.Response) -> tuple[int, str, float | None]:
            answer = await read_start(response.aiter_raw(), _MOST_ANSWER)
            text = " ".join(clean(answer.decode("utf-8", "replace"), 4000).split())[:500]
            return response.status_code, text, retry_after(response.headers, datetime.now(UTC))

        try:
            if self._behind_proxy:
                way.check_name(urls.host_of(url), urls.port_of(url))
            async with self._free:
                return await exchange(self._transport, outgoing, way=way, seconds=self._limits.timeout, read=read)
        except ForbiddenAddressError as error:
            raise DeliveryError(channel, str(error), permanent=True) from error
        except UnansweredError as error:
            raise DeliveryError(channel, error.reason, permanent=error.forbidden, answered=not error.sent) from error

    async def aclose(self) -> None:
        """Close what is open, and leave the rules of robots.txt to the next run."""
        if self._robots_file is not None:
            self._robots.save(self._robots_file)
        await self._transport.aclose()

    async def _follow(self, errand: _Errand, *, obey: bool) -> _Answer:
        """Go where the redirects lead, each hop checked like the first."""
        url, moved, permanent, seen = errand.url, None, True, {errand.url}
        for _ in range(MAX_REDIRECTS + 1):
            if obey:
                await self._obey_robots(url, errand)
            answer = await self._hop(url, errand)
            if answer.status not in _REDIRECTS:
                return _Answer(url=url, status=answer.status, headers=answer.headers, body=answer.body, moved_to=moved)
            permanent = permanent and answer.status in _PERMANENT
            url = _target(errand.url, url, answer)
            if url in seen:
                raise FetchError(errand.url, "the site redirects in a circle")
            seen.add(url)
            moved = url if permanent else moved
        raise FetchError(errand.url, f"the site redirects more than {MAX_REDIRECTS} times")

    async def _hop(self, url: str, errand: _Errand) -> _Answer:
        host, port = _plain_host(url, errand.url), urls.port_of(url)
        way = self._way(url, errand.source_url)
        headers = dict(errand.headers)
        if host == urls.host_of(errand.url):
            headers |= errand.conditions

        async def read(response: httpx.Response) -> _Answer:
            body = b""
            if response.status_code == 200 and errand.whole:
                body = await read_body(errand.url, response.aiter_raw(), response.headers, errand.limit)
            elif response.status_code == 200:
                body = await read_start(response.aiter_raw(), errand.limit)
            return _Answer(url=url, status=response.status_code, headers=response.headers, body=body)

        async with self._turns.turn(host, errand.delay), self._free:
            begun = time.monotonic()
            try:
                if self._behind_proxy:
                    way.check_name(host, port)
                outgoing = Outgoing(method="GET", url=url, headers=headers)
                seconds = max(errand.left, 0.01)
                return await exchange(self._transport, outgoing, way=way, seconds=seconds, read=read)
            except ForbiddenAddressError as error:
                raise FetchError(errand.url, str(error), transient=False, blocked=True) from error
            except UnansweredError as error:
                raise FetchError(
                    errand.url, error.reason, transient=not error.forbidden, blocked=error.forbidden
                ) from error
            finally:
                errand.left -= time.monotonic() - begun

    def _way(self, url: str, source_url: str) -> Way:
        same_port = urls.port_of(url) in {80, 443, urls.port_of(source_url)}
        own = urls.host_of(url) == urls.host_of(source_url) and same_port
        return Way(openings=self._openings, own=own)

    async def _obey_robots(self, url: str, errand: _Errand) -> None:
        """Raise FetchError where robots.txt asks not to fetch this, or can't be had for now."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        async with self._robots.asking(origin):
            found = self._robots.known(origin, time.time())
            if found is None:
                found = self._robots.remember(origin, await self._ask_robots(origin, errand))
            if found.delay:
                self._turns.crawl_delay(urls.host_of(url), found.delay)
        if found.unknown is not None:
            reason = f"robots.txt of {parts.netloc} can't be had ({found.unknown}); without it no page is fetched"
            raise FetchError(errand.url, reason)
        if not found.allows(url):
            raise FetchError(errand.url, "robots.txt asks not to fetch this page", transient=False, blocked=True)

    async def _ask_robots(self, origin: str, errand: _Errand) -> Rules:
        own = _Errand(
            url=f"{origin}/robots.txt",
            source_url=errand.source_url,
            delay=errand.delay,
            limit=MAX_ROBOTS,
            left=self._limits.timeout,
            headers={**self._headers, "Accept": "text/plain,*/*;q=0.5", "Accept-Encoding": "identity"},
            conditions={},
            whole=False,
        )
        try:
            answer = await self._follow(own, obey=False)
        except FetchError as error:
            if error.blocked:
                raise FetchError(errand.url, error.reason, transient=False, blocked=True) from error
            return Rules(read_at=time.time(), unknown=error.reason)
        if answer.status == 200:
            return await asyncio.to_thread(rules, answer.body, read_at=time.time())
        if 400 <= answer.status < 500 and answer.status != 429:
            return Rules(read_at=time.time())
        return Rules(read_at=time.time(), unknown=f"HTTP {answer.status}")


def _plain_host(url: str, asked: str) -> str:
    """Return the URL's host; raise FetchError for numbers that only a resolver reads as an address."""
    host = urls.host_of(url)
    if urls.is_numeric_host(host) and not _DOTTED.fullmatch(host):
        raise FetchError(asked, f"{host} is an address in disguise", transient=False, blocked=True)
    return host


def _conditions(request: Request) -> dict[str, str]:
    given = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in given.items() if value}


def _target(asked: str, url: str, answer: _Answer) -> str:
    """Return where a redirect leads. Raises FetchError for nowhere, no web address, and the way from https to http."""
    location = answer.headers.get("location", "")
    if not location:
        raise FetchError(asked, "the site redirects without saying where to")
    target = urls.absolute(location, url)
    if target is None:
        shown = clean(location, 80)
        raise FetchError(asked, f"the site redirects to “{shown}”, no web address", transient=False, blocked=True)
    if url.startswith("https:") and target.startswith("http:"):
        raise FetchError(asked, f"the site redirects from https to plain http ({target[:120]})", transient=False)
    return target.partition("#")[0]
