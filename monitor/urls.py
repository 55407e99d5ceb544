"""Links: the one form that says two links are the same story, and the form that is shown and fetched.

Pure: the same link gives the same answer. Identity drops what sites change without changing the story (scheme, `www.`,
tracking, fragments, AMP and print variants); what is shown or fetched loses its tracking only.
"""

import ipaddress
import re
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

MAX_URL: Final = 2000  # characters; longer links are refused, never cut

_TRACKING_PREFIXES: Final = ("utm_", "at_", "ns_", "mc_", "pk_", "hsa_", "_hs")
_TRACKING_NAMES: Final = frozenset(
    [
        "ito",
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "igshid",
        "igsh",
        "cmp",
        "cmpid",
        "mbid",
        "mkt_tok",
        "ocid",
        "xtor",
        "_ga",
        "_gl",
        "s_cid",
        "icid",
        "sr_share",
        "ref_src",
        "spref",
        "feedtype",
        "feedname",
    ]
)
_SAME_STORY_HOSTS: Final = ("www.", "amp.", "m.", "mobile.")
_SAME_SITES: Final = {"bbc.com": "bbc.co.uk", "files.api.ofsted.gov.uk": "files.ofsted.gov.uk"}
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}\u0080-\u00a0\u2028\u2029\ufeff]")
# What people paste into links and browsers mend. Backslashes and line breaks are left alone: they only disguise.
_MENDED: Final = {ord(sign): f"%{ord(sign):02X}" for sign in ' "<>^`{|}'}
_ESCAPE: Final = re.compile(r"%[0-9a-fA-F]{2}")
_NUMERIC_HOST: Final = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)


def absolute(link: str, base: str) -> str | None:
    """Return the link as an absolute http(s) URL, or None where it is no such link: a script, a file, a broken host."""
    link = link.strip()
    if re.match(r"https?:/?(?!/)", link, re.IGNORECASE):
        return None  # "http:/one-slash": browsers guess, we don't
    try:
        joined = urljoin(base, link.translate(_MENDED))
    except ValueError:
        return None
    return joined if is_web(joined) else None


def is_web(url: str) -> bool:
    """Say whether this is an http(s) URL fit to be shown and asked for: a host, a sane port, no user, no odd signs."""
    if len(url) > MAX_URL or _UNFIT.search(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in _DEFAULT_PORTS
        and bool(host)
        and parts.username is None
        and parts.password is None
        and port != 0
        and "%" not in host
        and "@" not in parts.netloc
        and ".." not in host
    )


def host_of(url: str) -> str:
    """Return the host in lower case, without port and without a last dot; "" where the URL has none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def port_of(url: str) -> int:
    """Return the port that the URL names or its scheme implies."""
    parts = urlsplit(url)
    return parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)


def site_of(url: str) -> str:
    """Return the registrable domain of the URL's host (`leicester.gov.uk`); an address or a bare name is its own."""
    host = host_of(url)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return host
    from tld import get_fld  # reads the public suffix list: only where a move or a canonical link is judged

    found = get_fld(f"https://{host}", fail_silently=True)
    return found if isinstance(found, str) else ".".join(host.split(".")[-2:])


def same_site(one: str, other: str) -> bool:
    """Say whether two URLs are on the same registrable domain."""
    return host_of(one) == host_of(other) or site_of(one) == site_of(other)


def is_numeric_host(host: str) -> bool:
    """Say whether resolvers read this host as an address although it isn't written as one (`127.1`, `0x7f000001`)."""
    return bool(_NUMERIC_HOST.fullmatch(host))


def is_home(url: str) -> bool:
    """Say whether the URL is a site's front page."""
    parts = urlsplit(url)
    return parts.path.lower() in {"", "/", "/index.html", "/index.php", "/home", "/home/"} and not parts.query


def untracked(url: str) -> str:
    """Return the URL as it is shown and fetched: tracking parameters and the fragment gone, the rest untouched."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def canonical(url: str) -> str:
    """Return the key under which the story of this link is known. Not for fetching: a site may lack the https form.

    `http://www.x.org/a/?utm_source=rss#top`, `https://x.org/a/amp` and `https://x.org/a?print=true` are one story.
    """
    try:
        parts = urlsplit(untracked(url))
        netloc = _same_host(parts)
    except ValueError:
        return url
    pairs = sorted(pair for pair in parts.query.split("&") if pair and not re.match(r"print(=|$)", pair, re.IGNORECASE))
    path = _ESCAPE.sub(lambda match: match[0].upper(), parts.path)
    path = re.sub(r"(?:/amp/?|\.amp)$", "", path, flags=re.IGNORECASE).rstrip("/")
    return urlunsplit(("https", netloc, path, "&".join(pairs), ""))


def _same_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower().rstrip(".")
    for prefix in _SAME_STORY_HOSTS:
        if host.startswith(prefix) and "." in host[len(prefix) :]:
            host = host[len(prefix) :]
    host = _SAME_SITES.get(host, host)
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return f"{host}:{port}" if port and port not in _DEFAULT_PORTS.values() else host


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)
