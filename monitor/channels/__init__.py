"""Ways to reach people, one file each, found by their `KIND`. A new channel is one new file.

Nothing heavy is imported here: a channel's file imports what it sends with inside its `send`.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from monitor.ports import Channel, Fetcher


@runtime_checkable
class ChannelKind(Protocol):
    """What a channel kind's module offers."""

    KIND: str
    Settings: type[BaseModel]

    def build(self, settings: BaseModel, fetcher: Fetcher) -> Channel:
        """Return the channel that these settings (an instance of the module's `Settings`) describe."""
        ...


@cache
def kinds() -> Mapping[str, ChannelKind]:
    """Return every channel kind by the name that the settings use."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.KIND: module for module in modules if isinstance(module, ChannelKind)}
