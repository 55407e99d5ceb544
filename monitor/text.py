"""Text as people print it, made comparable: one kind of quote, dash and space, with the way back to the original.

Pure, standard library only. `clean` is the one function through which foreign text passes before it is stored.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_SINGLE_QUOTES: Final = "‘’‚‛′`´ʼ＇"
_DOUBLE_QUOTES: Final = "“”„‟″«»＂"
_DASHES: Final = "‐‑‒–—―−﹘﹣－"
_SPACES: Final = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c"
_INVISIBLE: Final = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

_ONE_TO_ONE: Final = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "•": "-",
    "·": "-",
    "●": "-",
}
_WEEDS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# No person writes longer ones; a hostile page would make every pattern over a sentence slow.
LONGEST_SENTENCE: Final = 1200
_ABBREVIATIONS: Final = (
    *("St", "Mr", "Mrs", "Ms", "Dr", "Cllr", "Coun", "Prof", "Rev", "No", "vs", "e.g", "i.e", "approx"),
    *("Sept", "Jan", "Feb", "Aug", "Oct", "Nov", "Dec"),
)
_ABBREVIATION: Final = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})\.$")
# A line that breaks off after such a word goes on in the next: reports copied as text have their lines broken.
_FUNCTION_WORDS: Final = ("is", "are", "was", "were", "as", "of", "the", "and", "for", "to", "in", "a", "by", "with")
_GOES_ON: Final = "".join(rf"(?<!\s{word}\n)" for word in _FUNCTION_WORDS)
# It begins with the one set of characters that end a sentence: the search then skips all others at once.
_SENTENCE_END: Final = re.compile(
    rf"[\n.!?](?:(?<=\n){_GOES_ON}\n*|" + r"""(?<!\n)["')\]]*(?:\s+(?=["'(\[]?[A-Z0-9£])|(?=\n)))"""
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Normalised:
    """A text made comparable. `origin` maps its offsets to the original's; None where they are the same."""

    text: str
    origin: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of the normalised passage from `start` to `end`."""
        if self.origin is None or start == end:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Return the text in NFKC with plain quotes, dashes and spaces, and without invisible characters.

    Nearly all pages need only replacements one to one, which keep every offset; the map is built for the others.
    """
    plain = _plain(text)
    if plain.isascii() or not _needs_map(plain):
        return Normalised(text=plain)
    pieces: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(plain):
        if character in _INVISIBLE:
            continue
        piece = _plain(unicodedata.normalize("NFKC", character))
        pieces.append(piece)
        origin.extend([place] * len(piece))
    return Normalised(text="".join(pieces), origin=tuple(origin))


def _plain(text: str) -> str:
    """Return the text with each character that is printed in many ways in the plain one, at the same place."""
    for printed, plain in _ONE_TO_ONE.items():
        if printed in text:
            text = text.replace(printed, plain)
    return text


def _needs_map(text: str) -> bool:
    return not unicodedata.is_normalized("NFKC", text) or any(character in text for character in _INVISIBLE)


def clean(text: str, limit: int) -> str:
    """Return foreign text fit to be stored and shown: no control, bidi or surrogate characters, at most `limit`."""
    fit = _WEEDS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return fit[:limit]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence or line of a normalised text, without the space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        dot = match.start()
        if text.endswith(_ABBREVIATIONS, start, dot) and _ABBREVIATION.search(text, max(start, dot - 8), dot + 1):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        _append(found, text, start, cut)
        start = cut
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        first = start + piece.index(bare[0])
        found.append((first, first + len(bare)))


def quotation(
    text: str, bounds: Sequence[tuple[int, int]], start: int, end: int, *, limit: int = 400
) -> tuple[int, int]:
    """Return start and end of the sentence of `bounds` around a passage, cut around it to `limit` characters."""
    for first, last in bounds:
        if first <= start < last:
            break
    else:
        first, last = start, end
    last = max(last, end)
    if last - first <= limit:
        return first, last
    middle = (start + end) // 2
    low = max(first, middle - limit // 2)
    low = first if low == first else text.find(" ", low, start) + 1 or low
    high = min(last, low + limit)
    return low, high if high == last else max(end, text.rfind(" ", low, high))


# "... | Local News", "... - BBC News": the name of a site, and not that of a council.
_SITE: Final = re.compile(
    r"\s(?:[|»]|::)\s(?!.*(?:ouncil|orough|Ofsted|OFSTED|hildren|rated|grade))[\w'’.&-]+(?:\s[\w'’.&-]+){0,4}$"
    r"|\s[-–—]\s(?:(?!Ofsted)[A-Z][\w'’.&]*\s){0,3}"
    r"(?:News|Live|Online|Post|Echo|Gazette|Herald|Times|Mail|Telegraph|Guardian|Chronicle|Standard|Star|Advertiser|"
    r"Express|Journal|Observer|Argus|Independent|Mercury|Examiner|Press|Reporter|Courier|Recorder|ITV|Sky|BBC|LocalGov|CYPN?ow)$"
)
_GRADE: Final = re.compile(r"\b(?:outstanding|good|inadequate|improvement)\b[^|»]*$", re.IGNORECASE)


def headline(title: str) -> str:
    """Return a title without the name of the site that many pages put behind it; it stays the title's beginning."""
    title = title.strip()
    site = _SITE.search(title)
    return title[: site.start()] if site is not None and not _GRADE.search(site.group()) else title
