"""What is in doubt after a restore, and for how long."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType, DeliveryState
from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.services.held import Held
from monitor.services.house import House
from monitor.services.ledger import Ledger
from monitor.services.poll import Poller
from monitor.storage.doubts import Gap
from tests.fakes import Bench, bench

OFSTED = Source(
    id="ofsted",
    name="Ofsted",
    kind="ofsted-reports",
    url="https://reports.example/search?start=0&rows=100",
    every=timedelta(hours=1),
    trust=Trust.INSPECTORATE,
)
FEED = "https://herald.example/feed"
HERALD = Source(id="herald", name="Herald", kind="feed", url=FEED, every=timedelta(minutes=30), trust=Trust.PRESS)


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(tmp_path, HERALD, OFSTED, rules=(AlertRule(to=("desk",), events=("review", "source")),))
    with made.tools.store.transaction():
        Ledger(made.tools).notice(AlertType.SOURCE_FAILING, subject="herald", note="Fails.", at=made.clock.now())
    made.clock.advance(timedelta(hours=1))
    Held(made.tools).begin(Gap(copied=made.clock.now() - timedelta(hours=1), restored=made.clock.now()))
    return made


def show(world: Bench, *titles: str) -> None:
    items = "".join(f"<item><title>{one}</title><link>https://herald.example/{one}</link></item>" for one in titles)
    world.fetcher.serve(FEED, f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>")


def doubtful(world: Bench) -> dict[str, bool]:
    Poller(world.tools).poll(HERALD)
    found = world.tools.store.entries.waiting(world.clock.now(), sources=["herald"], limit=9)
    return {entry.found.title: entry.doubtful for entry in found}


def test_what_a_source_shows_at_its_first_whole_poll_is_in_doubt_and_later_entries_are_not(world: Bench) -> None:
    show(world, "One")
    assert doubtful(world) == {"One": True}
    show(world, "Two", "One")
    assert doubtful(world) == {"One": True, "Two": False}


def test_a_source_that_fails_stays_in_doubt(world: Bench) -> None:
    world.fetcher.break_page(FEED)
    Poller(world.tools).poll(HERALD)
    world.clock.advance(timedelta(days=5))
    Poller(world.tools).poll(HERALD)
    show(world, "One")
    assert doubtful(world) == {"One": True}


def provider(world: Bench, urn: str, *files: str) -> None:
    label = "Children's services inspection"
    links = "".join(
        f"<li><a class='publication-link' href='https://reports.example/v1/file/{file}'>{label}"
        f"<span class='nonvisual'>{label}, pdf - 12 July 2024</span></a></li>"
        for file in files
    )
    page = f"<html><body><h1>A council</h1><p>{urn}</p><ol>{links}</ol></body></html>"
    world.fetcher.serve(f"https://reports.example/provider/44/{urn}", page)


def test_a_page_that_fails_leaves_only_itself_in_doubt(world: Bench) -> None:
    rows = "".join(
        f"<li><a href='/provider/44/{urn}'>A council</a> {urn} Latest report: 12 July</li>"
        for urn in ("80480", "80481")
    )
    world.fetcher.serve(OFSTED.url, f"<html><body><ul>{rows}</ul></body></html>")
    provider(world, "80480", "50000001")
    Poller(world.tools).poll(OFSTED)
    world.clock.advance(timedelta(days=1))
    provider(world, "80480", "50000002", "50000001")
    provider(world, "80481", "50000003")
    Poller(world.tools).poll(OFSTED, full=True)
    found = world.tools.store.entries.waiting(world.clock.now(), sources=["ofsted"], limit=9)
    assert {entry.found.url[-8:]: entry.doubtful for entry in found} == {
        "50000001": True,
        "50000002": False,
        "50000003": True,
    }


def test_the_question_is_told_once_over_a_channel_and_counts_what_is_held(world: Bench) -> None:
    house = House(world.tools)
    house.keep()
    house.keep()
    alerts = world.tools.store.alerts
    assert [one.type for one in alerts.in_state(DeliveryState.WAITING)] == [AlertType.REVIEW_WAITING]
    [asked] = world.tools.store.questions.open()
    assert asked.question.text.startswith("1 alert(s) may have been sent already")


def test_a_retry_of_one_that_is_held_sends_it(world: Bench) -> None:
    [held] = Held(world.tools).waiting()
    with world.tools.store.transaction():
        assert world.tools.store.alerts.retry(held.id, at=world.clock.now())
    assert Held(world.tools).waiting() == []
