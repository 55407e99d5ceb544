"""The API: the same JSON as the commands' `--json`, read only, page by page.

A list that goes on says so in the header `Link` with rel="next"; its address holds the cursor.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeVar

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BeforeValidator
from typing_extensions import TypedDict

from monitor import __version__
from monitor.model.alert import DeliveryState
from monitor.model.article import Kind
from monitor.model.outcome import Status
from monitor.services.log_data import (
    AlertData,
    ArticleData,
    ArticleDetail,
    QuestionData,
    RatingData,
    SourceData,
    Wanted,
)
from monitor.stages.outcome_data import OutcomeData, VisitData
from monitor.web.site import Site

MOST: Final = 500  # rows of one answer
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
Row = TypeVar("Row", bound=Mapping[str, object])


class Problem(TypedDict):
    """Why a request was not answered, in a sentence."""

    detail: str


def _iso_day(value: object) -> object:
    """Return what is written as a day; pydantic itself takes `0` for one."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written as 2021-11-12")
    return value


Words = Annotated[str | None, Query(max_length=200, description="Words of the title or text; all must be there.")]
Source = Annotated[str | None, Query(max_length=200, description="The id of a source, as in the settings.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of one answer.")]
After = Annotated[str | None, Query(max_length=100, description="The id of the last row of the page before.")]
Day = Annotated[date | None, BeforeValidator(_iso_day)]
Since = Annotated[Day, Query(description="A day, such as 2021-11-12: from it on.")]
Until = Annotated[Day, Query(description="A day, such as 2021-11-12: up to it, itself included.")]
AsOf = Annotated[Day, Query(description="A day, such as 2021-11-12: what stood then; today where it is left out.")]
Changed = Annotated[bool, Query(description="Only outcomes that changed a rating.")]
Relevant = Annotated[bool | None, Query(description="Only articles about inspections, or only those set aside.")]
Role = Literal["news", "history", "any"]
Claims = Annotated[Role | None, Query(description="Only articles that tell a result, recall a grade, or either.")]
About = Annotated[Kind | None, Query(description="What an article is about.")]
Standing = Annotated[Status | None, Query(description="How sure an outcome is.")]
Sent = Annotated[DeliveryState | None, Query(description="How far a delivery is.")]
Authority = Annotated[str | None, Query(max_length=200, description="A name, an alias, a URN or a DfE code.")]
_UNKNOWN: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": Problem, "description": "There is none of this name."}
}
_BUSY: Final[dict[int | str, dict[str, Any]]] = {503: {"model": Problem, "description": "The store can't be read now."}}


