"""Ways in which a change of grade could get lost, each tried on the real services."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType, Delivery, DeliveryState, Letter, Message
from monitor.model.outcome import Trust
from monitor.model.source import Response, Source
from monitor.services.deliver import Deliverer
from monitor.services.ledger import Ledger
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.merge import merge_ledger
from monitor.services.poll import Poller
from monitor.services.process import Processed, Processor
from monitor.storage.baseline import load_baseline
from tests.fakes import Bench, FakeChannel, bench

SITE = "https://herald.example"
HERALD = Source(
    id="herald", name="The Herald", kind="feed", url=f"{SITE}/feed", every=timedelta(minutes=30), trust=Trust.PRESS
)
DIGEST = replace(HERALD, id="digest", name="The Digest", url="https://digest.example/feed")
OFSTED = Source(
    id="ofsted",
    name="Ofsted",
    kind="ofsted-reports",
    url="https://reports.example/search?start=0&rows=100",
    every=timedelta(hours=1),
    trust=Trust.INSPECTORATE,
)
TITLE = "Leicestershire children's services rated outstanding"
TOLD = (
    "Ofsted has rated Leicestershire County Council's children's services outstanding, in a report published today. "
    "They were rated requires improvement at their last inspection, in 2019. Inspectors visited the council in April."
)
STORY = f"{SITE}/story"


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(
        tmp_path,
        HERALD,
        DIGEST,
        OFSTED,
        rules=(AlertRule(to=("desk",), events=("changed", "areas", "first", "visit")),),
        until=datetime(2019, 12, 31),  # noqa: DTZ001 - a day
    )
    made.clock.at = datetime.fromisoformat("2024-07-12T09:00:00+00:00")
    return made


def item(title: str = TITLE, about: str = TOLD[:150], link: str = STORY, more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><description>{about}</description>"
        f"<pubDate>Fri, 12 Jul 2024 08:00:00 GMT</pubDate>{more}</item>"
    )


def feed(world: Bench, *items: str, source: Source = HERALD) -> None:
    world.fetcher.serve(source.url, f"<rss version='2.0'><channel><title>H</title>{''.join(items)}</channel></rss>")


def page(world: Bench, text: str = TOLD, title: str = TITLE, *, link: str = STORY, etag: str | None = None) -> None:
    body = f"<html><head><title>{title}</title></head><body><main><article><h1>{title}</h1><p>{text}</p>"
    world.fetcher.serve(link, f"{body}</article></main></body></html>", etag=etag)


def read(world: Bench, source: Source = HERALD) -> list[Processed]:
    Poller(world.tools).poll(source)
    return read_waiting(world, source)


def read_waiting(world: Bench, source: Source = HERALD) -> list[Processed]:
    waiting = world.tools.store.entries.waiting(world.clock.now(), sources=[source.id], limit=100)
    return [Processor(world.tools).process(entry).how for entry in waiting]


def standing(world: Bench) -> list[tuple[str, str]]:
    """Return (authority, status) of each outcome."""
    return [(one["authority"], one["status"]) for one in Log(world.tools).outcomes(Wanted())]


REPORTED = [("Leicestershire", "reported")]


def test_a_feed_that_shows_little_of_a_story_takes_nothing_from_what_was_read_of_it(world: Bench) -> None:
    feed(world, item())
    page(world)
    read(world)
    feed(world, item("Friday's round-up", "All the headlines."), source=DIGEST)
    read(world, DIGEST)
    assert standing(world) == REPORTED


def test_a_page_that_can_not_be_had_later_takes_nothing_from_what_was_read_behind_its_wall(world: Bench) -> None:
    feed(world, item(about="Ofsted has published its report."))
    page(world, f"{TOLD}</p><p>Subscribe to continue reading this article.")
    read(world)
    assert standing(world) == REPORTED
    feed(world, item("Inspection: what the council says", "Ofsted has published its report today."))
    world.fetcher.break_page(STORY, "forbidden (403)", transient=False)
    read(world)
    assert standing(world) == REPORTED


def test_a_wall_that_answers_200_in_place_of_the_story_does_not_hide_what_the_feed_shows(world: Bench) -> None:
    feed(world, item())
    page(world, "Checking your browser. Enable JavaScript and cookies to go on.", "Just a moment...")
    read(world)
    assert standing(world) == REPORTED


def test_a_wall_in_place_of_a_story_that_was_read_takes_nothing_back(world: Bench) -> None:
    feed(world, item(about="Ofsted has published its report."))
    page(world)
    read(world)
    page(world, "We are sorry: the site is being looked after. Please come back later.", "Back soon")
    world.clock.advance(timedelta(hours=2))
    read_waiting(world)
    assert standing(world) == REPORTED


def test_a_feed_that_now_carries_the_result_is_read_though_its_page_answers_304(world: Bench) -> None:
    title = "Ofsted's report on the county is out"
    feed(world, item(title, "Ofsted has published its report on the county."))
    page(world, "Read the rest of this story with a subscription.", title, etag='"1"')
    read(world)
    assert standing(world) == []
    feed(
        world, item(title, more=f"<encoded xmlns='http://purl.org/rss/1.0/modules/content/'>&lt;p&gt;{TOLD}</encoded>")
    )
    read(world)
    assert standing(world) == REPORTED


def test_a_story_that_is_edited_while_it_is_being_read_is_read_again(world: Bench) -> None:
    feed(world, item("Ofsted report on the county: more follows", "Ofsted has published a report."))
    page(world, "Ofsted has published a report on the county's children's services. More follows.")
    Poller(world.tools).poll(HERALD)
    taken = world.tools.store.entries.waiting(world.clock.now(), sources=["herald"], limit=1)[0]
    feed(world, item())
    Poller(world.tools).poll(HERALD)
    Processor(world.tools).process(taken)
    page(world)
    assert read_waiting(world) == [Processed.READ]
    assert standing(world) == REPORTED


def test_a_story_that_says_more_follows_is_looked_at_again_though_its_feed_stays_the_same(world: Bench) -> None:
    feed(world)
    read(world)
    title = "Ofsted report on the county's children's services: more follows"
    feed(world, item(title, "Ofsted has published its report."))
    page(world, "Ofsted has published its report on Leicestershire County Council's children's services.", title)
    read(world)
    assert standing(world) == []
    page(world)
    world.clock.advance(timedelta(hours=2))
    read_waiting(world)
    assert standing(world) == REPORTED


def search(world: Bench, *urns: str, etag: str | None = None) -> None:
    rows = "".join(
        f"<li class='search-result'><h3><a href='/provider/44/{urn}'>A council</a></h3>"
        f"<ul><li>Latest report: 12 July 2024</li><li>{urn}</li></ul></li>"
        for urn in urns
    )
    world.fetcher.serve(OFSTED.url, f"<html><body><ul>{rows}</ul></body></html>", etag=etag)


def provider(world: Bench, urn: str, file: str) -> None:
    label = "Children's services inspection"
    link = f"https://reports.example/v1/file/{file}"
    world.fetcher.serve(
        f"https://reports.example/provider/44/{urn}",
        f"<html><body><h1>A council</h1><ol><li><a class='publication-link' href='{link}'>{label}"
        f"<span class='nonvisual'>{label}, pdf - 12 July 2024</span></a></li></ol></body></html>",
    )


def test_a_provider_page_that_failed_is_asked_again_though_the_search_page_never_changes(world: Bench) -> None:
    search(world, "80483", etag='"1"')
    world.fetcher.break_page("https://reports.example/provider/44/80483")
    Poller(world.tools).poll(OFSTED)
    provider(world, "80483", "50000001")
    assert Poller(world.tools).poll(OFSTED).new == 1


def test_a_provider_page_that_always_fails_does_not_slow_the_others(world: Bench) -> None:
    search(world, "80483", "80482")
    provider(world, "80483", "50000001")
    for _ in range(12):
        due = Poller(world.tools).poll(OFSTED).next_due
        assert due is not None
        assert due - world.clock.now() <= timedelta(hours=1, minutes=6)
        world.clock.at = due


def test_a_provider_page_that_is_gone_does_not_slow_the_others(world: Bench) -> None:
    search(world, "80483", "80482")
    provider(world, "80483", "50000001")
    gone = "https://reports.example/provider/44/80482"
    world.fetcher.pages[gone] = Response(url=gone, status=410)
    due = Poller(world.tools).poll(OFSTED).next_due
    assert due is not None
    assert due - world.clock.now() <= timedelta(hours=1, minutes=6)


def moving(world: Bench, url: str, target: str) -> None:
    answer = world.fetcher.pages[url]
    assert isinstance(answer, Response)
    world.fetcher.pages[url] = replace(answer, moved_to=target)


def test_a_provider_page_that_moved_does_not_move_the_whole_source(world: Bench) -> None:
    search(world, "80483")
    provider(world, "80483", "50000001")
    link = "https://reports.example/provider/44/80483"
    moving(world, link, f"{link}/")
    for _ in range(6):
        Poller(world.tools).poll(OFSTED)
        world.clock.advance(timedelta(days=1))
    assert OFSTED.url in {request.url for request in world.fetcher.asked[-2:]}


def test_a_source_that_moved_and_came_back_is_found_where_it_stands_in_the_settings(world: Bench) -> None:
    feed(world, item("One"))
    moving(world, HERALD.url, f"{SITE}/closed")
    for _ in range(5):
        Poller(world.tools).poll(HERALD)
        world.clock.advance(timedelta(days=1))
    feed(world, item("One"), item("Two", link=f"{SITE}/two"))
    assert 1 in [Poller(world.tools).poll(HERALD).new for _ in range(3)]


class Odd(FakeChannel):
    """A channel that breaks in a way that nobody foresaw on one kind of letter."""

    def compose(
        self, letter: Letter, *, key: str, recipient: str, at: datetime, thread: tuple[str, ...] = ()
    ) -> Message:
        if "odd" in letter.text:
            raise ValueError("odd")
        return super().compose(letter, key=key, recipient=recipient, at=at, thread=thread)


def test_an_alert_that_can_not_be_written_holds_up_no_other(tmp_path: Path) -> None:
    world = bench(tmp_path)
    world.tools.channels["desk"] = odd = Odd()  # type: ignore[index]
    with world.tools.store.transaction():
        for note in ("An odd thing.", "A plain thing."):
            Ledger(world.tools).notice(AlertType.SOURCE_FAILING, subject="x", note=note, at=world.clock.now())
    Deliverer(world.tools).deliver_due()
    assert len(odd.sent) == 1
    states = {one.state for one in world.tools.store.alerts.deliveries(limit=2)}
    assert states == {DeliveryState.SENT, DeliveryState.FAILED}


def waiting_deliveries(world: Bench) -> list[Delivery]:
    return [one for one in world.tools.store.alerts.deliveries(limit=9) if one.state is DeliveryState.WAITING]


def test_a_silent_merge_takes_no_alert_out_of_the_outbox(world: Bench) -> None:
    feed(world, item())
    page(world)
    read(world)
    assert len(waiting_deliveries(world)) == 1
    merge_ledger(replace(world.tools, baseline=load_baseline(None)))
    assert standing(world) == [("Leicestershire", "confirmed")]
    assert len(waiting_deliveries(world)) == 1


def test_a_fresh_story_about_what_was_old_at_a_first_pass_is_shown_to_a_person(tmp_path: Path) -> None:
    world = bench(
        tmp_path,
        HERALD,
        DIGEST,
        max_age=timedelta(days=14),
        until=datetime(2019, 12, 31),  # noqa: DTZ001 - a day
    )
    world.clock.at = datetime.fromisoformat("2024-08-12T09:00:00+00:00")
    feed(world, item())
    page(world)
    read(world)
    feed(world, source=DIGEST)
    read(world, DIGEST)
    assert waiting_deliveries(world) == []
    link = "https://digest.example/1"
    fresh = item("Ofsted rates Leicestershire's services for children outstanding", link=link)
    feed(world, fresh.replace("12 Jul", "11 Aug"), source=DIGEST)
    page(world, "Leicestershire's children's services are now outstanding, Ofsted said in its report.", link=link)
    read(world, DIGEST)
    assert [one.type for one in waiting_deliveries(world)] == [AlertType.REVIEW_WAITING]
