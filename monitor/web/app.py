"""The pages, the API and the feeds that `monitor run` serves beside the service.

They show the same rows as the commands. Nothing fetched is trusted: all text is escaped, no inline script or style
runs, and only the configured host names are answered.
"""

from collections.abc import Callable
from datetime import tzinfo
from http import HTTPStatus
from typing import Final
from zoneinfo import ZoneInfo

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from monitor import __version__
from monitor.errors import MonitorError, StoreError
from monitor.services.tools import Tools
from monitor.web import api, feeds, metrics
from monitor.web.guard import Guard
from monitor.web.pages import alerts, article, articles, authority, england, outcomes, sources, today
from monitor.web.site import HERE, Site
from monitor.web.words import ERRORS

LONDON: Final = ZoneInfo("Europe/London")
MACHINES: Final = ("/api/", "/feeds/", "/metrics", "/healthz")
PAGES = (today, england, authority, articles, article, outcomes, sources, alerts)


def create_app(
    tools: Tools,
    *,
    hosts: frozenset[str],
    is_alive: Callable[[], bool],
    who: str = "unknown",
    zone: tzinfo = LONDON,
    admits: Callable[[str], bool] | None = None,
) -> ASGIApp:
    """Return the application.

    `hosts` are the values of the Host header that are answered, port included. `who` signs the verdicts that people
    give in the pages; `zone` is in which moments are shown. `admits` decides by the Authorization header; None where
    nobody needs a password.
    """
    app = FastAPI(title="Inspection monitor", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    guard = Guard(app, hosts=hosts, admits=admits)
    app.add_middleware(GZipMiddleware, minimum_size=2_000)
    site = Site(tools=tools, token=guard.token, who=who, is_alive=is_alive, zone=zone)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for page in PAGES:
        app.include_router(page.routes(site))
    app.include_router(api.routes(site, app))
    app.include_router(feeds.routes(site))
    app.include_router(metrics.routes(site))
    _add_errors(app, site)
    return guard


def _add_errors(app: FastAPI, site: Site) -> None:
    def answer(request: Request, code: int, said: str) -> Response:
        if request.url.path.startswith(MACHINES):
            return JSONResponse({"detail": said}, status_code=code)
        try:
            page = site.page(request, "error.html", heading=ERRORS.get(code, HTTPStatus(code).phrase), said=said)
        except StoreError:
            return PlainTextResponse(f"{said}\n", status_code=code)
        page.status_code = code
        return page

    @app.exception_handler(StarletteHTTPException)
    def not_served(request: Request, error: HTTPException) -> Response:
        said = "There is no such page." if error.status_code == 404 and error.detail == "Not Found" else error.detail
        found = answer(request, error.status_code, str(said))
        found.headers.update(error.headers or {})
        return found

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, error: RequestValidationError) -> Response:
        if request.url.path.startswith("/api/"):
            said = [{"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in error.errors()]
            return JSONResponse({"detail": said}, status_code=422)
        return answer(request, 404, "There is no such page.")

    @app.exception_handler(StoreError)
    def no_store(request: Request, error: StoreError) -> Response:
        said = f"The store can't be read now: {error}"
        # A page says at its foot how far the ledger reaches: without the store there is but the sentence.
        if request.url.path.startswith(MACHINES):
            return JSONResponse({"detail": said}, status_code=503)
        return PlainTextResponse(f"{said}\n", status_code=503)

    @app.exception_handler(MonitorError)
    def refused(request: Request, error: MonitorError) -> Response:
        said = str(error)
        return answer(request, 409, f"{said[:1].upper()}{said[1:]}.")
