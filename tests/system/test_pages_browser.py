"""Each page's main act, done by a person in a real browser: with a mouse, by keyboard alone, and with scripts off."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from monitor.services.log import Log
from monitor.services.log_data import Wanted
from tests.faces.pages import filled, served
from tests.fakes import Bench
from tests.system.browser import Visit, chromium, needs_chromium

pytestmark = needs_chromium
AXE = Path(__file__).parent / "axe" / "axe.min.js"
PAGES = (
    "/", "/england", "/england?as_of=2018-01-31&region=London", "/authorities", "/authorities/856", "/articles",
    "/articles?q=inspectors", "/articles/a1", "/articles/a1?compare=2", "/outcomes", "/outcomes/id0001",
    "/outcomes/id0001/verdict?decision=reject", "/review", "/sources", "/alerts", "/api/docs",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def made(tmp_path: Path) -> Bench:
    return filled(tmp_path)


@pytest.fixture
def address(made: Bench) -> Iterator[str]:
    with served(made.tools) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    visit = Visit(browser, address)
    yield visit
    visit.close()
    assert visit.wrong == []
    assert {url.split("/")[2] for url in visit.asked} <= {address.removeprefix("http://")}


def test_an_article_is_found_while_its_words_are_typed(visit: Visit) -> None:
    page = visit.page
    page.goto("/articles")
    page.get_by_label("Words").press_sequentially("thanked staff")
    expect(page.locator("#results .row")).to_have_count(1)
    expect(page.locator("#results mark").first).to_have_text("thanked")
    assert "q=thanked" in page.url
    page.locator("#results .title").click()
    expect(page.locator("h1")).to_contain_text("Leicester")


def test_what_is_shown_is_exported_as_it_is_shown(visit: Visit) -> None:
    page = visit.page
    page.goto("/articles?authority=Leicester")
    shown = [row.get_attribute("href") for row in page.locator(".title").all()]
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert [f"/articles/{row['id']}" for row in csv.DictReader(text.splitlines())] == shown
    assert len(shown) == 2


def test_a_wrong_claim_is_marked_and_taken_back(visit: Visit) -> None:
    page = visit.page
    page.goto("/articles/a1")
    page.locator(".claim").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("names Leicester")
    page.get_by_role("button", name="wrong grade").click()
    expect(page.locator(".weigh")).to_contain_text("would stand as reported")
    page.get_by_label("Your name").fill("Grace Hopper")
    page.get_by_role("button", name="This was read wrongly").click()
    expect(page.locator("section:has(#objections)")).to_contain_text(
        "wrong grade: Leicester, overall good Grace Hopper"
    )
    expect(page.locator("section:has(#made)")).to_contain_text("no evidence: wrong grade")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".weigh")).to_contain_text("would stand as corroborated")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("section:has(#objections)")).to_contain_text("taken back")


def test_what_explains_a_claim_stays_within_the_column_of_its_text(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto("/articles/a1")
    for show in (page.locator(".claim").focus, page.locator(".claim").hover):
        show()
        why, text = page.locator(".why").bounding_box(), page.locator(".text").bounding_box()
        assert why is not None
        assert text is not None
        assert text["x"] - 1 <= why["x"]
        assert why["x"] + why["width"] <= text["x"] + text["width"] + 1


def test_an_outcome_is_rejected_after_its_effects_were_shown_and_that_is_undone(visit: Visit) -> None:
    page = visit.page
    page.goto("/outcomes/id0001")
    page.get_by_role("button", name="Reject …").click()
    expect(page.locator(".weigh")).to_contain_text("would not be sent")
    page.get_by_label("Why").fill("It is about another council")
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator("h1")).to_contain_text("rejected")
    expect(page.locator("section:has(#verdicts)")).to_contain_text("It is about another council ada")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_contain_text("corroborated")


def test_an_outcome_is_confirmed(visit: Visit) -> None:
    page = visit.page
    page.goto("/review")
    page.get_by_role("link", name="Decide about the outcome").click()
    page.get_by_label("Note").fill("The council's own page says so")
    page.get_by_role("button", name="Confirm …").click()
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.locator("h1")).to_contain_text("confirmed")


def test_the_slider_shows_what_stood_then(visit: Visit) -> None:
    page = visit.page
    page.goto("/england")
    expect(page.locator("#shown h2").first).to_contain_text("today")
    slider = page.get_by_label("Slide through the years")
    slider.focus()
    for _ in range(6):
        slider.press("ArrowLeft")
    expect(page.locator("#shown h2").first).to_contain_text(re.compile("on .* 201[78]"))
    page.locator(".tile", has_text="Leicester:").click()
    expect(page.locator("h1")).to_have_text("Leicester")


def focused(visit: Visit) -> str:
    """Return the name of the authority on whose tile the focus is."""
    return str(visit.page.evaluate("document.activeElement.querySelector('title')?.textContent ?? ''")).split(":")[0]


def test_the_tiles_are_one_stop_of_the_tab_key_and_arrows_go_from_tile_to_tile(visit: Visit) -> None:
    page = visit.page
    page.goto("/england")
    page.get_by_role("link", name="Past the map").focus()
    page.keyboard.press("Tab")
    first = focused(visit)
    assert first
    around = [first]
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        around.append(focused(visit))
    assert len(set(around)) == 4
    assert around[-1] == first
    page.keyboard.press("Tab")
    assert focused(visit) == ""
    page.keyboard.press("Shift+Tab")
    here = focused(visit)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(here)


REACHED = """() => {
    const tiles = Array.from(document.querySelectorAll("[data-tiles] a"));
    const seen = new Set([tiles[0]]);
    for (const tile of seen)
        for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
            tile.focus();
            tile.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
            seen.add(document.activeElement);
        }
    return seen.size;
}"""


def test_every_tile_is_reached_by_arrows_from_the_first(visit: Visit) -> None:
    visit.page.goto("/england")
    assert visit.page.evaluate(REACHED) == 153


def test_the_tiles_stay_one_stop_when_the_map_is_exchanged(visit: Visit) -> None:
    page = visit.page
    page.goto("/england")
    page.get_by_label("Region").select_option("London")
    expect(page.locator("#shown h2").first).to_contain_text("London")
    expect(page.locator("[data-tiles] a[tabindex='0']")).to_have_count(1)


def test_without_scripts_every_tile_is_a_stop(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, java_script_enabled=False)
    visit.page.goto("/england")
    assert visit.page.locator("[data-tiles] a:not([tabindex])").count() == 153
    visit.page.get_by_role("link", name="Past the map").focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(re.compile("/authorities/"))
    visit.close()


def test_the_keyboard_alone_leads_from_the_list_to_a_verdict(visit: Visit) -> None:
    page = visit.page
    page.goto("/articles")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Birmingham")
    page.keyboard.press("Enter")
    expect(page.locator("#results .row")).to_have_count(1)
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("h1")).to_contain_text("Birmingham")
    page.goto("/outcomes")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("o")
    page.get_by_label("Note").focus()
    page.keyboard.type("Seen on Ofsted's site")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("Why").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("confirmed")


def test_everything_works_with_scripts_off(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, java_script_enabled=False)
    page = visit.page
    page.goto("/articles")
    page.get_by_label("Words").fill("thanked")
    page.get_by_role("button", name="Find").click()
    assert page.locator("#results .row").count() == 1
    page.goto("/england")
    page.get_by_label("As of").fill("2018-01-31")
    page.get_by_role("button", name="Show").click()
    assert "31 January 2018" in page.locator("#shown h2").first.inner_text()
    page.goto("/articles")
    page.locator("input[type=checkbox]").first.check()
    page.get_by_role("button", name="This was read wrongly").click()
    page.get_by_role("button", name="This was read wrongly").click()
    page.goto("/review")
    assert "not about inspections" in page.locator("section:has(#objections)").inner_text()
    page.goto("/outcomes/id0001")
    page.get_by_role("button", name="Confirm …").click()
    page.get_by_label("Why").fill("Right")
    page.get_by_role("button", name="Confirm", exact=True).click()
    assert "confirmed" in page.locator("h1").inner_text()
    page.goto("/sources")
    page.get_by_role("button", name="Poll now: The Morning Herald").click()
    assert page.url.endswith("#herald")
    visit.close()


def judge(visit: Visit, path: str, width: int) -> None:
    """Assert that the page that is shown fits its window, is light, and has no serious finding of axe."""
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
    sizes = "performance.getEntries().reduce((sum, one) => sum + (one.encodedBodySize || 0), 0)"
    assert visit.page.evaluate(sizes) < 150_000, path
    visit.page.add_script_tag(path=str(AXE))
    found = visit.page.evaluate("axe.run().then(found => found.violations)")
    bad = [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert bad == [], path


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_fits_its_window_and_is_light(
    browser: Browser, made: Bench, address: str, width: int, scheme: str
) -> None:
    visit = Visit(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    delivery = Log(made.tools).alerts(Wanted())[0]["id"]
    for path in (*PAGES, f"/alerts/{delivery}"):
        visit.page.goto(path)
        judge(visit, path, width)
    visit.page.goto("/articles/a1")
    visit.page.get_by_role("button", name="wrong grade").click()
    expect(visit.page.locator(".weigh")).to_be_visible()
    judge(visit, "what would follow from an objection", width)
    assert visit.wrong == []
    visit.close()
