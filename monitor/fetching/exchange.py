"""One request and its answer: every way in which that fails becomes one sentence."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import httpcore
import httpx

from monitor.fetching.addresses import ForbiddenAddressError, Way
from monitor.fetching.transport import CONNECT_SECONDS, WAY

T = TypeVar("T")
_FAILURES: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpx.InvalidURL,
    OSError,
    ValueError,
)


class UnansweredError(Exception):
    """There was no answer to use. `sent` says that the other side may have got the request."""

    def __init__(self, reason: str, *, sent: bool, forbidden: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent
        self.forbidden = forbidden  # our own address guard refused


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """A request that is ready to go."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


async def exchange(
    transport: httpx.AsyncBaseTransport,
    outgoing: Outgoing,
    *,
    way: Way,
    seconds: float,
    read: Callable[[httpx.Response], Awaitable[T]],
) -> T:
    """Send one request and return what `read` makes of the answer, all within `seconds`. Raises UnansweredError."""
    sent = False

    async def trace(event: str, _: object) -> None:
        nonlocal sent
        sent = sent or event.endswith("send_request_headers.started")

    kept = WAY.set(way)
    try:
        async with asyncio.timeout(seconds):
            request = httpx.Request(
                outgoing.method,
                outgoing.url,
                headers=dict(outgoing.headers),
                content=outgoing.body,
                extensions={"timeout": {"connect": min(CONNECT_SECONDS, seconds)}, "trace": trace},
            )
            response = await transport.handle_async_request(request)
            try:
                return await read(response)
            finally:
                await response.aclose()
    except ForbiddenAddressError as error:
        raise UnansweredError(str(error), sent=False, forbidden=True) from error
    except TimeoutError as error:
        raise UnansweredError(f"no whole answer within {seconds:.3g} seconds", sent=sent) from error
    except _FAILURES as error:
        raise UnansweredError(_said(error), sent=sent) from error
    finally:
        WAY.reset(kept)


def _said(error: Exception) -> str:
    text = " ".join(str(error).split())[:200]
    if isinstance(error, httpcore.ConnectError) and not text.startswith("the name"):
        return f"no safe connection: {text}" if _is_about_tls(error, text) else f"no connection: {text or 'refused'}"
    if isinstance(error, httpcore.RemoteProtocolError):
        if text.startswith("Server disconnected"):
            return "the site hung up without an answer"
        is_cut = "without sending complete message body" in text
        return "the answer was cut off" if is_cut else f"the answer is not proper HTTP: {text}"
    if isinstance(error, httpcore.ReadError | httpcore.WriteError):
        text = f"the connection was cut {text}".strip()
    elif isinstance(error, httpcore.ConnectTimeout):
        text = text or "no connection in time"
    elif isinstance(error, httpcore.ProxyError):
        text = f"the proxy refuses: {text}"
    return text or type(error).__name__


def _is_about_tls(error: Exception, text: str) -> bool:
    return isinstance(error.__cause__, ssl.SSLError) or "SSL" in text or "certificate" in text.lower()
