"""Read a news page that has no feed: entries by the selectors of the settings, or found by themselves.

State: `had` entries on the first page the last time it had any; `next` a further page that is still to be read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from monitor import urls
from monitor.dates import find_date, read_date
from monitor.errors import ParseError
from monitor.model.source import FoundEntry, Parsed, Request, Response, Source
from monitor.sources.plain import plain
from monitor.sources.repeated import repeated_items

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

KIND: Final = "listing"
MAX_ENTRIES: Final = 500
_MOST_PAGES: Final = 20


def requests(source: Source, state: Mapping[str, str], *, now: datetime, full: bool) -> tuple[Request, ...]:  # noqa: ARG001
    """Return the page itself, and a further page that an earlier poll could not read."""
    first = Request(url=source.url, purpose="1", page=True)
    number, _, link = state.get("next", "").partition(" ")
    return (first, Request(url=link, purpose=number, page=True)) if link else (first,)


def unchanged(source: Source, request: Request, state: Mapping[str, str], *, now: datetime) -> Mapping[str, str]:  # noqa: ARG001
    """Return what to keep when a page brought nothing new: a further page that was waited for is done."""
    return {"next": ""} if state.get("next", "").partition(" ")[2] == request.url else {}


def parse(source: Source, request: Request, response: Response, state: Mapping[str, str], *, now: datetime) -> Parsed:
    """Return the entries of a listing page and the request for the next one. Raises ParseError where all are gone."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(response.body, "lxml")
    number = int(request.purpose) if request.purpose.isdigit() else 1
    items = _chosen(page, source, response.url) if source.item or source.link else repeated_items(page, response.url)
    entries: dict[str, FoundEntry] = {}
    for item, anchor in items[:MAX_ENTRIES]:
        entry = _entry(item, anchor, source, response.url, now)
        if entry is not None:
            entries.setdefault(entry.key, entry)
    before = int(state.get("had", "0")) if number == 1 else 0
    if not entries and before:
        raise ParseError(response.url, _gone(page, before))
    problems = () if entries else (f"page {number} of the listing shows no entry",)
    kept, follow = {"next": ""}, _next(page, source, response.url, number)
    if number == 1 and entries:
        kept["had"] = str(len(entries))
    if follow is not None:
        kept["next"] = f"{follow.purpose} {follow.url}"
    return Parsed(entries=tuple(entries.values()), follow=(follow,) if follow else (), state=kept, problems=problems)


def _chosen(page: "BeautifulSoup", source: Source, url: str) -> list[tuple["Tag", "Tag"]]:
    """Return the items and their links as the settings' selectors choose them."""
    from soupsieve import SelectorSyntaxError

    try:
        items = page.select(source.item) if source.item else page.select(source.link or "a[href]")
        pairs = []
        for item in items:
            inside = item.select_one(source.link) if source.item and source.link else None
            anchor = inside or (item if item.name == "a" else item.find("a", href=True))
            if anchor is not None and anchor.name != "a":
                anchor = anchor.find("a", href=True) or anchor.find_parent("a")
            if anchor is not None:
                pairs.append((item, anchor))
    except SelectorSyntaxError as error:
        raise ParseError(
            url, f"a selector of source {source.id} can't be read: {str(error).splitlines()[0]}"
        ) from error
    return pairs


def _entry(item: "Tag", anchor: "Tag", source: Source, base: str, now: datetime) -> FoundEntry | None:
    link = urls.absolute(str(anchor.get("href") or ""), base)
    if link is None or urls.canonical(link) == urls.canonical(base):
        return None
    heading = item.find(["h1", "h2", "h3", "h4"])
    title = plain(anchor.get_text(" "), 500)
    if heading is not None and len(title.split()) < 3:  # "Read more": the heading has the title
        title = plain(heading.get_text(" "), 500) or title
    paragraphs = (plain(tag.get_text(" "), 2000) for tag in item.find_all("p"))
    about = max((text for text in paragraphs if text != title), key=len, default="")
    return FoundEntry(
        key=urls.canonical(link), url=link, title=title, published=_published(item, source, now), summary=about
    )


def _published(item: "Tag", source: Source, now: datetime) -> datetime | None:
    if source.date:
        chosen = item.select_one(source.date)
        return _moment(chosen, now) if chosen is not None else None
    for time in item.find_all("time"):
        if found := _moment(time, now):
            return found
    marked = item.select('[class*="date"], [class*="meta"], [class*="muted"], [class*="time"]')
    for tag in [*marked, item]:
        if found := read_date(find_text(tag), now=now):
            return found
    return None


def _moment(tag: "Tag", now: datetime) -> datetime | None:
    given = str(tag.get("datetime") or tag.get("content") or "")
    return (read_date(given, now=now) if given else None) or read_date(find_text(tag), now=now)


def find_text(tag: "Tag") -> str:
    """Return the part of an element's text that has its date in it; "" where it has none."""
    text = " ".join(tag.get_text(" ").split())[:3000]
    for start in range(0, len(text), 150):
        window = text[start : start + 200]
        if find_date(window):
            return window
    return text[:60]


def _next(page: "BeautifulSoup", source: Source, base: str, number: int) -> Request | None:
    """Return the request for the next page, where the settings ask for more and the page names one."""
    if number >= min(source.pages, _MOST_PAGES):
        return None
    chosen = page.select_one(source.next) if source.next else None
    if chosen is None and not source.next:
        chosen = page.select_one('a[rel~="next"], link[rel~="next"], [class*="next"] > a[href], a[class*="next"]')
    if chosen is None:
        return None
    link = urls.absolute(str(chosen.get("href") or ""), base)
    if link is None or not urls.same_site(link, source.url) or link == base:
        return None
    return Request(url=link, purpose=str(number + 1), page=True)


def _gone(page: "BeautifulSoup", before: int) -> str:
    title = page.title.get_text(" ", strip=True)[:80] if page.title else "no title"
    return (
        f"no entry found on the page (titled “{title}”), which had {before}: the site is disturbed or its markup "
        "has changed; try the sources probe command for new selectors"
    )
