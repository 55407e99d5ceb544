"""Outcomes and the review queue: what was published, how sure it is, what a person decides, and what follows."""

from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.model.outcome import Decision, Status
from monitor.services.log_data import Wanted
from monitor.stages.outcome_data import OutcomeData
from monitor.web.objections import WORDS
from monitor.web.site import Site, form_of
from monitor.web.words import query

PAGE: Final = 30
LONGEST_NOTE: Final = 1_000


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/outcomes")
    def outcomes(request: Request, status: str = "", authority: str = "", after: str = "") -> HTMLResponse:
        status = status if status in {one.value for one in Status} else ""
        codes = site.codes(authority)
        wanted = Wanted(status=status or None, la_codes=codes or (), after=after or None, limit=PAGE + 1)
        rows = site.log.outcomes(wanted)
        fields: dict[str, str | None] = {"status": status, "authority": authority}
        return site.page(
            request,
            "outcomes.html",
            rows=rows[:PAGE],
            older=query(fields, after=rows[PAGE - 1]["id"]) if len(rows) > PAGE else None,
            status=status,
            authority=authority,
            unknown=codes is None,
            statuses=[one.value for one in Status],
            counts=site.tools.store.outcome_log.counts(),
            authorities=site.england.authorities,
        )

    _add_review(router, site)
    _add_outcome(router, site)
    return router


def _add_review(router: APIRouter, site: Site) -> None:
    @router.get("/review")
    def review(request: Request) -> HTMLResponse:
        return site.page(
            request,
            "review.html",
            questions=site.log.questions(),
            disputed=site.log.outcomes(Wanted(status=Status.DISPUTED.value, limit=PAGE)),
            reported=site.log.outcomes(Wanted(status=Status.REPORTED.value, limit=PAGE)),
            objections=site.tools.store.objections.standing(limit=PAGE),
            words=WORDS,
        )

    @router.post("/review/settle")
    def settle(request: Request) -> RedirectResponse:
        form = form_of(request)
        site.asked.settle(form.get("kind", ""), form.get("subject", ""))
        return site.back("/review")

    @router.post("/review/name")
    def name(request: Request) -> RedirectResponse:
        return site.back("/review#name", request)


def _add_outcome(router: APIRouter, site: Site) -> None:
    @router.get("/outcomes/{outcome}")
    def show(request: Request, outcome: str) -> HTMLResponse:
        found = _known(site, outcome)
        return site.page(
            request,
            "outcome.html",
            outcome=found,
            verdicts=site.review.verdicts(outcome),
            alerts=site.tools.store.alerts.about(outcome),
            follows=None,
            decision=None,
            note="",
        )

    @router.get("/outcomes/{outcome}/verdict")
    def weigh(request: Request, outcome: str, decision: str = "", note: str = "") -> HTMLResponse:
        found, chosen = _known(site, outcome), _decision(decision)
        return site.page(
            request,
            "outcome.html",
            outcome=found,
            verdicts=site.review.verdicts(outcome),
            alerts=site.tools.store.alerts.about(outcome),
            follows=site.review.preview(outcome, chosen, note=note[:LONGEST_NOTE].strip(), who=site.name_of(request)),
            decision=chosen.value,
            note=note[:LONGEST_NOTE],
        )

    @router.post("/outcomes/{outcome}/verdict", response_model=None)
    def decide(request: Request, outcome: str) -> RedirectResponse | HTMLResponse:
        _known(site, outcome)
        form = form_of(request)
        note = form.get("note", "").strip()[:LONGEST_NOTE]
        if not note:
            raise HTTPException(400, "Say why in the note: it is kept with the verdict for good.")
        site.review.decide(outcome, _decision(form.get("decision", "")), note=note, who=site.signed(request))
        return site.back(f"/outcomes/{outcome}#verdicts", request)

    @router.post("/outcomes/{outcome}/undo")
    def undo(request: Request, outcome: str) -> RedirectResponse:
        _known(site, outcome)
        site.review.undo(outcome, who=site.signed(request))
        return site.back(f"/outcomes/{outcome}#verdicts")


def _known(site: Site, outcome: str) -> OutcomeData:
    found = site.log.outcome(outcome)
    if found is None:
        raise HTTPException(404, "There is no outcome of this id.")
    return found


def _decision(text: str) -> Decision:
    try:
        return Decision(text)
    except ValueError:
        raise HTTPException(400, "Say what you decide: confirm, reject or reopen.") from None
