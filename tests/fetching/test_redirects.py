"""Redirects: followed by hand, each hop checked where it connects."""

import pytest

from monitor.errors import FetchError
from monitor.fetching import HttpFetcher
from monitor.model.source import Request
from tests.fetching.site import OPEN, Site, answer, get, redirect, serving


def test_redirects_are_followed_and_permanent_ones_told(fetcher: HttpFetcher, site: Site) -> None:
    site.pages |= {
        "/": redirect("/2", "301 Moved"),
        "/2": redirect("/3", "308 Moved"),
        "/3": redirect("/4"),
        "/4": answer(),
    }
    found = get(fetcher, site)
    assert (found.url, found.moved_to) == (site.url + "/4", site.url + "/3")


def test_a_cookie_is_never_sent_back(fetcher: HttpFetcher, site: Site) -> None:
    site.pages |= {"/": answer(b"", "302 Found", Location="/2", Set_Cookie="ok=1"), "/2": answer()}
    get(fetcher, site)
    assert all("cookie" not in asked.headers for asked in site.asked)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/", "circle"),
        ("file:///etc/hostname", "no web address"),
        ("ftp://127.0.0.1/x", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("data:text/xml,<rss/>", "no web address"),
        ("http://a@127.0.0.1/", "no web address"),
        ("http://127.0.0.1\\@127.0.0.2/", "no web address"),
        ("", "without saying where"),
    ],
)
def test_redirects_to_nowhere_are_errors(fetcher: HttpFetcher, site: Site, target: str, reason: str) -> None:
    site.pages["/"] = redirect(target)
    with pytest.raises(FetchError, match=reason):
        get(fetcher, site)


def test_a_chain_of_redirects_ends_at_five(fetcher: HttpFetcher, site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(30)}
    with pytest.raises(FetchError, match="more than 5 times"):
        get(fetcher, site, "/0")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/",
        "http://localhost:{port}/",
        "http://2130706434:{port}/",
        "http://0x7f000002:{port}/",
        "http://0177.0.0.2:{port}/",
        "http://127.2:{port}/",
        "http://0.0.0.0:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.2]:{port}/",
    ],
)
def test_a_redirect_to_another_private_host_is_refused_when_connecting(fetcher: HttpFetcher, target: str) -> None:
    with serving("127.0.0.1") as site, serving("127.0.0.2", int(site.url.rpartition(":")[2])) as canary:
        site.pages["/"] = redirect(target.format(port=site.url.rpartition(":")[2]))
        with pytest.raises(FetchError) as raised:
            get(fetcher, site)
        assert raised.value.blocked
        assert canary.asked == []
        assert site.paths() == ["/"]


def test_a_redirect_to_another_port_of_the_own_host_is_refused(fetcher: HttpFetcher, site: Site) -> None:
    with serving() as other:
        site.pages["/"] = redirect(other.url + "/")
        with pytest.raises(FetchError, match="no public address"):
            get(fetcher, site)
        assert other.asked == []


def test_a_name_that_resolves_to_a_private_address_is_refused(fetcher: HttpFetcher, site: Site) -> None:
    link = site.url.replace("127.0.0.1", "localhost") + "/"
    with pytest.raises(FetchError, match="no public address"):
        fetcher.fetch(Request(url=link), source_url="https://paper.example/feed")
    assert site.asked == []


def test_without_an_opening_not_even_the_own_host_is_private(site: Site) -> None:
    with HttpFetcher(per_host_delay=0.0) as closed, pytest.raises(FetchError, match=r"network\.allow"):
        get(closed, site)
    assert site.asked == []


def test_conditions_are_not_told_to_another_host(site: Site) -> None:
    with serving("127.0.0.1") as other, HttpFetcher(allow=OPEN, per_host_delay=0.0) as fetcher:
        other.pages["/"] = answer()
        site.pages["/"] = redirect("/2")
        site.pages["/2"] = answer()
        get(fetcher, site, etag='"1"')
    assert all(asked.headers["if-none-match"] == '"1"' for asked in site.asked)
