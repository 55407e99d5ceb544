"""Find the feeds that a page names in its head. Pure."""

from typing import Final
from urllib.parse import urljoin

FEEDS: Final = ("application/rss+xml", "application/atom+xml")
MOST: Final = 5


def feeds_in(body: bytes, url: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a page names, in its order; the page stands at `url`."""
    from bs4 import BeautifulSoup
    from bs4.filter import SoupStrainer

    soup = BeautifulSoup(body, "html.parser", parse_only=SoupStrainer("link"))
    found: list[str] = []
    for link in soup.find_all("link"):
        rel, kind = str(link.get("rel") or "").lower(), str(link.get("type") or "").lower()
        href = str(link.get("href") or "")
        if "alternate" in rel and kind in FEEDS and href:
            found.append(urljoin(url, href))
    return tuple(one for one in dict.fromkeys(found) if one.startswith(("http://", "https://")))[:MOST]
