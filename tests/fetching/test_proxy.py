"""Behind a proxy: it alone is asked, and the guard works on the names that it would be told."""

import pytest

from monitor.errors import FetchError
from monitor.fetching import HttpFetcher
from monitor.model.source import Request
from tests.fetching.site import Site, answer


@pytest.fixture
def proxied(site: Site) -> HttpFetcher:
    return HttpFetcher(proxy=site.url, per_host_delay=0.0, timeout=5.0)


def test_a_public_page_is_asked_of_the_proxy(proxied: HttpFetcher, site: Site) -> None:
    with proxied as fetcher:
        site.pages["http://paper.example/feed"] = answer(b"through the proxy")
        url = "http://paper.example/feed"
        assert fetcher.fetch(Request(url=url), source_url=url).body == b"through the proxy"


@pytest.mark.parametrize("url", ["http://localhost/x", "http://10.0.0.1/x", "http://[::1]/x", "http://intranet/x"])
def test_private_names_are_not_even_told_to_the_proxy(proxied: HttpFetcher, site: Site, url: str) -> None:
    with proxied as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(Request(url=url), source_url="http://paper.example/feed")
    assert raised.value.blocked
    assert site.asked == []


def test_the_environments_proxy_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, site.url)
    with HttpFetcher(per_host_delay=0.0, timeout=5.0) as fetcher, pytest.raises(FetchError, match="can't be resolved"):
        fetcher.fetch(Request(url="http://nowhere.invalid/"), source_url="http://nowhere.invalid/")
    assert site.asked == []
