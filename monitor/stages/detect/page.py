"""Weigh what a whole page speaks of: a result just reported is known by more than the words near its grade."""

import math
from collections.abc import Mapping
from itertools import chain, pairwise
from typing import Final, NamedTuple

from monitor.stages.detect.evidence import Scene, written
from monitor.stages.detect.weights import WHOLE_PAGE, Piece, followed, known, worth

_LEAST: Final = 100  # signs of a kind: a page that has fewer says less of itself
# Of the pairs of words on a page so many are there once: measured over 256 pages, give or take 0.035.
_DISTINCT: Final = 0.907
_NONE: Final[dict[str, Piece]] = {}


class Page(NamedTuple):
    """What a page speaks of: its words, the classes of the words of each sentence, and how many pairs those make."""

    words: frozenset[str]
    lines: tuple[tuple[str, ...], ...]
    pairs: float


def page_of(scene: Scene) -> Page:
    """Return what the page of a text speaks of."""
    lines = [scene.symbols.sentence(number) for number in range(len(scene.marked.bounds))]
    classes = tuple([("^", *line.classes, "$") for line in lines])
    words = frozenset(chain.from_iterable([line.words for line in lines]))
    return Page(words, classes, _DISTINCT * (sum(map(len, classes)) - len(classes)))


def of_page(scene: Scene) -> Mapping[str, frozenset[str]]:
    """Return by kind the evidence that a whole page is, known or not.

    It is its words, the classes of two words side by side, and those of two around a third.
    """
    page = page_of(scene)
    beside = {pair for line in page.lines for pair in pairwise(line)}
    around = {pair for line in page.lines for pair in zip(line, line[2:], strict=False)}
    return {"p": written({"p": page.words}), "pp": written({"pp": beside}), "p-p": written({"p-p": around})}


def whole_page(page: Page) -> Piece:
    """Return what a whole page is worth: of each kind of its signs the mean, so that long pages count as short ones."""
    beside, around = _pairs(page)
    share, of_pair = share_of_page(len(page.words)), share_of_page(page.pairs)
    found = ((share, worth(known({"p": page.words}))), (of_pair, worth(beside)), (of_pair, worth(around)))
    new = math.fsum(counts * one.new for counts, one in found)
    how = "reads" if new > 0 else "does not read"
    return Piece(new, f"{WHOLE_PAGE}:{how}", math.fsum(counts * one.recalled for counts, one in found))


def _pairs(page: Page) -> tuple[set[Piece], set[Piece]]:
    """Return the known pairs of a page: of two words side by side, and of two around a third."""
    beside, around = set[Piece](), set[Piece]()
    by_first, by_far_first = followed("pp"), followed("p-p")
    for line in page.lines:
        after = far = farther = _NONE
        for word in line:
            if word in after:
                beside.add(after[word])
            if word in farther:
                around.add(farther[word])
            farther = far
            after, far = by_first.get(word, _NONE), by_far_first.get(word, _NONE)
    return beside, around


def share_of_page(number: float) -> float:
    """Return what each of a page's signs counts for, where it has so many of one kind."""
    return 1.0 / max(number, _LEAST)
