"""Sources and what they yield: requests to make, entries found, state to keep between polls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.outcome import Trust
from monitor.model.report import ReportLabel


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where we look, as the settings say it."""

    id: str
    name: str
    kind: str
    url: str
    every: timedelta
    trust: Trust
    enabled: bool = True
    authority: str | None = None  # la_code of the council whose site it is
    delay: timedelta | None = None  # least time between two requests to its host; None: per_host_delay of the settings
    item: str | None = None  # CSS selectors of a listing; None: found by itself
    link: str | None = None
    date: str | None = None
    next: str | None = None
    pages: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One GET. `etag` and `last_modified` make it conditional. `purpose` is the source kind's own note to itself."""

    url: str
    purpose: str = ""
    etag: str | None = None
    last_modified: str | None = None
    page: bool = False  # True: robots.txt is obeyed (pages and files; feeds are made to be polled)
    max_body: int | None = None  # bytes; None: the settings' limit


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """An answer that may be used: 200 with a whole body, or 304, or 410."""

    url: str  # where the body came from, after redirects
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    max_age: float | None = None  # seconds, from Cache-Control; None where it does not say
    moved_to: str | None = None  # the target of a permanent redirect, None where there was none

    @property
    def is_unchanged(self) -> bool:
        return self.status == 304

    @property
    def is_gone(self) -> bool:
        return self.status == 410


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundEntry:
    """One item of a feed, a listing or a provider page, as its source shows it now."""

    key: str  # identity within the source: guid without its unstable parts, else the canonical link
    url: str  # the link as given, made absolute
    title: str = ""
    published: datetime | None = None  # aware, UTC; None where not said or not believable
    summary: str = ""  # plain text
    content: str = ""  # HTML, where the feed carries the whole article
    outlet: str = ""
    label: ReportLabel | None = None  # set for files of the report site
    label_text: str = ""  # the label as shown
    urn: str | None = None  # set for files of the report site: Ofsted's number of the provider


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """What a source kind made of one response.

    `follow` are further requests of the same poll. `state` are values to keep for this source (merged into the old
    ones); they are committed together with the entries. `problems` are sentences for the operator.
    """

    entries: tuple[FoundEntry, ...] = ()
    follow: tuple[Request, ...] = ()
    state: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class SourceState(StrEnum):
    """How a source is doing."""

    OK = "ok"
    QUIET = "quiet"  # answers, and has had nothing new for much longer than usual
    FAILING = "failing"
    BLOCKED = "blocked"  # refused by the site or by the address guard
    DISABLED = "disabled"


@dataclass(frozen=True, kw_only=True, slots=True)
class PollState:
    """What is kept of a source between polls."""

    source: str
    next_due: datetime | None = None  # None: never polled, due at once
    watched_since: datetime | None = None  # its first good answer, None before it
    first_pass_done: bool = False
    last_polled: datetime | None = None
    last_ok: datetime | None = None
    last_new: datetime | None = None
    failures: int = 0  # in a row
    failing_since: datetime | None = None
    error: str | None = None
    blocked: bool = False
    moved_to: str | None = None
    moved_since: datetime | None = None
    values: Mapping[str, str] = field(default_factory=dict)  # the source kind's own


class EntryState(StrEnum):
    """How far an entry is."""

    PENDING = "pending"
    READ = "read"
    SET_ASIDE = "set-aside"
    UNREADABLE = "unreadable"  # the file was fetched and can't be read: shown to a person, tried again rarely


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A stored entry: found at a poll, pending until its page or file was read."""

    id: int
    source: str
    found: FoundEntry
    state: EntryState
    first_seen: datetime
    first_pass: bool  # found at its source's first pass
    attempts: int = 0
    next_try: datetime | None = None
    error: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    doubtful: bool = False  # after a restore: what it brings may have been told after the copy was made
    shown: str = ""  # digest of what the source showed of it when this was read from the store
