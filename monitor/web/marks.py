"""Mark in a text the words that prove its claims. Pure: text goes in as it is stored, and comes out in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.stages.analysis_data import ClaimData


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A run of text; `claims` are the numbers of the claims that it proves, () for all other text."""

    text: str
    claims: tuple[int, ...] = ()


def pieces(text: str, claims: Sequence[ClaimData], *, in_title: bool) -> list[Piece]:
    """Return the text in pieces. A claim whose words do not stand where it says marks nothing."""
    spans = [
        (claim["start"], claim["end"], number)
        for number, claim in enumerate(claims)
        if claim["in_title"] == in_title and 0 <= claim["start"] < claim["end"] <= len(text)
    ]
    edges = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    return [
        Piece(
            text=text[begin:end],
            claims=tuple(number for start, stop, number in spans if start <= begin and end <= stop),
        )
        for begin, end in pairwise(edges)
    ]
