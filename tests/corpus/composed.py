"""Articles composed of the parts in told-besides.yaml and told-together.yaml, about any councils and any grades.

What they tell is known from how they are composed: they test the reader, and weights are fitted on them too.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, cast

from ruamel.yaml import YAML

from monitor.model.authority import Authority
from monitor.storage.baseline import load_baseline

AUTHORITIES: Final = load_baseline().authorities
# A grade of an earlier year is that of the county which stood then, where one was split since.
LONG_STANDING: Final = [one for one in AUTHORITIES if one.valid_to is None and one.valid_from is None]
WORDS: Final = {
    "inadequate": "inadequate",
    "requires_improvement": "requires improvement",
    "good": "good",
    "outstanding": "outstanding",
}
GRADES: Final = list(WORDS)  # worst first

Parts = dict[str, list[str]]
_HERE: Final = Path(__file__).parent
BESIDES: Final = cast("Parts", YAML(typ="safe").load(_HERE / "told-besides.yaml"))
TOGETHER: Final = cast("Parts", YAML(typ="safe").load(_HERE / "told-together.yaml"))


class Composed(NamedTuple):
    """An article, and the new overall grades that it tells: la_code, grade, and the one before as it states that."""

    title: str
    text: str
    new: frozenset[tuple[str, str, str | None]]
    recalled: frozenset[tuple[str, str]]  # la_code and grade, for all that it may say of others


def councils(draw: random.Random) -> list[Authority]:
    """Draw three councils of which none is named within the name of another."""
    while True:
        drawn = draw.sample(LONG_STANDING, 3)
        if not any(one.name in other.name for one in drawn for other in drawn if one is not other):
            return drawn


def with_articles(text: str) -> str:
    """Return a text with "an" for "a" before a grade that begins with a vowel."""
    return re.sub(r"\b([Aa]) (?=['\"]?(?:outstanding|inadequate))", r"\1n ", text)


def beside_anything(draw: random.Random) -> Composed:
    """Compose an article on a new grade of one council, with anything else beside it."""
    return _on_one(draw, BESIDES["besides"])


def beside_others(draw: random.Random) -> Composed:
    """Compose an article on a new grade of one council that also says what others are."""
    return _on_one(draw, TOGETHER["of_others"])


def only_recalled(draw: random.Random) -> Composed:
    """Compose an article of other news that recalls a grade."""
    drawn, grades = councils(draw), draw.sample(GRADES, 3)
    parts = [draw.choice(BESIDES["background"]), draw.choice(BESIDES["once"]), *_some(draw, BESIDES["besides"])]
    title, text = _joined(draw, _fillings(draw, drawn, grades), BESIDES["subjects"], parts)
    return Composed(title, text, frozenset(), _of_others(drawn, grades) | {(drawn[0].la_code, grades[0])})


def of_two(draw: random.Random) -> Composed:
    """Compose an article on the new grades of two councils."""
    return _on_several(draw, "two")


def of_three(draw: random.Random) -> Composed:
    """Compose an article on the new grades of three councils, of which two got the same."""
    return _on_several(draw, "three")


def new_list(draw: random.Random) -> Composed:
    """Compose a list of new results."""
    return _list(draw, is_new=True)


def standing_list(draw: random.Random) -> Composed:
    """Compose a list of what councils are rated."""
    return _list(draw, is_new=False)


KINDS: Final[dict[str, Callable[[random.Random], Composed]]] = {
    "what stands beside a new grade": beside_anything,
    "what it says of others": beside_others,
    "a grade that is only recalled": only_recalled,
    "the results of two councils": of_two,
    "the results of three councils": of_three,
    "a list of new results": new_list,
    "a list of what stands": standing_list,
}


def composed(kind: str, count: int) -> Iterator[Composed]:
    """Yield so many articles of a kind, always the same."""
    draw = random.Random(kind)
    for _ in range(count):
        yield KINDS[kind](draw)


def _on_one(draw: random.Random, besides: list[str]) -> Composed:
    drawn, grades = councils(draw), draw.sample(GRADES, 3)
    before = draw.choice([*BESIDES["before"], ""])
    parts = [draw.choice(BESIDES["news"]), before, *_some(draw, besides)]
    title, text = _joined(draw, _fillings(draw, drawn, grades), BESIDES["headlines"], parts)
    told = _told(title, text, {drawn[0].la_code: (grades[0], grades[1] if before else None)})
    return told._replace(recalled=told.recalled | _of_others(drawn, grades))


def _on_several(draw: random.Random, number: str) -> Composed:
    drawn, grades = councils(draw), draw.sample(GRADES, 3)
    before = draw.choice([*TOGETHER["once"], "", ""])
    parts = [draw.choice(TOGETHER[f"of_{number}"]), before, *_some(draw, TOGETHER[f"besides_{number}"])]
    title, text = _joined(draw, _fillings(draw, drawn, grades), TOGETHER[f"headlines_of_{number}"], parts)
    others = drawn[1:] if number == "three" else drawn[1:2]
    told: dict[str, tuple[str, str | None]] = {one.la_code: (grades[2], None) for one in others}
    return _told(title, text, told | {drawn[0].la_code: (grades[0], grades[1] if before else None)})


def _list(draw: random.Random, *, is_new: bool) -> Composed:
    drawn, grades = councils(draw), draw.sample(GRADES, 3)
    item, joint = draw.choice(cast("list[list[str]]", TOGETHER["items"]))
    items = [
        item.format(name=one.name, grade=WORDS[grade], heading=WORDS[grade].capitalize())
        for one, grade in zip(drawn, grades, strict=True)
    ]
    opening = draw.choice(TOGETHER["opens_new" if is_new else "opens_standing"])
    pairs = [(one.la_code, grade) for one, grade in zip(drawn, grades, strict=True)]
    new = frozenset((code, grade, None) for code, grade in pairs) if is_new else frozenset()
    return Composed("", f"{opening}\n\n{joint.join(items)}", new, frozenset() if is_new else frozenset(pairs))


def _told(title: str, text: str, told: dict[str, tuple[str, str | None]]) -> Composed:
    new = frozenset((code, grade, before) for code, (grade, before) in told.items())
    return Composed(title, text, new, frozenset((code, before) for code, _, before in new if before is not None))


def _of_others(drawn: list[Authority], grades: list[str]) -> frozenset[tuple[str, str]]:
    """Return the grade that what stands beside the news may say others have."""
    return frozenset((one.la_code, grades[2]) for one in drawn[1:])


def _some(draw: random.Random, besides: list[str]) -> list[str]:
    return draw.sample(besides, draw.randint(2, 4))


def _fillings(draw: random.Random, drawn: list[Authority], grades: list[str]) -> dict[str, str]:
    """Return what fills the places for councils and grades: each grade in the same quotes, or in none."""
    quote = draw.choice(["", "'", '"'])
    words = {f"g{place}": f"{quote}{WORDS[grade]}{quote}" for place, grade in enumerate(grades, 1)}
    return words | {
        "a": draw.choice([drawn[0].name, drawn[0].council_name]),
        "b": drawn[1].name,
        "c": drawn[2].name,
    }


def _joined(draw: random.Random, words: dict[str, str], headlines: list[str], parts: list[str]) -> tuple[str, str]:
    """Return the headline and the text, in paragraphs or in one."""
    text = draw.choice(["\n\n", " "]).join(part for part in parts if part)
    return with_articles(draw.choice(headlines).format(**words)), with_articles(text.format(**words))
