"""Values as people write them in the settings: durations, sizes, days, ids, networks, addresses."""

import re
from datetime import date, timedelta
from ipaddress import ip_network
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

_SECONDS: Final = {"s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0, "mo": 30.4375 * 86_400.0}
_DURATION: Final = re.compile(r"(\d+(?:\.\d+)?)(s|mo|m|h|d)")
_SIZES: Final = {"B": 1, "kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s?(B|kB|KB|MB|GB)")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_EMAIL: Final = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,253}")
_NETWORK: Final = re.compile(r"(?P<net>\[[0-9A-Fa-f:.]+\](?:/\d+)?|[0-9A-Fa-f:.]+(?:/\d+)?)(?::(?P<port>\d+))?")


def duration(text: object) -> timedelta:
    """Return the span that `30s`, `15m`, `2h`, `7d` or `24mo` names; a month is a twelfth of 365.25 days."""
    if isinstance(text, timedelta):
        return text
    found = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("must be a duration such as 30s, 15m, 2h, 7d or 24mo")
    try:
        return timedelta(seconds=float(found[1]) * _SECONDS[found[2]])
    except OverflowError:
        raise ValueError("is a longer time than there is") from None


def duration_or_none(text: object) -> timedelta | None:
    """Return the duration, or None for `none` (and for YAML's null)."""
    return None if text is None or text == "none" else duration(text)


def size(text: object) -> int:
    """Return the number of bytes that `500kB`, `5MB` or a plain whole number names."""
    if isinstance(text, int) and not isinstance(text, bool) and text >= 0:
        return text
    found = _SIZE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("must be a size such as 500kB or 5MB")
    return int(float(found[1]) * _SIZES[found[2]])


def day(text: object) -> date | None:
    """Return the day that an ISO date names, or None for null."""
    if text is None or (isinstance(text, date) and type(text) is date):
        return text
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise ValueError("must be a day such as 2016-12-31, or null") from None


def identifier(text: str) -> str:
    """Return the id unchanged if it can stand in file names, commands and addresses."""
    if _ID.fullmatch(text) is None:
        raise ValueError("must be up to 64 letters, digits, '-', '_' or '.', beginning with a letter or digit")
    return text


def web_address(text: str) -> str:
    """Return the address unchanged if it is http or https with a host and no password in it."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is the check: a port that is none raises
    except ValueError:
        raise ValueError("must be a web address such as https://example.org/feed") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(c.isspace() for c in text):
        raise ValueError("must be a web address such as https://example.org/feed")
    if parts.password is not None:
        raise ValueError("must not hold a password: addresses are shown in logs and pages")
    return text


def proxy_address(text: str) -> str:
    """Return the address unchanged if it can be a proxy's; a password may stand in it."""
    if urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname:
        raise ValueError("must be the address of an HTTP proxy, such as http://proxy.example.org:3128")
    return text


def email(text: str) -> str:
    """Return the address unchanged if it has the shape of one for mail."""
    if _EMAIL.fullmatch(text) is None:
        raise ValueError("must be an address for mail such as you@example.org")
    return text


def network(text: str) -> str:
    """Return the network unchanged if it is one, with or without a port, such as `10.1.2.3/32:8443` or `[fd00::]/8`."""
    found = _NETWORK.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        ip_network(found["net"].replace("[", "").replace("]", ""))
    except ValueError:
        raise ValueError("must be a network such as 127.0.0.0/8 or 10.1.2.3/32:8443") from None
    if found["port"] is not None and not 0 < int(found["port"]) < 65_536:
        raise ValueError("has a port that is none")
    return text


_SPAN: Final = {
    "type": "string",
    "pattern": r"^\d+(\.\d+)?(s|m|h|d|mo)$",
    "examples": ["30s", "15m", "2h", "7d", "24mo"],
}

Duration = Annotated[timedelta, BeforeValidator(duration), WithJsonSchema(_SPAN)]
Size = Annotated[
    int,
    BeforeValidator(size),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d+(\.\d+)? ?(B|kB|KB|MB|GB)$", "examples": ["5MB"]}),
]
MaxAge = Annotated[
    timedelta | None,
    BeforeValidator(duration_or_none),
    WithJsonSchema({"anyOf": [_SPAN, {"const": "none"}, {"type": "null"}]}),
]
Day = Annotated[
    date | None,
    BeforeValidator(day),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}),
]
Id = Annotated[str, AfterValidator(identifier)]
Email = Annotated[str, AfterValidator(email)]
ProxyAddress = Annotated[str, AfterValidator(proxy_address)]
WebAddress = Annotated[str, AfterValidator(web_address)]
Network = Annotated[str, AfterValidator(network)]
