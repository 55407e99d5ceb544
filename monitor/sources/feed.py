"""Read RSS and Atom: bytes in, entries out, one key for one story however its guid, link or date wander."""

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Protocol

from monitor import urls
from monitor.charset import decode
from monitor.dates import read_date
from monitor.errors import ParseError
from monitor.model.source import FoundEntry, Parsed, Request, Response, Source
from monitor.sources.feed_text import MAX_ENTRIES, repair
from monitor.sources.plain import plain, summary
from monitor.text import clean

KIND: Final = "feed"
_TITLE: Final = 500
_CONTENT: Final = 400_000  # characters of HTML; the text in it is cut at 200,000
_KEYS: Final = "keys"  # state: canonical link -> key of the entries last seen, as JSON
_ROOT: Final = re.compile(r"<(?:\w+:)?(rss|feed|rdf)\b", re.IGNORECASE)
# BBC counts revisions as "#0", "#1"; GOV.UK appends "#2026-07-06T09:00:00Z" at each edit.
_REVISION: Final = re.compile(r"#(?:\d{1,6}|\d{4}-\d\d-\d\d[T ][\d:.+Z-]+)$")


class FeedItem(Protocol):
    """An entry as feedparser gives it: a mapping of strings, lists and dicts."""

    def __contains__(self, key: str) -> bool: ...

    def get(self, key: str, default: str = "") -> object: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """One entry with the two names it may be known by."""

    guid: str  # "" where the feed gives none
    link: str
    entry: FoundEntry


def requests(source: Source, state: Mapping[str, str], *, now: datetime, full: bool) -> tuple[Request, ...]:  # noqa: ARG001
    """Return the one request of a feed."""
    return (Request(url=source.url, purpose=KIND),)


def unchanged(source: Source, request: Request, state: Mapping[str, str], *, now: datetime) -> Mapping[str, str]:  # noqa: ARG001
    """Return nothing: a feed that didn't change leaves nothing to remember."""
    return {}


def parse(source: Source, request: Request, response: Response, state: Mapping[str, str], *, now: datetime) -> Parsed:  # noqa: ARG001
    """Return the entries of a feed. Raises ParseError, saying what the body looks like, where it is none."""
    text, guessed = decode(response.body, response.content_type)
    if not _ROOT.search(text[:100_000]):
        raise ParseError(response.url, f"not a feed: {_looks_like(text)}")
    mended, repaired = repair(text, now=now)
    items, damage = _items(mended, response.url)
    seen: list[_Seen] = []
    without_link = 0
    for item in items[:MAX_ENTRIES]:
        found = _entry(item, response.url, now)
        if found is None:
            without_link += 1
        else:
            seen.append(found)
    entries, keys = _keyed(seen, _known_keys(state))
    problems = [f"the feed {problem}" for problem in guessed + repaired + damage]
    if without_link:
        problems.append(f"{without_link} of {len(items)} entries have no link that can be followed and were left out")
    return Parsed(entries=tuple(entries), state={_KEYS: json.dumps(keys)}, problems=tuple(problems))


def _looks_like(text: str) -> str:
    start = text.lstrip()[:5000]
    if not start:
        return "the body is empty"
    if title := re.search(r"<title[^>]*>(.{0,300}?)</title>", start, re.IGNORECASE | re.DOTALL):
        return f"a web page titled “{plain(title[1], 80)}”"
    if start.startswith("%PDF"):
        return "a PDF"
    if start.startswith(("{", "[")):
        return "JSON"
    if re.match(r"<(?:!doctype\s+)?html|<body", start, re.IGNORECASE):
        return "a web page"
    return f"it starts with “{plain(start, 40)}”"


