"""What the monitor reads in feeds: every item once, whatever the feed does to its guids, dates and bytes."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor.dates import read_date
from monitor.errors import ParseError
from monitor.sources import feed
from tests.unit.sources import NOW, parse, source

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Acts</title>{}</feed>'


def item(
    title: str = "Grades rise in Fairshire",
    link: str = "https://paper.example/news/1",
    guid: str | None = None,
    date: str = "Thu, 19 Nov 2026 09:00:00 GMT",
    about: str = "A short summary.",
    more: str = "",
) -> str:
    named = f'<guid isPermaLink="false">{guid}</guid>' if guid is not None else ""
    return (
        f"<item><title>{title}</title><link>{link}</link>{named}<pubDate>{date}</pubDate>"
        f"<description>{about}</description>{more}</item>"
    )


def rss(*items: str) -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}><channel>{"".join(items)}</channel></rss>'
    )


def keys(body: str, state: dict[str, str] | None = None) -> list[str]:
    return [entry.key for entry in parse(source(), body, state=state).entries]


def test_an_item_is_read_with_title_date_summary_and_content() -> None:
    more = "<content:encoded><![CDATA[<p>The whole story.</p>]]></content:encoded>"
    (entry,) = parse(source(), rss(item(guid="g1", more=more))).entries
    assert entry.title == "Grades rise in Fairshire"
    assert entry.published == read_date("2026-11-19T09:00:00Z")
    assert entry.summary == "A short summary."
    assert entry.content == "<p>The whole story.</p>"
    assert (entry.key, entry.url) == ("g1", "https://paper.example/news/1")


def test_the_link_is_kept_as_given_tracking_and_all() -> None:
    (entry,) = parse(source(), rss(item(link="http://www.paper.example/1?utm_source=rss&amp;id=4"))).entries
    assert entry.url == "http://www.paper.example/1?utm_source=rss&id=4"
    assert entry.key == "https://paper.example/1?id=4"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://paper.example/?p=123", "https://www.paper.example/?p=123"),
        ("https://www.bbc.co.uk/news/uk-1#0", "https://www.bbc.co.uk/news/uk-1#3"),
        ("123 at http://council.example", "123 at https://www.council.example"),
    ],
)
def test_a_guid_that_flips_scheme_host_or_revision_is_the_same_item(one: str, other: str) -> None:
    assert keys(rss(item(guid=one))) == keys(rss(item(guid=other)))


def test_guids_with_a_fragment_of_their_own_stay_apart() -> None:
    body = rss(
        item(guid="https://a.example/#/one", link="https://a.example/1"),
        item(guid="https://a.example/#/two", link="https://a.example/2"),
    )
    assert len(set(keys(body))) == 2


def test_a_guid_minted_at_every_fetch_does_not_make_new_items() -> None:
    first = parse(source(), rss(item(guid="g-1-a")))
    assert keys(rss(item(guid="g-1-b")), dict(first.state)) == ["g-1-a"]


def test_guid_and_link_minted_at_every_fetch_do_not_make_new_items() -> None:
    first = parse(source(), rss(item(guid="g-a", link="https://paper.example/news/1?sid=a")))
    again = rss(item(guid="g-b", link="https://paper.example/news/1?sid=b"))
    assert keys(again, dict(first.state)) == ["g-a"]


def test_an_item_with_the_old_title_of_another_is_an_item_of_its_own() -> None:
    first = parse(source(), rss(item(title="Live", guid="g-1", link="https://paper.example/1")))
    edited = item(title="Live: it is over", guid="g-1", link="https://paper.example/1")
    body = rss(edited, item(title="Live", guid="g-2", link="https://paper.example/2"))
    assert keys(body, dict(first.state)) == ["g-1", "g-2"]


def test_one_guid_for_all_items_loses_none() -> None:
    body = rss(*(item(guid="same", link=f"https://paper.example/{n}") for n in range(3)))
    assert len(set(keys(body))) == 3


def test_an_edit_on_govuk_is_the_same_page_with_a_later_date() -> None:
    def act(moment: str) -> str:
        page = "https://www.gov.uk/government/news/letter"
        return (
            f"<entry><id>{page}#{moment}</id><updated>{moment}</updated>"
            f'<link href="{page}"/><title>Letter</title></entry>'
        )

    both = ATOM.format(act("2026-11-18T09:00:00+00:00") + act("2026-11-19T10:00:00Z"))
    (entry,) = parse(source(), both).entries
    assert entry.key == "https://gov.uk/government/news/letter"
    assert entry.published == read_date("2026-11-19T10:00:00Z")


def test_relative_links_are_resolved_against_the_feed() -> None:
    (entry,) = parse(source(), rss(item(link="/news/7"))).entries
    assert entry.url == "https://paper.example/news/7"


def test_entities_escaped_twice_and_markup_in_titles_become_plain_text() -> None:
    (entry,) = parse(source(), rss(item(title="<![CDATA[Fairshire&#x27;s <b>rise</b> &amp;amp; rise]]>"))).entries
    assert entry.title == "Fairshire's rise & rise"


def test_a_date_ahead_of_time_is_not_believed() -> None:
    (entry,) = parse(source(), rss(item(date="Thu, 01 Jan 2099 00:00:00 GMT"))).entries
    assert entry.published is None


def test_windows_bytes_in_a_feed_that_says_utf8_are_mended_and_told() -> None:
    body = rss(item(title="Fairshire’s “rise” – £5m")).encode("cp1252")
    found = parse(source(), body, content_type="application/rss+xml; charset=utf-8")
    assert found.entries[0].title == "Fairshire’s “rise” – £5m"
    assert found.problems == ("the feed has bytes that are not UTF-8; they were read as Windows-1252",)


def test_bare_ampersands_and_undefined_entities_lose_no_item() -> None:
    found = parse(source(), rss(item(title="Health & care&nbsp;news"), item(link="https://paper.example/2")))
    assert [entry.title for entry in found.entries] == ["Health & care news", "Grades rise in Fairshire"]


def test_a_feed_cut_in_the_middle_drops_the_half_item_only() -> None:
    body = rss(*(item(link=f"https://paper.example/{n}") for n in range(3)))
    found = parse(source(), body[: body.rindex("paper.example/2") + 10])
    assert [entry.url for entry in found.entries] == ["https://paper.example/0", "https://paper.example/1"]
    assert any("damaged" in problem for problem in found.problems)


def test_at_most_500_entries_are_read_and_the_rest_is_told() -> None:
    found = parse(source(), rss(*(item(link=f"https://paper.example/{n}") for n in range(600))))
    assert len(found.entries) == 500
    assert any("600" in problem for problem in found.problems)


def days(*numbers: int) -> list[str]:
    first = datetime(2024, 1, 1, tzinfo=UTC)
    return [
        item(link=f"https://paper.example/{n}", date=format_datetime(first + timedelta(days=n)), title=f"Story {n}")
        for n in numbers
    ]


@pytest.mark.parametrize("order", [range(600), range(599, -1, -1)], ids=["oldest first", "newest first"])
def test_of_a_feed_of_too_many_entries_the_newest_are_read_in_whatever_order_it_gives_them(order: range) -> None:
    found = parse(source(), rss("<pubDate>Thu, 19 Nov 2026 09:00:00 GMT</pubDate>", *days(*order)))
    assert {entry.title for entry in found.entries} == {f"Story {n}" for n in range(100, 600)}
    assert any("600" in problem and "newest" in problem for problem in found.problems)


def test_of_a_feed_of_too_many_entries_without_dates_both_ends_are_read() -> None:
    found = parse(source(), rss(*(item(link=f"https://paper.example/{n}", date="") for n in range(600))))
    links = {entry.url for entry in found.entries}
    assert {"https://paper.example/0", "https://paper.example/599"} < links
    assert len(links) == 500


def test_entities_that_grow_without_bound_are_left_out() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>' + rss(item(title="&l9;")).partition("?>")[2]
    (entry,) = parse(source(), bomb).entries
    assert entry.title == "&l9;"


@pytest.mark.parametrize(
    ("body", "looks"),
    [
        ("", "empty"),
        ("<html><head><title>Down for maintenance</title></head></html>", "Down for maintenance"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "JSON"),
        ("%PDF-1.7", "PDF"),
        ("hello", "hello"),
    ],
)
def test_what_is_no_feed_is_said_with_what_it_looks_like(body: str, looks: str) -> None:
    with pytest.raises(ParseError, match=looks):
        parse(source(), body)


def test_an_empty_feed_is_a_feed() -> None:
    assert parse(source(), rss()).entries == ()


def test_links_that_cannot_be_followed_are_left_out_and_counted() -> None:
    found = parse(source(), rss(item(link="javascript:alert(1)"), item(link="file:///x"), item(link="")))
    assert found.entries == ()
    assert any(problem.startswith("3 of 3") for problem in found.problems)


def test_a_feed_is_asked_by_one_plain_request() -> None:
    (request,) = feed.requests(source(), {}, now=NOW, full=False)
    assert (request.url, request.page) == ("https://paper.example/feed/", False)
