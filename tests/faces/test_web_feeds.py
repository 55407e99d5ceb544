"""The outcomes as feeds: valid by RFC 4287 and JSON Feed 1.1, and dated by the last change of what they tell."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from lxml import etree

from monitor.model.outcome import Decision
from monitor.services.review import Review
from tests.faces.pages import NOW, Telling, filled, keep, visiting
from tests.fakes import Bench

FEEDS = ("all", "authority/856", "region/east-midlands", "authority/800")
ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = "Boss & <b>Co</b> ]]>\u202e é"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


@pytest.fixture
def made(tmp_path: Path) -> Bench:
    made = filled(tmp_path)
    keep(made.tools, Telling(id="a7", la_code="831", name="Derby", more=EVIL))
    return made


@pytest.fixture
def client(made: Bench) -> Iterator[httpx.Client]:
    with visiting(made.tools) as client:
        yield client


def items(client: httpx.Client) -> dict[str, Any]:
    found = client.get("/feeds/all.json").json()
    return {item["_outcome"]["id"]: item for item in found["items"]}


@pytest.mark.parametrize("name", FEEDS)
def test_every_atom_feed_is_valid(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/feeds/{name}.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = etree.fromstring(answer.content)
    assert SCHEMA.validate(feed), SCHEMA.error_log
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    for holder in (feed, *feed.iter(f"{ATOM}entry")):
        # RFC 4287, 4.1.1: no two alternates of one type and language; a feed should have a link to itself.
        alternates = [one.get("type") for one in holder.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert len(alternates) == len(set(alternates)) == 1
    itself = [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
    assert itself == [f"{client.base_url}/feeds/{name}.atom"]
    for entry in feed.iter(f"{ATOM}entry"):
        published, updated = (
            datetime.fromisoformat(entry.findtext(f"{ATOM}{one}")) for one in ("published", "updated")
        )
        assert updated >= published
    assert max([*feed.iter(f"{ATOM}updated")], key=lambda one: one.text).text == feed.findtext(f"{ATOM}updated")


@pytest.mark.parametrize("name", FEEDS)
def test_every_atom_feed_is_read_without_complaint(client: httpx.Client, name: str) -> None:
    parsed = feedparser.parse(client.get(f"/feeds/{name}.atom").content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    shown = client.get(f"/feeds/{name}.json").json()["items"]
    assert [(one.id, one.title, one.link) for one in parsed.entries] == [
        (one["id"], one["title"], one["url"]) for one in shown
    ]


@pytest.mark.parametrize("name", FEEDS)
def test_every_json_feed_is_valid(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/feeds/{name}.json")
    assert answer.headers["content-type"] == "application/feed+json"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{client.base_url}/feeds/{name}.json"
    assert [one["name"] for one in feed["authors"]] == ["Inspection monitor"]
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        assert {type(item[key]) for key in ("id", "url", "title", "content_text")} == {str}
        assert item["content_text"]
        assert all(isinstance(tag, str) and tag for tag in item["tags"])
        for key in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[key]).tzinfo is not None
            assert re.fullmatch(r"[\d-]{10}T[\d:.]+[+-]\d\d:\d\d", item[key])


def test_an_outcome_is_dated_by_the_last_change_of_what_it_tells(made: Bench, client: httpx.Client) -> None:
    detected = items(client)["id0001"]["date_modified"]
    assert datetime.fromisoformat(detected) == NOW
    made.clock.advance(timedelta(days=1))
    keep(made.tools, Telling(id="a1", more="The council has appointed a new director at last.", days_ago=2))
    assert items(client)["id0001"]["date_modified"] == detected, "an edit that changes nothing of what is told"
    made.clock.advance(timedelta(days=1))
    Review(made.tools).decide("id0001", Decision.CONFIRM, note="seen", who="ada")
    item = items(client)["id0001"]
    assert datetime.fromisoformat(item["date_modified"]) == NOW + timedelta(days=2)
    assert item["date_published"] < detected
    assert item["_outcome"]["detected_at"] == detected
    feed = etree.fromstring(client.get("/feeds/all.atom").content)
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == NOW + timedelta(days=2)


def test_a_correction_of_an_old_result_comes_first(made: Bench, client: httpx.Client) -> None:
    oldest = client.get("/api/outcomes").json()[-1]["id"]
    assert next(iter(items(client))) != oldest
    made.clock.advance(timedelta(days=1))
    Review(made.tools).decide(oldest, Decision.REJECT, note="no", who="ada")
    assert next(iter(items(client))) == oldest
