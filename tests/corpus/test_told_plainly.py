"""What is told in a plain way is read right, whatever councils and grades it is told of.

The shipped ledger is left out: a council in these texts is given grades that it never had.
"""

import random
import re
from pathlib import Path
from typing import Final, TypedDict, cast

import pytest
from ruamel.yaml import YAML

from monitor.model.article import Document
from monitor.model.authority import Authority
from monitor.model.claim import Role
from monitor.stages.analyse import analyse
from monitor.stages.detect.record import Record
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline

AUTHORITIES: Final = load_baseline().authorities
GAZETTEER: Final = Gazetteer(AUTHORITIES)
# A grade of an earlier year is that of the county which stood then, where one was split since.
LONG_STANDING: Final = [one for one in AUTHORITIES if one.valid_to is None and one.valid_from is None]
WORDS: Final = {
    "inadequate": "inadequate",
    "requires_improvement": "requires improvement",
    "good": "good",
    "outstanding": "outstanding",
}
GRADES: Final = list(WORDS)  # worst first
FILLED: Final = 6  # times each text is filled in

PARTS: Final = cast("dict[str, list[str]]", YAML(typ="safe").load(Path(__file__).with_name("told-besides.yaml")))
TOGETHER: Final = cast("dict[str, list[str]]", YAML(typ="safe").load(Path(__file__).with_name("told-together.yaml")))
COMPOSED: Final = 500  # articles
LEAST_RIGHT: Final = 0.99


class Told(TypedDict, total=False):
    """A text with places for councils and grades, and what it tells of them."""

    k: str
    t: str
    x: str
    n: dict[str, str]
    h: dict[str, list[int]]
    v: dict[str, str]
    m: str


TEXTS: Final = cast("list[Told]", YAML(typ="safe").load(Path(__file__).with_name("told-plainly.yaml")))


def _councils(draw: random.Random) -> list[Authority]:
    """Draw three councils of which none is named within the name of another."""
    while True:
        drawn = draw.sample(LONG_STANDING, 3)
        if not any(one.name in other.name for one in drawn for other in drawn if one is not other):
            return drawn


def _grades(draw: random.Random, moved: str | None) -> list[str]:
    """Draw three grades, of which the first is better or worse than the second where the text says so."""
    while True:
        drawn = draw.sample(GRADES, 3)
        is_up = GRADES.index(drawn[0]) > GRADES.index(drawn[1])
        if moved is None or is_up == (moved == "up"):
            return drawn


def _with_articles(text: str) -> str:
    return re.sub(r"\b([Aa]) (?=['\"]?(?:outstanding|inadequate))", r"\1n ", text)


@pytest.mark.parametrize("told", TEXTS, ids=[told["k"] for told in TEXTS])
def test_what_is_told_plainly_is_read_right_of_whatever_council_and_grade(told: Told) -> None:
    draw = random.Random(told["k"])
    for _ in range(FILLED):
        councils, grades, quote = _councils(draw), _grades(draw, told.get("m")), draw.choice(["", "'", '"'])
        names = [draw.choice([one.name, one.council_name]) for one in councils]
        words = {f"g{place}": f"{quote}{WORDS[grade]}{quote}" for place, grade in enumerate(grades, 1)}
        filled = [_with_articles(told[part].format(a=names[0], b=names[1], c=names[2], **words)) for part in ("t", "x")]
        document = Document(url="", title=filled[0], text=filled[1], outlet="", published=None)
        read = analyse(document, GAZETTEER, Record())
        claims = [one for one in read.claims if one.judgement == "overall"]
        code = dict(zip("ABC", (one.la_code for one in councils), strict=True))

        new, stood = set[tuple[str, str]](), set[tuple[str, str]]()
        for letter, move in told.get("n", {}).items():
            now, _, before = str(move).partition("<")
            new.add((code[letter], grades[int(now) - 1]))
            if before:
                stood.add((code[letter], grades[int(before) - 1]))
        once = {(code[letter], grades[number - 1]) for letter, those in told.get("h", {}).items() for number in those}

        as_new = {(one.la_code, one.grade) for one in claims if one.role is Role.NEWS}
        before_it = {(one.la_code, one.previous) for one in claims if one.previous is not None}
        recalled = {(one.la_code, one.grade) for one in claims if one.role is Role.HISTORY} | before_it
        visits = {(one.la_code, one.visit.value) for one in read.visits}
        assert (filled, as_new) == (filled, new)
        assert (filled, before_it) == (filled, stood)
        assert (filled, recalled) == (filled, once | stood)
        assert (filled, visits) == (filled, {(code[letter], kind) for letter, kind in told.get("v", {}).items()})


