"""Objections as pages ask for them: what is wrong, and what would follow, shown before it is done."""

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse

from monitor.model.objection import Wrong
from monitor.services.effects import Effects
from monitor.web.site import Site

WORDS: Final = {
    Wrong.AUTHORITY.value: "wrong authority",
    Wrong.GRADE.value: "wrong grade",
    Wrong.NOT_NEWS.value: "not news",
    Wrong.NOT_RELEVANT.value: "not about inspections",
    Wrong.RELEVANT.value: "about inspections, wrongly set aside",
}
Fields = Mapping[str, str]  # of a form


def weighed(
    site: Site,
    request: Request,
    effects: Effects,
    *,
    about: Sequence[str],
    fields: Fields,
    back: str,
    is_withdrawal: bool = False,
) -> HTMLResponse:
    """Return the page that says what would follow from an objection to some articles, and asks to agree to it."""
    said = WORDS.get(fields.get("wrong", ""), "")
    return site.page(
        request,
        "objection.html",
        heading="Take the objection back?" if is_withdrawal else f"Read wrongly: {said}?",
        about=[one for one in map(site.tools.store.articles.get, about) if one is not None],
        effects=effects,
        fields=fields.items(),
        action=request.url.path,
        back=back,
        is_withdrawal=is_withdrawal,
        names={code: one.name for code, one in site.tools.by_la_code.items()},
    )


def wrong_of(form: dict[str, str]) -> Wrong:
    """Return what a form says is wrong."""
    try:
        return Wrong(form.get("wrong", ""))
    except ValueError:
        raise HTTPException(400, "Say what is wrong: this is not one of the answers.") from None
