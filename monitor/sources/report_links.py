"""Find the report files on a provider page: by the form of their links, with label and date as the page shows them."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from monitor import urls
from monitor.dates import find_date, read_date
from monitor.model.report import ReportLabel
from monitor.model.source import FoundEntry
from monitor.sources.report_labels import report_label, shown_label
from monitor.text import clean

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_FILE: Final = re.compile(r"/v1/file/(\d{1,12})/?$")


def report_links(
    page: "BeautifulSoup", *, page_url: str, source_url: str, urn: str
) -> tuple[tuple[FoundEntry, ...], tuple[str, ...]]:
    """Return the files that the page links, newest first as it lists them, and what a person should know about them.

    A file is known by its number: the old and the new host of the files serve the same one.
    """
    name = page.h1.get_text(" ", strip=True) if page.h1 else urn
    found, problems = [], []
    for anchor, link, number in _files(page, page_url):
        if not urls.same_site(link, source_url):
            problems.append(f"provider {urn} links a report on another site, {urls.host_of(link)}, which was left out")
            continue
        label_text, published = _label_text(anchor), _published(anchor)
        label = report_label(label_text)
        if label is ReportLabel.OTHER:
            problems.append(f"provider {urn} has a report with a label that is not known: “{label_text}” ({link})")
        if published is None:
            problems.append(f"provider {urn} shows no date for “{label_text}” ({link})")
        entry = FoundEntry(
            key=f"file:{number}",
            url=link,
            title=clean(f"{name}: {label_text}", 500),
            published=published,
            outlet="Ofsted",
            label=label,
            label_text=clean(label_text, 200),
            urn=urn,
        )
        found.append(entry)
    return tuple(found), tuple(problems)


def _files(page: "BeautifulSoup", base: str) -> Iterator[tuple["Tag", str, str]]:
    for anchor in page.find_all("a", href=True):
        link = urls.absolute(str(anchor["href"]), base)
        match = _FILE.search(urlsplit(link).path) if link else None
        if link and match:
            yield anchor, link, match[1]


def _label_text(anchor: "Tag") -> str:
    unseen = {id(text) for span in anchor.select(".nonvisual, .visually-hidden") for text in span.strings}
    visible = " ".join(text for text in anchor.strings if id(text) not in unseen)
    return shown_label(visible) or shown_label(anchor.get_text(" "))


def _published(anchor: "Tag") -> datetime | None:
    """Return the publication day: in the link's hidden text, a time element, or the nearest date around the link."""
    for span in anchor.select(".nonvisual, .visually-hidden"):
        if found := find_date(span.get_text(" ")[-60:]):
            return found
    if found := find_date(anchor.get_text(" ")):
        return found
    around = anchor.parent
    while around is not None and around.name not in {"body", "main"}:
        days = set(_dates(around))
        if len(days) == 1:
            return days.pop()
        if days or sum(1 for _ in _files_in(around)) > 1:
            return None
        around = around.parent
    return None


def _dates(tag: "Tag") -> Iterator[datetime]:
    marked = tag.select('time, [class*="date"], [class*="metadata"]')
    for element in marked or [tag]:
        if found := read_date(str(element.get("datetime") or "")) or find_date(element.get_text(" ")):
            yield found


def _files_in(tag: "Tag") -> Iterator["Tag"]:
    return (anchor for anchor in tag.find_all("a", href=True) if _FILE.search(urlsplit(str(anchor["href"])).path))
