"""The stage of the experiments: the replica of the sources, a receiver that fails, and the monitor as a process.

All on loopback; everything that is started is ended by its own id.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
KIT = SHARED / "kit" / "faults"
SECRET = "whsec_c2l4dGVlbi1yYW5kb20tYnl0ZXMtYWJjZGVm"
SMTP_PASSWORD = "pa55-of-the-mail-server"
REPLICA = """
  - {{id: trade, kind: feed, url: "http://127.0.0.11:{port}/feed", every: {every}, trust: press}}
  - {{id: sector, kind: feed, url: "http://127.0.0.12:{port}/feed/", every: {every}, trust: press}}
  - {{id: council, kind: listing, url: "http://127.0.0.13:{port}/news-articles/", every: {every}, trust: council,
     authority: Leicester, next: "a[rel=next]", pages: 2}}
  - {{id: local, kind: feed, url: "http://127.0.0.14:{port}/news/?service=rss", every: {every}, trust: press}}
  - {{id: govuk, kind: feed, url: "http://127.0.0.15:{port}/government/organisations/ofsted.atom", every: {every},
     trust: inspectorate}}
  - {{id: ofsted, kind: ofsted-reports, url: "http://127.0.0.16:{port}/search?start=0&rows=100", every: {every},
     delay: 0s, trust: inspectorate}}
"""
CONFIG = """
contact: me@example.org
state: state
network: {{allow: [{allow}], per_host_delay: 0s}}
baseline: {{until: 2016-12-31}}
sources: {sources}
alerts:
  max_age: none
  channels: {channels}
  rules:
    - {{to: [hook], events: [{events}]}}
web: {{host: 127.0.0.1, port: 0}}
"""
HOOK = '[{{id: hook, kind: webhook, url: "{url}", secret: "${{HOOK_SECRET}}"}}]'
EVENTS = "changed, areas, retained, first, visit, updated, corrected"


class MissingKitError(Exception):
    """What an experiment needs is not here."""


def need(*paths: Path) -> None:
    """Raise MissingKitError where something that an experiment needs is absent."""
    for path in paths:
        if not path.exists():
            raise MissingKitError(f"{path.name} is not here")


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def get(url: str) -> bytes:
    """Return what a control address answers."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return bytes(answer.read())


@contextmanager
def process(*command: str | Path, log: Path, cwd: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process in a session of its own, and end that session afterwards."""
    with log.open("ab") as out:
        started = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=out, cwd=cwd, start_new_session=True
        )
        try:
            yield started
        finally:
            kill_group(started)


def kill_group(started: "subprocess.Popen[bytes]") -> None:
    """Kill a process with all its children, and wait for it."""
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait(30)


def wait_for(path: Path, seconds: float = 20) -> dict[str, str]:
    """Return the JSON line that a server writes when it is ready."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists() and path.read_text("utf-8").endswith("\n"):
            found: dict[str, str] = json.loads(path.read_text("utf-8"))
            return found
        time.sleep(0.05)
    raise MissingKitError(f"no server wrote {path.name}")


@dataclass(kw_only=True)
class Scene:
    """A folder with settings and state, the replica, and the receiver."""

    folder: Path
    world_port: int
    hook_url: str

    def step(self, number: int) -> None:
        """Let the replica publish what it has up to a step."""
        get(f"http://127.0.0.11:{self.world_port}/_world/step/{number}")

    def hook_mode(self, options: str) -> None:
        """Change how the receiver fails."""
        get(f"{self.hook_url.removesuffix('/hook')}/__mode?{options}")

    @property
    def database(self) -> Path:
        return self.folder / "state" / "monitor.db"

    @property
    def hooks(self) -> Path:
        return self.folder / "hooks.jsonl"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "monitor", "--config", str(self.folder / "config.yaml"), *arguments]

    def start(self, *arguments: str, before: Sequence[str] = (), log: str = "monitor.log") -> "subprocess.Popen[bytes]":
        """Start a command of the monitor in a session of its own."""
        with (self.folder / log).open("ab") as out:
            return subprocess.Popen(
                [*before, *self.command(*arguments)],
                stdout=out,
                stderr=out,
                cwd=ROOT,
                env=os.environ | {"HOOK_SECRET": SECRET},
                start_new_session=True,
            )

    def run(self, *arguments: str, seconds: float = 120) -> "subprocess.CompletedProcess[str]":
        """Run a command of the monitor to its end."""
        return subprocess.run(
            self.command(*arguments),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            cwd=ROOT,
            env=os.environ | {"HOOK_SECRET": SECRET},
        )

    def write(self, *, sources: str, hook: str | None = None, events: str = EVENTS, allow: str = "127.0.0.0/8") -> None:
        """Write the settings."""
        channels = HOOK.format(url=hook or self.hook_url)
        text = CONFIG.format(sources=sources, channels=channels, events=events, allow=allow)
        (self.folder / "config.yaml").write_text(text, "utf-8")


@contextmanager
def scene(*hook_options: str, step: int = 0, every: str = "1s") -> Iterator[Scene]:
    """Set the stage: replica at a step, receiver with these failure options, settings with the replica's sources."""
    need(SHARED / "world" / "serve.py", KIT / "webhook_sink.py")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        port = free_port()
        world = (sys.executable, SHARED / "world" / "serve.py", "--port", str(port), "--step", str(step))
        stack.enter_context(process(*world, log=folder / "world.log"))
        stack.enter_context(receiver(folder, *hook_options))
        made = Scene(folder=folder, world_port=port, hook_url=f"{wait_for(folder / 'sink.json')['url']}/hook")
        made.write(sources=REPLICA.format(port=port, every=every))
        _wait_until_open(port)
        yield made


@contextmanager
def receiver(folder: Path, *options: str) -> Iterator[None]:
    """Run the kit's receiver of webhooks, which logs to hooks.jsonl."""
    sink = (sys.executable, KIT / "webhook_sink.py", "--port", "0", "--secret", SECRET)
    files = ("--log", folder / "hooks.jsonl", "--ready-file", folder / "sink.json")
    with process(*sink, *files, *options, log=folder / "sink.log"):
        yield


def _wait_until_open(port: int) -> None:
    for _ in range(200):
        try:
            get(f"http://127.0.0.11:{port}/robots.txt")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise MissingKitError("the replica did not start")
