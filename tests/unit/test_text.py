"""Text made comparable, cleaned, and cut into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import LONGEST_SENTENCE, clean, headline, normalise, quotation, sentences


def test_printed_quotes_dashes_and_spaces_become_plain_ones() -> None:
    assert normalise("‘Good’ – “requires\u00a0improvement”").text == "'Good' - \"requires improvement\""


def test_a_passage_of_the_normalised_text_leads_back_to_the_original_words() -> None:
    original = "The ofﬁce was rated “out\u00adstanding” today"
    plain = normalise(original)
    start = plain.text.index("outstanding")
    low, high = plain.span(start, start + len("outstanding"))
    assert original[low:high] == "out\u00adstanding"


@given(st.text(max_size=200))
def test_every_offset_of_a_normalised_text_lies_in_the_original(text: str) -> None:
    plain = normalise(text)
    if plain.text:
        low, high = plain.span(0, len(plain.text))
        assert 0 <= low < high <= len(text)


@given(st.text(max_size=200))
def test_cleaned_text_can_be_stored_and_shown(text: str) -> None:
    cleaned = clean(text, 100)
    cleaned.encode("utf-8")
    assert len(cleaned) <= 100
    assert not set(cleaned) & set("\x00\x1b\u202e\u2066")


def test_cleaning_drops_control_and_direction_characters_and_lone_surrogates() -> None:
    assert clean("Rated\x00 go\u202eod\ud800\r\nnow", 50) == "Rated good\nnow"


def test_a_sentence_does_not_end_at_an_abbreviation_of_a_saint_or_a_councillor() -> None:
    text = "St. Helens is good. Cllr. Smith agreed.\nThe end"
    assert [text[low:high] for low, high in sentences(text)] == [
        "St. Helens is good.",
        "Cllr. Smith agreed.",
        "The end",
    ]


def test_a_text_without_an_end_is_cut_into_bearable_pieces() -> None:
    bounds = sentences("good " * 2000)
    assert max(high - low for low, high in bounds) <= LONGEST_SENTENCE


def test_a_long_sentence_is_quoted_around_its_passage() -> None:
    text = "word " * 100 + "inadequate " + "word " * 100
    place = text.index("inadequate")
    low, high = quotation(text, [(0, len(text))], place, place + 10, limit=80)
    assert "inadequate" in text[low:high]
    assert high - low <= 80


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Bury children's services 'inadequate' | Local News", "Bury children's services 'inadequate'"),
        ("Bury children's services 'inadequate' - BBC News", "Bury children's services 'inadequate'"),
        ("Bury rated good – Lancashire Evening Post", "Bury rated good"),
        ("Children's services rated good | Bury Council", "Children's services rated good | Bury Council"),
        ("Bury children's services | Good", "Bury children's services | Good"),
        ("Bury's report – what now?", "Bury's report – what now?"),
        ("Focused visit to Bury - Ofsted", "Focused visit to Bury - Ofsted"),
    ],
)
def test_a_headline_is_read_without_the_name_of_the_site_but_with_that_of_a_council(title: str, read: str) -> None:
    assert headline(title) == read
