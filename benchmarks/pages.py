"""Measure the server time of every page over a store of many generated articles.

`python -m benchmarks.pages [ARTICLES [FOLDER]]` (100,000 where not given) makes a store in a temporary folder, or in
one that is named, which is kept and used again; serves it, asks every page 60 times, and prints the median, the 95th
percentile and the first time in milliseconds, and the 95th percentile of the processor's time (the asking included),
which other work on the machine changes less. Run by hand: times are no tests.
"""

import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from monitor.model.article import Kind
from monitor.model.claim import Analysis, Claim, Quotation, Role
from monitor.model.source import EntryState, FoundEntry
from monitor.storage.articles import ArticleRow, Revision
from monitor.storage.store import Store
from tests.faces.pages import filled, opened, visiting
from tests.fakes import Bench

ASKED: Final = 60
TEXT: Final = (
    "council children families services inspectors report school budget housing roads library park festival police "
    "planning flood market bridge volunteers director cabinet meeting proposal consultation survey weather football"
)
WORDS: Final = TEXT.split()
SOURCES: Final = ("herald", "herald", "herald", "echo")
LATER: Final = datetime(2030, 1, 1, tzinfo=UTC)
PAGES: Final = (
    "/", "/england", "/england?as_of=2018-01-31", "/authorities", "/authorities/856", "/authorities/330", "/articles",
    "/articles?after=g77777", "/articles?source=echo",
    "/articles?show=relevant", "/articles?claims=news", "/articles?kind=school", "/articles?authority=Leicester",
    "/articles?since=2018-01-01&until=2018-02-01", "/articles?kind=school&source=echo",
    "/articles?kind=outcome&source=echo", "/articles.csv", "/articles/a1", "/articles/a1?compare=2", "/outcomes",
    "/outcomes/id0001", "/outcomes/id0001/verdict?decision=reject", "/review", "/sources", "/alerts", "/metrics",
    "/feeds/all.atom", "/feeds/authority/856.json", "/api/articles", "/api/ratings", "/api/sources",
)  # fmt: skip
SEARCHES: Final = (
    "/articles?q=council", "/articles?q=children+services", "/articles?q=leicester", "/articles?q=zebra",
    "/articles?q=zebra+council", "/articles?q=inspectors+library+budget+weather", "/articles?q=council&show=relevant",
    "/articles?q=council&authority=Leicester", "/articles?q=council&kind=outcome",
    "/articles?q=council&source=echo&since=2012-01-01&until=2012-02-01", "/articles.json?q=council",
    "/api/articles?q=council&limit=50",
)  # fmt: skip


def fill(store: Store, number: int, codes: list[str]) -> None:
    """Store generated articles of ten years with their entries, one in fifty with a claim."""
    chance = random.Random(7)
    start = datetime(2009, 6, 1, tzinfo=UTC)
    for begin in range(0, number, 5_000):
        with store.transaction():
            for n in range(begin, min(begin + 5_000, number)):
                _one(store, n, start + timedelta(minutes=n * 5_000_000 / number), chance, codes)
            for entry in store.entries.waiting(LATER, sources=SOURCES, limit=5_000):
                store.entries.done(entry, EntryState.READ, article=entry.found.key)


def _one(store: Store, n: int, when: datetime, chance: random.Random, codes: list[str]) -> None:
    words = chance.choices(WORDS, k=220) + (["zebra"] if n % 20_000 == 7 else [])
    tells = n % 50 == 0
    row = ArticleRow(
        id=f"g{n}",
        key=f"https://herald.example/{n}",
        url=f"https://herald.example/{n}",
        source=chance.choice(SOURCES),
        outlet="The Morning Herald",
        title=" ".join(words[:8]).capitalize(),
        published=when,
        first_seen=when,
        relevant=tells,
        kind=Kind.BACKGROUND if tells else chance.choice((Kind.OTHER, Kind.SCHOOL)),
        reasons=("generated",),
        partial=False,
        revision=1,
        text_hash=f"h{n}",
        first_pass=False,
    )
    revision = Revision(
        article=row.id, n=1, fetched_at=when, body=None, fragment=None, content_type="", url=row.url, title=row.title,
        text=" ".join(words), text_hash=row.text_hash, fingerprint=frozenset(), versions={},
    )  # fmt: skip
    claim = Claim(
        la_code=codes[n % len(codes)], judgement="overall", grade="good",
        role=Role.HISTORY, quote=Quotation(text=words[0], start=0, end=len(words[0])),
    )  # fmt: skip
    found = FoundEntry(key=row.id, url=row.url, title=row.title, published=when, summary=revision.text[:200])
    store.entries.add(row.source, [found], at=when, first_pass=False)
    store.articles.save(row, revision, Analysis(relevant=tells, kind=row.kind, claims=(claim,) if tells else ()))


@contextlib.contextmanager
def folder_of(named: str | None) -> Iterator[Path]:
    """Yield the named folder, which is kept; a temporary one where none is named."""
    if named is not None:
        Path(named).mkdir(parents=True, exist_ok=True)
        yield Path(named)
        return
    with tempfile.TemporaryDirectory(prefix="monitor-pages-") as folder:
        yield Path(folder)


def stored(folder: Path, number: int) -> Bench:
    """Return a bench over a store of so many articles, made where the folder has none."""
    if (folder / "monitor.db").exists():
        return opened(folder)
    made, begun = filled(folder), time.perf_counter()
    fill(made.tools.store, number, [code for code, one in made.tools.by_la_code.items() if one.is_current])
    size = (folder / "monitor.db").stat().st_size / 1e6
    print(f"{number} articles in {time.perf_counter() - begun:.0f} s, {size:.0f} MB")
    return made


def main() -> None:
    """Make the store, ask the pages, print the times."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with (
        folder_of(sys.argv[2] if len(sys.argv) > 2 else None) as folder,
        visiting(stored(folder, number).tools) as client,
    ):
        print(" median     p95   first  p95 of processor")
        for path in (*PAGES, *SEARCHES):
            times, worked = list[float](), list[float]()
            for _ in range(ASKED):
                asked, begun = time.perf_counter(), time.process_time()
                client.get(path).raise_for_status()
                times.append((time.perf_counter() - asked) * 1000)
                worked.append((time.process_time() - begun) * 1000)
            p95, cpu = (statistics.quantiles(some, n=20)[-1] for some in (times, worked))
            print(f"{statistics.median(times):7.1f} {p95:7.1f} {times[0]:7.1f} {cpu:7.1f}  {path}", flush=True)


if __name__ == "__main__":
    main()
