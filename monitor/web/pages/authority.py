"""Authority: everything that the log holds of one, newest first."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.web.site import Site


def routes(site: Site) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/authorities", response_model=None)
    def find(request: Request, name: str = "") -> HTMLResponse | RedirectResponse:
        codes = site.codes(name)
        if codes:
            return site.back(f"/authorities/{codes[0]}")
        begun = name.strip().lower()
        near = [one for one in site.tools.by_la_code.values() if begun in one.name.lower()]
        if len(near) == 1 and begun:
            return site.back(f"/authorities/{near[0].la_code}")
        return site.page(request, "authorities.html", authorities=sorted(near, key=lambda one: one.name), name=name)

    @router.get("/authorities/{la_code}")
    def authority(request: Request, la_code: str) -> HTMLResponse:
        dossier = site.dossiers.of(la_code, today=site.today(), articles=20)
        if dossier is None:
            raise HTTPException(404, "There is no authority of this code.")
        return site.page(request, "authority.html", dossier=dossier, authority=dossier.authority)

    return router
