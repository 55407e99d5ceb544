"""Today: what changed lately, what waits for a decision, what is not well, when the last pass was."""

from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from monitor.services.log_data import SourceData, Wanted
from monitor.web.site import Site

OUTCOMES: Final = 12
QUESTIONS: Final = 5
UNWELL: Final = ("failing", "blocked", "quiet")


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/")
    def today(request: Request) -> HTMLResponse:
        sources = site.log.sources()
        questions = site.log.questions()
        return site.page(
            request,
            "today.html",
            outcomes=site.log.outcomes(Wanted(limit=OUTCOMES)),
            visits=site.log.visits(Wanted(limit=8)),
            questions=questions[:QUESTIONS],
            waiting=len(questions),
            unwell=[one for one in sources if one["state"] in UNWELL],
            enabled=sum(one["state"] != "disabled" for one in sources),
            articles=site.log.articles(Wanted(relevant=True, limit=8)),
            last_pass=_last_pass(sources),
            undelivered=_undelivered(site),
        )

    return router


def _last_pass(sources: list[SourceData]) -> datetime | None:
    answered = [datetime.fromisoformat(one["last_ok"]) for one in sources if one["last_ok"]]
    return max(answered, default=None)


def _undelivered(site: Site) -> int:
    counts = site.tools.store.outcome_log.delivery_counts()
    return sum(counts.get(state, 0) for state in ("failed", "dead", "held"))
