"""A year of polls in minutes: an injected clock, twenty sources, everything else real but the network.

Asked: at most five minutes; polls done are polls due, give or take one for each source; memory, the write-ahead log and
descriptors level.
"""

import os
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.services.deliver import Deliverer
from monitor.services.house import House
from monitor.services.poll import Poller
from monitor.services.process import Processor
from tests.fakes import START, Bench, bench
from tests.faults.table import Figure

DAYS = 365
EVERY = [timedelta(hours=hours) for hours in (1, 2, 2, 3, 3, 4, 4, 6, 6, 6, 8, 8, 12, 12, 12, 24, 24, 24, 24, 24)]
TICK = timedelta(minutes=15)
ITEM = "<item><title>{title}</title><link>https://s{n}.example/{day}</link><guid>{day}</guid></item>"
TITLES = ("The new bypass is open", "Bins are emptied on Mondays", "A school has a new roof", "Council tax is set")


def year(days: int = DAYS) -> list[Figure]:
    """Live through a year."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    sources = [
        Source(id=f"s{n}", name=f"S{n}", kind="feed", url=f"https://s{n}.example/feed", every=every, trust=Trust.PRESS)
        for n, every in enumerate(EVERY)
    ]
    polls = dict.fromkeys((source.id for source in sources), 0)
    memory: list[float] = []
    descriptors: list[int] = []
    logs: list[int] = []
    memory_disk = Path("/dev/shm")
    began = time.monotonic()
    with TemporaryDirectory(dir=memory_disk if memory_disk.exists() else None) as folder:
        world = bench(Path(folder), *sources)
        for day in range(days):
            _publish(world, day)
            _live(world, polls, until=timedelta(days=day + 1))
            memory.append(_memory())
            descriptors.append(len(list(Path("/proc/self/fd").iterdir())))
            log = Path(folder) / "monitor.db-wal"
            logs.append(log.stat().st_size if log.exists() else 0)
        world.tools.store.close()
    spent = time.monotonic() - began
    off = {
        source.id: polls[source.id] - round(timedelta(days=days) / source.every)
        for source in sources
        if abs(polls[source.id] - timedelta(days=days) / source.every) > 1
    }
    half, quarter = days // 2, days // 4
    return [
        Figure(
            name=f"{days} simulated days, 20 sources",
            asked="<= 5 min; polls done = due +- 1",
            measured=f"{spent:.0f} s, {sum(polls.values())} polls, more than one off: {off or 'none'}",
            passed=spent <= 300 and not off,
        ),
        Figure(
            name="level over the year",
            asked="memory, WAL, descriptors level",
            measured=(
                f"memory {memory[quarter]:.0f} MB after a quarter, {memory[half]:.0f} after half, {memory[-1]:.0f} at "
                f"the end; WAL at most {max(logs) / 1e6:.1f} MB; descriptors {descriptors[quarter]} and "
                f"{descriptors[-1]}"
            ),
            passed=memory[-1] <= memory[quarter] * 1.15 + 5
            and max(logs[half:]) <= max(logs[:half]) * 1.5 + 5e6
            and descriptors[-1] <= descriptors[quarter] + 2,
        ),
    ]


def _publish(world: Bench, day: int) -> None:
    for n in range(len(EVERY)):
        items = "".join(
            ITEM.format(title=f"{TITLES[(n + one) % 4]} ({one})", n=n, day=one)
            for one in range(max(0, day - 9), day + 1)
        )
        feed = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
        world.fetcher.serve(f"https://s{n}.example/feed", feed, etag=f'"{day}"')


def _live(world: Bench, polls: dict[str, int], *, until: timedelta) -> None:
    poller, processor = Poller(world.tools), Processor(world.tools)
    deliverer, house = Deliverer(world.tools), House(world.tools)
    while world.clock.now() - START < until:
        now = world.clock.now()
        for one in world.tools.store.polls.due(now, list(world.tools.sources)):
            poller.poll(world.tools.sources[one])
            polls[one] += 1
        for entry in world.tools.store.entries.waiting(now, sources=list(world.tools.sources), limit=500):
            processor.process(entry)
        deliverer.deliver_due()
        if now.minute == 0:
            house.keep()
        world.fetcher.asked.clear()
        world.clock.advance(TICK)


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
