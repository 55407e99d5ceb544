"""What a page says about itself: title, date, canonical link, outlet. From its metadata first, then what it shows."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from monitor import urls
from monitor.dates import find_date, midnight, read_date
from monitor.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES: Final = re.compile(r"(?:Article|BlogPosting|Report|WebPage)$")
_DATE_METAS: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dc:date",
    "date",
    "pubdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_SHOWN: Final = re.compile(
    r"\b(?:published|posted|first published|date|added|issued)\b(?:\s+on)?\s*:?\s*", re.IGNORECASE
)
_DATED: Final = re.compile(r"date|publish|meta|byline|time|posted", re.IGNORECASE)
_PATH_DAY: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFacts:
    """What a page says about itself. None where it doesn't."""

    title: str = ""
    published: datetime | None = None
    canonical: str | None = None
    outlet: str | None = None


@dataclass(kw_only=True, slots=True)
class _Linked:
    """The first useful value of each kind in the page's JSON-LD."""

    headline: str = ""
    published: str = ""
    publisher: str = ""
    plain_page: Mapping[str, object] = field(default_factory=dict)


def page_facts(tree: "HtmlElement", *, url: str) -> PageFacts:
    """Return what the page says about itself. JSON-LD first, then meta elements, then what a reader sees."""
    metas = _metas(tree)
    linked = _linked_data(tree)
    outlet = linked.publisher or metas.get("og:site_name", "")
    return PageFacts(
        title=_title(tree, metas, linked, outlet),
        published=_published(tree, metas, linked, url),
        canonical=_canonical(tree, url),
        outlet=clean(outlet, 200) or None,
    )


def _metas(tree: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _linked_data(tree: "HtmlElement") -> _Linked:
    found = _Linked()
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > 500_000:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            _take(node, found)
    if not found.published and found.plain_page:
        found.published = _string(found.plain_page.get("datePublished"))
    return found


def _nodes(data: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield the objects of JSON-LD: alone, in an array, or in @graph."""
    if depth > 4:
        return
    if isinstance(data, list):
        for piece in data[:200]:
            yield from _nodes(piece, depth + 1)
    elif isinstance(data, Mapping):
        yield data
        yield from _nodes(data.get("@graph", []), depth + 1)
        yield from _nodes(data.get("mainEntity", []), depth + 1)


def _take(node: Mapping[str, object], found: _Linked) -> None:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    if not any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names):
        return
    if "WebPage" in names:  # its date may be the page template's: only where no article says better
        found.plain_page = found.plain_page or node
        return
    found.headline = found.headline or _string(node.get("headline"))
    found.published = found.published or _string(node.get("datePublished"))
    publisher = node.get("publisher")
    publishers = publisher if isinstance(publisher, list) else [publisher]
    for one in publishers:
        if isinstance(one, Mapping):
            found.publisher = found.publisher or _string(one.get("name"))


def _string(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _title(tree: "HtmlElement", metas: Mapping[str, str], linked: _Linked, outlet: str) -> str:
    heading = next((" ".join(found.text_content().split()) for found in tree.iter("h1")), "")
    element = next((" ".join((found.text or "").split()) for found in tree.iter("title")), "")
    chosen = linked.headline or metas.get("og:title") or heading or element
    if chosen != heading and heading and chosen.startswith(heading):
        chosen = heading  # "Grades rise | The Paper"
    if outlet:
        chosen = re.sub(rf"\s*[|–—-]\s*{re.escape(outlet)}\s*$", "", chosen, flags=re.IGNORECASE)
    return clean(chosen, 500)


def _published(tree: "HtmlElement", metas: Mapping[str, str], linked: _Linked, url: str) -> datetime | None:
    for given in (linked.published, *(metas.get(name, "") for name in _DATE_METAS)):
        if given and (found := read_date(given)):
            return found
    return _shown_date(tree) or _date_in_path(url)


def _shown_date(tree: "HtmlElement") -> datetime | None:
    """Return the date a reader sees near the top: a marked time element, "Published on ...", or a dated line."""
    for time in tree.iter("time"):
        given = time.get("datetime") or time.text_content()
        if found := read_date(given[:60]):
            return found
    dated = None
    for count, element in enumerate(tree.iter("p", "span", "div", "li", "dd", "small")):
        if count > 600:
            break
        text = (element.text or "").strip()
        marked = _DATED.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        if not text and marked and len(element) < 5:
            text = " ".join(element.text_content().split())
        if not 6 <= len(text) <= 100:
            continue
        if (shown := _SHOWN.match(text)) and (found := find_date(text[shown.end() :][:50])):
            return found
        if marked and dated is None:
            dated = find_date(text)
    return dated


def _date_in_path(url: str) -> datetime | None:
    match = _PATH_DAY.search(url)
    try:
        return midnight(date(int(match[1]), int(match[2]), int(match[3]))) if match else None
    except ValueError:
        return None


def _canonical(tree: "HtmlElement", url: str) -> str | None:
    """Return the page's canonical link, unless it points to another site, to the front page, or to a section above it.

    Templates that name the section on every page would make one article of all its stories.
    """
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found = urls.absolute(link.get("href") or "", url)
            if found and urls.same_site(found, url) and not _is_above(found, url):
                return found
            return None
    return None


def _is_above(found: str, url: str) -> bool:
    if urls.is_home(found):
        return not urls.is_home(url)
    return urls.canonical(url).partition("?")[0].startswith(f"{urls.canonical(found)}/")
