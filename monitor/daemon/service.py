"""`monitor run`: one process that polls, reads and tells until it is asked to end.

APScheduler is only a clock here: each job asks the store what is due, so a restart forgets nothing. Signals are put
in a queue by their handlers and acted on by the main thread.
"""

import os
import queue
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Final, Protocol

import structlog

from monitor.daemon.readiness import Readiness
from monitor.daemon.ticks import Advance, Job
from monitor.errors import MonitorError, SettingsError
from monitor.settings import Settings

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

_log = structlog.get_logger(__name__)

GRACE: Final = 8.0  # seconds that work under way has to end after SIGTERM; systemd and people count on ten
RELOAD_GRACE: Final = 60.0  # seconds that work under way has to end before settings are exchanged
_HEARTBEAT: Final = 5.0  # seconds between two looks at the jobs where no watchdog asks for more


class Work(Protocol):
    """What the service does at its ticks (`bootstrap.Monitor`)."""

    def poll_due(self) -> object:
        """Poll the sources that are due."""
        ...

    def process_pending(self) -> object:
        """Read the entries that wait, as far as their time has come."""
        ...

    def deliver_due(self) -> object:
        """Send the deliveries whose time has come."""
        ...

    def keep_house(self) -> object:
        """Look at the health of everything, tell of what is not well, and drop what may go."""
        ...

    def beat(self) -> object:
        """Tell a watcher elsewhere that work gets done, where it does."""
        ...

    def tell_stall(self, stuck: AbstractSet[str]) -> object:
        """Tell people that these make no progress, or, with none, that all do again; called from its own thread."""
        ...

    def progress(self) -> int:
        """Return a number that grows with every thing done."""
        ...

    def is_busy(self) -> bool:
        """Return whether anything is under way."""
        ...

    def stop(self) -> None:
        """Ask the work under way to end soon; called from another thread."""
        ...

    def close(self) -> None:
        """Wait for the work under way, close the network and the store, and let go of the lock."""
        ...


def jobs_of(work: Work) -> tuple[Job, ...]:
    """Return what is done again and again, with seconds between two looks at the store."""
    return (
        Job(name="poll", every=1.0, work=work.poll_due),
        Job(name="process", every=1.0, work=work.process_pending),
        Job(name="deliver", every=1.0, work=work.deliver_due),
        Job(name="house", every=60.0, work=work.keep_house),
        Job(name="heartbeat", every=5.0, work=work.beat),
    )


