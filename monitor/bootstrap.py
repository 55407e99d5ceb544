"""The one place that wires: settings become tools, tools become services."""

import os
import random
import uuid
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Self

from monitor import __version__, channels
from monitor.errors import DeliveryError, FetchError, SettingsError
from monitor.fetching import HttpFetcher
from monitor.model.source import Request, Response
from monitor.ports import Channel, Fetcher, Sandbox
from monitor.sandbox import Inline, Workers
from monitor.services.deliver import Delivered
from monitor.services.held import Held
from monitor.services.log import Log
from monitor.services.merge import merge_ledger
from monitor.services.poll import Polled
from monitor.services.process import Result
from monitor.services.purge import Purge
from monitor.services.review import Review
from monitor.services.rounds import Pass, Rounds
from monitor.services.tools import Tools
from monitor.services.watch import Watch
from monitor.settings import Settings
from monitor.storage.backup import Manifest, put_back, read_backup, tombstones_of
from monitor.storage.baseline import load_baseline
from monitor.storage.doubts import Gap
from monitor.storage.lock import StateLock
from monitor.storage.store import Store

PARSERS = 2  # children at the most: a spare machine has one core or two
PARSER_CPU_SECONDS = 20
PARSER_MEMORY = 512 * 1024 * 1024  # bytes
PARSER_WALL_SECONDS = 40.0


