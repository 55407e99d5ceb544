"""Read Ofsted's report site: search pages, the provider pages that changed, and the files they link.

A search page is asked at every poll, a provider page when its row changed and once a day in any case. A page whose
markup no longer shows what it showed before is an error, never "no reports".

State: `rows:START` rows of a search page; per URN `seen:` digest of the row as the search shows it, `row:` digest of
the row when its page was last read, `read:` when that was, `links:` files on it, `listed:` the row names a report,
`wait:` the digest for which a page has not changed yet, and since when.
"""

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from monitor import urls
from monitor.errors import ParseError
from monitor.model.source import FoundEntry, Parsed, Request, Response, Source
from monitor.sources.report_links import report_links
from monitor.text import clean

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

KIND: Final = "ofsted-reports"
ROWS: Final = 100  # the site serves no more at once
MAX_START: Final = 2000
_DAY: Final = timedelta(days=1)
_DAILY: Final = timedelta(hours=20)  # pages older than this are read again, so that none gets older than a day
_PROVIDER: Final = re.compile(r"/provider/44/([A-Za-z0-9]{3,12})/?$")
_TOTAL: Final = re.compile(
    r"(?:showing|results?|found)\b[^.]{0,80}?\bof\s+(\d[\d,]*)|(\d[\d,]*)\s+(?:search )?results\b", re.IGNORECASE
)


def requests(source: Source, state: Mapping[str, str], *, now: datetime, full: bool) -> tuple[Request, ...]:
    """Return the search pages that are known, then the provider pages whose row is newer than their last reading, then
    those whose day has passed (all of them if `full`).

    A search page may never change again: a page that could not be had must not wait for that.
    """
    if _PROVIDER.search(urlsplit(source.url).path):
        return (_provider_request(source.url),)
    starts = {0, *(int(name[5:]) for name, count in state.items() if name.startswith("rows:") and count != "0")}
    searches = [Request(url=_search_url(source.url, start), purpose="search", page=True) for start in sorted(starts)]
    read = {name[5:]: moment for name, moment in state.items() if name.startswith("read:")}
    oldest = sorted(read, key=lambda urn: (read[urn], urn))
    if not full:
        share = math.ceil(2 * len(oldest) * (source.every / _DAY))  # spread over the day's polls, twice what is needed
        oldest = [urn for urn in oldest if _age(read[urn], now) >= _DAILY][: max(1, share)]
    rows = ((name[5:], digest) for name, digest in state.items() if name.startswith("seen:"))
    unread = sorted(urn for urn, digest in rows if state.get(f"row:{urn}") != digest)
    asked = dict.fromkeys((*unread, *oldest))
    pages = [_provider_request(urls.absolute(f"/provider/44/{urn}", source.url) or "") for urn in asked]
    return (*searches, *pages)


def parse(source: Source, request: Request, response: Response, state: Mapping[str, str], *, now: datetime) -> Parsed:
    """Return the files of a provider page, or the provider pages that a search page says to read."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(response.body, "lxml")
    if match := _PROVIDER.search(urlsplit(request.url).path):
        return _provider_page(source, request, response, page, urn=match[1].upper(), state=state, now=now)
    return _search_page(source, request, response, page, state)


def unchanged(source: Source, request: Request, state: Mapping[str, str], *, now: datetime) -> Mapping[str, str]:  # noqa: ARG001
    """Return the values to keep where a page didn't change: it was read; a new row waits a day for its page."""
    match = _PROVIDER.search(urlsplit(request.url).path)
    if match is None:
        return {}
    urn = match[1].upper()
    kept = {f"read:{urn}": now.isoformat()}
    seen = state.get(f"seen:{urn}", "")
    if seen and seen != state.get(f"row:{urn}"):
        digest, _, since = state.get(f"wait:{urn}", "").partition("@")
        if digest != seen:
            kept[f"wait:{urn}"] = f"{seen}@{now.isoformat()}"
        elif _age(since, now) >= _DAY:
            kept[f"row:{urn}"] = seen
    return kept


