"""The network, and the only async code, behind the plain port `Fetcher`."""

from monitor.fetching.client import HttpFetcher

__all__ = ["HttpFetcher"]