class SystemClock:
    """The machine's clock: aware UTC for what is stored, monotonic seconds for intervals."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return monotonic()


def open_fetcher(settings: Settings) -> HttpFetcher:
    """Return the network as the settings want it used; to be closed after use.

    Raises SettingsError where the file of certificate authorities can't be used.
    """
    network = settings.network
    try:
        return HttpFetcher(
            allow=network.allow,
            proxy=network.proxy,
            ca_file=network.ca_file,
            concurrency=network.concurrency,
            timeout=network.timeout.total_seconds(),
            per_host_delay=network.per_host_delay.total_seconds(),
            max_body=network.max_body,
            user_agent=user_agent(settings.contact),
            robots_file=settings.state / "robots.json",
        )
    except OSError as error:
        problem = f"{settings.file}: network.ca_file: {network.ca_file} can't be used: {error}"
        raise SettingsError([problem]) from error


def user_agent(contact: str | None) -> str:
    """Return what the monitor calls itself to the sites it asks."""
    return f"inspection-monitor/{__version__}" + (f" (+mailto:{contact})" if contact else "")


def open_sandbox() -> Workers:
    """Return the child processes that parse; to be closed after use."""
    return Workers(
        count=PARSERS,
        cpu_seconds=PARSER_CPU_SECONDS,
        memory_bytes=PARSER_MEMORY,
        wall_seconds=PARSER_WALL_SECONDS,
    )


def open_store(settings: Settings) -> Store:
    """Return the store in the settings' state folder, made where it is missing.

    Raises SettingsError where the folder can't be used, StoreError where the database can't.
    """
    return Store(ready_folder(settings))


def ready_folder(settings: Settings) -> Path:
    """Return the state folder, made where it is missing. Raises SettingsError where it can't be used."""
    folder = settings.state
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError([f"{settings.file}: state: the folder {folder} can't be made: {error.strerror}"]) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError([f"{settings.file}: state: the folder {folder} can't be written; whose is it?"])
    return folder


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What was put back. `aside` is where the state before is kept, None where there was none."""

    manifest: Manifest
    held: int  # deliveries that wait for a person's decision
    aside: Path | None


class Offline:
    """The network of commands that only read the log or decide: none."""

    def fetch(self, request: Request, *, source_url: str, delay: timedelta | None = None) -> Response:  # noqa: ARG002
        """Refuse."""
        raise FetchError(request.url, "this command makes no requests")

    def post(
        self,
        url: str,  # noqa: ARG002
        *,
        body: bytes,  # noqa: ARG002
        headers: dict[str, str],  # noqa: ARG002
        channel: str,
    ) -> tuple[int, str, float | None]:
        """Refuse."""
        raise DeliveryError(channel, "this command sends nothing")


def open_channels(settings: Settings, fetcher: Fetcher) -> dict[str, Channel]:
    """Return the configured channels by id."""
    found = channels.kinds()
    return {one.id: found[one.kind].build(one.values, fetcher) for one in settings.channels}


def open_tools(settings: Settings, store: Store, fetcher: Fetcher, sandbox: Sandbox) -> Tools:
    """Return what services work with."""
    return Tools(
        store=store,
        fetcher=fetcher,
        sandbox=sandbox,
        clock=SystemClock(),
        baseline=load_baseline(settings.baseline_until),
        sources={source.id: source for source in settings.sources},
        channels=open_channels(settings, fetcher),
        rules=settings.rules,
        max_age=settings.max_age,
        quote=settings.quote,
        mint=lambda: uuid.uuid4().hex,
        chance=random.random,
        retention=settings.retention_text,
        retention_size=settings.retention_size,
        elections=settings.elections,
    )


class Desk:
    """The log and the verdicts, for commands that neither fetch nor send. Used as a context manager."""

    def __init__(self, settings: Settings) -> None:
        """Open the store. Raises SettingsError or StoreError."""
        self.store = open_store(settings)
        self.tools = open_tools(settings, self.store, Offline(), Inline())
        self.log = Log(self.tools)
        self.review = Review(self.tools)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()


def restore_backup(settings: Settings, file: Path) -> Restored:
    """Put a backup in place of the state folder's content. Sends nothing, and holds what may have been sent already.

    Raises SettingsError, StoreError, or LockedError where an instance works in the folder; all is then as it was.
    """
    folder = ready_folder(settings)
    with closing(StateLock(folder)), TemporaryDirectory(prefix=".restore.", dir=folder) as name:
        work = Path(name)
        manifest = read_backup(file, work, keep=True)
        stones = tombstones_of(folder)
        with closing(Store(work)) as store:
            tools = open_tools(settings, store, Offline(), Inline())
            now = tools.clock.now()
            held = Held(tools).begin(Gap(copied=datetime.fromisoformat(manifest.made), restored=now))
            Purge(tools).repeat(stones)
        return Restored(manifest=manifest, held=held, aside=put_back(folder, work, at=now))


class Monitor:
    """Everything wired: polls, reads, delivers. It alone works in its state folder. Used as a context manager."""

    def __init__(self, settings: Settings) -> None:
        """Open the store and take the lock.

        Raises SettingsError, StoreError, or LockedError where another instance works in the folder.
        """
        self._closing = ExitStack()
        with ExitStack() as opened:
            opened.callback(StateLock(ready_folder(settings)).close)
            store = open_store(settings)
            opened.callback(store.close)
            with store.transaction():
                store.alerts.end_leases()
            sandbox = open_sandbox()
            opened.callback(sandbox.close)
            fetcher = open_fetcher(settings)
            self.tools = open_tools(settings, store, fetcher, sandbox)
            self.log, self.review = Log(self.tools), Review(self.tools)
            merge_ledger(self.tools)
            self.rounds = Rounds(self.tools)
            heartbeat = settings.heartbeat
            self.watch = Watch(self.tools, self.rounds, heartbeat=heartbeat.url, every=heartbeat.every)
            opened.callback(self.rounds.close)
            opened.callback(fetcher.close)  # first of all: what waits for an answer gets an end
            self._closing = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def poll_due(self) -> int:
        """Start polling what is due."""
        return self.rounds.poll_due()

    def process_pending(self) -> int:
        """Start reading what waits."""
        return self.rounds.process_waiting()

    def deliver_due(self) -> Delivered:
        """Send what the outbox holds."""
        return self.rounds.deliver_due()

    def keep_house(self) -> None:
        """Tell of what is not well."""
        self.watch.keep()

    def beat(self) -> bool:
        """Ping the watcher elsewhere, if there is one, and if real work was done."""
        return self.watch.beat()

    def tell_stall(self, stuck: AbstractSet[str]) -> None:
        """Tell that jobs make no progress, or that all do again."""
        self.watch.tell_stall(stuck)

    def whole_pass(
        self, sources: Iterable[str] = (), *, full: bool, told: Callable[[Polled | Result], None] = lambda _: None
    ) -> Pass:
        """Poll these sources (none named: all enabled that are due, with `full` all enabled), read, deliver."""
        named = [self.tools.sources[one] for one in sources]
        due = set(self.tools.store.polls.due(self.tools.clock.now(), [one.id for one in self.tools.enabled]))
        chosen = named or [one for one in self.tools.enabled if full or one.id in due]
        done = self.rounds.whole_pass(chosen, full=full, alone=bool(named), told=told, tidy=self.keep_house)
        self.watch.beat(at_once=True)
        return done

    def progress(self) -> int:
        """Return a number that grows with every thing done."""
        return self.rounds.progress

    def is_busy(self) -> bool:
        """Return whether anything is under way."""
        return self.rounds.is_busy

    def stop(self) -> None:
        """Ask the work under way to end soon."""
        self.rounds.stop()

    def close(self) -> None:
        """End the work under way, close the network and the store, and let go of the lock."""
        self.rounds.stop()
        self._closing.close()
