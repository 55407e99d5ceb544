"""Find authorities in a text: names, aliases, trusts, web addresses. Longest name first, one pass, no guesses.

A name that fits several authorities is returned with all of them; who is meant is decided where the grade is read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from monitor.model.authority import Authority
from monitor.stages.gazetteer_names import (
    COUNCIL_AFTER,
    GREATER_BEFORE,
    POINT,
    POINT_BEFORE,
    PRESS_NAMES,
    spellings,
)
from monitor.stages.gazetteer_places import is_place

_WORD: Final = re.compile(r"[A-Z](?<!\w[A-Z])[A-Za-z&]*")  # a capital first: the search skips all others at once
_TOKEN: Final = re.compile(r"[a-z&]+")
_PROVIDER: Final = re.compile(r"reports\.ofsted\.gov\.uk/provider/\d+/(\d{5,7})")
_SLUG_SEPARATOR: Final = re.compile(r"[^a-z0-9]+")
_BOARD_HOST: Final = re.compile(r"(?:scp|lscp|scb|safeguarding\w*|childrenstrust|childrenfirst)$")


class NameKind(Enum):
    """What sort of name it is: a council's own, a bare place, or a trust that delivers the services."""

    COUNCIL = "council"
    PLACE = "place"
    TRUST = "trust"


class Mention(NamedTuple):
    """A name at a place of a normalised text. `codes` are the la_codes that the name may mean."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]
    kind: NameKind


class _Name(NamedTuple):
    text: str  # lower case
    codes: tuple[str, ...]
    kind: NameKind
    capitals: bool  # an abbreviation that counts only in capitals


class Gazetteer:
    """All names of all authorities, ready for lookup. Build it once; it is immutable."""

    def __init__(self, authorities: Sequence[Authority]) -> None:
        self._by_code = {authority.la_code: authority for authority in authorities}
        self._by_urn = {authority.urn: authority.la_code for authority in authorities if authority.urn}
        self._successors = _successors(authorities)
        # la_codes of the abolished authorities that each one came from
        self.all_predecessors = {a.la_code: a.predecessors for a in authorities if a.predecessors}
        self._names = _index(authorities)
        self._domains = {a.domain: a.la_code for a in authorities if a.domain}
        self._trust_hosts = _trust_hosts(authorities)

    def authority(self, la_code: str) -> Authority:
        return self._by_code[la_code]

    def successors(self, la_code: str) -> tuple[str, ...]:
        """Return the authorities that took over from an abolished one; empty for one that stands."""
        return self._successors.get(la_code, ())

    def are_heirs(self, codes: tuple[str, ...]) -> bool:
        """Tell whether these are all the authorities that took over from one abolished authority."""
        return len(codes) > 1 and set(codes) in [set(heirs) for heirs in self._successors.values()]

    def standing(self, codes: Iterable[str], day: date | None) -> tuple[str, ...]:
        """Return those of the authorities that existed on a day; today's where the day is not known."""
        return tuple(code for code in codes if _stands(self._by_code[code], day))

    def in_year(self, codes: tuple[str, ...], year: int) -> tuple[str, ...]:
        """Return who stood in a year for authorities that had not begun: the one that they all came from, if one."""
        begun = [self._by_code[code].valid_from for code in codes]
        if any(start is None or start.year <= year for start in begun):
            return codes
        came_from = {self.all_predecessors.get(code, ()) for code in codes}
        only = came_from.pop()
        return only if not came_from and len(only) == 1 else codes

    def find(self, text: str) -> list[Mention]:
        """Return the names in a normalised text, in order, none inside another."""
        lower = text.lower()
        found: list[Mention] = []
        last = 0
        for word in _WORD.finditer(text):
            if word.start() < last:
                continue
            candidates = self._names.get(word.group().lower())
            if candidates is None:
                continue
            mention = _match(text, lower, word.start(), candidates)
            if mention is not None:
                shared = self._sharing(text, mention, last)
                found.extend([shared, mention] if shared is not None else [mention])
                last = mention.end
        return found

    def _sharing(self, text: str, mention: Mention, last: int) -> Mention | None:
        """Return the first of two authorities that share the end of a name: North, in "North and West Sussex"."""
        if not text.endswith((" and ", " & "), last, mention.start):
            return None
        own, before = POINT.match(mention.name), POINT_BEFORE.search(text, last, mention.start)
        if own is None or before is None:
            return None
        name = f"{before.group(1)} {mention.name[own.end() :].split(' ')[0]}".lower()
        for one in self._names.get(before.group(1).split(" ")[0].lower(), ()):
            if one.text == name and one.codes != mention.codes:
                return Mention(
                    start=before.start(), end=before.end(1), name=before.group(1), codes=one.codes, kind=mention.kind
                )
        return None

    def linked(self, text: str) -> tuple[str, ...]:
        """Return the authorities whose page on Ofsted's report site a text links to."""
        if "reports.ofsted.gov.uk" not in text:
            return ()
        urns = dict.fromkeys(_PROVIDER.findall(text))
        return tuple(self._by_urn[urn] for urn in urns if urn in self._by_urn)

    def owner(self, url: str) -> tuple[str, ...]:
        """Return the authorities on whose own (or trust's, or safeguarding board's) site a page is."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        labels = host.split(".")
        for place in range(len(labels) - 1):
            code = self._domains.get(".".join(labels[place:]))
            if code is not None:
                return (code,)
        for trust, codes in self._trust_hosts.items():
            if any(label.startswith(trust) for label in labels):
                return codes
        return self._board_owner(labels)

    def _board_owner(self, labels: list[str]) -> tuple[str, ...]:
        for label in labels:
            place = _BOARD_HOST.sub("", label)
            if place and place != label:
                for name in self._names.get(place, ()):
                    if name.text == place:
                        return name.codes
        return ()

    def named_in_host(self, url: str) -> tuple[str, ...]:
        """Return the authority whose name a host begins with, as local sites do; for want of better."""
        label = (urlsplit(url).hostname or "").removeprefix("www.").partition(".")[0]
        fits = [(token, names) for token, names in self._names.items() if len(token) > 4 and label.startswith(token)]
        found = [name.codes for token, names in fits for name in names if name.text == token and len(name.codes) == 1]
        return found[0] if len(found) == 1 else ()

    def named_in_slug(self, url: str) -> tuple[str, ...]:
        """Return the authorities that the last parts of a page's address name, for texts that name none."""
        words = words_of_address(url)
        codes: dict[str, None] = {}
        place = 0
        while place >= 0 and place < len(words):
            token = _TOKEN.match(words, place)
            name = _slug_name(words, place, self._names.get(token.group(), ())) if token else None
            if name is not None:
                codes.update(dict.fromkeys(name.codes))
                place += len(name.text)
            place = words.find(" ", place) + 1 or len(words)
        return tuple(codes)


