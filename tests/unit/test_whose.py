"""Whose a grade is where a text names a helper, a board, a council that is gone, or one with a name much like it."""

from datetime import date

from monitor.model.article import Document
from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING
from monitor.stages.analyse import Opened, opened
from tests.corpus.evaluate import BY_CODE, GAZETTEER

DAY = date(2024, 5, 14)


def owned(text: str, title: str = "", day: date | None = DAY) -> list[tuple[str, str, bool]]:
    """Return for each grade whose it is, and whether it is only compared with."""
    read = opened(Document(title=title, text=text, published=day), GAZETTEER)
    assert isinstance(read, Opened)
    return [
        (BY_CODE[code].name, reading.span.key, reading.owner.is_other)
        for reading in read.found.accepted
        for _, codes in reading.owner.named
        for code in codes
    ]


def test_a_town_that_is_a_word_too_may_stand_in_a_line_with_its_grade() -> None:
    text = "New Ofsted reports on children's services are out.\n\nOldham: good.\nBury: inadequate.\nWigan: outstanding."
    assert owned(text) == [("Oldham", GOOD, False), ("Bury", INADEQUATE, False), ("Wigan", OUTSTANDING, False)]


def test_a_sentence_may_open_with_in_a_town_that_is_a_word_too() -> None:
    text = "Shropshire Council's children's services await Ofsted. In Telford the rating is outstanding."
    assert owned(text) == [("Telford and Wrekin", OUTSTANDING, False)]
