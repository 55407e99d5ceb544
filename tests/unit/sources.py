"""Builders for the tests of source kinds: a source, an answer, a moment."""

from datetime import UTC, datetime, timedelta

from monitor.model.outcome import Trust
from monitor.model.source import Parsed, Request, Response, Source
from monitor.sources import kind

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def source(kind_name: str = "feed", url: str = "https://paper.example/feed/", **selectors: str) -> Source:
    return Source(
        id="paper",
        name="The Paper",
        kind=kind_name,
        url=url,
        every=timedelta(minutes=30),
        trust=Trust.PRESS,
        pages=int(selectors.pop("pages", "1")),
        **selectors,  # type: ignore[arg-type]
    )


def parse(
    given: Source,
    body: str | bytes,
    *,
    state: dict[str, str] | None = None,
    request: Request | None = None,
    content_type: str = "",
    now: datetime = NOW,
) -> Parsed:
    """Return what the source's kind makes of this body, as if it had come from the request's URL."""
    asked = request or Request(url=given.url, purpose=given.kind)
    raw = body.encode() if isinstance(body, str) else body
    answer = Response(url=asked.url, status=200, body=raw, content_type=content_type)
    return kind(given.kind).parse(given, asked, answer, state or {}, now=now)
