"""What a document is, by the title on its front page."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from monitor.model.inspection import VisitKind
from monitor.text import clean, normalise

SIF: Final = "sif"
ILACS: Final = "ilacs"

# A title stands near the top: below an address block in letters, at once in reports.
_TITLE_ZONE = 1_500
_NAME_ZONE = 600
_LONGEST_PAGE = 20_000  # characters; the fullest real page has 4,500
_LETTER_NAME_ZONE = 200
_BLANKS = re.compile(r"[^\S\n\f]+")
_DATES_LABEL = re.compile(r"\binspection\s+dates?\b", re.IGNORECASE)
_LETTER_BEGINS = re.compile(r"this letter|dear |[.]\s|\n\s*\n|\f", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """The title of a document: an inspection under SIF or ILACS, a visit, or something else that is named.

    `names` is the part of the front page in which the authority's name stands, `around` a wider part to ask where no
    name does.
    """

    family: str | None = None  # SIF or ILACS; None: not an inspection that gives council grades
    again: bool = False  # a re-inspection by its title
    visit: VisitKind | None = None
    other: str | None = None  # what it is, where it is known and none of the above
    end: int = 0  # where the title ends in the text
    names: str = ""
    around: str = ""


_SERVICES = r"children(?:\W?s)?\W?\s+(?:social\s+care\s+)?services"
# At the beginning of a line, perhaps behind a page number or the authority's name. Behind any other word it would be
# something else: a pilot, a thematic visit.
_BEGINS = r"(?m:^)(?P<before>[^\n]{0,80}?)(?<!\w)"
_TITLES: Final[tuple[tuple[str, Title], ...]] = (
    (r"re-?\s?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help", Title(family=SIF, again=True)),
    (r"inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help", Title(family=SIF)),
    (
        r"inspection\s+of\s+(?:services\s+for\s+)?looked[\s-]+after\s+children",
        Title(other="an inspection of services for looked after children, from before SIF"),
    ),
    (
        r"inspection\s+of\s+safeguarding\s+and\s+looked[\s-]+after",
        Title(other="a safeguarding and looked after children inspection, from before SIF"),
    ),
    (
        r"inspection\s+of\s+local\s+authority\s+(?:arrangements\s+for\s+the\s+protection\s+of\s+children|child\s+protection)",
        Title(other="an inspection of child protection arrangements, from before SIF"),
    ),
    (
        r"review\s+of\s+the\s+effectiveness\s+of\s+the\s+(?:local\s+safeguarding\s+children\s+board|LSCB)",
        Title(other="a review of the local safeguarding children board alone"),
    ),
    (
        r"[^.\n]{0,60}\b(?:SEND\b|special\s+educational\s+needs)[^.\n]{0,60}",
        Title(other="an area inspection of special educational needs"),
    ),
    (r"(?:[\w'-]+[^\S\n]+){0,4}focus(?:s)?ed\s+visit\b", Title(visit=VisitKind.FOCUSED)),
    (r"(?:[\w'-]+[^\S\n]+){0,4}monitoring\s+visit\b", Title(visit=VisitKind.MONITORING)),
    (r"(?:[\w'-]+[^\S\n]+){0,3}assurance\s+(?:visit|inspection)\b", Title(visit=VisitKind.ASSURANCE)),
    (
        r"(?:[\w'-]+[^\S\n]+){0,3}joint\s+(?:targeted\s+)?area\s+(?:child\s+protection\s+)?inspections?\b",
        Title(visit=VisitKind.JTAI),
    ),
    (rf"inspection\s+of\s+(?:(?:[^.:]|\bSt\.){{2,120}}?\s+)?{_SERVICES}", Title(family=ILACS)),
)
_PATTERNS: Final = tuple((re.compile(_BEGINS + pattern, re.IGNORECASE), title) for pattern, title in _TITLES)


def front_text(pages: Sequence[str]) -> str:
    """Return the pages as one text: NFKC, plain quotes and dashes, single spaces, lines kept, \\f between pages."""
    return "\n\f".join(_plain(page) for page in pages)


def _plain(page: str) -> str:
    text = normalise(clean(page, _LONGEST_PAGE)).text
    # Bullets of symbol fonts arrive as private-use characters; they stand where a space would.
    text = "".join(" " if unicodedata.category(char) == "Co" else char for char in text)
    return _BLANKS.sub(" ", text)


def title_of(text: str, is_name: Callable[[str], bool] = lambda _: False) -> Title | None:
    """Return the title of a document of which `text` is the beginning, or None where none of the known forms stands.

    The first title counts: letters go on to speak of inspections, reports of visits. `is_name` says whether words that
    stand before a title on its line are an authority's name and nothing else.
    """
    zone = text[:_TITLE_ZONE]
    found = [
        (match.start(), order, match.end())
        for order, (pattern, _) in enumerate(_PATTERNS)
        for match in pattern.finditer(zone)
        if not (before := match["before"].strip(" \f0123456789")) or is_name(before)
    ]
    if not found:
        return None
    start, order, end = min(found)
    title = _PATTERNS[order][1]
    if title.visit is not None:
        stop = _LETTER_BEGINS.search(text, end)
        names = text[start : min(stop.start() if stop else len(text), end + _LETTER_NAME_ZONE)]
        return replace(title, end=end, names=names, around=text[: end + _NAME_ZONE])
    label = _DATES_LABEL.search(text)
    # Reports print the name above the title or inside it, always before the dates.
    return replace(title, end=end, names=text[: min(label.start() if label else end, _NAME_ZONE)])
