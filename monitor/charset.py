"""Decode what strangers publish: the bytes say more about their encoding than the declarations do."""

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Only encodings in which ASCII is itself: a page in UTF-7 or "unicode_escape" is an attack or a mistake.
_KNOWN: Final = re.compile(
    r"(?:iso-?8859-\d{1,2}|windows-125\d|cp125\d|mac-?roman|koi8-r|shift_jis|euc-\w+|big5|gb\w+|latin-?1|us-ascii)$"
)
# Browsers read Latin-1 as Windows-1252, and so do those who write it.
_LATIN: Final = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii"})
_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']|<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)


def decode(body: bytes, content_type: str = "") -> tuple[str, list[str]]:
    """Return the body as text, with what had to be guessed.

    A byte order mark wins; bytes that are sound UTF-8 are UTF-8 whatever is declared; then what the body or the header
    declares; what then is left is UTF-8 with stray Windows-1252 bytes (curly quotes, pounds).
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            while body.startswith(mark):
                body = body[len(mark) :]
            return body.decode(encoding, "replace"), []
    if body[:2] in {b"<\x00", b"\x00<"}:
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace"), ["is UTF-16 and does not say so"]
    try:
        return body.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    for declared in _declarations(body, content_type):
        try:
            return body.decode("cp1252" if declared in _LATIN else declared), []
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8", "monitor.cp1252"), ["has bytes that are not UTF-8; they were read as Windows-1252"]


def _declarations(body: bytes, content_type: str) -> list[str]:
    found = [(match[1] or match[2]).decode("ascii").lower() for match in _DECLARED.finditer(body[:4000])]
    if match := re.search(r"charset\s*=\s*\"?([\w.:-]{1,40})", content_type, re.IGNORECASE):
        found.append(match[1].lower())
    return [name for name in found if _KNOWN.match(name)]


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("monitor.cp1252", _as_cp1252)
