"""Which kinds of source and channel this program has: found among their files, never listed by hand."""

from collections.abc import Mapping

from pydantic import BaseModel

from monitor import channels, sources


def source_kinds() -> tuple[str, ...]:
    """Return the kinds of source, by name."""
    return tuple(sorted(sources.all_kinds()))


def channel_models() -> Mapping[str, type[BaseModel]]:
    """Return the settings model of each kind of channel."""
    return {kind: module.Settings for kind, module in channels.kinds().items()}
