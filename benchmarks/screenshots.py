"""Take pictures of the pages with Debian's Chromium.

`python -m benchmarks.screenshots` takes those of the README, from invented texts over the shipped ledger.
`python -m benchmarks.screenshots ADDRESS FOLDER` takes every page of a running service, such as
`http://127.0.0.1:8765`, at 1,280 and 390 pixels, light and dark, to be looked at; it says where one is wider than its
window, or where its console complains.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Final

import httpx
from playwright.sync_api import Browser

from tests.faces.pages import filled, served
from tests.fakes import bench
from tests.system.browser import Visit, chromium

FOLDER: Final = Path("docs/pages")
FILLED: Final = {"today": "/", "article": "/articles/a1", "verdict": "/outcomes/id0001/verdict?decision=reject"}
SHIPPED: Final = {"england": "/england"}
EVERY: Final = {
    "today": "/", "england": "/england", "england-2018": "/england?as_of=2018-01-31&judgement=leaders&region=London",
    "authorities": "/authorities", "authority": "/authorities/856", "authority-old": "/authorities/825",
    "articles": "/articles", "articles-found": "/articles?q=inspectors", "articles-none": "/articles?q=nosuchword",
    "outcomes": "/outcomes", "review": "/review", "sources": "/sources", "alerts": "/alerts", "api": "/api/docs",
    "error": "/nowhere",
}  # fmt: skip


def take(browser: Browser, address: str, pages: dict[str, str], folder: Path, *, width: int, scheme: str) -> None:
    """Take the pictures of these pages, whole, in one window."""
    visit = Visit(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-GB")
    for name, path in pages.items():
        visit.page.goto(path)
        if name.startswith("article-") and visit.page.locator(".claim").count():
            visit.page.locator(".claim").first.focus()
        visit.page.screenshot(path=str(folder / f"{name}-{width}-{scheme}.png"), full_page=True)
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            print(f"{name} at {width}: {wide} pixels wide")
    for wrong in visit.wrong:
        print(f"{width} {scheme}: {wrong}")
    visit.close()


def every_page(address: str) -> dict[str, str]:
    """Return the pages of a running service: the fixed ones, and one of each kind of row that it has."""
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        outcomes = client.get("/api/outcomes").json()
        articles = client.get("/api/articles?limit=200").json()
        alerts = client.get("/api/alerts").json()
    pages = dict(EVERY)
    for status in {one["status"]: one["id"] for one in outcomes}.items():
        pages[f"outcome-{status[0]}"] = f"/outcomes/{status[1]}"
    for one in outcomes[:1]:
        pages["verdict"] = f"/outcomes/{one['id']}/verdict?decision=reject&note=It+is+about+another+council"
    for kind in {one["kind"]: one for one in articles}.values():
        pages[f"article-{kind['kind']}"] = f"/articles/{kind['id']}"
    for edited in [one for one in articles if one["revisions"] > 1][:1]:
        pages["revisions"] = f"/articles/{edited['id']}?compare=2"
    for state in {one["state"]: one["id"] for one in alerts}.items():
        pages[f"alert-{state[0]}"] = f"/alerts/{state[1]}"
    return pages


def of_readme(browser: Browser) -> None:
    """Take the pictures of the README."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="monitor-pictures-") as folder:
        for name, pages in (("filled", FILLED), ("shipped", SHIPPED)):
            state = Path(folder) / name
            state.mkdir()
            made = filled(state) if pages is FILLED else bench(state)
            with served(made.tools) as address:
                visit = Visit(browser, address, viewport={"width": 1280, "height": 860}, locale="en-GB")
                for picture, path in pages.items():
                    visit.page.goto(path)
                    if picture == "article":
                        visit.page.locator(".claim").first.focus()
                    visit.page.screenshot(path=str(FOLDER / f"{picture}.png"))
                visit.close()


def main() -> None:
    """Take them."""
    with chromium() as browser:
        if len(sys.argv) < 3:
            of_readme(browser)
            return
        folder = Path(sys.argv[2])
        folder.mkdir(parents=True, exist_ok=True)
        pages = every_page(sys.argv[1])
        for width, scheme in product((1280, 390), ("light", "dark")):
            take(browser, sys.argv[1], pages, folder, width=width, scheme=scheme)


if __name__ == "__main__":
    main()
