"""Feeds that a page names."""

from monitor.sources.autodiscovery import feeds_in

PAGE = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/news/feed/">
<link rel="alternate" type="application/atom+xml" href="https://other.example/atom">
<link rel="alternate" type="application/rss+xml" href="/news/feed/">
<link rel="alternate" hreflang="cy" href="/cy/"><link rel="stylesheet" href="/x.css">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head></html>"""


def test_feeds_are_found_in_their_order_each_once() -> None:
    assert feeds_in(PAGE, "https://council.example/news") == (
        "https://council.example/news/feed/",
        "https://other.example/atom",
    )


def test_what_is_no_page_names_no_feeds() -> None:
    assert feeds_in(b"\x00\xff{}", "https://council.example/") == ()
