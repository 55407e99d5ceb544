"""Make a feed's text into XML that a strict parser takes. Repairs once, and says what it repaired.

Feeds carry bare ampersands and control characters, and may declare entities that grow without bound. Nothing here looks
at what the feed says.
"""

import re
from datetime import datetime
from html.entities import html5
from typing import Final

from monitor.dates import read_date

MAX_ENTRIES: Final = 500  # of one feed at one poll

_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[>]{0,500}(?:\[.{0,200000}?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_CDATA: Final = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ufeff]")
_AMPERSAND: Final = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,10})|(\d{1,10}));|(\w{1,32});)?")
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTRY_END: Final = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_ENTRY_START: Final = re.compile(r"<(?:\w+:)?(?:item|entry)\b")
_DATE: Final = re.compile(r"<(?:\w+:)?(?:pubDate|published|updated|date)\b[^>]{0,200}>\s*([^<]{6,80})<")
_MONSTER: Final = re.compile(r"<([a-zA-Z][\w:.-]{0,60})[^<>]{20000,}?(/?)>")
_PEOPLE: Final = re.compile(r"<((?:\w+:)?(?:author|creator|managingEditor|webMaster|email))>[^<]{120,}</\1>")


def repair(text: str, *, now: datetime) -> tuple[str, list[str]]:
    """Return XML text without document type, unfit characters and undefined entities, with at most MAX_ENTRIES."""
    problems: list[str] = []
    text = _DECLARATION.sub("", text)
    bare = _DOCTYPE.sub("", text)
    if "<!ENTITY" in text:
        problems.append("declares entities of its own, which were left out")
    pieces = _CDATA.split(_UNFIT.sub("", bare))
    mended = "".join(piece if piece.startswith("<![CDATA[") else _AMPERSAND.sub(_reference, piece) for piece in pieces)
    if mended != bare:
        problems.append("was repaired: characters or ampersands that XML does not allow")
    mended = _MONSTER.sub(r"<\1\2>", mended)  # a hundred thousand attributes take feedparser minutes
    mended = _PEOPLE.sub("", mended)  # authors aren't used, and endless ones take feedparser hours
    ends = [match.end() for match in _ENTRY_END.finditer(mended)]
    if len(ends) > MAX_ENTRIES:
        mended = _newest(mended, ends, now)
        problems.append(f"holds {len(ends)} entries; the newest {MAX_ENTRIES} were read")
    return mended, problems


def _newest(text: str, ends: list[int], now: datetime) -> str:
    """Return the text with its newest entries, in their order: archives are served whole, and some oldest first.

    What gives no date is ranked with what stands before it; where nothing does, the first and the last are kept.
    """
    pieces = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    dates = [_date(piece, now) for piece in pieces]
    kept = set(range(MAX_ENTRIES // 2)) | set(range(len(ends) - MAX_ENTRIES // 2, len(ends)))
    if any(dates):
        ranks, last = list[float](), 0.0
        for date in dates:
            last = date.timestamp() if date else last
            ranks.append(last)
        kept = set(sorted(range(len(ends)), key=lambda one: (-ranks[one], one))[:MAX_ENTRIES])
    # The first piece begins with the feed's own head, which stays.
    head = "" if 0 in kept else _ENTRY_START.split(pieces[0], maxsplit=1)[0]
    return head + "".join(piece for one, piece in enumerate(pieces) if one in kept) + text[ends[-1] :]


def _date(entry: str, now: datetime) -> datetime | None:
    start = _ENTRY_START.search(entry)  # the feed's own date stands before its first entry
    match = _DATE.search(entry, start.start()) if start else None
    return read_date(match[1].strip(), now=now) if match else None


def _reference(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if hexadecimal or decimal:
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        fit = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        return match[0] if fit else ""
    if name is None:
        return "&amp;"
    if name in _XML_NAMES:
        return match[0]
    return html5.get(f"{name};", f"&amp;{name};")
