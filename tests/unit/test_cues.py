"""What is only looked for where a sentence has a word of it is found wherever it stands."""

import re
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.stages import classify_cues
from monitor.stages.detect import (
    counted,
    frame_cues,
    grade_cues,
    had_too,
    judgements,
    kept,
    readings,
    referred,
    visit_cues,
    visit_kinds,
    whose_word,
    wishes,
)
from monitor.stages.detect.cues import ANY_FIGURE, Anchored, Hinted, Starts, anchored, heads, hinted, starts_of
from monitor.stages.detect.lexicon import AREA_MARKS, AUTHORITY, GRADE_MARKS, SERVICE
from monitor.stages.detect.triggers import BY_TRIGGER, FOLLOWERS

LETTERS = string.ascii_lowercase + string.digits + " \n.,;:'\"%£()-" + SERVICE + AUTHORITY
MARKS = "".join((*GRADE_MARKS.values(), *AREA_MARKS.values()))
OPENINGS = (*classify_cues.TITLE_CUES, *classify_cues.LEAD_CUES)
CUES = {
    **{about: hinted(pattern, words) for about, words, pattern in OPENINGS if words},
    **{
        f"{module.__name__.rpartition('.')[2]}.{name}": one
        for module in (counted, frame_cues, grade_cues, judgements, kept, readings, whose_word, wishes)
        for name, one in vars(module).items()
        if isinstance(one, Hinted)
    },
}
ANCHORED = {
    **{f"visit_kinds.NAMED {kind}": one for kind, one in visit_kinds.NAMED},
    **{
        f"{module.__name__.rpartition('.')[2]}.{name}": one
        for module in (classify_cues, had_too, readings, referred, visit_cues)
        for name, one in vars(module).items()
        if isinstance(one, Anchored)
    },
}


def starts(text: str) -> Starts:
    words = list(re.finditer("[a-z0-9]+", text.lower()))
    return starts_of([word.group() for word in words], [word.start() for word in words])


@pytest.mark.parametrize("name", CUES)
def test_whatever_a_cue_matches_has_one_of_the_words_that_it_is_looked_for_by(name: str) -> None:
    cue = CUES[name]

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(cue.pattern, alphabet=st.sampled_from(LETTERS + MARKS)))
    def is_found(text: str) -> None:
        assert bool(cue.search(text, heads(text))) == bool(cue.pattern.search(text))

    is_found()


def test_a_sentence_without_any_of_its_words_is_not_searched() -> None:
    cue = hinted(r"\bno\slonger\b", "no")
    assert cue.search("it is no longer so", heads("it is no longer so")) is not None
    assert cue.search("it is no longer so", heads("it is so")) is None


def test_words_that_begin_alike_and_figures_are_known_by_their_beginning() -> None:
    assert heads("it was upgraded, in 2019") == {"it", "was", "upgr", "in", ANY_FIGURE}


@pytest.mark.parametrize("name", ANCHORED)
def test_whatever_an_anchored_cue_matches_begins_with_one_of_its_words(name: str) -> None:
    cue = ANCHORED[name]

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(cue.pattern, alphabet=st.sampled_from(LETTERS + string.ascii_uppercase)))
    def is_found(text: str) -> None:
        found = [match.span() for match in cue.finditer(text, starts(text))]
        assert found == [match.span() for match in cue.pattern.finditer(text)]

    is_found()


@pytest.mark.parametrize(("word", "key"), [(word, key) for word in FOLLOWERS for key, _ in BY_TRIGGER[word]])
def test_a_frequent_word_begins_a_passage_only_where_one_of_its_followers_comes_next(word: str, key: str) -> None:
    pattern = dict(BY_TRIGGER[word])[key]

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def is_followed(text: str) -> None:
        for match in pattern.finditer(text):
            words = re.findall("[a-z0-9]+", match.group())
            if text.isascii() and words[0] == word:
                assert key in dict(FOLLOWERS[word].get(words[1], ()))

    is_followed()


def test_an_anchored_cue_is_found_between_two_places_only() -> None:
    text = "two visits, two visits and two visits"
    cue = anchored((r"\btwo\svisits", "two"))
    assert [match.start() for match in cue.finditer(text, starts(text))] == [0, 12, 27]
    first = cue.search(text, starts(text), 1, 30)
    assert first is not None
    assert first.start() == 12
    assert cue.search(text, starts(text), 13, 30) is None
