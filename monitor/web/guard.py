"""What stands before every page: the host names that are answered, the headers, and whether a change may be made.

A change is a POST of a plain form from one of our own pages: it carries our cookie (which no other site can have sent)
and the token of this run of the service, and it does not come from elsewhere.
"""

import hmac
import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
COOKIE: Final = "monitor"
TOKEN: Final = "token"  # noqa: S105 - the name of the field
FORM: Final = "application/x-www-form-urlencoded"
MOST: Final = 64 * 1024  # bytes of a form
MOST_FIELDS: Final = 1_000
READ_ONLY: Final = ("/api/", "/feeds/", "/static/")  # nothing here takes a POST: the application itself says so
OLD: Final = "This page is out of date, or the form did not come from it. Go back, load it again, and try once more.\n"
Form = dict[str, str]


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], admits: Callable[[str], bool] | None = None) -> None:
        """`admits` decides by the Authorization header; None: nobody is asked for a password."""
        self._app = app
        self._hosts = hosts
        self._origins = frozenset(f"{scheme}://{host}" for host in hosts for scheme in ("http", "https"))
        self._admits = admits
        self._session = secrets.token_urlsafe(24)
        self._key = secrets.token_bytes(32)

    def token(self) -> str:
        """Return a token for the forms of one page; each page has another, so that lengths of answers tell nothing."""
        salt = secrets.token_hex(8)
        return salt + self._signature(salt)

    def _signature(self, salt: str) -> str:
        return hmac.new(self._key, f"{salt} {self._session}".encode(), "sha256").hexdigest()

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token[16:].encode(), self._signature(token[:16]).encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        send = self._with_headers(scope, send)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            await _say("This host name is not served here.\n", 421)(scope, receive, send)
        elif self._admits is not None and not self._admits(headers.get("authorization", "")):
            refused = _say(
                "A password is needed.\n", 401, {"www-authenticate": 'Basic realm="monitor", charset="UTF-8"'}
            )
            await refused(scope, receive, send)
        elif scope["method"] == "POST" and not scope["path"].startswith(READ_ONLY):
            await self._change(scope, receive, send, headers)
        elif scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, _without_body(send))
        else:
            await self._app(scope, receive, send)

    async def _change(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        if not self._is_ours(headers):
            await _say(OLD, 403)(scope, receive, send)
            return
        form = await _form(receive)
        if form is None:
            await _say("This form is too long.\n", 413)(scope, receive, send)
        elif not self._knows(form.get(TOKEN, "")):
            await _say(OLD, 403)(scope, receive, send)
        else:
            await self._app({**scope, "state": {**scope.get("state", {}), "form": form}}, _nothing, send)

    def _is_ours(self, headers: Headers) -> bool:
        site, cookies = headers.get("sec-fetch-site"), headers.get("cookie", "")
        # A page that sends no referrer posts its own forms with the origin "null"; the browser's word that it comes
        # from here then counts, which no page can forge.
        origins = self._origins | ({"null"} if site == "same-origin" else set())
        return (
            all(origin in origins for origin in headers.getlist("origin"))
            and site in (None, "same-origin")
            and headers.get("content-type", "").partition(";")[0].strip().lower() == FORM
            and hmac.compare_digest(_cookie(cookies).encode(), self._session.encode())
        )

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        is_static = scope["path"].startswith("/static/")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["cache-control"] = "max-age=3600" if is_static else "no-store"
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", f"{COOKIE}={self._session}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        return sending


def _say(text: str, status: int, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(text, status_code=status, headers=headers)


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return "" if found is None else found.value


async def _form(receive: Receive) -> Form | None:
    """Return the fields of a form, None where it is too long. The last field of a name counts."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST:
            return None
        if not message.get("more_body", False):
            break
    if body.count(b"&") >= MOST_FIELDS:
        return None
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    form: Form = {}
    for name, value in pairs:
        form[name] = f"{form[name]} {value}" if name == "article" and name in form else value
    return form


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending
