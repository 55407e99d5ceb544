"""Article: its text with every claim marked and explained, its revisions, what it led to, and what is wrong with it."""

from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.model.objection import Wrong
from monitor.services.log_data import ArticleDetail
from monitor.services.objecting import Meant
from monitor.web.diff import Change, changes
from monitor.web.marks import pieces
from monitor.web.objections import WORDS, Fields, weighed, wrong_of
from monitor.web.site import Site, form_of

WRONGS: Final = (Wrong.AUTHORITY, Wrong.GRADE, Wrong.NOT_NEWS)


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/articles/{article}")
    def show(request: Request, article: str, compare: str = "") -> HTMLResponse:
        found = site.log.article(article)
        if found is None:
            raise HTTPException(404, "There is no article of this id.")
        outcomes = [one for one in map(site.log.outcome, found["outcomes"]) if one is not None]
        return site.page(
            request,
            "article.html",
            article=found,
            title=pieces(found["title"], found["claims"], in_title=True),
            text=pieces(found["text"], found["claims"], in_title=False),
            outcomes=outcomes,
            visits=[one for one in map(site.log.visit, found["outcomes"]) if one is not None],
            compared=_compared(site, found, compare),
            objections=site.tools.store.objections.of_article(article),
            against=site.objecting.against(article),
            words=WORDS,
            names={code: one.name for code, one in site.tools.by_la_code.items()},
            wrongs=WRONGS,
        )

    _add_objections(router, site)
    return router


def _add_objections(router: APIRouter, site: Site) -> None:
    @router.post("/articles/{article}/objections", response_model=None)
    def object_to(request: Request, article: str) -> RedirectResponse | HTMLResponse:
        form = form_of(request)
        meant = Meant(article=article, claim=_number(form, "claim"), revision=_number(form, "revision"))
        wrong = wrong_of(form)
        if form.get("agreed") != "yes":
            effects = site.objecting.weigh(meant, wrong)
            if effects:
                fields: Fields = {name: form[name] for name in ("claim", "revision", "wrong") if name in form}
                return weighed(site, request, effects, about=[article], fields=fields, back=f"/articles/{article}")
        site.objecting.object(meant, wrong, who=site.signed(request), note=form.get("note", "")[:1000])
        return site.back(f"/articles/{article}#objections", request)

    @router.post("/articles/{article}/objections/{objection}/withdraw", response_model=None)
    def withdraw(request: Request, article: str, objection: int) -> RedirectResponse | HTMLResponse:
        if form_of(request).get("agreed") != "yes":
            effects = site.objecting.weigh_withdrawal(objection)
            if effects:
                to = f"/articles/{article}"
                return weighed(site, request, effects, about=[article], fields={}, back=to, is_withdrawal=True)
        site.objecting.withdraw(objection)
        return site.back(f"/articles/{article}#objections")


def _number(form: dict[str, str], name: str) -> int | None:
    text = form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _compared(site: Site, article: ArticleDetail, compare: str) -> tuple[int, list[Change]] | None:
    """Return the number of a revision with what it changed against the one before, None where none is asked for."""
    if not compare.isdecimal() or len(compare) > 5 or not 2 <= int(compare) <= len(article["history"]):
        return None
    revisions = site.tools.store.articles.revisions(article["id"])
    before, after = revisions[int(compare) - 2 : int(compare)]
    return int(compare), changes(f"{before.title}\n\n{before.text}", f"{after.title}\n\n{after.text}")
