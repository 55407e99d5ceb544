"""How pages put values."""

from zoneinfo import ZoneInfo

import pytest

from monitor.model.alert import AlertType
from monitor.web.words import ALERTS, bare, chief, day, delivery, inspection, kind, linked, published, worded


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2021-11-12", "12 November 2021"),
        ("2021-10", "October 2021"),
        ("2021", "2021"),
        ("2021-11-12T09:00:00+00:00", "12 November 2021"),
        ("2021-13", "2021-13"),
        (None, "–"),
    ],
)
def test_a_day_is_shown_as_exactly_as_it_is_known(value: str | None, shown: str) -> None:
    assert day(value) == shown


def test_an_article_that_gives_only_its_day_came_out_at_no_hour() -> None:
    london = ZoneInfo("Europe/London")
    assert published("2024-07-12T00:00:00+00:00", zone=london) == "12 July 2024"
    assert published("2024-07-12T09:30:00+00:00", zone=london) == "12 July 2024, 10:30"


def test_addresses_in_a_sentence_are_links_and_nothing_else_is() -> None:
    shown = linked('See (https://a.example/f?x=1&y=2). <b onclick="x">javascript:alert(1)</b> "http://b.example"')
    assert shown == (
        'See (<a href="https://a.example/f?x=1&amp;y=2" rel="noreferrer noopener external">'
        "https://a.example/f?x=1&amp;y=2</a>). "
        "&lt;b onclick=&#34;x&#34;&gt;javascript:alert(1)&lt;/b&gt; "
        '&#34;<a href="http://b.example" rel="noreferrer noopener external">http://b.example</a>&#34;'
    )


def test_a_reason_begins_like_a_sentence_and_has_none_of_our_keys() -> None:
    assert worded("overall requires_improvement as news") == "Overall requires improvement as news"
    assert worded("") == ""


def test_a_quotation_has_one_pair_of_marks() -> None:
    assert bare('"It was good."') == "It was good."
    assert bare("It was “good”.") == "It was “good”."
    assert bare('"') == '"'


def test_keys_are_shown_in_the_words_of_the_field() -> None:
    kinds = [kind(one) for one in ("childrens-home", "send", "round-up", "adult-care", "outcome")]
    assert kinds == ["children's home", "SEND", "round-up", "adult care", "outcome"]
    assert [inspection(one) for one in ("short", "re-inspection")] == ["short inspection", "re-inspection"]
    assert [delivery(one) for one in ("dead", "sent")] == ["given up", "sent"]


def test_a_list_gives_the_first_of_many_reasons() -> None:
    assert chief("no grade is told as new; the town is named twice") == "no grade is told as new"
    assert chief("it is about a school") == "it is about a school"


def test_every_type_of_alert_has_words() -> None:
    assert {one.value for one in AlertType} == set(ALERTS)