class Service:
    """The running service. `load` reads the settings anew, `open_work` wires what they ask for."""

    def __init__(
        self,
        *,
        load: Callable[[], Settings],
        open_work: Callable[[Settings], Work],
        readiness: Readiness,
    ) -> None:
        self._load = load
        self._open = open_work
        self._readiness = readiness
        self._signals: queue.SimpleQueue[signal.Signals] = queue.SimpleQueue()
        self._settings = load()
        self._work = open_work(self._settings)
        self._jobs: tuple[Job, ...] = ()
        self._clock: BackgroundScheduler | None = None
        self._advance = Advance()

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT; return the exit code."""
        with self._listening() as wakes:
            self._start()
            _log.info("ready", sources=self._enabled(), channels=len(self._settings.channels), process=os.getpid())
            self._readiness.ready(self._status())
            try:
                self._serve(wakes)
            finally:
                self._readiness.stopping()
                finished = self._halt(GRACE)
        if not finished:
            # Everything is stored in whole transactions: an end in the middle of a fetch loses nothing, and threads
            # that wait for a slow server must not hold up the end of the process.
            _log.warning("ended with work under way")
            os._exit(0)
        _log.info("stopped")
        return 0

    def _serve(self, wakes: socket.socket) -> None:
        rest = min(_HEARTBEAT, (self._readiness.watchdog or _HEARTBEAT * 2) / 2)
        stuck: set[str] | None = None
        while True:
            # A signal that comes just before a wait would only be seen after it: its byte in the pipe ends the wait.
            if select.select([wakes], [], [], rest)[0]:
                wakes.recv(64)
            stuck = self._beat(stuck)
            while not self._signals.empty():
                received = self._signals.get()
                if received is not signal.SIGHUP:
                    _log.info("stopping", signal=received.name)
                    return
                self._reload()

    def _beat(self, known: set[str] | None) -> set[str]:
        """Feed the watchdog while everything makes progress; return the names of what does not.

        People are told when that changes. `known` None: nobody knows how it was before, in the process before this one.
        """
        now = time.monotonic()
        stuck = {job.name for job in self._jobs if not job.is_alive(now)}
        if not self._advance.is_alive(self._work.progress(), now, busy=self._work.is_busy()):
            stuck.add("work under way")
        if not stuck:
            self._readiness.alive()
        for name in stuck - (known or set()):
            _log.error("no progress", job=name, next="the watchdog of systemd restarts the service, where it is set")
        if known is None or bool(stuck) != bool(known):
            # What is stuck may be the store or a channel: this thread must go on to hear signals.
            threading.Thread(target=self._work.tell_stall, args=(stuck,), name="stalled", daemon=True).start()
        return stuck

    def _start(self) -> None:
        from apscheduler.executors.pool import ThreadPoolExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        self._jobs, self._advance = jobs_of(self._work), Advance()
        self._clock = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(max(len(self._jobs), 1))},
            # A late tick is still due, and several late ones are one: what is due is asked of the store anyway.
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        for job in self._jobs:
            self._clock.add_job(job.run, "interval", seconds=job.every, id=job.name, next_run_time=datetime.now(UTC))
        self._clock.start()

    def _halt(self, grace: float) -> bool:
        """End the clock and the work; return whether all of it ended within `grace` seconds."""
        if self._clock is not None:
            self._clock.shutdown(wait=False)
            self._clock = None
        self._work.stop()
        ending = threading.Thread(target=self._work.close, name="ending", daemon=True)
        ending.start()
        ending.join(grace)
        return not ending.is_alive()

    def _reload(self) -> None:
        self._readiness.reloading()
        try:
            fresh = self._load()
        except SettingsError as error:
            for problem in error.problems:
                _log.error("settings refused", problem=problem)
            _log.error("the settings before stay in force", file=str(self._settings.file))
            self._readiness.ready(self._status())
            return
        if fresh.state != self._settings.state:
            _log.error(
                "another state folder needs a restart; the settings before stay in force", state=str(fresh.state)
            )
            self._readiness.ready(self._status())
            return
        self._exchange(fresh)
        self._readiness.ready(self._status())

    def _exchange(self, fresh: Settings) -> None:
        before = self._settings
        if not self._halt(RELOAD_GRACE):
            _log.error("work under way did not end; the service restarts")
            os._exit(1)
        try:
            self._work = self._open(fresh)
            self._settings = fresh
            _log.info("settings reloaded", sources=self._enabled(), channels=len(fresh.channels))
        except (MonitorError, OSError) as error:
            _log.error("settings refused; the settings before stay in force", problem=str(error))
            self._work = self._open(before)
        self._start()

    def _enabled(self) -> int:
        return sum(source.enabled for source in self._settings.sources)

    def _status(self) -> str:
        return f"Watching {self._enabled()} sources, telling {len(self._settings.channels)} channels"

    @contextmanager
    def _listening(self) -> Iterator[socket.socket]:
        """Put signals into the queue while it lasts; what is yielded becomes readable when one came."""

        def note(number: int, _frame: FrameType | None) -> None:
            self._signals.put(signal.Signals(number))

        reading, writing = socket.socketpair()
        with reading, writing:
            writing.setblocking(False)
            wakeup = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
            before = {one: signal.signal(one, note) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
            try:
                yield reading
            finally:
                for one, handler in before.items():
                    signal.signal(one, handler)
                signal.set_wakeup_fd(wakeup)
