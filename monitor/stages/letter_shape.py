"""Give a letter its two bodies: plain text and HTML, from the same parts. Pure; everything foreign is escaped."""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.stages import letter_template as template
from monitor.text import clean

_WIDTH = 76


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of a section: a sentence, a quotation, a command to type, with the link that it leads to."""

    text: str
    link: str | None = None
    is_quote: bool = False
    is_command: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A titled part: lines, or the rows of a table."""

    title: str
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def one_line(text: str, limit: int = 200) -> str:
    """Return foreign text as one clean line."""
    return " ".join(clean(text, 10 * limit).split())[:limit]


def as_text(title: str, lead: str, sections: Sequence[Section], footer: str) -> str:
    """Return the letter as plain text, wrapped; links stand on lines of their own, whole."""
    parts = [_wrapped(title), _wrapped(lead)]
    for section in sections:
        body = [_row_text(row) for row in section.rows]
        body += [_line_text(line) for line in section.lines]
        parts.append("\n".join([section.title, "-" * len(section.title), *body]).rstrip())
    return "\n\n".join(part for part in (*parts, "-- \n" + _wrapped(footer)) if part) + "\n"


def as_html(title: str, lead: str, sections: Sequence[Section], footer: str) -> str:
    """Return the letter as an HTML page."""
    return template.PAGE.format(
        title=_escaped(title),
        lead=template.LEAD.format(text=_escaped(lead)) if lead else "",
        sections="".join(_section_html(section) for section in sections),
        footer=_escaped(footer),
    )


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        clean(text, 5_000), _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _row_text(row: Sequence[str]) -> str:
    return _wrapped("  " + ": ".join((row[0], ", ".join(cell for cell in row[1:] if cell))), "    ")


def _line_text(line: Line) -> str:
    if line.is_command:
        return f"  {line.text}"
    text = _wrapped(f"> {line.text}", "> ") if line.is_quote else _wrapped(line.text)
    return f"{text}\n{one_line(line.link, 2_000)}\n" if line.link else text


def _section_html(section: Section) -> str:
    rows = "".join(
        template.ROW.format(cells="".join(template.CELL.format(text=_escaped(cell)) for cell in row))
        for row in section.rows
    )
    table = template.TABLE.format(rows=rows) if rows else ""
    lines = "".join(_line_html(line) for line in section.lines)
    return template.SECTION.format(title=_escaped(section.title), content=table + lines)


def _line_html(line: Line) -> str:
    text = _escaped(line.text)
    if line.is_command:
        text = template.CODE.format(text=text)
    if line.link and _may_be_followed(line.link):
        text = template.LINK.format(url=_escaped(line.link), text=text)
    return (template.QUOTE if line.is_quote else template.PARAGRAPH).format(text=text)


def _may_be_followed(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _escaped(text: str) -> str:
    return html.escape(clean(text, 5_000), quote=True)
