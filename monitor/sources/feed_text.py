"""Make a feed's bytes into XML text that a strict parser takes. Repairs once, and says what it repaired.

Feeds declare one encoding and use another, carry bare ampersands and control characters, and may declare entities that
grow without bound. Nothing here looks at what the feed says.
"""

import codecs
import re
from html.entities import html5
from typing import Final

MAX_ENTRIES: Final = 500  # of one feed at one poll

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Only encodings in which ASCII is itself: a feed in UTF-7 or "unicode_escape" is an attack or a mistake.
_KNOWN: Final = re.compile(
    r"(?:iso-?8859-\d{1,2}|windows-125\d|cp125\d|mac-?roman|koi8-r|shift_jis|euc-\w+|big5|gb\w+)$"
)
_PROLOG: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[>]{0,500}(?:\[.{0,200000}?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_CDATA: Final = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ufeff]")
_AMPERSAND: Final = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,10})|(\d{1,10}));|(\w{1,32});)?")
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTRY_END: Final = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_MONSTER: Final = re.compile(r"<([a-zA-Z][\w:.-]{0,60})[^<>]{20000,}?(/?)>")
_PEOPLE: Final = re.compile(r"<((?:\w+:)?(?:author|creator|managingEditor|webMaster|email))>[^<]{120,}</\1>")


def decode(body: bytes, content_type: str) -> tuple[str, list[str]]:
    """Return the body as text, with what had to be guessed.

    A byte order mark wins; bytes that are sound UTF-8 are UTF-8 whatever is declared; then what prolog or header
    declare; what then is left is UTF-8 with stray Windows-1252 bytes (curly quotes, pounds).
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            while body.startswith(mark):
                body = body[len(mark) :]
            return body.decode(encoding, "replace"), []
    if body[:2] == b"<\x00" or body[:2] == b"\x00<":
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace"), ["is UTF-16 and does not say so"]
    try:
        return body.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    for declared in _declared(body, content_type):
        try:
            # Browsers read Latin-1 as Windows-1252, and so do those who write it.
            encoding = "cp1252" if declared in {"iso-8859-1", "iso8859-1", "latin-1", "us-ascii"} else declared
            return body.decode(encoding), []
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8", "monitor.cp1252"), ["has bytes that are not UTF-8; they were read as Windows-1252"]


def repair(text: str) -> tuple[str, list[str]]:
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
        mended = mended[: ends[MAX_ENTRIES - 1]] + mended[ends[-1] :]
        problems.append(f"holds {len(ends)} entries; the first {MAX_ENTRIES} were read")
    return mended, problems


def _declared(body: bytes, content_type: str) -> list[str]:
    found = []
    if match := _PROLOG.search(body[:400]):
        found.append(match[1].decode("ascii").lower())
    if match_type := re.search(r"charset\s*=\s*\"?([\w.:-]{1,40})", content_type, re.IGNORECASE):
        found.append(match_type[1].lower())
    return [name for name in found if _KNOWN.match(name) or name in {"latin-1", "us-ascii"}]


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


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("monitor.cp1252", _as_cp1252)
