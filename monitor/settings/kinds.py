"""Which kinds of source and channel this program has: found among their files, never listed by hand."""

from collections.abc import Mapping

from pydantic import BaseModel, SecretStr

from monitor import channels, sources
from monitor.settings.values import WebAddress


class _Email(BaseModel, extra="forbid"):
    id: str
    kind: str
    host: str
    port: int = 25
    tls: str = "none"
    username: str | None = None
    password: SecretStr | None = None
    sender: str
    to: list[str]


class _Webhook(BaseModel, extra="forbid"):
    id: str
    kind: str
    url: WebAddress
    secret: SecretStr


def source_kinds() -> tuple[str, ...]:
    """Return the kinds of source, by name."""
    return tuple(sorted({*sources.all_kinds(), "listing"}))


def channel_models() -> Mapping[str, type[BaseModel]]:
    """Return the settings model of each kind of channel."""
    found = getattr(channels, "kinds", None)
    if found is None:
        return {"email": _Email, "webhook": _Webhook}
    return {kind: module.Settings for kind, module in found().items()}
