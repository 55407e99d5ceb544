"""Turn a tree of HTML, or of trafilatura's body, into text: paragraphs apart, lists and table rows together."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINES: Final = frozenset(["item", "li", "row", "tr", "dt", "dd"])  # kept together, one line each
_BLOCKS: Final = (
    frozenset(
        [
            "p",
            "head",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "quote",
            "blockquote",
            "div",
            "section",
            "article",
            "main",
            "body",
            "table",
            "list",
            "ul",
            "ol",
            "dl",
            "figure",
            "figcaption",
            "header",
            "footer",
            "aside",
            "pre",
            "hr",
            "address",
            "details",
            "summary",
            "thead",
            "tbody",
            "tfoot",
            "caption",
            "center",
            "fieldset",
        ]
    )
    | _LINES
)
_CELLS: Final = frozenset({"cell", "td", "th"})
_BREAKS: Final = frozenset({"br", "lb"})
_SILENT: Final = frozenset(
    ["script", "style", "noscript", "template", "iframe", "svg", "head-meta", "title", "button", "select", "textarea"]
)


@dataclass(kw_only=True, slots=True)
class _Page:
    """The text gathered so far: finished blocks, and the one that is being written."""

    blocks: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    tight: bool = False  # the next line belongs to the block before

    def flush(self, *, line: bool = False, mark: str = "") -> None:
        """End the current block; `line` keeps it in one block with the line before."""
        lines = (" ".join(piece.split()) for piece in "".join(self.current).split("\n"))
        text = "\n".join(piece.strip("| ") if piece.endswith("|") else piece for piece in lines if piece)
        self.current.clear()
        if not text:
            return
        text = mark + text
        if line and self.tight and self.blocks:
            self.blocks[-1] += "\n" + text
        else:
            self.blocks.append(text)
        self.tight = line


def text_blocks(root: "_Element") -> list[str]:
    """Return the blocks of text under an element, in order. Items of a list, rows of a table are one block."""
    page = _Page()
    # A stack, not recursion: hostile pages nest twenty thousand deep.
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            _leave(element, page, is_root=element is root)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SILENT:
            if element is not root and element.tail:
                page.current.append(_flat(element.tail))
            continue
        if tag in _BLOCKS:
            page.flush()
        elif tag in _BREAKS:
            page.current.append("\n")
        if element.text:
            page.current.append(_flat(element.text))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    page.flush()
    return page.blocks


def _leave(element: "_Element", page: _Page, *, is_root: bool) -> None:
    tag = str(element.tag)
    if tag in _CELLS:
        page.current.append(" | ")
    elif tag in _BLOCKS:
        page.flush(line=tag in _LINES, mark="- " if tag in {"item", "li"} else "")
        if tag in {"list", "ul", "ol", "table", "dl"}:
            page.tight = False
    if not is_root and element.tail:
        page.current.append(_flat(element.tail))


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")
