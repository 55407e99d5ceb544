"""Try a source once: ask it, parse what it answers, and say what a poll would take. Stores nothing."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from monitor.errors import MonitorError
from monitor.model.outcome import Trust
from monitor.model.source import FoundEntry, Parsed, Request, Response, Source
from monitor.ports import Fetcher, Sandbox
from monitor.sources import kind
from monitor.sources.autodiscovery import feeds_in
from monitor.storage.baseline import load_baseline
from monitor.urls import host_of

FEW: Final = 5  # entries shown of a feed: enough to see that they are news
MANY: Final = 40  # of a listing: all that it would take, as far as a person reads
_UNITS: Final = (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("m", timedelta(minutes=1)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a source gave. `problem` is None where it can be enabled as it is; `url` is where it answers now."""

    summary: str
    url: str
    problem: str | None = None
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """A feed that was tried, and the lines that add it to the settings; no lines where it can't be used."""

    url: str
    found: Found
    lines: tuple[str, ...]


def find_feed(url: str, fetcher: Fetcher, sandbox: Sandbox) -> list[Tried]:
    """Try an address as a feed, and where it is a page, the feeds that the page names. Stores nothing.

    What a page names opens no private network that the given address does not.
    """
    first = _tried(url, fetcher, sandbox, given=url)
    if first.lines:
        return [first]
    named = _named_feeds(url, fetcher, sandbox)
    return [_tried(one, fetcher, sandbox, given=url) for one in named if one != url] or [first]


def _tried(url: str, fetcher: Fetcher, sandbox: Sandbox, *, given: str) -> Tried:
    name = host_of(url).removeprefix("www.")
    source = Source(
        id=re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "new-source",
        name=name,
        kind="feed",
        url=url,
        every=timedelta(minutes=30),
        trust=Trust.PRESS,
    )
    found = try_source(source, fetcher, sandbox, given=given)
    return Tried(url=found.url, found=found, lines=tuple(paste(source, found)))


def _named_feeds(url: str, fetcher: Fetcher, sandbox: Sandbox) -> tuple[str, ...]:
    try:
        response = fetcher.fetch(Request(url=url, page=True), source_url=url)
        return sandbox.run(feeds_in, response.body, response.url)
    except MonitorError:
        return ()


def try_source(source: Source, fetcher: Fetcher, sandbox: Sandbox, *, given: str | None = None) -> Found:
    """Return what the source's first page gives; its failure is a finding too.

    `given` is the address that a person gave, where a page named the source's own: private networks open to it only.
    """
    now = datetime.now(UTC)
    asked = kind(source.kind)
    url = source.url
    try:
        request = asked.requests(source, {}, now=now, full=False)[0]
        response = fetcher.fetch(request, source_url=given or source.url, delay=source.delay)
        if response.is_gone:
            return _failed(url, "gone (410)")
        url = response.moved_to or url
        parsed = sandbox.run(asked.parse, source, request, response, {}, now=now)
    except MonitorError as error:
        return _failed(url, str(error))
    return _found(source, response, parsed, url)


def _failed(url: str, problem: str) -> Found:
    return Found(summary=problem, url=url, problem=problem)


def _found(source: Source, response: Response, parsed: Parsed, url: str) -> Found:
    size = f"{len(response.body) / 1_000:.0f} kB"
    problems = tuple(f"! {problem}" for problem in parsed.problems)
    if parsed.follow and not parsed.entries:
        return Found(summary=f"answers ({size}): {len(parsed.follow)} further pages to read", url=url, shown=problems)
    dated = [entry.published for entry in parsed.entries if entry.published is not None]
    newest = f", the newest of {max(dated):%d %B %Y}" if dated else ""
    summary = f"answers ({size}): {len(parsed.entries)} entries, {len(dated)} with a date{newest}"
    shown = _lines(parsed.entries, MANY if source.kind == "listing" else FEW)
    if not dated:
        return Found(
            summary=f"{summary}; nothing to rely on", url=url, problem="no dated entry", shown=shown + problems
        )
    return Found(summary=summary, url=url, shown=shown + problems)


def _lines(entries: Sequence[FoundEntry], most: int) -> tuple[str, ...]:
    lines = [
        f"{entry.published:%Y-%m-%d}  {entry.title}  {entry.url}"
        if entry.published
        else f"no date     {entry.title}  {entry.url}"
        for entry in entries[:most]
    ]
    rest = len(entries) - len(lines)
    return (*lines, *([f"and {rest} more"] if rest else []))


def paste(source: Source, found: Found) -> list[str]:
    """Return the lines for `sources:` in config.yaml that make this source as it answered, or none where it failed."""
    if found.problem is not None:
        return []
    working = replace(source, url=found.url, enabled=True)
    authority = None
    if working.authority is not None:
        authority = load_baseline().authority(working.authority).name
    fields: dict[str, str | int | None] = {
        "id": working.id,
        "name": None if working.name == working.id else working.name,
        "kind": working.kind,
        "url": working.url,
        "every": _span(working.every),
        "delay": None if working.delay is None else _span(working.delay),
        "trust": working.trust.value,
        "authority": authority,
        "item": working.item,
        "link": working.link,
        "date": working.date,
        "next": working.next,
        "pages": None if working.pages == 1 else working.pages,
    }
    # JSON strings are YAML strings, whatever stands in them.
    inner = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value)
    return [f"  - {{{inner}}}"]


def _span(span: timedelta) -> str:
    """Return a duration as the settings write it."""
    for unit, length in _UNITS:
        if span >= length and span % length == timedelta(0):
            return f"{span // length}{unit}"
    return f"{span.total_seconds():g}s"
