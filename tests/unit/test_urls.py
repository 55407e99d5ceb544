"""Two links to one story are one key; what is shown loses its tracking and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import urls


@pytest.mark.parametrize(
    "link",
    [
        "https://x.org/news/a-1",
        "http://www.x.org/news/a-1/",
        "https://X.org:443/news/a-1?utm_source=rss&utm_medium=feed",
        "https://amp.x.org/news/a-1#sa-ns_mchannel=rss",
        "https://x.org/news/a-1/amp",
        "https://x.org/news/a-1/amp/?CMP=share",
        "https://x.org/news/a-1?print=true",
        "https://x.org/news/a-1?at_medium=RSS&at_campaign=rss&fbclid=1&ito=2",
    ],
)
def test_links_that_differ_in_scheme_tracking_and_variant_are_one_story(link: str) -> None:
    assert urls.canonical(link) == "https://x.org/news/a-1"


def test_both_domains_of_the_bbc_are_one() -> None:
    assert urls.canonical("https://www.bbc.com/news/uk-1") == urls.canonical("http://www.bbc.co.uk/news/uk-1")


def test_parameters_that_choose_the_story_stay_whatever_their_order() -> None:
    assert urls.canonical("https://x.org/a?id=2&page=1") == urls.canonical("https://x.org/a?page=1&id=2")
    assert urls.canonical("https://x.org/a?id=2") != urls.canonical("https://x.org/a?id=3")


def test_a_port_of_its_own_is_part_of_a_story() -> None:
    assert urls.canonical("http://127.0.0.11:8700/a") == "https://127.0.0.11:8700/a"


def test_a_host_called_like_a_prefix_keeps_its_name() -> None:
    assert urls.canonical("https://m.uk/a") == "https://m.uk/a"


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=60))
def test_no_text_breaks_the_key_and_a_key_of_a_key_is_itself(text: str) -> None:
    for link in (text, "https://x.org/" + text, "https://" + text):
        key = urls.canonical(link)
        if urls.is_web(link):
            assert urls.canonical(key) == key


def test_the_shown_link_loses_tracking_only() -> None:
    given_link = "http://www.x.org/A/b/?id=3&utm_source=rss&q=%7eone#top"
    assert urls.untracked(given_link) == "http://www.x.org/A/b/?id=3&q=%7eone"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/hostname",
        "ftp://x/y",
        "mailto:x@y.org",
        "http:/one-slash",
        "http://[::bad",
        "http://exa mple/",
        "http://x.org:99999/",
        "http://a@b.org/",
        "http://a.org\\@b.org/",
        "https://x.org/" + "a" * 2001,
    ],
)
def test_what_is_no_web_link_is_refused(link: str) -> None:
    assert urls.absolute(link, "https://base.org/feed/") is None


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/story/1", "https://base.org/story/1"),
        ("../x", "https://base.org/x"),
        ("?id=3", "https://base.org/feed/?id=3"),
        ("story 4 with space", "https://base.org/feed/story%204%20with%20space"),
        ("//other.org/x", "https://other.org/x"),
        ("http://ok.org/a?b={c|d}", "http://ok.org/a?b=%7Bc%7Cd%7D"),
        ('http://ok.org/"onmouseover=alert(1)', "http://ok.org/%22onmouseover=alert(1)"),
    ],
)
def test_relative_links_are_resolved(link: str, expected: str) -> None:
    assert urls.absolute(link, "https://base.org/feed/") == expected


def test_a_council_is_a_site_and_the_public_suffix_is_none() -> None:
    assert urls.site_of("https://news.leicester.gov.uk/x") == "leicester.gov.uk"
    assert urls.same_site("https://reports.ofsted.gov.uk/", "https://files.ofsted.gov.uk/v1/file/1")
    assert not urls.same_site("https://leeds.gov.uk/", "https://leicester.gov.uk/")
    assert not urls.same_site("http://127.0.0.1/", "http://127.0.0.2/")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0"])
def test_numbers_that_resolvers_read_as_addresses_are_known(host: str) -> None:
    assert urls.is_numeric_host(host)


def test_the_front_page_is_known() -> None:
    assert urls.is_home("https://x.org")
    assert urls.is_home("https://x.org/index.html")
    assert not urls.is_home("https://x.org/?p=12")
