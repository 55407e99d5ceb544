"""Ways in which old news could be told as new, each tried on the real services."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.demo.pdf import pdf
from monitor.model.alert import AlertRule, AlertType
from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.poll import Poller
from monitor.services.process import Processor
from tests.fakes import Bench, bench

SITE = "https://herald.example"
HERALD = Source(
    id="herald", name="The Herald", kind="feed", url=f"{SITE}/feed", every=timedelta(minutes=30), trust=Trust.PRESS
)
GAZETTE = replace(HERALD, id="gazette", name="The Gazette", url="https://gazette.example/feed")
COUNCIL = Source(
    id="council",
    name="The council",
    kind="listing",
    url="https://council.example/news",
    every=timedelta(hours=1),
    trust=Trust.COUNCIL,
    authority="855",
    item="li",
    link="a",
)
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
JULY = datetime.fromisoformat("2024-07-12T09:00:00+00:00")


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(
        tmp_path,
        HERALD,
        GAZETTE,
        COUNCIL,
        OFSTED,
        rules=(AlertRule(to=("desk",)),),
        max_age=timedelta(days=14),
        until=datetime(2019, 12, 31),  # noqa: DTZ001 - a day
    )
    made.clock.at = JULY
    return made


def item(title: str = TITLE, *, link: str = STORY, day: str | None = "12 Jul 2024", guid: str = "") -> str:
    date = f"<pubDate>{day} 08:00:00 GMT</pubDate>" if day else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{guid or link}</guid>"
        f"<description>{TOLD[:150]}</description>{date}</item>"
    )


def feed(world: Bench, *items: str, source: Source = HERALD) -> None:
    world.fetcher.serve(source.url, f"<rss version='2.0'><channel><title>H</title>{''.join(items)}</channel></rss>")


def page(world: Bench, text: str = TOLD, title: str = TITLE, *, link: str = STORY, head: str = "") -> None:
    body = f"<html><head><title>{title}</title>{head}</head><body><main><article><h1>{title}</h1><p>{text}</p>"
    world.fetcher.serve(link, f"{body}</article></main></body></html>")


def read(world: Bench, source: Source = HERALD) -> None:
    Poller(world.tools).poll(source)
    for entry in world.tools.store.entries.waiting(world.clock.now(), sources=[source.id], limit=100):
        Processor(world.tools).process(entry)


def told(world: Bench) -> list[AlertType]:
    return [one.type for one in world.tools.store.alerts.deliveries(limit=100)]


def outcomes(world: Bench) -> int:
    return len(Log(world.tools).outcomes(Wanted()))


def test_a_story_that_is_published_again_with_another_day_and_guid_tells_nothing_new(world: Bench) -> None:
    feed(world, item())
    page(world)
    read(world)
    for months in (5, 11, 20):
        world.clock.at = JULY + timedelta(days=30 * months)
        day = f"{world.clock.at:%d %b %Y}"
        feed(world, item(day=day, guid=f"new-{months}"))
        page(world, f"{TOLD} Version {months}.", head=f"<meta name='date' content='{world.clock.at:%Y-%m-%d}'>")
        read(world)
    assert (outcomes(world), told(world)) == (1, [AlertType.OUTCOME_CHANGED])


def test_an_old_story_that_the_ledger_knows_is_not_new_with_another_day(tmp_path: Path) -> None:
    world = bench(tmp_path, HERALD, rules=(AlertRule(to=("desk",)),), max_age=timedelta(days=14))
    world.clock.at = JULY
    feed(world, item())
    page(world)
    read(world)
    world.clock.at = JULY + timedelta(days=600)
    day = f"{world.clock.at:%d %b %Y}"
    feed(world, item(day=day))
    page(world, f"{TOLD} Moved to our new site.", head=f"<meta name='date' content='{world.clock.at:%Y-%m-%d}'>")
    read(world)
    assert (outcomes(world), told(world)) == (0, [])


def test_an_undated_story_of_a_first_pass_is_not_taken_for_todays(world: Bench) -> None:
    feed(world, item(day=None))
    page(world)
    read(world)
    assert AlertType.OUTCOME_CHANGED not in told(world)
    assert [question["kind"] for question in Log(world.tools).questions()] == ["found-late"]


def test_an_undated_story_after_the_first_pass_is_told(world: Bench) -> None:
    feed(world)
    read(world)
    feed(world, item(day=None))
    page(world)
    read(world)
    assert told(world) == [AlertType.OUTCOME_CHANGED]


def test_a_page_whose_text_is_new_at_each_fetch_tells_once(world: Bench) -> None:
    feed(world, item())
    for number in range(5):
        page(world, f"{TOLD} This page was read {number} times.")
        read(world)
        world.clock.advance(timedelta(hours=30))
    assert (outcomes(world), told(world)) == (1, [AlertType.OUTCOME_CHANGED])


def test_an_old_ambiguous_story_of_a_first_pass_troubles_nobody(world: Bench) -> None:
    title = "Achieving for Children rated good"  # it serves three councils
    feed(world, item(title, day="12 Mar 2024"))
    page(world, f"Ofsted has rated children's services run by {title[:22]} good, in a report published today.", title)
    read(world)
    assert [question["kind"] for question in Log(world.tools).questions()] == ["ambiguous-authority"]
    assert told(world) == []


def test_a_source_added_later_whose_first_pass_is_old_news_tells_nothing(world: Bench) -> None:
    feed(world)
    read(world)
    feed(world, item(day="12 Mar 2024"), source=GAZETTE)
    page(world)
    read(world, GAZETTE)
    assert (outcomes(world), told(world)) == (1, [])


def test_a_story_that_comes_first_in_part_and_then_whole_is_one_article(world: Bench) -> None:
    feed(world, item())
    world.fetcher.break_page(STORY, "forbidden (403)", transient=False)
    read(world)
    page(world, head=f"<link rel='canonical' href='{SITE}/news/2024/story'>")
    world.clock.advance(timedelta(days=1))
    read(world)
    assert len(Log(world.tools).articles(Wanted())) == 1


def test_pages_that_all_name_their_section_as_canonical_stay_themselves(world: Bench) -> None:
    head = f"<link rel='canonical' href='{SITE}/news'>"
    feed(world, item(link=f"{SITE}/news/one"), item("Dorset children's services rated good", link=f"{SITE}/news/two"))
    page(world, link=f"{SITE}/news/one", head=head)
    text = "Ofsted has rated Dorset Council's children's services good, in a report published today."
    page(world, text, "Dorset children's services rated good", link=f"{SITE}/news/two", head=head)
    read(world)
    assert len(Log(world.tools).articles(Wanted())) == 2
    assert {one["status"] for one in Log(world.tools).outcomes(Wanted())} == {"reported"}


def letters(world: Bench, *days: str, dated: bool = True) -> None:
    """Serve a search page that never changes and one provider page with a letter about a focused visit for each day."""
    host, label = "https://reports.example", "Children's services focused visit"
    row = "<h3><a href='/provider/44/80483'>Leicestershire</a></h3><ul><li>Latest report: 1 July 2024</li></ul>"
    world.fetcher.serve(OFSTED.url, f"<html><body><ul><li>{row}</li></ul></body></html>")
    links = ""
    for number, day in enumerate(days):
        link = f"{host}/v1/file/5000000{number}"
        shown = f", pdf - {day}" if dated else ""
        links += f"<li><a href='{link}'>{label}<span class='nonvisual'>{label}{shown}</span></a></li>"
        lines = (
            "Focused visit to Leicestershire children’s services",
            "This letter summarises the findings of the focused visit to Leicestershire children’s services on",
            f"{day}. Practice seen was good.",
        )
        world.fetcher.serve(link, pdf(lines), kind="application/pdf")
    world.fetcher.serve(f"{host}/provider/44/80483", f"<html><body><h1>A</h1><ol>{links}</ol></body></html>")


def test_old_letters_on_a_page_that_the_first_pass_lost_are_old_and_what_came_since_is_news(world: Bench) -> None:
    letters(world, "1 March 2021", "20 July 2024")
    page_url = "https://reports.example/provider/44/80483"
    served = world.fetcher.pages[page_url]
    world.fetcher.break_page(page_url)
    read(world, OFSTED)
    world.clock.advance(timedelta(days=30))
    world.fetcher.pages[page_url] = served
    read(world, OFSTED)
    assert len(Log(world.tools).visits(Wanted())) == 2
    assert told(world) == [AlertType.VISIT_PUBLISHED]


def test_a_letter_without_a_day_that_a_first_pass_finds_is_not_taken_for_todays(world: Bench) -> None:
    letters(world, "1 March 2021", dated=False)
    read(world, OFSTED)
    assert len(Log(world.tools).visits(Wanted())) == 1
    assert told(world) == []


def test_a_letter_keeps_its_day_when_its_page_shows_none_any_more(world: Bench) -> None:
    letters(world, "1 July 2024")
    read(world, OFSTED)
    before = [row.published for row in world.tools.store.reports.all()]
    letters(world, "1 July 2024", dated=False)
    world.clock.advance(timedelta(days=30))
    read(world, OFSTED)
    assert [row.published for row in world.tools.store.reports.all()] == before
