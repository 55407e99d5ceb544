"""The network as plain blocking calls, from any thread; behind them one event loop in a thread of its own."""

import asyncio
import concurrent.futures
import threading
from collections.abc import Coroutine, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Final, Self, TypeVar

from monitor import urls
from monitor.errors import DeliveryError, FetchError
from monitor.model.source import Request, Response

T = TypeVar("T")
_CLOSING_SECONDS: Final = 5.0


class HttpFetcher:
    """Fetches under the limits of the settings. Safe to call from several threads; to be closed after use."""

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        proxy: str | None = None,
        ca_file: str | Path | None = None,
        concurrency: int = 64,
        timeout: float = 30.0,
        per_host_delay: float = 1.0,
        max_body: int = 5_000_000,
        user_agent: str = "inspection-monitor",
        robots_file: Path | None = None,
    ) -> None:
        """Start the loop. `timeout` and `per_host_delay` are seconds, `max_body` is bytes on the wire and decoded.

        `robots_file` keeps the rules of robots.txt between runs. Raises OSError for a `ca_file` that can't be read.
        """
        from monitor.fetching.visits import Limits, Visits

        limits = Limits(timeout=timeout, max_body=max_body, per_host_delay=per_host_delay, concurrency=concurrency)
        self._visits: Visits = Visits(
            limits,
            allow=allow,
            proxy=proxy,
            ca_file=str(ca_file) if ca_file else None,
            user_agent=user_agent,
            robots_file=robots_file,
        )
        self._loop = asyncio.new_event_loop()
        self._closed = False
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._loop.run_forever, name="network", daemon=True)
        self._thread.start()

    def fetch(self, request: Request, *, source_url: str, delay: timedelta | None = None) -> Response:
        """Return a 200 with its whole body, a 304 or a 410, in this host's turn. Raises FetchError for all else."""
        if not urls.is_web(request.url):
            raise FetchError(request.url[:200], "no web address", transient=False, blocked=True)
        own_delay = delay.total_seconds() if delay is not None else None
        try:
            return self._run(self._visits.fetch(request, source_url=source_url, delay=own_delay))
        except concurrent.futures.CancelledError:
            raise FetchError(request.url, "the monitor is stopping") from None

    def post(self, url: str, *, body: bytes, headers: dict[str, str], channel: str) -> tuple[int, str, float | None]:
        """Return a channel's answer to a POST: status, up to 500 characters, Retry-After in seconds.

        Raises DeliveryError where there was none, or where the address is not allowed.
        """
        try:
            return self._run(self._visits.post(url, body=body, headers=headers, channel=channel))
        except concurrent.futures.CancelledError:
            raise DeliveryError(channel, "the monitor is stopping", answered=False) from None

    def close(self) -> None:
        """End what is under way and stop the loop. What still waits gets an error; a second call does nothing."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        ending = asyncio.run_coroutine_threadsafe(self._end(), self._loop)
        concurrent.futures.wait([ending], timeout=_CLOSING_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSING_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, work: Coroutine[None, None, T]) -> T:
        with self._guard:
            if self._closed:
                work.close()
                raise concurrent.futures.CancelledError
            running = asyncio.run_coroutine_threadsafe(work, self._loop)
        return running.result()

    async def _end(self) -> None:
        mine = asyncio.current_task()
        under_way = [task for task in asyncio.all_tasks() if task is not mine]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._visits.aclose()