def _words(draw: random.Random, councils: list[Authority], grades: list[str]) -> dict[str, str]:
    """Return what fills the places for councils and grades: each grade in the same quotes, or in none."""
    quote = draw.choice(["", "'", '"'])
    words = {f"g{place}": f"{quote}{WORDS[grade]}{quote}" for place, grade in enumerate(grades, 1)}
    return words | {
        "a": draw.choice([councils[0].name, councils[0].council_name]),
        "b": councils[1].name,
        "c": councils[2].name,
    }


def _composed(draw: random.Random, words: dict[str, str], headlines: list[str], parts: list[str]) -> tuple[str, str]:
    """Return an article of a headline and parts, in paragraphs or in one."""
    text = draw.choice(["\n\n", " "]).join(part for part in parts if part)
    return _with_articles(draw.choice(headlines).format(**words)), _with_articles(text.format(**words))


def _news(title: str, text: str) -> set[tuple[str, str, str | None]]:
    """Return the new overall grades that a text tells: la_code, grade, and the one before."""
    read = analyse(Document(url="", title=title, text=text, outlet="", published=None), GAZETTEER, Record())
    overall = [one for one in read.claims if one.judgement == "overall" and one.role is Role.NEWS]
    return {(one.la_code, one.grade, one.previous) for one in overall}


@pytest.mark.parametrize("besides", [PARTS["besides"], TOGETHER["of_others"]], ids=["anything", "other councils"])
def test_what_stands_beside_a_new_grade_changes_nothing_of_it(besides: list[str]) -> None:
    draw = random.Random("besides")
    wrong: list[str] = []
    for _ in range(COMPOSED):
        councils, grades = _councils(draw), _grades(draw, None)
        before = draw.choice([*PARTS["before"], ""])
        parts = [draw.choice(PARTS["news"]), before, *draw.sample(besides, draw.randint(2, 4))]
        title, text = _composed(draw, _words(draw, councils, grades), PARTS["headlines"], parts)
        told = _news(title, text)
        if told != {(councils[0].la_code, grades[0], grades[1] if before else None)}:
            wrong.append(f"{title}\n{text}\n{told}")
    assert len(wrong) <= (1 - LEAST_RIGHT) * COMPOSED, "\n\n".join(wrong)


def test_a_grade_that_is_only_recalled_raises_no_alarm_whatever_stands_beside_it() -> None:
    draw = random.Random("recalled")
    alarms: list[str] = []
    for _ in range(COMPOSED):
        councils, grades = _councils(draw), _grades(draw, None)
        besides = draw.sample(PARTS["besides"], draw.randint(2, 4))
        parts = [draw.choice(PARTS["background"]), draw.choice(PARTS["once"]), *besides]
        title, text = _composed(draw, _words(draw, councils, grades), PARTS["subjects"], parts)
        if _news(title, text):
            alarms.append(f"{title}\n{text}")
    assert len(alarms) <= (1 - LEAST_RIGHT) * COMPOSED, "\n\n".join(alarms)


@pytest.mark.parametrize("number", ["two", "three"])
def test_the_results_of_several_councils_are_all_told_whatever_stands_beside_them(number: str) -> None:
    draw = random.Random(number)
    wrong: list[str] = []
    for _ in range(COMPOSED):
        councils, grades = _councils(draw), _grades(draw, None)
        before = draw.choice([*TOGETHER["once"], "", ""])
        besides = draw.sample(TOGETHER[f"besides_{number}"], draw.randint(2, 4))
        parts = [draw.choice(TOGETHER[f"of_{number}"]), before, *besides]
        title, text = _composed(draw, _words(draw, councils, grades), TOGETHER[f"headlines_of_{number}"], parts)
        others = councils[1:] if number == "three" else councils[1:2]
        expected = {(one.la_code, grades[2], None) for one in others}
        told = _news(title, text)
        if told != expected | {(councils[0].la_code, grades[0], grades[1] if before else None)}:
            wrong.append(f"{title}\n{text}\n{told}")
    assert len(wrong) <= (1 - LEAST_RIGHT) * COMPOSED, "\n\n".join(wrong)


@pytest.mark.parametrize("opening", ["opens_new", "opens_standing"])
def test_a_list_is_of_new_results_or_of_what_stands_as_its_opening_says(opening: str) -> None:
    draw = random.Random(opening)
    wrong: list[str] = []
    items = cast("list[list[str]]", TOGETHER["items"])
    for _ in range(COMPOSED):
        councils, grades = _councils(draw), _grades(draw, None)
        item, joint = draw.choice(items)
        pairs = zip(councils, grades, strict=True)
        told = joint.join(
            item.format(name=one.name, grade=WORDS[grade], heading=WORDS[grade].capitalize()) for one, grade in pairs
        )
        text = f"{draw.choice(TOGETHER[opening])}\n\n{told}"
        found = _news("", text)
        if found != {
            (one.la_code, grade, None) for one, grade in zip(councils, grades, strict=True) if "new" in opening
        }:
            wrong.append(f"{text}\n{found}")
    assert len(wrong) <= (1 - LEAST_RIGHT) * COMPOSED, "\n\n".join(wrong)
