"""The plain text in titles and summaries that may be HTML, escaped once or twice."""

import html
import re
from typing import Final

from monitor.text import clean

_TAG: Final = re.compile(r"<(?:!--.{0,5000}?-->|!\[CDATA\[|/?[a-zA-Z][^<>]{0,2000}>)", re.DOTALL)
_UNREAD: Final = re.compile(r"<(script|style|noscript|template)\b.{0,100000}?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK: Final = re.compile(r"</?(?:p|div|li|ul|ol|br|h[1-6]|tr|td|th|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"\s*(?:The post .{0,300}? (?:appeared first on|first appeared on) .{0,100}|Continue reading(?:\.\.\.|…)?|"
    r"\[(?:…|\.\.\.)\]|Read more(?:\.\.\.|…|»)?)\s*$",
    re.DOTALL,
)


def plain(text: str, limit: int) -> str:
    """Return one line of plain text: tags gone, entities decoded (some sites escape twice), spaces single."""
    text = text[: limit * 20]
    for _ in range(2):
        text = _TAG.sub("", _BLOCK.sub(" ", _UNREAD.sub(" ", text)))
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return " ".join(clean(" ".join(text.split()), limit).split())


def summary(text: str, limit: int = 2000) -> str:
    """Return a summary as plain text, without the tails that feeds hang on ("The post ... appeared first on ...")."""
    return _TAIL.sub("", plain(text, limit))
