"""What each piece of evidence is worth: natural logarithms of the odds that a grade is told as new, and recalled.

Fitted offline by logistic regression over labelled texts (`tests/corpus/fit.py` has how); kept in data/evidence.csv.
"""

import csv
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Final, NamedTuple, cast

FILE: Final = "evidence.csv"
START: Final = "(start)"  # what stands in the file for no evidence at all
PAIRS: Final = frozenset({"bb", "aa", "b1a1", "pp", "p-p"})  # the kinds of evidence that are two symbols
APART: Final = frozenset({"b1a1", "p-p"})  # those of which the two stand apart
BETWEEN: Final = " ... "  # what is written between them: the grade or another symbol stands there
OF_PAGE: Final = frozenset({"p", "pp", "p-p"})  # those that the whole page is: of each the mean counts, not the sum
SIGN: Final = "is"  # the kind of what is said in so many words: "is:it stands in the headline"
WHOLE_PAGE: Final = "page"  # the kind of all of those together
_SYMBOL: Final = re.compile(r"<[^>]*>|[^ ]+")

Sign = str | tuple[str, str]  # what a piece of evidence is, beside its kind: one symbol or two


class Worth(NamedTuple):
    """Log-odds that a grade is told as new, and that it is recalled. Both may hold: a rating that was kept."""

    new: float = 0.0
    recalled: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A piece of evidence that is known, with what it is worth. There is one of each, so that it is only itself.

    A whole page is one too.
    """

    new: float
    evidence: str
    recalled: float


def weights() -> dict[str, Worth]:
    """Return what each piece of evidence is worth."""
    return {one.evidence: Worth(one.new, one.recalled) for found in _pieces().values() for one in found.values()}


@cache
def _pieces() -> dict[str, dict[Sign, Piece]]:
    """Return all evidence that is known, by its kind: looked up so, no piece need be written out to be weighed."""
    by_kind: dict[str, dict[Sign, Piece]] = {}
    rows = csv.reader(files("monitor.data").joinpath(FILE).read_text("utf-8").splitlines())
    next(rows)  # evidence, new, recalled
    for evidence, new, recalled in rows:
        kind, _, symbols = evidence.partition(":")
        piece = Piece(float(new), evidence, float(recalled))
        by_kind.setdefault(kind, {}).update(dict.fromkeys(_signs(kind, symbols), piece))
    return by_kind


@cache
def followed(kind: str) -> dict[str, dict[str, Piece]]:
    """Return the known pairs of a kind by their first symbol, then by their second: most first ones are of none."""
    by_first: dict[str, dict[str, Piece]] = {}
    for (first, second), piece in cast("dict[tuple[str, str], Piece]", _pieces().get(kind, {})).items():
        by_first.setdefault(first, {})[second] = piece
    return by_first


def _signs(kind: str, symbols: str) -> Iterator[Sign]:
    """Yield what a piece of evidence may look like: "at last" is one symbol where nothing follows that dates it."""
    if kind not in PAIRS:
        yield intern(symbols)
    elif BETWEEN in symbols:
        first, second = symbols.split(BETWEEN)
        yield intern(first), intern(second)
    else:
        words = _SYMBOL.findall(symbols)
        yield from ((intern(" ".join(words[:cut])), intern(" ".join(words[cut:]))) for cut in range(1, len(words)))


def known(signs: Mapping[str, Iterable[Sign]]) -> set[Piece]:
    """Return the pieces of evidence that are known, of the signs of each kind."""
    pieces = _pieces()
    found: set[Piece | None] = set()
    for kind, of_kind in signs.items():
        if kind in pieces:
            found.update(map(pieces[kind].get, of_kind))
    found.discard(None)
    return cast("set[Piece]", found)


def worth(found: Collection[Piece]) -> Worth:
    """Return the sum of what pieces of evidence are worth, the same in whatever order they come."""
    return Worth(math.fsum([one.new for one in found]), math.fsum([one.recalled for one in found]))


def probability(log_odds: float) -> float:
    """Return the probability of log-odds, between 0 and 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def any_of(probabilities: Iterable[float]) -> float:
    """Return the probability that at least one of several independent events is true (noisy or)."""
    none = 1.0
    for one in probabilities:
        none *= 1.0 - one
    return 1.0 - none
