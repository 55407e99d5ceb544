"""A site on loopback, and a fetcher that may visit it and waits for nothing."""

from collections.abc import Iterator

import pytest

from monitor.fetching import HttpFetcher
from tests.fetching.site import OPEN, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(allow=OPEN, per_host_delay=0.0, timeout=5.0, max_body=200_000) as opened:
        yield opened
