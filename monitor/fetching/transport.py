"""Connect to the address that was checked, and to no other. The only place that opens sockets for the web."""

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Iterable
from contextvars import ContextVar
from ipaddress import ip_address
from typing import Final

import httpcore
import httpx

from monitor.fetching.addresses import Way

CONNECT_SECONDS: Final = 10.0
WAY: Final[ContextVar[Way]] = ContextVar("way")  # set around each hop, in the task that connects

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a name, checks every address it has, and connects to one that was checked."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        deadline = time.monotonic() + (timeout or CONNECT_SECONDS)
        way = WAY.get()
        addresses = await _resolve(host, port, deadline)
        for address in addresses:
            way.check(host, ip_address(address.partition("%")[0]), port)
        for place, address in enumerate(addresses):
            left = (deadline - time.monotonic()) / (len(addresses) - place)
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout=max(left, 0.1), local_address=local_address, socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses) - 1:
                    raise
        raise httpcore.ConnectError(f"the name {host} has no address")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class GuardedTransport(httpx.AsyncBaseTransport):
    """One exchange over one fresh connection: no cookies, no redirects, no idle connections kept, no environment."""

    def __init__(self, *, ca_file: str | None, proxy: str | None, concurrency: int) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        if ca_file is not None:
            context.load_verify_locations(ca_file)
        self._pool = _pool(context, proxy, concurrency)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The raw body of an answer as it comes over the wire."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()


def _pool(context: ssl.SSLContext, proxy: str | None, concurrency: int) -> httpcore.AsyncConnectionPool:
    if proxy is None:
        return httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=concurrency,
            max_keepalive_connections=0,
            network_backend=GuardedBackend(),
        )
    given = httpx.Proxy(proxy)
    return httpcore.AsyncHTTPProxy(
        proxy_url=httpcore.URL(
            scheme=given.url.raw_scheme, host=given.url.raw_host, port=given.url.port, target=given.url.raw_path
        ),
        proxy_auth=given.raw_auth,
        ssl_context=context,
        max_connections=concurrency,
        max_keepalive_connections=0,
    )


async def _resolve(host: str, port: int, deadline: float) -> list[str]:
    """Return the addresses of a name, in a thread of its own: a resolver that hangs holds up nobody else."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def finish(addresses: list[str], error: OSError | None) -> None:
        if found.done():
            return
        if error is None:
            found.set_result(addresses)
        else:
            found.set_exception(httpcore.ConnectError(f"the name {host} can't be resolved: {error.strerror}"))

    def look_up() -> None:
        addresses: list[str] = []
        failed: OSError | None = None
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            failed = error if isinstance(error, OSError) else OSError(0, "it is no name")
        try:
            loop.call_soon_threadsafe(finish, addresses, failed)
        except RuntimeError:
            return  # the loop was closed meanwhile: nobody waits for the name any more

    threading.Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
    try:
        async with asyncio.timeout(max(deadline - time.monotonic(), 0.1)):
            return await found
    except TimeoutError:
        raise httpcore.ConnectTimeout(f"the name {host} was not resolved in time") from None