def words_of_address(url: str) -> str:
    """Return the words of the longest part of a page's address, which is its headline on most sites, in lower case."""
    slug = max(unquote(urlsplit(url).path).lower().split("/"), key=len, default="")
    return _SLUG_SEPARATOR.sub(" ", slug.rpartition(".")[2] if slug[:1].isdigit() and "." in slug else slug).strip()


def _slug_name(words: str, place: int, candidates: Iterable[_Name]) -> _Name | None:
    for name in candidates:
        flat = name.text.replace("'", " ").replace("-", " ").replace("&", " ")
        for form in (flat, flat + "s", flat.removesuffix(" council")):
            end = place + len(form)
            if words.startswith(form, place) and (end == len(words) or words[end] == " "):
                return name
    return None


def _stands(authority: Authority, day: date | None) -> bool:
    if day is None:
        return authority.valid_to is None
    started = authority.valid_from is None or authority.valid_from <= day
    return started and (authority.valid_to is None or day <= authority.valid_to)


def _successors(authorities: Sequence[Authority]) -> dict[str, tuple[str, ...]]:
    heirs: dict[str, tuple[str, ...]] = {}
    for authority in authorities:
        for code in authority.predecessors:
            heirs[code] = (*heirs.get(code, ()), authority.la_code)
    return heirs


def _trust_hosts(authorities: Sequence[Authority]) -> dict[str, tuple[str, ...]]:
    hosts: dict[str, tuple[str, ...]] = {}
    for authority in authorities:
        for trust in authority.trusts:
            key = re.sub(r"[^a-z]", "", trust.name.lower())
            hosts[key] = (*hosts.get(key, ()), authority.la_code)
    return hosts


def _index(authorities: Sequence[Authority]) -> dict[str, list[_Name]]:
    holders: dict[tuple[str, NameKind, bool], dict[str, None]] = defaultdict(dict)
    for authority in authorities:
        for text, kind in _all_names(authority):
            capitals = kind is NameKind.PLACE and " " not in text and text[1:2].isupper() and len(text) < 6
            for spelling in spellings(text):
                holders[spelling.lower(), kind, capitals].setdefault(authority.la_code)
    index: dict[str, list[_Name]] = defaultdict(list)
    for (text, kind, capitals), codes in holders.items():
        token = _TOKEN.match(text)
        assert token is not None, text
        index[token.group()].append(_Name(text=text, codes=tuple(codes), kind=kind, capitals=capitals))
    for names in index.values():
        names.sort(key=lambda name: -len(name.text))
    return index


def _all_names(authority: Authority) -> Iterable[tuple[str, NameKind]]:
    yield authority.name.partition(" (")[0], NameKind.PLACE
    yield authority.council_name, NameKind.COUNCIL
    for alias in (*authority.aliases, *PRESS_NAMES.get(authority.la_code, ())):
        is_council = any(word in alias for word in ("Council", "Borough", "City", "MBC", "Corporation"))
        yield alias, NameKind.COUNCIL if is_council else NameKind.PLACE
    for trust in authority.trusts:
        yield trust.name, NameKind.TRUST


def _match(text: str, lower: str, start: int, candidates: list[_Name]) -> Mention | None:
    for name in candidates:
        end = start + len(name.text)
        if not lower.startswith(name.text, start) or lower[end : end + 1].isalnum():
            continue
        if lower.startswith(GREATER_BEFORE, max(0, start - len(GREATER_BEFORE))):
            continue
        if name.capitals and not text[start + 1 : start + 2].isupper() and name.text != "bwd":
            continue
        mention = Mention(start=start, end=end, name=text[start:end], codes=name.codes, kind=name.kind)
        return mention if name.kind is not NameKind.PLACE else _place(text, mention)
    return None


def _place(text: str, mention: Mention) -> Mention | None:
    """Return a bare place name as what it is: a council where council words follow, nothing where it is no place."""
    council = COUNCIL_AFTER.match(text, mention.end)
    if council is not None:
        return mention._replace(end=council.end(1), name=text[mention.start : council.end(1)], kind=NameKind.COUNCIL)
    return mention if is_place(text, mention.start, mention.end) else None
