"""The receivers of the demonstration, on loopback: a mailbox and a webhook endpoint that keep what they get."""

import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, kw_only=True, slots=True)
class Hook:
    """A webhook call as it arrived."""

    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass(kw_only=True)
class Receivers:
    """A mailbox and a webhook endpoint. Used as a context manager: closed at its end."""

    mails: list[bytes] = field(default_factory=list)
    hooks: list[Hook] = field(default_factory=list)

    def __enter__(self) -> "Receivers":
        # The controller connects to its own port to see that it is up, so it must know the number before.
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.smtp_port: int = free.getsockname()[1]
        self._smtp = Controller(self, hostname="127.0.0.1", port=self.smtp_port)
        self._smtp.start()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _endpoint(self.hooks))
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._smtp.stop()
        self._http.shutdown()
        self._http.server_close()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        """Keep a mail (called by aiosmtpd)."""
        self.mails.append(envelope.original_content or b"")
        return "250 kept"

    @property
    def hook_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/hook"


def _endpoint(hooks: list[Hook]) -> type[BaseHTTPRequestHandler]:
    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            hooks.append(Hook(headers={name.lower(): value for name, value in self.headers.items()}, body=body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
            """Keep the terminal for the demonstration."""

    return Endpoint
