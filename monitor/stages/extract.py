"""Turn a fetched page into readable text with its title and date. Pure: the same bytes give the same article."""

import re
from typing import TYPE_CHECKING, Final

from monitor import urls
from monitor.charset import decode
from monitor.errors import ParseError
from monitor.model.article import Extract
from monitor.stages.blocks import text_blocks
from monitor.stages.cuts import readable
from monitor.stages.page_boxes import take_out_boxes
from monitor.stages.page_facts import page_facts
from monitor.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TEXT: Final = 200_000  # characters
_MOST_LINKS: Final = 200
_LEAST_TEXT: Final = 500  # characters; below, what trafilatura found is doubted
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def extract(body: bytes, *, content_type: str, url: str) -> Extract:
    """Return the readable text of a page. Raises ParseError where the body is no page of text."""
    _refuse_other_things(body, url)
    text, _ = decode(body, content_type)
    if content_type.partition(";")[0].strip().lower() == "text/plain" and "<html" not in text[:2000].lower():
        return _plain(text)
    tree = _tree(text)
    if tree is None:
        raise ParseError(url, "the page is empty")
    facts = page_facts(tree, url=url)
    walled = take_out_boxes(tree)
    links = _links(tree, url)
    blocks, cut = readable(_article_blocks(tree), title=facts.title)
    found = "\n\n".join(blocks)
    return Extract(
        title=facts.title,
        text=clean(found, _MOST_TEXT),
        published=facts.published,
        canonical=facts.canonical,
        outlet=facts.outlet,
        partial=walled or cut,
        links=links,
    )


def extract_fragment(html: str, *, url: str) -> Extract:
    """Return the readable text of a piece of HTML that is an article already, such as a feed's content:encoded."""
    tree = _tree(html)
    if tree is None:
        return Extract(title="", text="")
    walled = take_out_boxes(tree)
    blocks, cut = readable(text_blocks(tree), title="")
    return Extract(
        title="", text=clean("\n\n".join(blocks), _MOST_TEXT), partial=walled or cut, links=_links(tree, url)
    )


def _refuse_other_things(body: bytes, url: str) -> None:
    start = body[:1024].lstrip()
    if start.startswith(b"%PDF"):
        raise ParseError(url, "a PDF, not a page")
    if start.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04")):
        raise ParseError(url, "a picture or an archive, not a page")
    if start[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\x00" not in start[:4] and body.count(b"\x00", 0, 4096) > 4:
        raise ParseError(url, "bytes that are no text")


def _plain(text: str) -> Extract:
    paragraphs = [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text)]
    blocks, cut = readable([piece for piece in paragraphs if piece], title="")
    return Extract(title="", text=clean("\n\n".join(blocks), _MOST_TEXT), partial=cut)


def _tree(text: str) -> "HtmlElement | None":
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    text = _CONTROL.sub("", text)
    if text.lstrip()[:5].lower() == "<?xml":
        text = text[text.find(">") + 1 :]  # lxml refuses a declaration of encoding in what is text already
    if not text.strip():
        return None
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, collect_ids=False)
    try:
        return document_fromstring(text, parser=parser)
    except etree.LxmlError:
        return None


def _article_blocks(tree: "HtmlElement") -> list[str]:
    """Return the article's blocks as trafilatura finds them; of a short page the main part's own."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(found, "body", None)
    blocks = text_blocks(body) if body is not None else []
    length = sum(len(block) for block in blocks)
    if length < _LEAST_TEXT:
        # On short pages trafilatura falls back to all the page's words in one line.
        main = _main(tree)
        spare = text_blocks(main) if main is not None else _paragraphs(tree)
        if sum(len(block) for block in spare) > length / 2:
            return spare
    return blocks


def _main(tree: "HtmlElement") -> "HtmlElement | None":
    """Return the longest article element, else the main part, else None."""
    articles = list(tree.iter("article"))
    if len(articles) > 1:
        return max(articles, key=lambda element: len(element.text_content()))
    return articles[0] if articles else next(tree.iter("main"), None)


def _paragraphs(tree: "HtmlElement") -> list[str]:
    texts = (" ".join(element.text_content().split()) for element in tree.iter("h1", "h2", "h3", "p", "li"))
    return [text for text in texts if text]


def _links(tree: "HtmlElement", url: str) -> tuple[str, ...]:
    main = _main(tree)
    found: dict[str, None] = {}
    for anchor in (tree if main is None else main).iter("a"):
        given = (anchor.get("href") or "").strip()
        link = urls.absolute(given, url) if given and given[0] != "#" else None
        if link is not None:
            found[link] = None
        if len(found) >= _MOST_LINKS:
            break
    return tuple(found)
