"""Read an answer under limits, and tell from its status and headers what it is worth."""

import re
import zlib
from collections.abc import AsyncIterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from monitor.errors import FetchError

_LONGEST_VALIDATOR: Final = 500  # characters; a longer ETag is not sent back
_PIECE: Final = 65_536
_REASONS: Final = {
    400: "the site calls the request bad",
    401: "the site asks for a login",
    403: "the site refuses us",
    404: "there is no such page",
    407: "the proxy asks for a login",
    408: "the site was too slow for itself",
    425: "the site asks to try later",
    429: "the site asks for fewer requests",
    451: "the site may not show it for legal reasons",
}
_BLOCKING: Final = frozenset({401, 403, 407, 451})
_LATER: Final = frozenset({408, 425, 429})


async def read_body(url: str, pieces: AsyncIterable[bytes], headers: Mapping[str, str], limit: int) -> bytes:
    """Return the whole decoded body. Raises FetchError for one too large on the wire or decoded, or cut."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchError(url, f"the answer is packed as {encoding[:40]!r}, which was not asked for")
    announced = headers.get("content-length", "")
    if announced.isdigit() and len(announced) < 20 and int(announced) > limit:
        raise too_large(url, limit)
    unpack = _Gunzip(url, limit) if "gzip" in encoding else None
    body = bytearray()
    on_the_wire = 0
    async for piece in pieces:
        on_the_wire += len(piece)
        if on_the_wire > limit:
            raise too_large(url, limit)
        if unpack is None:
            body += piece
        else:
            unpack.feed(piece, body)
    if unpack is not None:
        unpack.finish()
    return bytes(body)


async def read_start(pieces: AsyncIterable[bytes], limit: int) -> bytes:
    """Return the first `limit` bytes of a body, however long it is."""
    body = bytearray()
    async for piece in pieces:
        body += piece
        if len(body) >= limit:
            break
    return bytes(body[:limit])


def too_large(url: str, limit: int) -> FetchError:
    """Return the error for an answer over its limit of bytes."""
    return FetchError(url, f"the answer is larger than {limit / 1e6:g} MB and was not read", transient=False)


class _Gunzip:
    """Unpacks piece by piece and stops at the limit, so that a bomb costs one piece more than that."""

    def __init__(self, url: str, limit: int) -> None:
        self._url, self._limit = url, limit
        self._stream = zlib.decompressobj(wbits=31)
        self._begun = False

    def feed(self, piece: bytes, body: bytearray) -> None:
        while piece:
            if self._stream.eof:  # further members are legal, other things behind the end are ignored as browsers do
                if not piece.startswith(b"\x1f\x8b"):
                    return
                self._stream = zlib.decompressobj(wbits=31)
            self._begun = True
            try:
                body += self._stream.decompress(piece, _PIECE)
            except zlib.error:
                raise FetchError(self._url, "the answer says that it is gzip and is not") from None
            if len(body) > self._limit:
                raise too_large(self._url, self._limit)
            piece = self._stream.unconsumed_tail or self._stream.unused_data

    def finish(self) -> None:
        if self._begun and not self._stream.eof:
            raise FetchError(self._url, "the answer was cut off")


def refusal(url: str, status: int, headers: Mapping[str, str], now: datetime) -> FetchError:
    """Return the error for a status that brings no page."""
    reason = _REASONS.get(status)
    if headers.get("cf-mitigated", "").lower() == "challenge":
        reason = "the site asks for a check that only a person in a browser passes"
    elif reason is None:
        reason = "the site is in trouble" if status >= 500 else "the answer is none that we know"
    return FetchError(
        url,
        f"{reason} (HTTP {status})",
        transient=status >= 500 or status < 400 or status in _LATER,
        status=status,
        retry_after=retry_after(headers, now),
        blocked=status in _BLOCKING,
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that Retry-After asks for, from either of its forms; None where it makes no sense."""
    given = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,12}", given):
        return float(given)
    if ":" not in given:
        return None
    try:
        moment = parsedate_to_datetime(given[:60])
        wait = ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(wait, 0.0)


def max_age(headers: Mapping[str, str]) -> float | None:
    """Return the seconds for which Cache-Control calls the answer fresh; None where it does not say."""
    match = re.search(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", headers.get("cache-control", "").lower())
    return float(match[1]) if match else None


def validator(headers: Mapping[str, str], name: str) -> str | None:
    """Return an ETag or Last-Modified that may be sent back as it is, else None."""
    given = headers.get(name, "").strip()
    fit = given and len(given) <= _LONGEST_VALIDATOR and given.isascii() and given.isprintable()
    return given if fit else None
