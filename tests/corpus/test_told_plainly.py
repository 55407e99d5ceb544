"""What is told in a plain way is read right, whatever councils and grades it is told of.

The shipped ledger is left out: a council in these texts is given grades that it never had.
"""

import random
from pathlib import Path
from typing import Final, TypedDict, cast

import pytest
from ruamel.yaml import YAML

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.stages.analyse import analyse
from monitor.stages.detect.record import Record
from monitor.stages.gazetteer import Gazetteer
from tests.corpus.composed import AUTHORITIES, GRADES, KINDS, WORDS, composed, councils, with_articles

GAZETTEER: Final = Gazetteer(AUTHORITIES)
FILLED: Final = 6  # times each text is filled in
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


def _grades(draw: random.Random, moved: str | None) -> list[str]:
    """Draw three grades, of which the first is better or worse than the second where the text says so."""
    while True:
        drawn = draw.sample(GRADES, 3)
        is_up = GRADES.index(drawn[0]) > GRADES.index(drawn[1])
        if moved is None or is_up == (moved == "up"):
            return drawn


@pytest.mark.parametrize("told", TEXTS, ids=[told["k"] for told in TEXTS])
def test_what_is_told_plainly_is_read_right_of_whatever_council_and_grade(told: Told) -> None:
    draw = random.Random(told["k"])
    for _ in range(FILLED):
        drawn, grades, quote = councils(draw), _grades(draw, told.get("m")), draw.choice(["", "'", '"'])
        names = [draw.choice([one.name, one.council_name]) for one in drawn]
        words = {f"g{place}": f"{quote}{WORDS[grade]}{quote}" for place, grade in enumerate(grades, 1)}
        filled = [with_articles(told[part].format(a=names[0], b=names[1], c=names[2], **words)) for part in ("t", "x")]
        document = Document(url="", title=filled[0], text=filled[1], outlet="", published=None)
        read = analyse(document, GAZETTEER, Record())
        claims = [one for one in read.claims if one.judgement == "overall"]
        code = dict(zip("ABC", (one.la_code for one in drawn), strict=True))

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


@pytest.mark.parametrize("kind", KINDS)
def test_an_article_is_read_right_whatever_it_is_composed_of(kind: str) -> None:
    wrong: list[str] = []
    for article in composed(kind, COMPOSED):
        document = Document(url="", title=article.title, text=article.text, outlet="", published=None)
        claims = [one for one in analyse(document, GAZETTEER, Record()).claims if one.judgement == "overall"]
        told = {(one.la_code, one.grade, one.previous) for one in claims if one.role is Role.NEWS}
        if told != article.new:
            wrong.append(f"{article.title}\n{article.text}\n{told}")
    assert len(wrong) <= (1 - LEAST_RIGHT) * COMPOSED, "\n\n".join(wrong)