def _items(text: str, url: str) -> tuple[list[FeedItem], list[str]]:
    import feedparser

    # A stream, never a string: a string could be taken for an address or a file to open.
    body = io.BytesIO(text.encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(body, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    items = list(parsed.entries)
    if not parsed.version and not items:
        raise ParseError(url, f"not a feed: {_looks_like(text)}")
    problems: list[str] = []
    if parsed.bozo:
        problems.append("is damaged; what could be read was read")
        if items and not re.search(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*$", text[-200:], re.IGNORECASE):
            items.pop()  # cut off in the middle: half a link is worse than none, and the next poll has it whole
    return items, problems


def _entry(item: FeedItem, base: str, now: datetime) -> _Seen | None:
    given = _text(item, "feedburner_origlink") or _text(item, "link")
    guid = _text(item, "id")
    link = urls.absolute(given, base) if given.strip() else None
    if link is None and given.strip() == "" and guid.startswith(("http://", "https://")):
        link = urls.absolute(guid, base)
    if link is None or (urls.is_home(link) and urls.canonical(link) == urls.canonical(base)):
        return None
    title, about = plain(_text(item, "title"), _TITLE), _text(item, "summary")
    content = _content(item)
    published = _published(item, now)
    entry = FoundEntry(
        key="",
        url=link,
        title=title,
        published=published,
        summary=summary(about or content[:4000]),
        content=content,
        outlet=plain(_nested(item, "source", "title"), 200),
    )
    return _Seen(guid=_guid_key(guid), link=urls.canonical(link), entry=entry)


def _published(item: FeedItem, now: datetime) -> datetime | None:
    for name in ("published", "updated", "created"):
        raw = _text(item, name) if name in item else ""  # get() would lend "updated" the date of "published"
        if raw and (moment := read_date(plain(raw, 200), now=now)):
            return moment
    return None


def _content(item: FeedItem) -> str:
    pieces = item.get("content")
    if not isinstance(pieces, list):
        return ""
    texts = [piece.get("value") or "" for piece in pieces if isinstance(piece, Mapping)]
    return max((text for text in texts if isinstance(text, str)), key=len, default="")[:_CONTENT]


def _text(item: FeedItem, name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _nested(item: FeedItem, name: str, inner: str) -> str:
    value = item.get(name)
    found = value.get(inner) if isinstance(value, Mapping) else ""
    return found if isinstance(found, str) else ""


def _guid_key(guid: str) -> str:
    """Return the guid without what wanders: scheme, `www.`, revision; "" stays ""."""
    guid = _REVISION.sub("", clean(guid, 4000).strip())
    if not guid:
        return ""
    if guid.startswith(("http://", "https://")) and urls.is_web(guid):
        fragment = guid.partition("#")[2]
        key = urls.canonical(guid) + (f"#{fragment}" if fragment else "")
    else:
        key = re.sub(r" at https?://(?:www\.)?", " at ", guid)  # Drupal: "123 at https://host"
    return key if len(key) <= 200 else _short(key)


def _keyed(seen: Iterable[_Seen], known: Mapping[str, str]) -> tuple[list[FoundEntry], dict[str, str]]:
    """Give each entry its key: the guid, unless the guid wanders or is shared; then the link.

    A link that was known under another guid keeps its key, and so does a title of the same moment where both wander:
    sites that mint guids, or links, at every fetch would else flood us.
    """
    items = list(seen)
    links_of_guid: dict[str, set[str]] = {}
    for item in items:
        links_of_guid.setdefault(item.guid, set()).add(item.link)
    heads = Counter(_head(item.entry) for item in items)
    shared_links = {link for link, count in Counter(item.link for item in items).items() if count > 1}
    entries: dict[str, FoundEntry] = {}
    keys: dict[str, str] = {}
    known_keys = set(known.values())
    claimed = {item.guid for item in items} | {known.get(_short(item.link), "") for item in items}
    for item in items:
        key = item.guid if item.guid and len(links_of_guid[item.guid]) == 1 else item.link
        place, head = _short(item.link), _head(item.entry)
        is_alone = head != "" and heads[head] == 1
        if key not in known_keys and item.link not in shared_links:
            told = known.get(head, "") if is_alone else ""
            key = known.get(place) or (told if told not in claimed else "") or key
        keys[place] = key
        if is_alone:
            keys[head] = key
        entry = replace(item.entry, key=key)
        entries[key] = _newer(entries.get(key), entry)
    return list(entries.values()), keys


def _head(entry: FoundEntry) -> str:
    """Return a name for an entry's title at its moment, "" where it lacks one of them."""
    return _short(f"{entry.published.isoformat()} {entry.title}") if entry.title and entry.published else ""


def _newer(one: FoundEntry | None, other: FoundEntry) -> FoundEntry:
    if one is None or (other.published and (one.published is None or other.published > one.published)):
        return other
    return one


def _known_keys(state: Mapping[str, str]) -> Mapping[str, str]:
    try:
        known = json.loads(state.get(_KEYS, "{}"))
    except ValueError:
        return {}
    return {str(place): str(key) for place, key in known.items()} if isinstance(known, dict) else {}


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
