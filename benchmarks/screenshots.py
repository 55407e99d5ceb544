"""Take the pictures of the README: `python -m benchmarks.screenshots`, with Debian's Chromium, from invented texts.

The store is that of the tests; England is the shipped ledger's.
"""

import tempfile
from pathlib import Path
from typing import Final

from tests.faces.pages import filled, served
from tests.fakes import bench
from tests.system.browser import Visit, chromium

FOLDER: Final = Path("docs/pages")
FILLED: Final = {"today": "/", "article": "/articles/a1", "verdict": "/outcomes/id0001/verdict?decision=reject"}
SHIPPED: Final = {"england": "/england"}


def main() -> None:
    """Take them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="monitor-pictures-") as folder, chromium() as browser:
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


if __name__ == "__main__":
    main()
