"""Tell about when a story appeared from the number in its address, where its publisher counts its stories up.

BBC News did so until 2024, and the local papers of Newsquest share one count. The numbers of some stories whose day is
known are in data/story_numbers.csv (data/README.md has how well those between them are told).
"""

import csv
import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

FILE: Final = "story_numbers.csv"
GIVE: Final = timedelta(days=12)  # how far such a day may be from the true one
_FARTHEST_APART: Final = timedelta(days=330)  # two known days between which a number tells anything
_A_DAY: Final = r"20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"  # "20260701", which other sites write so
_NUMBERS: Final = (
    ("bbc", re.compile(r"/news/uk-england-[a-z-]+-(\d{8})(?!\d)")),
    ("newsquest", re.compile(rf"/news/(?:[\w-]+/){{0,4}}(?!{_A_DAY})(\d{{8}})\.(?!html?\b|php\b|aspx?\b)[\w-]")),
)


@cache
def _known() -> dict[str, tuple[tuple[int, date], ...]]:
    """Return the numbers of each publisher whose day is known, in their order."""
    found: dict[str, list[tuple[int, date]]] = {}
    rows = csv.DictReader(files("monitor.data").joinpath(FILE).read_text("utf-8").splitlines())
    for row in rows:
        found.setdefault(row["publisher"], []).append((int(row["number"]), date.fromisoformat(row["published"])))
    return {publisher: tuple(sorted(numbers)) for publisher, numbers in found.items()}


def day_of_number(url: str) -> date | None:
    """Return the day, at most `GIVE` off but for few, on which the story of an address appeared; None if unknown."""
    for publisher, pattern in _NUMBERS:
        match = pattern.search(url)
        if match is not None:
            return _between(int(match[1]), _known()[publisher])
    return None


def _between(number: int, known: tuple[tuple[int, date], ...]) -> date | None:
    place = bisect_right(known, (number, date.max))
    if not 0 < place < len(known):
        return None
    (low, first), (high, last) = known[place - 1], known[place]
    if last - first > _FARTHEST_APART:
        return None
    return first + (last - first) * ((number - low) / (high - low))
