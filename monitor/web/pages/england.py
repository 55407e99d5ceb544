"""England: the map of equal tiles on a day, and how many stood at each grade over the years."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from monitor.services.england import FIRST_DAY, Graded
from monitor.storage.baseline import load_tiles
from monitor.web.charts import GRADES, HEIGHT, WIDTH, stacks
from monitor.web.site import Site, day_of

JUDGEMENTS: Final = ("overall", "leaders", "help_and_protection", "in_care", "care_leavers")
QUARTER: Final = timedelta(days=91)


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/england")
    def england(
        request: Request,
        as_of: str = "",
        judgement: str = "overall",
        region: str = "",
        step: str = "",
    ) -> HTMLResponse:
        judgement = judgement if judgement in JUDGEMENTS else "overall"
        region = region if region in site.england.regions else ""
        day = _day(as_of, step, site.today())
        notice = "" if not as_of or day_of(as_of) else f"“{as_of}” is no day, such as 2018-01-31."
        return site.page(request, "england.html", notice=notice, **_shown(site, day, judgement, region))

    return router


def _shown(site: Site, day: date, judgement: str, region: str) -> dict[str, object]:
    """Return what the page shows of a day."""
    today = site.today()
    graded = site.england.on(day, judgement)
    shown = [one for one in graded if region in ("", one.authority.region)]
    over_time = site.england.over_time(judgement, region or None)
    return {
        "day": day,
        "today": today,
        "is_now": day >= today,
        "judgement": judgement,
        "judgements": JUDGEMENTS,
        "region": region,
        "regions": site.england.regions,
        "tiles": load_tiles(),
        "graded": graded,
        "shown": shown,
        "grades": GRADES,
        "counts": _counts(shown),
        "by_region": [
            (name, _counts([one for one in graded if one.authority.region == name])) for name in site.england.regions
        ],
        "stacks": stacks(over_time.days, over_time.counts),
        "over_time": over_time,
        "slider": _slider(day, today),
        "width": WIDTH,
        "height": HEIGHT,
    }


def _day(as_of: str, step: str, today: date) -> date:
    """Return the day that is asked for: the slider's step where it was moved, else the day's field, else today."""
    if step.isdecimal() and len(step) < 5:
        return min(FIRST_DAY + int(step) * QUARTER, today)
    day = day_of(as_of)
    return today if day is None else min(max(day, FIRST_DAY), today)


def _slider(day: date, today: date) -> tuple[int, int]:
    """Return where the slider stands, and its end."""
    return -(-(day - FIRST_DAY) // QUARTER), -(-(today - FIRST_DAY) // QUARTER)


def _counts(graded: Sequence[Graded]) -> dict[str, int]:
    counts = dict.fromkeys((*GRADES, "none"), 0)
    for one in graded:
        counts[one.rating.grade if one.rating else "none"] += 1
    return counts
