"""Read one page: its text, what the text claims, and its fingerprint. Pure; made to run in a child process.

What a page lacks (title, day, text behind a wall) is taken from what its feed showed of it.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.errors import ParseError
from monitor.model.article import Document, Extract
from monitor.model.authority import Authority
from monitor.model.claim import Analysis
from monitor.model.inspection import Published
from monitor.model.source import FoundEntry
from monitor.stages.analyse import analyse
from monitor.stages.detect.record import Record
from monitor.stages.extract import extract, extract_fragment
from monitor.stages.fingerprint import fingerprint
from monitor.stages.gazetteer import Gazetteer
from monitor.text import clean

LONDON = ZoneInfo("Europe/London")
TITLE_LIMIT, TEXT_LIMIT = 500, 200_000  # characters (design: section 8, limits)
# A feed's full text is taken for the page's where the page has less than this share of it: a wall, a script-only page.
MUCH_SHORTER = 0.5
# A page with less text (characters) that has fewer than this share of the words of the title in its feed is no story.
SHORT, SHARED = 1500, 0.34
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class PageReading:
    """A page as read. `published` is aware and in UTC, None where neither page nor feed say a believable day."""

    document: Document
    canonical: str | None
    published: datetime | None
    partial: bool
    analysis: Analysis
    fingerprint: frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageContext:
    """What is known of a page before it is read."""

    found: FoundEntry
    outlet: str
    own_authority: str | None
    authorities: tuple[Authority, ...]
    on_record: tuple[Published, ...] = ()  # the grades of the shipped ledger


def read_page(body: bytes, *, content_type: str, url: str, context: PageContext) -> PageReading:
    """Return the reading of a fetched page. Raises ParseError where it is no page with a text, or another one."""
    page, found = extract(body, content_type=content_type, url=url), context.found
    if found.content:
        fragment = extract_fragment(found.content, url=url)
        if len(page.text) < MUCH_SHORTER * len(fragment.text):
            page = replace(page, text=fragment.text, partial=fragment.partial)
    if _is_another(page, found):
        raise ParseError(url, f"not the story that its source shows: a short page titled “{page.title[:80]}”")
    if len(page.text) < len(found.summary):
        page = replace(page, text=found.summary, partial=True)
    return _reading(page, url=url, context=context)


def _is_another(page: Extract, found: FoundEntry) -> bool:
    """Return whether a page stands in place of a story: a wall, a check of the browser, "back soon"."""
    words = set(_WORD.findall(found.title.lower()))
    if len(page.text) >= SHORT or len(words) < 3:
        return False
    there = set(_WORD.findall(f"{page.title}\n{page.text}".lower()))
    return len(words & there) < SHARED * len(words)


def read_shown(context: PageContext) -> PageReading:
    """Return the reading of what a feed or listing shows of a page that was not fetched."""
    found = context.found
    text = extract_fragment(found.content, url=found.url).text if found.content else found.summary
    return _reading(Extract(title=found.title, text=text, partial=True), url=found.url, context=context)


def read_text(document: Document, context: PageContext) -> PageReading:
    """Return the reading of a stored text whose page was never fetched."""
    page = Extract(title=document.title, text=document.text, published=context.found.published, partial=True)
    return _reading(page, url=document.url, context=context)


def _reading(page: Extract, *, url: str, context: PageContext) -> PageReading:
    found = context.found
    published = page.published or found.published
    document = Document(
        url=url,
        title=clean(page.title or found.title, TITLE_LIMIT),
        text=clean(page.text, TEXT_LIMIT),
        outlet=clean(found.outlet or context.outlet or page.outlet or "", TITLE_LIMIT),
        published=day_in_london(published),
        own_authority=context.own_authority,
    )
    return PageReading(
        document=document,
        canonical=page.canonical,
        published=published,
        partial=page.partial,
        analysis=analyse(document, gazetteer_of(context.authorities), record_of(context.on_record)),
        fingerprint=fingerprint(document.text),
    )


def day_in_london(moment: datetime | None) -> date | None:
    """Return the day in London, where news and reports are dated."""
    return None if moment is None else moment.astimezone(LONDON).date()


@lru_cache(maxsize=2)
def gazetteer_of(authorities: tuple[Authority, ...]) -> Gazetteer:
    """Return the gazetteer of these authorities, made once in each process."""
    return Gazetteer(authorities)


@lru_cache(maxsize=2)
def record_of(published: tuple[Published, ...]) -> Record:
    """Return the record of these grades, made once in each process."""
    return Record(published)
