"""Which authority a title names."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from monitor.model.authority import Authority

_APART = re.compile(r"[^\w]+")
# fmt: off
_FORMAL: Final = frozenset({
    "authority", "borough", "city", "corporation", "council", "county", "district", "london", "metropolitan", "of",
    "royal", "the", "unitary",
})
# fmt: on


def named_authorities(names: str, authorities: Sequence[Authority], day: date | None) -> tuple[str, ...]:
    """Return the la_codes that the words of a title may mean: one where it is plain, none where no name stands.

    The longest name wins over those inside it: "North East Somerset" over "Somerset". `day` is the last day on site:
    an authority that did not exist then is not meant. Names are compared without regard to case, signs and "the".
    """
    words = f" {_words(names)} "
    spans = sorted(
        (
            (start, start + len(name), authority.la_code)
            for authority in authorities
            if _existed(authority, day)
            for name in _names(authority)
            for start in _places(words, name)
        ),
        key=lambda span: span[0] - span[1],
    )
    kept: list[tuple[int, int, str]] = []
    for start, end, code in spans:
        inside = [one for one in kept if one[0] <= start and end <= one[1]]
        if not inside or any((start, end) == (one[0], one[1]) for one in inside):
            kept.append((start, end, code))
    return tuple(dict.fromkeys(code for _, _, code in kept))


def is_name_alone(text: str, authorities: Sequence[Authority]) -> bool:
    """Return whether these words are an authority's name, formal or not, and nothing else."""
    words = f" {_words(text)} "
    for name in sorted({name for one in authorities for name in _names(one)}, key=len, reverse=True):
        if f" {name} " in words:
            return set(words.replace(f" {name} ", " ", 1).split()) <= _FORMAL
    return False


def _words(text: str) -> str:
    return _APART.sub(" ", text.replace("&", " and ").replace("'", "").casefold()).strip()


@cache
def _names(authority: Authority) -> frozenset[str]:
    return frozenset(_words(name) for name in (authority.name, authority.council_name, *authority.aliases))


def _places(words: str, name: str) -> list[int]:
    places: list[int] = []
    at = words.find(f" {name} ")
    while at >= 0:
        places.append(at + 1)
        at = words.find(f" {name} ", at + 1)
    return places


def _existed(authority: Authority, day: date | None) -> bool:
    if day is None:
        return True
    return (authority.valid_from is None or authority.valid_from <= day) and (
        authority.valid_to is None or day <= authority.valid_to
    )
