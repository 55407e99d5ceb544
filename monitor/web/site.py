"""What every page works with, and how a page is made of its template."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from monitor import __version__
from monitor.model.authority import Authority
from monitor.services.asked import Asked
from monitor.services.dossier import Dossiers
from monitor.services.england import England
from monitor.services.log import Log
from monitor.services.objecting import Objecting
from monitor.services.review import Review
from monitor.services.tools import Tools
from monitor.web import words
from monitor.web.reviewer import name_of, remember, signed

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Site:
    """The log and the verdicts, as pages show and take them.

    `token` gives what stands in every form; `who` signs verdicts where the reviewer gave no name.
    """

    tools: Tools
    token: Callable[[], str]
    who: str
    is_alive: Callable[[], bool]
    zone: tzinfo
    log: Log = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "log", Log(self.tools))

    @cached_property
    def review(self) -> Review:
        return Review(self.tools)

    @cached_property
    def objecting(self) -> Objecting:
        return Objecting(self.tools)

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.tools)

    @cached_property
    def england(self) -> England:
        return England(self.tools, self.log)

    @cached_property
    def dossiers(self) -> Dossiers:
        return Dossiers(self.tools, self.log)

    @cached_property
    def by_name(self) -> dict[str, Authority]:
        return {one.name: one for one in self.tools.by_la_code.values()}

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(words.FILTERS)
        environment.filters.update(day=partial(words.day, zone=self.zone), moment=partial(words.moment, zone=self.zone))
        environment.filters.update(published=partial(words.published, zone=self.zone))
        environment.globals.update(query=words.query, version=__version__, code_of=self.code_of, now=self.now)
        return environment

    def code_of(self, name: str) -> str:
        """Return the la_code of an authority by its name, as rows have it."""
        return self.by_name[name].la_code

    def now(self) -> datetime:
        return self.tools.clock.now().astimezone(UTC)

    def today(self) -> date:
        return self.now().astimezone(self.zone).date()

    def codes(self, text: str | None) -> tuple[str, ...] | None:
        """Return the la_code for a name, alias, URN or code, () where nothing is said, None where there is none."""
        wanted = (text or "").strip().lower()
        if not wanted:
            return ()
        return next(
            ((one.la_code,) for one in self.tools.by_la_code.values() if wanted in {*_spellings(one)}),
            None,
        )

    def page(self, request: Request, template: str, **values: object) -> HTMLResponse:
        """Return a page made of a template."""
        shown = {
            "path": request.url.path,
            "token": self.token(),
            "published_to": self.log.as_published_to(),
            "who": self.name_of(request),
            **values,
        }
        return HTMLResponse(self._templates.get_template(template).render(shown))

    def name_of(self, request: Request) -> str:
        """Return the name of who reads a page."""
        return name_of(request, self.who)

    def signed(self, request: Request) -> str:
        """Return the name that the form of a request is signed with."""
        return signed(form_of(request), request, self.who)

    def back(self, to: str, request: Request | None = None) -> RedirectResponse:
        """Return to a page of ours after a change; a name given in the request's form is kept by the browser."""
        answer = RedirectResponse(to if to.startswith("/") and not to.startswith("//") else "/", status_code=303)
        if request is not None:
            remember(answer, form_of(request))
        return answer


def form_of(request: Request) -> dict[str, str]:
    """Return the fields of the form that the guard let through."""
    found: dict[str, str] = request.state.form
    return found


def day_of(text: str | None) -> date | None:
    """Return the day that a field holds, None where it holds none."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def _spellings(one: Authority) -> list[str]:
    return [text.lower() for text in (one.la_code, one.urn or one.la_code, one.name, one.council_name, *one.aliases)]
