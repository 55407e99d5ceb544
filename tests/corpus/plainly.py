"""Texts that tell something in a plain way, from told-plainly.yaml, about any councils and any grades.

They test the reader, and weights are fitted on them too.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypedDict, cast

from ruamel.yaml import YAML

from tests.corpus.composed import GRADES, WORDS, councils, with_articles


class Told(TypedDict, total=False):
    """A text with places for councils and grades, and what it tells of them."""

    k: str
    t: str
    x: str
    n: dict[str, str]
    h: dict[str, list[int]]
    v: dict[str, str]
    m: str


Pairs = frozenset[tuple[str, str]]  # la_code, and grade or visit


class Filled(NamedTuple):
    """Such a text about some councils and grades, and what it tells of them."""

    title: str
    text: str
    new: Pairs
    before: Pairs  # what it says that the grades were before those
    recalled: Pairs  # these and others
    visits: Pairs


TEXTS: Final = cast("list[Told]", YAML(typ="safe").load(Path(__file__).with_name("told-plainly.yaml")))


def filled(told: Told, count: int) -> Iterator[Filled]:
    """Yield a text filled in so many times, always the same."""
    draw = random.Random(told["k"])
    for _ in range(count):
        yield _filled(told, draw)


def _filled(told: Told, draw: random.Random) -> Filled:
    drawn, grades, quote = councils(draw), _grades(draw, told.get("m")), draw.choice(["", "'", '"'])
    names = [draw.choice([one.name, one.council_name]) for one in drawn]
    words = {f"g{place}": f"{quote}{WORDS[grade]}{quote}" for place, grade in enumerate(grades, 1)}
    title, text = (
        with_articles(part.format(a=names[0], b=names[1], c=names[2], **words)) for part in (told["t"], told["x"])
    )
    code = dict(zip("ABC", (one.la_code for one in drawn), strict=True))
    new, before = set[tuple[str, str]](), set[tuple[str, str]]()
    for letter, move in told.get("n", {}).items():
        now, _, once = str(move).partition("<")
        new.add((code[letter], grades[int(now) - 1]))
        if once:
            before.add((code[letter], grades[int(once) - 1]))
    recalled = {(code[letter], grades[number - 1]) for letter, those in told.get("h", {}).items() for number in those}
    visits = frozenset((code[letter], kind) for letter, kind in told.get("v", {}).items())
    return Filled(title, text, frozenset(new), frozenset(before), frozenset(recalled | before), visits)


def _grades(draw: random.Random, moved: str | None) -> list[str]:
    """Draw three grades, of which the first is better or worse than the second where the text says so."""
    while True:
        drawn = draw.sample(GRADES, 3)
        is_up = GRADES.index(drawn[0]) > GRADES.index(drawn[1])
        if moved is None or is_up == (moved == "up"):
            return drawn
