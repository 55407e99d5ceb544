"""Article: its text with every claim marked and explained, its revisions, what it led to, and what is wrong with it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.model.objection import Wrong
from monitor.services.asked import Meant
from monitor.services.log_data import ArticleDetail
from monitor.web.diff import Change, changes
from monitor.web.marks import pieces
from monitor.web.site import Site, form_of

WRONGS = (Wrong.AUTHORITY, Wrong.GRADE, Wrong.NOT_NEWS)


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
            names={code: one.name for code, one in site.tools.by_la_code.items()},
            wrongs=WRONGS,
        )

    @router.post("/articles/{article}/objections")
    def object_to(request: Request, article: str) -> RedirectResponse:
        form = form_of(request)
        number = form.get("claim", "")
        claim = int(number) if number.isdecimal() and len(number) < 6 else None
        try:
            wrong = Wrong(form.get("wrong", ""))
        except ValueError:
            raise HTTPException(400, "Say what is wrong: this is not one of the answers.") from None
        site.asked.object(Meant(article=article, claim=claim), wrong, who=site.who, note=form.get("note", "")[:1000])
        return site.back(f"/articles/{article}#objections")

    @router.post("/articles/{article}/objections/{objection}/withdraw")
    def withdraw(article: str, objection: int) -> RedirectResponse:
        site.asked.withdraw(objection)
        return site.back(f"/articles/{article}#objections")

    return router


def _compared(site: Site, article: ArticleDetail, compare: str) -> tuple[int, list[Change]] | None:
    """Return the number of a revision with what it changed against the one before, None where none is asked for."""
    if not compare.isdecimal() or len(compare) > 5 or not 2 <= int(compare) <= len(article["history"]):
        return None
    revisions = site.tools.store.articles.revisions(article["id"])
    before, after = revisions[int(compare) - 2 : int(compare)]
    return int(compare), changes(f"{before.title}\n\n{before.text}", f"{after.title}\n\n{after.text}")
