"""Weigh what a whole page speaks of: a result just reported is known by more than the words near its grade."""

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from typing import Final, NamedTuple

from monitor.stages.detect.evidence import Scene, written
from monitor.stages.detect.weights import WHOLE_PAGE, Piece, Sign, known, worth

_LEAST: Final = 100  # signs of a kind: a page that has fewer says less of itself
_DISTINCT: Final = (
    0.907  # of two words side by side on a page so many are there once (of 256 pages, give or take 0.035)
)


class Page(NamedTuple):
    """What a page speaks of: its words, the classes of the words of each sentence, and how many pairs those make."""

    words: frozenset[str]
    lines: tuple[tuple[str, ...], ...]
    pairs: float

    def signs(self) -> Iterator[tuple[str, Iterable[Sign], float]]:
        """Yield by kind words, the classes of two side by side, and those of two around a third; and their number."""
        yield "p", self.words, len(self.words)
        yield "pp", chain.from_iterable(map(pairwise, self.lines)), self.pairs
        yield "p-p", chain.from_iterable([zip(line, line[2:], strict=False) for line in self.lines]), self.pairs


def page_of(scene: Scene) -> Page:
    """Return what the page of a text speaks of."""
    lines = [scene.symbols.sentence(number) for number in range(len(scene.marked.bounds))]
    classes = tuple([("^", *line.classes, "$") for line in lines])
    words = frozenset(chain.from_iterable([line.words for line in lines]))
    return Page(words, classes, _DISTINCT * (sum(map(len, classes)) - len(classes)))


def of_page(scene: Scene) -> Mapping[str, frozenset[str]]:
    """Return by kind the evidence that a whole page is, known or not."""
    return {kind: written({kind: set(found)}) for kind, found, _ in page_of(scene).signs()}


def whole_page(page: Page) -> Piece:
    """Return what a whole page is worth: of each kind of its signs the mean, so that long pages count as short ones."""
    found = [(share_of_page(number), worth(known({kind: of_kind}))) for kind, of_kind, number in page.signs()]
    new = math.fsum(share * one.new for share, one in found)
    how = "reads" if new > 0 else "does not read"
    return Piece(new, f"{WHOLE_PAGE}:{how}", math.fsum(share * one.recalled for share, one in found))


def share_of_page(number: float) -> float:
    """Return what each of a page's signs counts for, where it has so many of one kind."""
    return 1.0 / max(number, _LEAST)