def _search_page(
    source: Source, request: Request, response: Response, page: "BeautifulSoup", state: Mapping[str, str]
) -> Parsed:
    start = int(dict(parse_qsl(urlsplit(request.url).query)).get("start") or 0)
    rows = dict(_rows(page, response.url, source.url))
    before = int(state.get(f"rows:{start}", "0"))
    if not rows and (start == 0 or before):
        raise ParseError(response.url, _nothing(page, "no provider found on the search page", before, "providers"))
    problems = []
    if len(rows) < before / 2:
        problems.append(f"the search page from {start} shows {len(rows)} providers; it had {before}")
    kept, follow = {f"rows:{start}": str(len(rows))}, []
    for urn, (link, text) in rows.items():
        digest = hashlib.sha256(f"{urn} {text}".encode("utf-8", "replace")).hexdigest()[:16]
        kept[f"seen:{urn}"] = digest
        kept[f"listed:{urn}"] = "1" if re.search(r"latest report", text, re.IGNORECASE) else "0"
        if state.get(f"row:{urn}") != digest:
            follow.append(_provider_request(link, digest))
    following = start + len(rows)
    if rows and following <= MAX_START and _has_more(page, following, len(rows)):
        follow.insert(0, Request(url=_search_url(source.url, following), purpose="search", page=True))
    return Parsed(follow=tuple(follow), state=kept, problems=tuple(problems))


def _provider_page(
    source: Source,
    request: Request,
    response: Response,
    page: "BeautifulSoup",
    *,
    urn: str,
    state: Mapping[str, str],
    now: datetime,
) -> Parsed:
    found, problems = report_links(page, page_url=response.url, source_url=source.url, urn=urn)
    before = int(state.get(f"links:{urn}", "0"))
    if not found and (before or state.get(f"listed:{urn}") == "1" or urn not in page.get_text(" ").upper()):
        raise ParseError(response.url, _nothing(page, "no report found on the provider page", before, "reports"))
    if not found:
        problems = (*problems, f"provider {urn} shows no report")
    digest = request.purpose.partition(":")[2] or state.get(f"seen:{urn}", "")
    kept = {f"read:{urn}": now.isoformat(), f"links:{urn}": str(len(found)), f"wait:{urn}": ""}
    if digest:
        kept[f"row:{urn}"] = digest
    return Parsed(entries=_once(found), state=kept, problems=problems)


def _once(found: tuple[FoundEntry, ...]) -> tuple[FoundEntry, ...]:
    return tuple({entry.key: entry for entry in reversed(found)}.values())[::-1]


def _rows(page: "BeautifulSoup", base: str, own: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each provider of a search page: URN, link, and the text of its row, by the link's form first."""
    for anchor in page.find_all("a", href=True):
        link = urls.absolute(str(anchor["href"]), base)
        match = _PROVIDER.search(urlsplit(link).path) if link else None
        if link and match and urls.host_of(link) == urls.host_of(own):
            row = anchor
            while row.parent is not None and len(_urns(row.parent)) == 1 and row.parent.name != "body":
                row = row.parent
            yield match[1].upper(), (link, clean(" ".join(row.get_text(" ").split()), 2000))


def _urns(tag: "Tag") -> set[str]:
    links = (urlsplit(str(anchor["href"])).path for anchor in tag.find_all("a", href=True))
    return {match[1].upper() for link in links if (match := _PROVIDER.search(link))}


def _has_more(page: "BeautifulSoup", following: int, count: int) -> bool:
    """A full page, a count that is not reached or a link to the next page: any of them is worth one request more."""
    match = _TOTAL.search(" ".join(page.get_text(" ").split()))
    if count >= ROWS or (match and following < int((match[1] or match[2]).replace(",", ""))):
        return True
    return page.select_one("a.pagination__next, .pagination .next a, a[rel=next]") is not None


def _nothing(page: "BeautifulSoup", what: str, before: int, things: str) -> str:
    title = page.title.get_text(" ", strip=True)[:80] if page.title else "no title"
    had = f"; it had {before} {things}" if before else ""
    return f"{what} (titled “{title}”){had}: the site is disturbed or its markup has changed"


def _provider_request(link: str, digest: str = "") -> Request:
    return Request(url=link, purpose=f"provider:{digest}", page=True)


def _search_url(url: str, start: int) -> str:
    parts = urlsplit(url)
    pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    kept = [(name, value) for name, value in pairs if name not in {"start", "rows"}]
    query = urlencode([*kept, ("start", str(start)), ("rows", str(ROWS))])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _age(moment: str, now: datetime) -> timedelta:
    try:
        return now - datetime.fromisoformat(moment)
    except ValueError:
        return timedelta.max
