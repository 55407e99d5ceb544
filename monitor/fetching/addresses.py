"""Which addresses may be asked: public ones on the web's ports, and the private ones that the settings open.

The check is made on the address that is connected to, so that no name can resolve to something else a moment later.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from monitor import urls

_OPENING: Final = re.compile(r"(?P<network>\[?[0-9a-fA-F:.]+?\]?(?:/\d{1,3})?\]?)(?:(?<=[\d\]]):(?P<port>\d{1,5}))?")
Address = IPv4Address | IPv6Address
WEB_PORTS: Final = frozenset({80, 443})
_NAT64: Final = IPv6Network("64:ff9b::/96")
_NEVER: Final = tuple(
    ip_network(block)
    for block in (
        "100.64.0.0/10",  # carrier-grade NAT
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "::/96",  # IPv4 in disguise, deprecated
        "64:ff9b:1::/48",  # local NAT64
        "2001::/32",  # Teredo
        "fec0::/10",
    )
)


class ForbiddenAddressError(Exception):
    """The guard refused to connect; `str()` says why, for a person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """A private network that the settings open, on one port or on all."""

    network: IPv4Network | IPv6Network
    port: int | None  # None: every port

    def covers(self, address: Address, port: int) -> bool:
        return address.version == self.network.version and address in self.network and self.port in {None, port}


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """How far one hop may go. `own` says that it goes to the host and port which the settings name themselves."""

    openings: tuple[Opening, ...] = ()
    own: bool = False
    only_opened: bool = False  # plain http to a channel: nowhere but inside the opened networks

    def check(self, host: str, address: Address, port: int) -> None:
        """Raise ForbiddenAddressError unless this address and port may be connected to."""
        plain = embedded(address)
        opened = self.own and any(opening.covers(plain, port) for opening in self.openings)
        if opened:
            return
        shown = host if host == str(address) else f"{host} ({address})"
        if self.only_opened:
            raise ForbiddenAddressError(f"plain http is allowed only inside network.allow, and {shown} is not")
        if not is_public(plain):
            raise ForbiddenAddressError(f"{shown} is no public address; network.allow may open it")
        if port not in WEB_PORTS:
            raise ForbiddenAddressError(f"port {port} of {shown} is not a web port (80, 443)")

    def check_name(self, host: str, port: int) -> None:
        """Raise ForbiddenAddressError where the name alone shows a private place; behind a proxy no more is seen."""
        try:
            address = ip_address(host)
        except ValueError:
            local = "." not in host or host.endswith((".localhost", ".local", ".internal", ".home.arpa", ".lan"))
            if urls.is_numeric_host(host) or (local and not (self.own and self.openings)):
                raise ForbiddenAddressError(f"{host} is not a public name") from None
            if port not in WEB_PORTS and not (self.own and self.openings):
                raise ForbiddenAddressError(f"port {port} of {host} is not a web port (80, 443)") from None
        else:
            self.check(host, address, port)


def openings(allow: Iterable[str]) -> tuple[Opening, ...]:
    """Return the opened networks of the settings: `127.0.0.0/8`, `10.1.2.3/32:8443`, `[fd00::]/8:443`."""
    found = []
    for text in allow:
        match = _OPENING.fullmatch(text)
        if match is None:
            raise ValueError(f"not a network: {text}")
        network = ip_network(match["network"].replace("[", "").replace("]", ""), strict=False)
        found.append(Opening(network=network, port=int(match["port"]) if match["port"] else None))
    return tuple(found)


def embedded(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address carries (mapped, 6to4, NAT64), else the address itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """Say whether an address is on the public internet: not private, local, shared, reserved, or of many at once."""
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return not any(address.version == block.version and address in block for block in _NEVER)
