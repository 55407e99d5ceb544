"""Sources: how each does, what it gave last, poll now, and trying a new feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.model.source import Entry
from monitor.services.log_data import SourceData
from monitor.services.probe import find_feed
from monitor.web.charts import spark
from monitor.web.site import Site, form_of

DAYS: Final = 30  # of the drawing
LATEST: Final = 3  # items shown of a source


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A source with its last items, and how many came on each of the last days."""

    source: SourceData
    items: Sequence[Entry]
    spark: tuple[tuple[int, float, float], ...]
    total: int


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/sources")
    def sources(request: Request) -> HTMLResponse:
        rows = [_shown(site, one) for one in site.log.sources()]
        return site.page(
            request,
            "sources.html",
            rows=[one for one in rows if one.source["state"] != "disabled"],
            disabled=[one.source for one in rows if one.source["state"] == "disabled"],
            days=DAYS,
        )

    @router.post("/sources/preview")
    def preview(request: Request) -> HTMLResponse:
        url = form_of(request).get("url", "").strip()
        if not url.startswith(("http://", "https://")):
            raise HTTPException(400, "Give the address of a feed or of a page that names one: it begins with https://")
        return site.page(
            request, "source_preview.html", url=url, found=find_feed(url[:2000], site.tools.fetcher, site.tools.sandbox)
        )

    @router.post("/sources/{source}/poll")
    def poll(source: str) -> RedirectResponse:
        site.asked.poll_now(source)
        return site.back(f"/sources#{source}")

    return router


def _shown(site: Site, source: SourceData) -> Shown:
    entries = site.tools.store.entries
    today = site.now().date()
    by_day = entries.by_day(source["id"], site.now() - timedelta(days=DAYS))
    numbers = [by_day.get((today - timedelta(days=ago)).isoformat(), 0) for ago in reversed(range(DAYS))]
    return Shown(
        source=source,
        items=entries.latest(source["id"], limit=LATEST),
        spark=spark(numbers),
        total=sum(numbers),
    )
