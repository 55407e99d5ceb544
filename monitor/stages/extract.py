"""Turn a fetched page into readable text with its title and date. Pure: the same bytes give the same article."""

from monitor.model.article import Extract


def extract(body: bytes, *, content_type: str, url: str) -> Extract:
    """Return the readable text of a page. Raises ParseError where the body is no page of text."""
    raise NotImplementedError


def extract_fragment(html: str, *, url: str) -> Extract:
    """Return the readable text of a piece of HTML that is an article already, such as a feed's content:encoded."""
    raise NotImplementedError
