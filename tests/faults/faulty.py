"""Every endpoint of the fault server as a source, beside twenty good ones, under a running service.

Asked: good sources start at most 2 s late (p99), service at most 250 MB, each child at most 512 MB, no growth of
descriptors, a clear text for every failure.
"""

import json
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.faults.judge import opened
from tests.faults.scene import KIT, Scene, get, kill_group, need, process, scene, wait_for
from tests.faults.table import Figure

GOOD = [f"127.0.1.{number}" for number in range(1, 21)]
SERVERS = 6
NO_FEED = ("/article", "/pdf", "/robots.txt", "/canary")  # these are pages and files, tried by other experiments
SECONDS = 150
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Good</title>
<item><title>The new bypass is open</title>
<link>http://{host}:{port}/bypass</link><guid>bypass</guid></item></channel></rss>"""


@dataclass(kw_only=True)
class GoodSites:
    """Twenty sites that always answer, and when they were asked."""

    port: int = 0
    asked: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve until the end of the block."""
        sites = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host = self.connection.getsockname()[0]
                if self.path == "/feed":
                    sites.asked.setdefault(host, []).append(time.time())
                body = FEED.format(host=host, port=sites.port).encode()
                self.send_response(404 if self.path == "/robots.txt" else 200)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Say nothing."""

        servers = [ThreadingHTTPServer((GOOD[0], 0), Handler)]
        self.port = servers[0].server_address[1]
        servers += [ThreadingHTTPServer((host, self.port), Handler) for host in GOOD[1:]]
        for server in servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            for server in servers:
                server.shutdown()
                server.server_close()

    def sources(self, every: str) -> str:
        line = '\n  - {{id: good-{n}, kind: feed, url: "http://{host}:{port}/feed", every: {every}, trust: press}}'
        return "".join(line.format(n=n, host=host, port=self.port, every=every) for n, host in enumerate(GOOD, start=1))


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultServer:
    """One fault server: where it is, and the secret that must be seen nowhere."""

    url: str
    token: str

    def stats(self) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = json.loads(get(f"{self.url}/__stats"))
        return found


@contextmanager
def fault_servers(folder: Path, count: int) -> Iterator[list[FaultServer]]:
    """Run so many fault servers, each on an address of its own."""
    need(KIT / "faulty_server.py")
    with ExitStack() as stack:
        for number in range(1, count + 1):
            ready = folder / f"fault{number}.json"
            command = (sys.executable, KIT / "faulty_server.py", "--port", "0", "--ready-file", ready)
            hosts = ("--host", f"127.0.2.{number}", "--canary-host", f"127.0.3.{number}")
            stack.enter_context(process(*command, *hosts, log=folder / "fault.log"))
        found = [wait_for(folder / f"fault{number}.json") for number in range(1, count + 1)]
        yield [FaultServer(url=one["url"], token=one["token"]) for one in found]


def endpoints(server: FaultServer) -> list[str]:
    """Return the paths of all feeds that the fault server has."""
    every: list[str] = json.loads(get(f"{server.url}/__list"))
    listed = [path for path in every if not path.startswith(NO_FEED) and path not in {"/status/CODE", "/fuzz/N"}]
    return [*listed, *(f"/status/{code}" for code in (204, 206, 400, 401, 403, 404, 451, 500, 502, 503)), "/fuzz/1"]


def bad_sources(servers: list[FaultServer], every: str) -> str:
    """Return the settings of one source for each endpoint, spread over the servers."""
    paths = endpoints(servers[0])
    lines = []
    for number, path in enumerate(paths):
        name = path.strip("/").replace("/", "-")
        url = f"{servers[number % len(servers)].url}{path}"
        lines.append(f'\n  - {{id: bad-{name}, kind: feed, url: "{url}", every: {every}, trust: press}}')
    return "".join(lines)


@dataclass(kw_only=True)
class Watched:
    """What was seen of a running service: memory in MB, descriptors, and when each good source was due."""

    service: float = 0.0
    child: float = 0.0
    descriptors: list[int] = field(default_factory=list)
    dues: dict[str, set[str]] = field(default_factory=dict)

    def look(self, process_id: int, database: Path) -> None:
        """Look once."""
        with suppress(OSError, sqlite3.Error):
            self.service = max(self.service, _memory(process_id))
            self.descriptors.append(len(os.listdir(f"/proc/{process_id}/fd")))  # noqa: PTH208 - only their number
            for child in _children(process_id):
                self.child = max(self.child, _memory(child))
            with opened(database) as connection:
                rows = connection.execute("SELECT id, next_due FROM sources WHERE id LIKE 'good-%'").fetchall()
            for source, due in rows:
                if due is not None:
                    self.dues.setdefault(source, set()).add(due)


