"""Every source kind is one file, found by itself; whatever bytes it gets, it answers or says why not."""

import random
from contextlib import suppress

import pytest

from monitor.errors import ParseError
from monitor.model.source import FoundEntry
from monitor.sources import all_kinds, kind
from tests.unit.sources import NOW, parse, source
from tests.unit.test_feed import ATOM, item, rss

PAGES = {
    "feed": rss(item(), item(title="<![CDATA[Two &amp; <b>more</b>]]>", link="https://paper.example/2")).encode(),
    "listing": b"<ul><li class='n'><h2><a href='/n/1'>A story of ours</a></h2><p class='date'>1 May 2024</p></li></ul>",
    "ofsted-reports": b"<p>Showing 1 of 1</p><li class='search-result'><a href='/provider/44/80418'>Fairshire</a></li>",
}
TOKENS = [
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"&#0;",
    b"\x00",
    b"\xff\xfe",
    b"</li>",
    b"<a href='",
    b'"',
    b"\xed\xa0\x80",
]


def test_the_three_kinds_are_found_by_their_files() -> None:
    assert set(all_kinds()) == set(PAGES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_kind_asks_its_own_address_first(name: str) -> None:
    asked = kind(name).requests(source(name, "https://paper.example/search"), {}, now=NOW, full=False)
    assert asked[0].url.startswith("https://paper.example/search")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_an_answer_that_brings_nothing_new_is_no_failure(name: str) -> None:
    given = source(name, "https://paper.example/search")
    (first, *_) = kind(name).requests(given, {}, now=NOW, full=False)
    assert kind(name).unchanged(given, first, {}, now=NOW) == {}


@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize("seed", range(60))
def test_mangled_bytes_are_read_or_refused_with_a_reason(name: str, seed: int) -> None:
    chance = random.Random(seed)
    body = bytearray(PAGES[name] if chance.random() < 0.9 else ATOM.format("").encode())
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(body))
        body[place : place + chance.randint(0, 8)] = chance.choice(TOKENS)
    entries: tuple[FoundEntry, ...] = ()
    with suppress(ParseError):
        entries = parse(source(name, "https://paper.example/search"), bytes(body)).entries
    assert all(entry.url.startswith("http") and entry.key for entry in entries)
