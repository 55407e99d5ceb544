"""Weigh what a whole page speaks of: a result just reported is known by more than the words near its grade."""

import math
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final

from monitor.stages.detect.evidence import Scene, written
from monitor.stages.detect.weights import WHOLE_PAGE, Piece, Sign, known, worth

_LEAST: Final = 100  # signs of a kind: a page that has fewer says less of itself


def signs_of_page(scene: Scene) -> Mapping[str, Collection[Sign]]:
    """Return by kind a page's words, the classes of two words side by side, and those of two around a third."""
    words: set[Sign] = set()
    beside: set[Sign] = set()
    around: set[Sign] = set()
    for number in range(len(scene.marked.bounds)):
        line = scene.symbols.sentence(number)
        classes = ["^", *line.classes, "$"]
        words.update(line.words)
        beside.update(pairwise(classes))
        around.update(zip(classes, classes[2:], strict=False))
    return {"p": words, "pp": beside, "p-p": around}


def of_page(scene: Scene) -> Mapping[str, frozenset[str]]:
    """Return by kind the evidence that a whole page is, known or not."""
    return {kind: written({kind: found}) for kind, found in signs_of_page(scene).items()}


def whole_page(signs: Mapping[str, Collection[Sign]]) -> Piece:
    """Return what a whole page is worth: of each kind of its signs the mean, so that long pages count as short ones."""
    found = [(share_of_page(len(of_kind)), worth(known({kind: of_kind}))) for kind, of_kind in signs.items()]
    new = math.fsum(share * one.new for share, one in found)
    how = "reads" if new > 0 else "does not read"
    return Piece(new, f"{WHOLE_PAGE}:{how}", math.fsum(share * one.recalled for share, one in found))


def share_of_page(count: int) -> float:
    """Return what each of a page's signs counts for, where it has so many of one kind."""
    return 1.0 / max(count, _LEAST)
