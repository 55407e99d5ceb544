"""A year of polls in minutes: an injected clock, twenty sources, everything else real but the network.

Asked: at most five minutes; polls done are polls due, give or take one for each source; memory, the write-ahead log and
descriptors level.
"""

import os
import time
from dataclasses import dataclass, field
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


@dataclass(kw_only=True)
class Levels:
    """What was used at the end of each day: memory in MB, bytes of the write-ahead log, descriptors."""

    memory: list[float] = field(default_factory=list)
    log: list[int] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)

    def look(self, folder: Path) -> None:
        """Look once."""
        self.memory.append(_memory())
        self.descriptors.append(len(list(Path("/proc/self/fd").iterdir())))
        log = folder / "monitor.db-wal"
        self.log.append(log.stat().st_size if log.exists() else 0)

    def figure(self) -> Figure:
        """Return whether the year was level from its first quarter on."""
        days = len(self.memory)
        half, quarter = days // 2, days // 4
        return Figure(
            name="level over the year",
            asked="memory, WAL, descriptors level",
            measured=(
                f"memory {self.memory[quarter]:.0f} MB after a quarter, {self.memory[half]:.0f} after half, "
                f"{self.memory[-1]:.0f} at the end; WAL at most {max(self.log) / 1e6:.1f} MB; descriptors "
                f"{self.descriptors[quarter]} and {self.descriptors[-1]}"
            ),
            passed=self.memory[-1] <= self.memory[quarter] * 1.15 + 5
            and max(self.log[half:]) <= max(self.log[:half]) * 1.5 + 5e6
            and self.descriptors[-1] <= self.descriptors[quarter] + 2,
        )


def year(days: int = DAYS) -> list[Figure]:
    """Live through a year."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    sources = [
        Source(id=f"s{n}", name=f"S{n}", kind="feed", url=f"https://s{n}.example/feed", every=every, trust=Trust.PRESS)
        for n, every in enumerate(EVERY)
    ]
    polls, levels = dict.fromkeys((source.id for source in sources), 0), Levels()
    memory_disk = Path("/dev/shm")
    began = time.monotonic()
    with TemporaryDirectory(dir=memory_disk if memory_disk.exists() else None) as folder:
        world = bench(Path(folder), *sources)
        for day in range(days):
            _publish(world, day)
            _live(world, polls, until=timedelta(days=day + 1))
            levels.look(Path(folder))
        world.tools.store.close()
    spent = time.monotonic() - began
    due = {source.id: timedelta(days=days) / source.every for source in sources}
    off = {one: polls[one] - round(count) for one, count in due.items() if abs(polls[one] - count) > 1}
    return [
        Figure(
            name=f"{days} simulated days, 20 sources",
            asked="<= 5 min; polls done = due +- 1",
            measured=f"{spent:.0f} s, {sum(polls.values())} polls, more than one off: {off or 'none'}",
            passed=spent <= 300 and not off,
        ),
        levels.figure(),
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
