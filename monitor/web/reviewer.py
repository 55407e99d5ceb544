"""Who reviews: the name that signs verdicts and objections, as the reviewer gave it. It is kept by their browser.

Whoever may open the pages may give any name: it says who decided among people who trust each other, and proves nothing.
"""

import base64
import binascii
from typing import Final
from urllib.parse import quote, unquote

from fastapi import Request, Response

from monitor.text import clean

COOKIE: Final = "reviewer"
LONGEST: Final = 80  # characters
_YEAR: Final = 365 * 24 * 60 * 60  # seconds


def name_of(request: Request, otherwise: str) -> str:
    """Return the name kept by the browser, else the one that the password was given with, else another one."""
    kept = unquote(request.cookies.get(COOKIE, ""), errors="replace")
    return _name(kept) or _name(_user(request.headers.get("authorization", ""))) or otherwise


def signed(form: dict[str, str], request: Request, otherwise: str) -> str:
    """Return the name that a form is signed with."""
    return _name(form.get("who", "")) or name_of(request, otherwise)


def remember(answer: Response, form: dict[str, str]) -> None:
    """Ask the browser to keep the name that was given in a form, if one was."""
    name = _name(form.get("who", ""))
    if name:
        answer.set_cookie(COOKIE, quote(name, safe=""), max_age=_YEAR, httponly=True, samesite="strict")


def _name(text: str) -> str:
    return " ".join(clean(text, LONGEST).split())


def _user(authorization: str) -> str:
    kind, _, encoded = authorization.partition(" ")
    try:
        return base64.b64decode(encoded, validate=True).decode().partition(":")[0] if kind.lower() == "basic" else ""
    except (binascii.Error, ValueError):
        return ""
