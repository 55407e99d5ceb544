"""What is told in a plain way is read right, whatever councils and grades it is told of.

The shipped ledger is left out: a council in these texts is given grades that it never had.
"""

from typing import Final

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.stages.analyse import analyse
from monitor.stages.detect.record import Record
from monitor.stages.gazetteer import Gazetteer
from tests.corpus.composed import AUTHORITIES, KINDS, composed
from tests.corpus.plainly import TEXTS, Told, filled

GAZETTEER: Final = Gazetteer(AUTHORITIES)
FILLED: Final = 6  # times each text is filled in
COMPOSED: Final = 500  # articles
LEAST_RIGHT: Final = 0.99


@pytest.mark.parametrize("told", TEXTS, ids=[told["k"] for told in TEXTS])
def test_what_is_told_plainly_is_read_right_of_whatever_council_and_grade(told: Told) -> None:
    for one in filled(told, FILLED):
        read = analyse(Document(url="", title=one.title, text=one.text, outlet="", published=None), GAZETTEER, Record())
        claims = [claim for claim in read.claims if claim.judgement == "overall"]
        as_new = {(claim.la_code, claim.grade) for claim in claims if claim.role is Role.NEWS}
        before_it = {(claim.la_code, claim.previous) for claim in claims if claim.previous is not None}
        recalled = {(claim.la_code, claim.grade) for claim in claims if claim.role is Role.HISTORY} | before_it
        visits = {(visit.la_code, visit.visit.value) for visit in read.visits}
        assert (one.title, one.text, frozenset(as_new)) == (one.title, one.text, one.new)
        assert (one.title, one.text, frozenset(before_it)) == (one.title, one.text, one.before)
        assert (one.title, one.text, frozenset(recalled)) == (one.title, one.text, one.recalled)
        assert (one.title, one.text, frozenset(visits)) == (one.title, one.text, one.visits)


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
