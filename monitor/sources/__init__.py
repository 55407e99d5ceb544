"""Source kinds: how to ask a source, and what its answers say. One file each, found by its `KIND`.

Pure: requests and entries in and out, no network, no clock. `parse` is run in a limited child process.
"""

import pkgutil
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Protocol, runtime_checkable

from monitor.model.source import Parsed, Request, Response, Source


@runtime_checkable
class SourceKind(Protocol):
    """What a source kind's module offers. `state` are the values it asked to keep at earlier polls of this source."""

    KIND: str

    def requests(self, source: Source, state: Mapping[str, str], *, now: datetime, full: bool) -> tuple[Request, ...]:
        """Return what to ask first at this poll; `full` asks for everything, whatever is known already."""
        ...

    def parse(
        self, source: Source, request: Request, response: Response, state: Mapping[str, str], *, now: datetime
    ) -> Parsed:
        """Return what a body says. Raises ParseError where it isn't what this source should serve."""
        ...

    def unchanged(
        self, source: Source, request: Request, state: Mapping[str, str], *, now: datetime
    ) -> Mapping[str, str]:
        """Return the values to keep after an answer that brought nothing new (304, or the same body)."""
        ...


@cache
def all_kinds() -> Mapping[str, SourceKind]:
    """Return every source kind by the name that the settings use."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.KIND: module for module in modules if isinstance(module, SourceKind)}


def kind(name: str) -> SourceKind:
    """Return the source kind of this name. Raises KeyError for an unknown one; the settings refuse those before."""
    return all_kinds()[name]