def _memory(process_id: int) -> float:
    lines = Path(f"/proc/{process_id}/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _children(process_id: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process_id}/task").iterdir():
        for child in (task / "children").read_text("ascii").split():
            found += [int(child), *_children(int(child))]
    return found


def lateness(watched: Watched, good: GoodSites) -> list[float]:
    """Return by how many seconds each poll of a good source that was due came late."""
    late = []
    for source, dues in watched.dues.items():
        asked = sorted(good.asked.get(GOOD[int(source.removeprefix("good-")) - 1], []))
        for due in (datetime.fromisoformat(text).timestamp() for text in sorted(dues)):
            after = [moment for moment in asked if moment >= due - 0.2]
            if after:
                late.append(max(0.0, after[0] - due))
    return sorted(late)


def beside_good_ones(seconds: int = SECONDS) -> list[Figure]:
    """Run the service beside everything that the fault server has."""
    good, watched = GoodSites(), Watched()
    with scene() as stage, good.serving(), fault_servers(stage.folder, SERVERS) as servers:
        stage.write(sources=good.sources("5s") + bad_sources(servers, "20s"))
        started, end = stage.start("run"), time.monotonic() + seconds
        try:
            while time.monotonic() < end and started.poll() is None:
                watched.look(started.pid, stage.database)
                time.sleep(0.3)
            alive = started.poll() is None
            asked = sum(map(len, good.asked.values()))
            started.terminate()
            began = time.monotonic()
            with suppress(TimeoutError):
                started.wait(30)
            stopped = time.monotonic() - began
        finally:
            kill_group(started)
        hits = sum(len(server.stats()["canary"]) for server in servers)
        return _figures(stage, watched, lateness(watched, good), alive=alive, asked=asked, hits=hits, stopped=stopped)


def _figures(
    stage: Scene, watched: Watched, late: list[float], *, alive: bool, asked: int, hits: int, stopped: float
) -> list[Figure]:
    rows: list[dict[str, str | None]] = json.loads(stage.run("sources", "--json").stdout)
    failing = {str(row["id"]): str(row["error"]) for row in rows if row["state"] in {"failing", "blocked"}}
    for source, error in sorted(failing.items()):
        sys.stderr.write(f"    {source}: {error}\n")
    unclear = [source for source, error in failing.items() if len(error) < 15 or "unexpected" in error]
    bad_good = [row["id"] for row in rows if str(row["id"]).startswith("good") and row["state"] != "ok"]
    p99 = late[int(len(late) * 0.99)] if late else 99.0
    third = len(watched.descriptors) // 3
    early, last = max(watched.descriptors[third : 2 * third]), max(watched.descriptors[2 * third :])
    return [
        Figure(
            name="good sources beside bad ones",
            asked="p99 <= 2 s late, all ok",
            measured=f"{asked} polls, p99 {p99:.2f} s late (worst {late[-1] if late else 99:.2f}), not ok: {bad_good}",
            passed=p99 <= 2 and not bad_good and alive,
        ),
        Figure(
            name="memory",
            asked="service <= 250 MB, child <= 512 MB",
            measured=f"service {watched.service:.0f} MB, child {watched.child:.0f} MB",
            passed=watched.service <= 250 and watched.child <= 512,
        ),
        Figure(
            name="descriptors",
            asked="no growth",
            measured=f"middle third at most {early}, last third at most {last}",
            passed=last <= early + 5,
        ),
        Figure(
            name="every failure has a text",
            asked="all",
            measured=f"{len(failing)} failing, of these unclear: {unclear}",
            passed=bool(failing) and not unclear,
        ),
        Figure(name="canary beside feeds", asked="0 hits", measured=f"{hits} hits", passed=hits == 0),
        Figure(name="SIGTERM beside stalls", asked="<= 10 s", measured=f"{stopped:.1f} s", passed=stopped <= 10),
    ]
