"""The settings as the rest of the program takes them: frozen, checked, in the model's own types."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from monitor.model.alert import AlertRule
from monitor.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkSettings:
    """How the network is used. `max_body` is in bytes; `proxy` may hold a password and is never shown."""

    allow: tuple[str, ...]
    proxy: str | None = field(repr=False)
    ca_file: Path | None
    concurrency: int
    timeout: timedelta
    per_host_delay: timedelta
    max_body: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelSettings:
    """One configured channel: `values` is the settings model of its kind, and may hold secrets."""

    id: str
    kind: str
    values: BaseModel = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class WebSettings:
    """Where the review page listens."""

    host: str
    port: int
    names: tuple[str, ...] = ()  # further values of the Host header that are answered


@dataclass(frozen=True, kw_only=True, slots=True)
class HeartbeatSettings:
    """Who hears that work gets done. `url` may be a secret and is never shown; None: nobody."""

    url: str | None = field(default=None, repr=False)
    every: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything that `config.yaml` says. `warnings` are lines for a person; nothing in them stops the program."""

    file: Path
    contact: str | None
    timezone: ZoneInfo
    state: Path
    network: NetworkSettings
    baseline_until: date | None
    retention_text: timedelta
    sources: tuple[Source, ...]
    max_age: timedelta | None  # None: no limit
    quote: int
    channels: tuple[ChannelSettings, ...]
    rules: tuple[AlertRule, ...]
    web: WebSettings
    heartbeat: HeartbeatSettings = HeartbeatSettings()
    retention_size: int | None = None  # bytes; None: no limit
    elections: tuple[date, ...] = ()
    warnings: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()  # ids of channels left out, where secrets were missing and not needed

    def source(self, source_id: str) -> Source | None:
        """Return the source with this id, or None."""
        return next((one for one in self.sources if one.id == source_id), None)

    def channel(self, channel_id: str) -> ChannelSettings | None:
        """Return the channel with this id, or None."""
        return next((one for one in self.channels if one.id == channel_id), None)
