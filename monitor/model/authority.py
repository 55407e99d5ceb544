"""Local authorities with children's services, present and abolished."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildrensTrust:
    """A trust or company that delivers children's services for one or more authorities."""

    name: str
    valid_from: date | None = None  # None: since before the first inspection we know
    valid_to: date | None = None  # None: still in place


@dataclass(frozen=True, kw_only=True, slots=True)
class Authority:
    """A local authority. `la_code` is its identity; `urn` is Ofsted's number, None where it is abolished."""

    la_code: str
    urn: str | None
    gss_code: str
    name: str
    council_name: str
    region: str
    type: str
    domain: str | None = None  # None: abolished, no site of its own
    aliases: tuple[str, ...] = ()
    trusts: tuple[ChildrensTrust, ...] = ()
    predecessors: tuple[str, ...] = ()  # la_codes of the abolished authorities it came from
    valid_from: date | None = None
    valid_to: date | None = None  # None: current

    @property
    def is_current(self) -> bool:
        return self.valid_to is None
