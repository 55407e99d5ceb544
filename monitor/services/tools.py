"""What every service works with: wired once, in bootstrap, and handed down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from threading import Event

from monitor.model.alert import AlertRule
from monitor.model.authority import Authority
from monitor.model.source import Source
from monitor.ports import Channel, Clock, Fetcher, Sandbox
from monitor.storage.baseline import Baseline
from monitor.storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Tools:
    """The store, the outside world behind its ports, and the settings as plain values."""

    store: Store
    fetcher: Fetcher
    sandbox: Sandbox
    clock: Clock
    baseline: Baseline
    sources: Mapping[str, Source]  # every configured source, disabled ones included
    channels: Mapping[str, Channel]
    rules: tuple[AlertRule, ...]
    max_age: timedelta | None  # None: no limit
    quote: int  # characters of a quotation in a message
    mint: Callable[[], str]  # a new opaque id
    chance: Callable[[], float]  # a number in [0, 1) for jitter
    retention: timedelta = timedelta(days=730)  # texts of articles that are no evidence are kept so long
    retention_size: int | None = None  # bytes that the database and the archive may take; None: any
    elections: tuple[date, ...] = ()  # polls that don't come round every May: silence around them is expected
    stopping: Event = field(default_factory=Event)  # set: what fails now fails because we end

    @property
    def enabled(self) -> tuple[Source, ...]:
        return tuple(source for source in self.sources.values() if source.enabled)

    @cached_property
    def by_la_code(self) -> Mapping[str, Authority]:
        return {authority.la_code: authority for authority in self.baseline.authorities}

    @cached_property
    def by_urn(self) -> Mapping[str, Authority]:
        return {authority.urn: authority for authority in self.baseline.authorities if authority.urn}
