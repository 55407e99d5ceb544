"""What the monitor reads on news pages without a feed, with selectors and without."""

import pytest

from monitor.dates import read_date
from monitor.errors import ParseError
from monitor.model.source import FoundEntry, Parsed, Request, Source
from monitor.sources import listing
from tests.unit.sources import NOW, parse, source

URL = "https://news.fairshire.gov.uk/news/"
CHOSEN = source("listing", URL, item="li.news-item", link="h2 a", date="p.date", next="a[rel=next]", pages="2")
FOUND = source("listing", URL)


def story(number: int, title: str = "", day: str = "12 July 2024") -> str:
    return (
        f'<li class="news-item"><h2><a href="/news/{number}">{title or f"Story number {number}"}</a></h2>'
        f'<p class="date">{day}</p><p>What the story is about.</p></li>'
    )


def page(*stories: str, following: str = "") -> str:
    menu = "<nav><ul><li><a href='/jobs'>Jobs at the council today</a></li></ul></nav>"
    older = f"<a rel='next' href='{following}'>Older news</a>" if following else ""
    return f"<html><title>News</title><body>{menu}<h1>News</h1><ul>{''.join(stories)}</ul>{older}</body></html>"


def shown(entries: tuple[FoundEntry, ...]) -> list[tuple[str, str]]:
    return [(entry.url, entry.title) for entry in entries]


@pytest.mark.parametrize("given", [CHOSEN, FOUND])
def test_entries_are_read_with_title_day_and_summary(given: Source) -> None:
    found = parse(given, page(story(2), story(1, "Grades rise")))
    assert shown(found.entries) == [(f"{URL}2", "Story number 2"), (f"{URL}1", "Grades rise")]
    assert found.entries[0].published == read_date("2024-07-12")
    assert found.entries[0].summary == "What the story is about."


def test_a_single_dated_entry_is_found_by_itself() -> None:
    assert shown(parse(FOUND, page(story(1))).entries) == [(f"{URL}1", "Story number 1")]


def test_cards_whose_link_says_read_more_have_the_headings_title() -> None:
    cards = "".join(
        f'<div class="card"><h3>Council wins prize {n}</h3><time datetime="2024-07-0{n}">x</time>'
        f'<p>About it.</p><a href="/news/{n}">Read more</a></div>'
        for n in (1, 2, 3)
    )
    chosen = source("listing", URL, item="div.card")
    found = parse(chosen, f"<main>{cards}</main>")
    assert [entry.title for entry in found.entries] == [
        "Council wins prize 1",
        "Council wins prize 2",
        "Council wins prize 3",
    ]
    assert found.entries[0].published == read_date("2024-07-01")


def test_menus_and_side_boxes_are_no_entries() -> None:
    side = (
        "<aside><ul>"
        + "".join(f"<li><a href='/more/{n}'>Other story {n} here</a></li>" for n in range(9))
        + "</ul></aside>"
    )
    found = parse(FOUND, page(story(1), story(2)).replace("</body>", side + "</body>"))
    assert [entry.url for entry in found.entries] == [f"{URL}1", f"{URL}2"]


def test_the_next_page_is_followed_as_far_as_the_settings_say() -> None:
    first = parse(CHOSEN, page(story(2), following="/news/?page=2"))
    (following,) = first.follow
    assert following.url == "https://news.fairshire.gov.uk/news/?page=2"
    second = parse(CHOSEN, page(story(1), following="/news/?page=3"), request=following)
    assert (len(second.entries), second.follow) == (1, ())


def test_a_next_page_that_could_not_be_read_is_asked_again() -> None:
    state = dict(parse(CHOSEN, page(story(2), following="?page=2")).state)
    waiting = listing.requests(CHOSEN, state, now=NOW, full=False)
    assert [request.url for request in waiting] == [URL, f"{URL}?page=2"]
    state |= parse(CHOSEN, page(story(1)), request=waiting[1]).state
    assert len(listing.requests(CHOSEN, state, now=NOW, full=False)) == 1


def test_a_next_page_on_another_site_is_not_followed() -> None:
    assert parse(CHOSEN, page(story(2), following="https://elsewhere.example/2")).follow == ()


@pytest.mark.parametrize("given", [CHOSEN, FOUND])
def test_a_page_that_lost_all_its_entries_is_an_error(given: Source) -> None:
    with pytest.raises(ParseError, match="which had 4"):
        parse(given, "<html><title>Sorry</title></html>", state={"had": "4"})


def test_a_page_that_never_had_entries_is_said_to_show_none() -> None:
    found: Parsed = parse(CHOSEN, page())
    assert found.problems == ("page 1 of the listing shows no entry",)


def test_a_selector_that_cannot_be_read_is_told() -> None:
    with pytest.raises(ParseError, match="selector"):
        parse(source("listing", URL, item="li[["), page(story(1)))


def test_a_listing_is_a_page_and_obeys_robots() -> None:
    assert listing.requests(FOUND, {}, now=NOW, full=True) == (Request(url=URL, purpose="1", page=True),)
