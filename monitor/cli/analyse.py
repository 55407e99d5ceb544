"""`monitor analyse`: what the monitor makes of a text, with reasons. Stores nothing."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import print_json
from monitor.errors import MonitorError, ParseError
from monitor.model.article import Document
from monitor.stages.analyse import analyse as understand
from monitor.stages.analysis_data import analysis_data
from monitor.stages.read_page import day_in_london, gazetteer_of, record_of
from monitor.storage.baseline import load_baseline
from monitor.text import clean

if TYPE_CHECKING:
    from monitor.model.authority import Authority
    from monitor.storage.baseline import Baseline

_RARELY: Final = 50_000  # objects made and not yet let go
TEXT_LIMIT: Final = 200_000  # characters, as for stored articles
_HTML_STARTS: Final = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<article", b"<div", b"<p")


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One text to analyse: `id` is "" where nobody gave one."""

    id: str
    document: Document


@click.command()
@click.argument("source", default="-", metavar="[FILE|URL|-]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--jsonl", is_flag=True, help="Read objects {id, url, title, text or html, published, outlet}, one a line."
)
@pass_invocation
def analyse(invocation: Invocation, source: str, *, as_json: bool, jsonl: bool) -> int:
    """Say what the monitor makes of a text, with reasons. Stores nothing.

    FILE is plain text (its first line is the title) or HTML; a URL is fetched as a poll would fetch it.
    """
    baseline = load_baseline()
    authorities = baseline.authorities
    if jsonl:
        return _each_line(source, baseline)
    item = Item(id="", document=_document(invocation, source))
    analysis = understand(item.document, gazetteer_of(authorities), record_of(baseline.overall_grades))
    if as_json:
        print_json(analysis_data(item.id, analysis, _by_code(authorities)))
    else:
        from monitor.cli.analysis_view import print_analysis

        print_analysis(item.document, analysis, authorities)
    return 0


def _document(invocation: Invocation, source: str) -> Document:
    if source.startswith(("http://", "https://")):
        return _fetched(invocation, source)
    body = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    if body.lstrip()[:20].lower().startswith(_HTML_STARTS) or source.endswith((".html", ".htm")):
        return _page(body, content_type="text/html", url="")
    text = clean(body.decode("utf-8", "replace"), TEXT_LIMIT)
    title, _, rest = text.strip().partition("\n")
    return Document(title=title.strip(), text=rest.strip()) if rest.strip() else Document(text=title)


def _fetched(invocation: Invocation, url: str) -> Document:
    from monitor.bootstrap import open_fetcher
    from monitor.model.source import Request

    with closing(open_fetcher(invocation.settings)) as fetcher:
        response = fetcher.fetch(Request(url=url, page=True), source_url=url)
    return _page(response.body, content_type=response.content_type, url=response.url)


def _page(body: bytes, *, content_type: str, url: str) -> Document:
    from monitor.stages.extract import extract

    found = extract(body, content_type=content_type, url=url)
    return Document(
        url=url,
        title=found.title,
        text=clean(found.text, TEXT_LIMIT),
        outlet=found.outlet or "",
        published=day_in_london(found.published),
    )


def _each_line(source: str, baseline: "Baseline") -> int:
    """Answer each line with one line, whatever it holds; return 1 if a line could not be understood."""
    gazetteer, record = gazetteer_of(baseline.authorities), record_of(baseline.overall_grades)
    by_code = _by_code(baseline.authorities)
    failed = 0
    with _opened(source) as lines, _rarely_collecting():
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                item = _item(line)
                analysis = understand(item.document, gazetteer, record)
                answer = json.dumps(analysis_data(item.id, analysis, by_code), ensure_ascii=False)
            except (ValueError, MonitorError) as error:
                failed = 1
                answer = json.dumps({"id": _id_of(line), "error": f"line {number}: {error}"}, ensure_ascii=False)
            sys.stdout.buffer.write(answer.encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()
    return failed


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Let the collector rest. What is loaded stays, and an analysis leaves no cycles: looking costs a twentieth."""
    often = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()


def _by_code(authorities: "tuple[Authority, ...]") -> "dict[str, Authority]":
    return {one.la_code: one for one in authorities}


def _opened(source: str) -> BinaryIO:
    return sys.stdin.buffer if source == "-" else Path(source).open("rb")


def _item(line: bytes) -> Item:
    """Return the text that one line of JSON describes. Raises ValueError where it describes none."""
    given = json.loads(line)
    if not isinstance(given, dict):
        raise ValueError("is no JSON object")  # noqa: TRY004 - a value of the input, not of this program
    words = {key: value for key, value in given.items() if isinstance(value, str)}
    document = Document(
        url=words.get("url", ""),
        title=clean(words.get("title", ""), TEXT_LIMIT),
        text=clean(words.get("text", ""), TEXT_LIMIT),
        outlet=words.get("outlet", ""),
        published=_day(words.get("published")),
    )
    if "text" not in words and "html" in words:
        document = _from_html(document, words["html"])
    identity = given.get("id")
    return Item(id="" if identity is None else str(identity), document=document)


def _from_html(document: Document, html: str) -> Document:
    from monitor.stages.extract import extract

    try:
        found = extract(html.encode("utf-8", "replace"), content_type="text/html; charset=utf-8", url=document.url)
    except ParseError as error:
        raise ValueError(error.reason) from error
    return Document(
        url=document.url,
        title=document.title or found.title,
        text=clean(found.text, TEXT_LIMIT),
        outlet=document.outlet or found.outlet or "",
        published=document.published or day_in_london(found.published),
    )


def _day(text: str | None) -> date | None:
    if not text:
        return None
    if len(text) <= len("2021-11-12"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return day_in_london(moment) if moment.tzinfo else moment.date()


def _id_of(line: bytes) -> str | None:
    try:
        given = json.loads(line)
    except ValueError:
        return None
    identity = given.get("id") if isinstance(given, dict) else None
    return None if identity is None else str(identity)
