"""Finding the feed of a site that a person names."""

from pathlib import Path

from monitor.services.probe import find_feed
from tests.fakes import bench

FEED = """<rss version="2.0"><channel><title>News</title><item><guid>1</guid><title>Council news</title>
<link>https://council.example/1</link><pubDate>Mon, 16 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>"""
PAGE = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>News</body></html>'


def test_a_page_leads_to_the_feed_that_it_names(tmp_path: Path) -> None:
    made = bench(tmp_path)
    made.fetcher.serve("https://council.example/", PAGE)
    made.fetcher.serve("https://council.example/feed", FEED, kind="application/rss+xml")
    (found,) = find_feed("https://council.example/", made.tools.fetcher, made.tools.sandbox)
    assert found.url == "https://council.example/feed"
    assert "1 entries, 1 with a date" in found.found.summary
    assert found.lines[0].startswith('  - {id: "council-example"')


def test_an_address_without_a_feed_is_said_to_have_none(tmp_path: Path) -> None:
    made = bench(tmp_path)
    (found,) = find_feed("https://council.example/nothing", made.tools.fetcher, made.tools.sandbox)
    assert found.lines == ()
    assert "404" in (found.found.problem or "")
