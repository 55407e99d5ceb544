"""Keep many sources and many hosts going at once, so that a slow one delays no other.

The sources of one host are polled one after the other, those of different hosts side by side; so are the entries that
wait for their pages. `run` starts what is due and comes back at once; `poll` does one whole pass and waits for it.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

import structlog

from monitor.errors import StoreError
from monitor.model.source import Entry, Source
from monitor.services.deliver import Delivered, Deliverer
from monitor.services.poll import Polled, Poller
from monitor.services.process import Processed, Processor, Result
from monitor.services.tools import Tools
from monitor.storage.entries import Link
from monitor.urls import host_of

log = structlog.get_logger(__name__)

THREADS = 128
BATCH = 5000  # waiting entries looked at in one go
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds in which nothing is started after the store failed
LONGEST_POLLS = 12 * 3600.0  # seconds: 600 requests to a site that asks for a minute between two take ten hours
LONG_LOOK, LOOK_SHARE = 0.02, 50  # a look at the queue that takes longer (seconds) is made a fiftieth of the time
TURN_SECONDS = 30.0  # a host's entries give way to a fresh look at what waits after this long


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """What one whole pass did."""

    polled: tuple[Polled, ...] = ()
    processed: Counter[Processed] = field(default_factory=Counter)
    results: tuple[Result, ...] = ()
    delivered: Delivered = field(default_factory=Delivered)


Told = Callable[["Polled | Result"], None]


def _silent(_: Polled | Result) -> None:
    """Hear and say nothing."""


class Rounds:
    """Starts what is due on threads of its own."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._poller = Poller(tools, progressed=self._progressed)
        self._processor, self._deliverer = Processor(tools), Deliverer(tools)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="round")
        self._busy: dict[str, float] = {}  # what is under way, and since when, in monotonic seconds
        self._delivering = threading.Lock()
        self._lock = threading.Lock()
        self._store_failures, self._resume_at, self._store_problem = 0, 0.0, ""
        self._look_at = 0.0  # when the queue is looked at again, in monotonic seconds
        self.answered = 0  # counts polls that brought an answer and were stored: the heartbeat tells of these
        self.progress = 0  # counts what was finished: the watchdog is fed from its growth

    def poll_due(self) -> int:
        """Start polling the enabled sources that are due, each host by itself; return how many hosts were started."""
        now = self._tools.clock.now()
        queues: dict[str, list[Source]] = {}
        for one in self._tools.store.polls.due(now, [source.id for source in self._tools.enabled]):
            source = self._tools.sources[one]
            queues.setdefault(host_of(source.url), []).append(source)
        return sum(self._start(f"polls of {host}", partial(self._poll_each, due)) for host, due in queues.items())

    def process_waiting(self) -> int:
        """Start reading the entries that wait, each host by itself; return how many hosts were started."""
        began = monotonic()
        if began < self._look_at:
            return 0
        queues = self._waiting_by_host()
        if (cost := monotonic() - began) > LONG_LOOK:
            self._look_at = began + LOOK_SHARE * cost
        return sum(
            self._start(f"pages of {host}", partial(self._read_for_a_turn, links)) for host, links in queues.items()
        )

    def deliver_due(self, *, waiting_too: bool = False) -> Delivered:
        """Send what the outbox holds; return how it went. Where that is under way already, nothing is done."""
        if not self._delivering.acquire(blocking=False):
            return Delivered()
        try:
            delivered = self._deliverer.deliver_due(waiting_too=waiting_too)
        finally:
            self._delivering.release()
        if delivered != Delivered():
            self._progressed()
        return delivered

    def whole_pass(
        self,
        sources: Iterable[Source],
        *,
        full: bool,
        alone: bool = False,
        told: Told = _silent,
        tidy: Callable[[], None] = lambda: None,
    ) -> Pass:
        """Poll these sources, read all that waits, tidy, deliver; `told` hears of each thing as it is done.

        With `alone` only what waits of these sources is read.
        """
        chosen = list(sources)
        polled = list(self._pool.map(lambda source: self._poll(source, full=full, told=told), chosen))
        queues = self._waiting_by_host({one.id for one in chosen} if alone else None).values()
        read = self._pool.map(partial(self._read_all, told=told), queues)
        results = [result for one in read for result in one]
        tidy()
        return Pass(
            polled=tuple(polled),
            processed=Counter(result.how for result in results),
            results=tuple(results),
            delivered=self.deliver_due(waiting_too=full),
        )

    def is_polling(self, source: Source) -> bool:
        """Return whether polls of a source's host are under way, and not for so long that they must be stuck."""
        began = self._busy.get(f"polls of {host_of(source.url)}")
        return began is not None and monotonic() - began < LONGEST_POLLS

    @property
    def store_problem(self) -> str | None:
        """Why the store took no writes the last time, None where it did."""
        return self._store_problem if self._store_failures else None

    @property
    def is_busy(self) -> bool:
        """Whether anything started by a round is under way."""
        return bool(self._busy)

    def stop(self) -> None:
        """Ask the work under way to end soon: nothing new is begun."""
        self._tools.stopping.set()

    def close(self) -> None:
        """Wait for the work under way."""
        self._tools.stopping.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, name: str, work: Callable[[], object]) -> bool:
        """Run the work on a thread of its own, unless work of this name runs already."""
        with self._lock:
            if name in self._busy or self._tools.stopping.is_set() or monotonic() < self._resume_at:
                return False
            self._busy[name] = monotonic()
        self._pool.submit(self._work, name, work)
        return True

    def _work(self, name: str, work: Callable[[], object]) -> None:
        try:
            work()
        except StoreError as error:
            self._store_problem = str(error)
            # What was under way stays due or waiting: it is taken up again when the store takes writes again.
            log.exception("the store failed", work=name, reason=str(error), next_start_in_s=self._pause())
        else:
            self._store_failures = 0
        finally:
            with self._lock:
                self._busy.pop(name, None)

    def _pause(self) -> float:
        """Start nothing for a while, longer each time: a full disk must not let us ask the same pages every second."""
        with self._lock:
            if monotonic() >= self._resume_at:
                self._store_failures += 1
                self._resume_at = monotonic() + min(FIRST_PAUSE * 2.0 ** (self._store_failures - 1), LONGEST_PAUSE)
            return round(self._resume_at - monotonic(), 1)

    def _poll(self, source: Source, *, full: bool = False, told: Told = _silent) -> Polled:
        polled = self._poller.poll(source, full=full)
        self._progressed()
        if polled.is_answered:
            with self._lock:
                self.answered += 1
        told(polled)
        return polled

    def _poll_each(self, due: list[Source]) -> None:
        for source in due:
            if not self._tools.stopping.is_set():
                self._poll(source)

    def _read(self, entry: Entry, told: Told = _silent) -> Result:
        result = self._processor.process(entry)
        self._progressed()
        told(result)
        return result

    def _read_all(self, links: list[Link], told: Told) -> list[Result]:
        entries = (self._tools.store.entries.get(link.id) for link in links)
        return [self._read(entry, told) for entry in entries]

    def _read_for_a_turn(self, links: list[Link]) -> None:
        end = monotonic() + TURN_SECONDS
        for link in links:
            if self._tools.stopping.is_set() or monotonic() > end:
                return
            entry = self._tools.store.entries.still_waiting(link.id, self._tools.clock.now())
            if entry is not None:
                self._read(entry)

    def _waiting_by_host(self, wanted: set[str] | None = None) -> dict[str, list[Link]]:
        """Return what waits, of these sources or of all that are not disabled; only its links, for it may be much."""
        known = self._tools.sources.values()
        but = [one.id for one in known if (not one.enabled if wanted is None else one.id not in wanted)]
        queues: dict[str, list[Link]] = {}
        for link in self._tools.store.entries.links(self._tools.clock.now(), but=but, limit=BATCH):
            if wanted is None or link.source in wanted:
                queues.setdefault(host_of(link.url), []).append(link)
        return queues

    def _progressed(self) -> None:
        with self._lock:
            self.progress += 1
