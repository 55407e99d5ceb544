"""The pages and the API that `monitor run` serves: the log, read only.

The same rows as the commands show. Nothing here changes anything; nothing fetched is trusted: all text is escaped, no
script runs, and only the configured host names are answered.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Final

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

from monitor import __version__
from monitor.model.authority import Authority
from monitor.services.log import Log
from monitor.services.log_data import AlertData, ArticleData, RatingData, SourceData, Wanted
from monitor.stages.outcome_data import OutcomeData, VisitData

HERE: Final = Path(__file__).parent
MOST: Final = 500  # rows of one answer
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
Limit = Annotated[int, Query(ge=1, le=MOST)]
Next = Callable[[Request], Awaitable[Response]]


def create_app(
    log: Log, *, authorities: tuple[Authority, ...], hosts: frozenset[str], is_alive: Callable[[], bool]
) -> FastAPI:
    """Return the application. `hosts` are the values of the Host header that are answered, port included."""
    app = FastAPI(title="Inspection monitor", version=__version__, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    templates = Jinja2Templates(directory=HERE / "templates")
    templates.env.globals["words"] = lambda key: (key or "–").replace("_", " ")

    @app.middleware("http")
    async def guard(request: Request, call_next: Next) -> Response:
        if request.headers.get("host", "") not in hosts:
            answer: Response = PlainTextResponse("This host name is not served here.\n", status_code=421)
        else:
            answer = await call_next(request)
        answer.headers.update(HEADERS)
        return answer

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def today(request: Request) -> Response:
        return templates.TemplateResponse(
            request,
            "today.html",
            {
                "outcomes": log.outcomes(Wanted(limit=20)),
                "visits": log.visits(Wanted(limit=10)),
                "questions": log.questions(),
                "sources": log.sources(),
                "articles": log.articles(Wanted(limit=30)),
                "as_published_to": log.as_published_to(),
                "now": datetime.now(UTC),
            },
        )

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        alive = is_alive()
        return JSONResponse({"alive": alive}, status_code=200 if alive else 503)

    _add_api(app, log, authorities)
    return app


def _add_api(app: FastAPI, log: Log, authorities: tuple[Authority, ...]) -> None:
    def codes(authority: str | None) -> tuple[str, ...]:
        if authority is None:
            return ()
        found = tuple(one.la_code for one in authorities if authority in (one.name, one.urn, one.la_code))
        if not found:
            raise HTTPException(404, f"no authority {authority!r}: give its name, its URN or its DfE code")
        return found

    @app.get("/api/outcomes")
    def outcomes(
        authority: str | None = None, since: date | None = None, until: date | None = None, limit: Limit = 100
    ) -> list[OutcomeData]:
        return log.outcomes(Wanted(la_codes=codes(authority), since=since, until=until, limit=limit))

    @app.get("/api/articles")
    def articles(
        q: Annotated[str | None, Query(max_length=200)] = None,
        authority: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: Limit = 100,
    ) -> list[ArticleData]:
        return log.articles(Wanted(query=q, la_codes=codes(authority), since=since, until=until, limit=limit))

    @app.get("/api/visits")
    def visits(authority: str | None = None, limit: Limit = 100) -> list[VisitData]:
        return log.visits(Wanted(la_codes=codes(authority), limit=limit))

    @app.get("/api/ratings")
    def ratings(authority: str | None = None, as_of: date | None = None) -> list[RatingData]:
        return log.ratings(Wanted(la_codes=codes(authority)), as_of=as_of or datetime.now(UTC).date())

    @app.get("/api/sources")
    def sources() -> list[SourceData]:
        return log.sources()

    @app.get("/api/alerts")
    def alerts(limit: Limit = 100) -> list[AlertData]:
        return log.alerts(Wanted(limit=limit))
