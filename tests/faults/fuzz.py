"""Feeds and PDFs that were damaged at random, through the same children that read them in the service.

Asked: no crash (a child that dies is started again, but counts here), each at most 10 s.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError

from monitor.bootstrap import open_sandbox
from monitor.errors import ParseError, SandboxError
from monitor.model.outcome import Trust
from monitor.model.source import FoundEntry, Request, Response, Source
from monitor.sandbox import Workers
from monitor.sources import kind
from monitor.stages.read_page import PageContext, read_page
from monitor.stages.read_report import read_report
from monitor.storage.baseline import load_baseline
from tests.faults.faulty import FaultServer, fault_servers
from tests.faults.scene import SHARED, get
from tests.faults.table import Figure

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SOURCE = Source(
    id="fuzz", name="Fuzz", kind="feed", url="http://f.example/", every=timedelta(hours=1), trust=Trust.PRESS
)
LIMIT = 10.0  # seconds


def damaged_feeds(count: int = 500) -> list[Figure]:
    """Read the kit's damaged feeds."""
    with TemporaryDirectory() as folder, fault_servers(Path(folder), 1) as servers:
        bodies = [(f"/fuzz/{n}", get(f"{servers[0].url}/fuzz/{n}")) for n in range(count)]
    return [_figure(f"{count} fuzzed feeds", bodies, _read_feed)]


def damaged_reports(count: int = 200) -> list[Figure]:
    """Read the kit's damaged PDFs, and real reports with bytes changed at random."""
    with TemporaryDirectory() as folder, fault_servers(Path(folder), 1) as servers:
        bodies = list(_kit_files(servers[0], "/pdf"))
    rng = random.Random(7)
    reports = sorted((SHARED / "reports").glob("*/*.pdf")) if (SHARED / "reports").exists() else []
    while reports and len(bodies) < count:
        body = bytearray(rng.choice(reports).read_bytes())
        for _ in range(rng.randint(1, 200)):
            body[rng.randrange(len(body))] = rng.randrange(256)
        bodies.append((f"damaged {len(bodies)}", bytes(body[: rng.choice([len(body), rng.randrange(len(body))])])))
    return [_figure(f"{len(bodies)} fuzzed PDFs", bodies, _read_report)]


def hostile_pages() -> list[Figure]:
    """Read every article of the fault server."""
    with TemporaryDirectory() as folder, fault_servers(Path(folder), 1) as servers:
        bodies = list(_kit_files(servers[0], "/article"))
    return [_figure(f"{len(bodies)} hostile pages", bodies, _read_page)]


def _kit_files(server: FaultServer, begin: str) -> Iterator[tuple[str, bytes]]:
    listed: list[str] = json.loads(get(f"{server.url}/__list"))
    for path in listed:
        if path.startswith(begin):
            try:
                yield path, get(f"{server.url}{path}")[:30_000_000]
            except (HTTPError, OSError) as error:
                sys.stderr.write(f"    {path}: {error}\n")
    if begin == "/pdf":
        for number in range(60):
            yield f"/pdf-fuzz {number}", get(f"{server.url}/pdf-fuzz?n={number}&seed={number}&key={number}")


def _read_feed(sandbox: Workers, body: bytes) -> None:
    response = Response(url=SOURCE.url, status=200, body=body, content_type="application/rss+xml")
    sandbox.run(kind("feed").parse, SOURCE, Request(url=SOURCE.url), response, {}, now=NOW)


def _read_report(sandbox: Workers, body: bytes) -> None:
    sandbox.run(read_report, body, load_baseline(None).authorities)


def _read_page(sandbox: Workers, body: bytes) -> None:
    context = PageContext(
        found=FoundEntry(key="k", url="http://f.example/a"),
        outlet="Fuzz",
        own_authority=None,
        authorities=load_baseline(None).authorities,
    )
    sandbox.run(read_page, body, content_type="text/html", url="http://f.example/a", context=context)


def _figure(name: str, bodies: list[tuple[str, bytes]], read: Callable[[Workers, bytes], None]) -> Figure:
    died: list[str] = []
    refused, slowest, slowest_name = 0, 0.0, ""
    sandbox = open_sandbox()
    try:
        for label, body in bodies:
            began = time.monotonic()
            try:
                read(sandbox, body)
            except ParseError:
                refused += 1
            except SandboxError as error:
                died.append(f"{label}: {error}")
            spent = time.monotonic() - began
            if spent > slowest:
                slowest, slowest_name = spent, label
    finally:
        sandbox.close()
    for one in died:
        sys.stderr.write(f"    {one}\n")
    return Figure(
        name=name,
        asked="0 crashes, each <= 10 s",
        measured=(f"{len(died)} crashes, {refused} refused with a reason, slowest {slowest:.1f} s ({slowest_name})"),
        passed=not died and slowest <= LIMIT,
    )
