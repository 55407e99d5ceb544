"""Marks, edits, drawings and words, as the pages put them."""

from datetime import date

import pytest

from monitor.stages.analysis_data import ClaimData
from monitor.web import words
from monitor.web.app import LONDON
from monitor.web.charts import HEIGHT, SPARK_HEIGHT, spark, stacks
from monitor.web.diff import changes
from monitor.web.marks import pieces


def claim(start: int, end: int, *, in_title: bool = False) -> ClaimData:
    return ClaimData(
        urn="80482",
        authority="Leicester",
        judgement="overall",
        grade="good",
        role="news",
        previous=None,
        direction=None,
        when=None,
        confidence=1.0,
        quote="",
        start=start,
        end=end,
        in_title=in_title,
        reason="",
    )


def test_the_words_of_a_claim_are_marked_and_nothing_is_lost() -> None:
    text = "Leicester is now good."
    found = pieces(text, [claim(17, 21)], in_title=False)
    assert "".join(piece.text for piece in found) == text
    assert [(piece.text, piece.claims) for piece in found if piece.claims] == [("good", (0,))]


def test_claims_that_overlap_share_their_words() -> None:
    found = pieces("abcdef", [claim(0, 4), claim(2, 6)], in_title=False)
    assert [(piece.text, piece.claims) for piece in found] == [("ab", (0,)), ("cd", (0, 1)), ("ef", (1,))]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (0, 99)])
def test_a_claim_beyond_the_text_marks_nothing(start: int, end: int) -> None:
    assert not any(piece.claims for piece in pieces("abc", [claim(start, end)], in_title=False))


def test_a_claim_of_the_title_is_marked_in_the_title_alone() -> None:
    assert not any(piece.claims for piece in pieces("good", [claim(0, 4, in_title=True)], in_title=False))
    assert pieces("good", [claim(0, 4, in_title=True)], in_title=True)[0].claims == (0,)


def test_an_edit_is_shown_word_by_word_and_both_texts_can_be_read_from_it() -> None:
    before, after = "The council is good.\n\nIt met.", "The council is outstanding.\n\nIt met.\n\nCorrected."
    runs = changes(before, after)
    assert "".join(one.text for one in runs if one.how != "new") == before
    assert "".join(one.text for one in runs if one.how != "gone") == after
    assert next(one.text for one in runs if one.how == "gone") == "good."


def test_bars_stand_on_each_other_and_fill_the_height_at_most() -> None:
    drawn = stacks((date(2018, 12, 31), date(2019, 3, 31)), ({"good": 1}, {"good": 2, "inadequate": 2}))
    assert drawn.most == 4
    assert sum(bar.height for bar in drawn.bars if bar.x > 0) == HEIGHT
    assert drawn.years == ((0.0, "2019"),)
    assert stacks((), ()).bars == ()


def test_a_source_without_items_is_a_flat_line() -> None:
    assert {height for _, _, height in spark([0] * 30)} == {1.0}
    assert max(height for _, _, height in spark([0, 3, 1])) == SPARK_HEIGHT


def test_days_and_moments_are_those_of_a_zone() -> None:
    assert words.day("2019-06-10T23:30:00+00:00", zone=LONDON) == "11 June 2019"
    assert words.day("2021-09") == "September 2021"
    assert words.day(None) == "–"
    assert words.moment("2019-06-10T09:00:00+00:00", zone=LONDON) == "10 June 2019, 10:00"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://[", "ftp://x/"])
def test_a_link_that_is_not_of_the_web_leads_nowhere(url: str) -> None:
    assert words.href(url) == "#"


def test_found_words_are_marked_and_all_else_is_escaped() -> None:
    assert words.marked("<b>\x02good\x03</b>") == "&lt;b&gt;<mark>good</mark>&lt;/b&gt;"
