"""Articles: the log, by words and filters, page by page; and exactly what is shown as CSV or JSON."""

from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from monitor.model.article import Kind
from monitor.model.objection import Wrong
from monitor.services.log_data import Wanted
from monitor.stages.spreadsheet import csv_text
from monitor.web.objections import WORDS, weighed, wrong_of
from monitor.web.site import Site, day_of, form_of
from monitor.web.words import query

PAGE: Final = 50  # articles of one page
LONGEST: Final = 200  # characters of what is searched
FIELDS: Final = ("q", "authority", "source", "since", "until", "show", "kind", "claims", "after")
SHOWN: Final = {"relevant": True, "aside": False}
CLAIMS: Final = ("news", "history", "any")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """What the fields of the page ask for, and what of it can't be had."""

    fields: dict[str, str | None]
    wanted: Wanted
    notices: tuple[str, ...]


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/articles")
    def articles(request: Request) -> HTMLResponse:
        asking = asked(site, request)
        hits = site.log.hits(asking.wanted)
        more = hits[PAGE:]
        hits = hits[:PAGE]
        return site.page(
            request,
            "articles.html",
            fields=asking.fields,
            notices=asking.notices,
            hits=hits,
            older=query(asking.fields, after=hits[-1][0]["id"]) if more else None,
            newest=query(asking.fields, after=None) if asking.fields["after"] else None,
            links=query(asking.fields),
            sources=sorted(site.tools.sources.values(), key=lambda one: one.name),
            kinds=[one.value for one in Kind],
            authorities=site.england.authorities,
            wrongs=[Wrong.NOT_RELEVANT, Wrong.RELEVANT, Wrong.NOT_NEWS],
            words=WORDS,
        )

    _add_exports(router, site)

    @router.post("/articles/objections", response_model=None)
    def object_to_all(request: Request) -> RedirectResponse | HTMLResponse:
        form = form_of(request)
        chosen, wrong = form.get("article", "").split()[:PAGE], wrong_of(form)
        if not chosen:
            raise HTTPException(400, "Choose the articles first: tick the boxes before their titles.")
        back = form.get("back", "")
        to = f"/articles{back if back.startswith('?') else ''}"
        if form.get("agreed") != "yes":
            effects = site.objecting.weigh_all(chosen, wrong)
            if effects:
                fields = {"article": " ".join(chosen), "wrong": wrong.value, "back": back}
                return weighed(site, request, effects, about=chosen, fields=fields, back=to)
        site.objecting.object_to_all(chosen, wrong, who=site.signed(request))
        return site.back(to, request)

    return router


def _add_exports(router: APIRouter, site: Site) -> None:
    @router.get("/articles.json")
    def as_json(request: Request) -> JSONResponse:
        wanted = replace(asked(site, request).wanted, limit=PAGE)
        return JSONResponse(site.log.articles(wanted), headers=_file("articles.json"))

    @router.get("/articles.csv")
    def as_csv(request: Request) -> Response:
        wanted = replace(asked(site, request).wanted, limit=PAGE)
        # The mark at the beginning tells spreadsheets that this is UTF-8.
        text = "\ufeff" + csv_text(site.log.articles(wanted))
        return Response(text, media_type="text/csv; charset=utf-8", headers=_file("articles.csv"))


def asked(site: Site, request: Request) -> Asking:
    """Return what the query of a page asks for; what can't be understood is said, and not applied."""
    given = request.query_params
    fields: dict[str, str | None] = {key: given.get(key, "").strip()[:LONGEST] or None for key in FIELDS}
    notices = [
        f"“{fields[key]}” is no day, such as 2021-11-12: passed over."
        for key in ("since", "until")
        if fields[key] and day_of(fields[key]) is None
    ]
    codes = site.codes(fields["authority"])
    if codes is None:
        notices.append(f"There is no authority “{fields['authority']}”: articles of all are shown.")
    wanted = Wanted(
        query=fields["q"],
        la_codes=codes or (),
        source=fields["source"],
        since=day_of(fields["since"]),
        until=day_of(fields["until"]),
        relevant=SHOWN.get(fields["show"] or ""),
        kind=fields["kind"],
        claims=fields["claims"] if fields["claims"] in CLAIMS else None,
        after=fields["after"],
        limit=PAGE + 1,
    )
    return Asking(fields=fields, wanted=wanted, notices=tuple(notices))


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
