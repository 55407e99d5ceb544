"""Take turns at a host: one request at a time, and a pause between two."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

_MOST_HOSTS: Final = 2000  # remembered at once; those that nobody waits for are forgotten


@dataclass(kw_only=True, slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended: float | None = None  # when the last request ended, in the loop's seconds
    crawl_delay: float = 0.0  # seconds, as its robots.txt asks
    waiting: int = 0


class Turns:
    """The hosts' queues. Used inside one event loop only."""

    def __init__(self, *, delay: float) -> None:
        self._delay = delay  # seconds, the least pause at any host
        self._hosts: dict[str, _Host] = {}

    def crawl_delay(self, host: str, seconds: float) -> None:
        """Remember the pause that a host's robots.txt asks for."""
        self._host(host).crawl_delay = seconds

    @asynccontextmanager
    async def turn(self, host: str, delay: float | None) -> AsyncIterator[None]:
        """Wait for this host's turn and keep it. `delay` is the source's own pause in seconds, None for none."""
        state = self._host(host)
        state.waiting += 1
        try:
            async with state.lock:
                await self._pause(state, delay)
                try:
                    yield
                finally:
                    state.ended = asyncio.get_running_loop().time()
        finally:
            state.waiting -= 1

    async def _pause(self, state: _Host, delay: float | None) -> None:
        if state.ended is None:
            return
        pause = max(self._delay, delay or 0.0, state.crawl_delay)
        left = state.ended + pause - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)

    def _host(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
            now = asyncio.get_running_loop().time()
            kept = {
                name: state
                for name, state in self._hosts.items()
                if state.waiting or (state.ended is not None and now - state.ended < 3600)
            }
            self._hosts = kept
        return self._hosts.setdefault(host, _Host())
