"""Alerts: what was or will be sent to whom, what was answered, and another try."""

import contextlib
import json
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.model.alert import DeliveryState
from monitor.services.log_data import Wanted
from monitor.text import clean
from monitor.web.site import Site
from monitor.web.words import query

PAGE: Final = 50
LONGEST_BODY: Final = 20_000  # characters of a message shown


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/alerts")
    def alerts(request: Request, state: str = "", after: str = "") -> HTMLResponse:
        state = state if state in {one.value for one in DeliveryState} else ""
        rows = site.log.alerts(Wanted(status=state or None, after=after or None, limit=PAGE + 1))
        subjects = {one["outcome"]: site.log.outcome(one["outcome"]) for one in rows[:PAGE]}
        return site.page(
            request,
            "alerts.html",
            rows=rows[:PAGE],
            subjects=subjects,
            visits={key: site.log.visit(key) for key, one in subjects.items() if one is None},
            older=query({"state": state}, after=rows[PAGE - 1]["id"]) if len(rows) > PAGE else None,
            state=state,
            states=[one.value for one in DeliveryState],
            counts=site.tools.store.outcome_log.delivery_counts(),
            channels=sorted(site.tools.channels),
        )

    @router.get("/alerts/{delivery}")
    def alert(request: Request, delivery: str) -> HTMLResponse:
        found = site.tools.store.alerts.delivery(delivery)
        if found is None:
            raise HTTPException(404, "There is no delivery of this id.")
        body = None if found.body is None else _readable(found.body)
        return site.page(
            request,
            "alert.html",
            delivery=found,
            body=body,
            alert=site.tools.store.alerts.get(found.alert),
            attempts=site.tools.store.alerts.attempts(delivery),
            outcome=site.log.outcome(found.subject),
        )

    @router.post("/alerts/{delivery}/retry")
    def retry(delivery: str) -> RedirectResponse:
        site.asked.retry(delivery)
        return site.back(f"/alerts/{delivery}")

    return router


def _readable(body: bytes) -> str:
    """Return the bytes of a message as text; JSON is laid out over lines."""
    text = body.decode("utf-8", "replace").replace("\r\n", "\n")
    with contextlib.suppress(ValueError):
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    return clean(text, LONGEST_BODY)