def routes(site: Site, app: FastAPI) -> APIRouter:
    """Return the routes. `app` is described by `/api/openapi.json`."""
    router = APIRouter(prefix="/api", responses=_BUSY)
    _add_outcomes(router, site)
    _add_visits(router, site)
    _add_articles(router, site)
    _add_rest(router, site)

    @router.get("/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(description(app))

    @router.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        return site.page(request, "api.html", paths=description(app)["paths"])

    return router


def description(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description."""
    if app.openapi_schema is None:
        app.openapi_schema = get_openapi(
            title="Inspection monitor",
            version=__version__,
            description="Read only. Lists go on at the address in the header Link with rel=next.",
            routes=app.routes,
        )
    return app.openapi_schema


def codes(site: Site, authority: str | None) -> tuple[str, ...]:
    """Return the la_code for what a caller names; 404 where there is none."""
    found = site.codes(authority)
    if found is None:
        raise HTTPException(404, f"no authority {authority!r}: give its name, its URN or its DfE code")
    return found


def _page(request: Request, response: Response, rows: Sequence[Row], limit: int) -> list[Row]:
    """Return at most `limit` rows of one more that was asked for; where there is one more, say how to go on."""
    shown = list(rows[:limit])
    if len(rows) > limit:
        onward = request.url.include_query_params(after=str(shown[-1]["id"]))
        response.headers["Link"] = f'<{onward.path}?{onward.query}>; rel="next"'
    return shown


def _add_outcomes(router: APIRouter, site: Site) -> None:
    @router.get("/outcomes", responses=_UNKNOWN)
    def outcomes(
        *,
        request: Request,
        response: Response,
        authority: Authority = None,
        since: Since = None,
        until: Until = None,
        status: Standing = None,
        changed: Changed = False,
        after: After = None,
        limit: Limit = 100,
    ) -> list[OutcomeData]:
        """List newly published results with their evidence, the newest first."""
        wanted = Wanted(
            la_codes=codes(site, authority),
            since=since,
            until=until,
            status=None if status is None else status.value,
            changed=changed,
            after=after,
            limit=limit + 1,
        )
        return _page(request, response, site.log.outcomes(wanted), limit)

    @router.get("/outcomes/{outcome}", responses=_UNKNOWN)
    def outcome(outcome: str) -> OutcomeData:
        """Show one result."""
        found = site.log.outcome(outcome)
        if found is None:
            raise HTTPException(404, f"no outcome {outcome!r}")
        return found


def _add_visits(router: APIRouter, site: Site) -> None:
    @router.get("/visits", responses=_UNKNOWN)
    def visits(
        *,
        request: Request,
        response: Response,
        authority: Authority = None,
        since: Since = None,
        until: Until = None,
        after: After = None,
        limit: Limit = 100,
    ) -> list[VisitData]:
        """List visits without grades, the newest first."""
        wanted = Wanted(la_codes=codes(site, authority), since=since, until=until, after=after, limit=limit + 1)
        return _page(request, response, site.log.visits(wanted), limit)


def _add_articles(router: APIRouter, site: Site) -> None:
    @router.get("/articles", responses=_UNKNOWN)
    def articles(
        *,
        request: Request,
        response: Response,
        q: Words = None,
        authority: Authority = None,
        source: Source = None,
        since: Since = None,
        until: Until = None,
        relevant: Relevant = None,
        kind: About = None,
        claims: Claims = None,
        after: After = None,
        limit: Limit = 100,
    ) -> list[ArticleData]:
        """List stored articles, the newest first; with `q`, those that hold all its words."""
        wanted = Wanted(
            query=q,
            la_codes=codes(site, authority),
            source=source,
            since=since,
            until=until,
            relevant=relevant,
            kind=None if kind is None else kind.value,
            claims=claims,
            after=after,
            limit=limit + 1,
        )
        return _page(request, response, site.log.articles(wanted), limit)

    @router.get("/articles/{article}", responses=_UNKNOWN)
    def article(article: str) -> ArticleDetail:
        """Show one article with its text, its links and its revisions."""
        found = site.log.article(article)
        if found is None:
            raise HTTPException(404, f"no article {article!r}")
        return found


def _add_rest(router: APIRouter, site: Site) -> None:
    @router.get("/ratings", responses=_UNKNOWN)
    def ratings(authority: Authority = None, as_of: AsOf = None) -> list[RatingData]:
        """List the grades that stand, or stood on a day."""
        return site.log.ratings(Wanted(la_codes=codes(site, authority)), as_of=as_of or site.today())

    @router.get("/sources")
    def sources() -> list[SourceData]:
        """List the configured sources with their health."""
        return site.log.sources()

    @router.get("/alerts")
    def alerts(
        request: Request,
        response: Response,
        state: Sent = None,
        after: After = None,
        limit: Limit = 100,
    ) -> list[AlertData]:
        """List deliveries, the newest first."""
        wanted = Wanted(status=None if state is None else state.value, after=after, limit=limit + 1)
        return _page(request, response, site.log.alerts(wanted), limit)

    @router.get("/questions")
    def questions() -> list[QuestionData]:
        """List what waits for a person."""
        return site.log.questions()
