"""Webhooks against a real receiver on loopback, checked with the reference library."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError
from standardwebhooks import Webhook as Reference

from monitor.channels.webhook import Settings, Webhook, build, key_of
from monitor.errors import DeliveryError
from monitor.model.alert import AlertType, Letter
from monitor.model.source import Request, Response

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"an invented secret of our own").decode()
LETTER = Letter(type=AlertType.OUTCOME_CHANGED, subject="s", text="t", html="h", data='{"authority":"Derby"}')


@dataclass
class Poster:
    """A network that posts to loopback over real HTTP."""

    def fetch(self, request: Request, *, source_url: str, delay: timedelta | None = None) -> Response:
        raise NotImplementedError

    def post(self, url: str, *, body: bytes, headers: dict[str, str], channel: str) -> tuple[int, str, float | None]:
        parts = urlsplit(url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        connection.request("POST", parts.path, body=body, headers=headers)
        answer = connection.getresponse()
        wait = answer.getheader("Retry-After")
        text = answer.read().decode()
        connection.close()
        return answer.status, text, float(wait) if wait else None


class Receiver(BaseHTTPRequestHandler):
    """Keeps what came, and answers as told."""

    status: ClassVar[int] = 200
    taken: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append(({key.lower(): value for key, value in self.headers.items()}, body))
        self.send_response(self.status)
        if self.status == 503:
            self.send_header("Retry-After", "120")
        self.end_headers()
        self.wfile.write(b"thank\r\nyou")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@contextmanager
def receiving(status: int = 200) -> Iterator[tuple[Webhook, list[tuple[dict[str, str], bytes]]]]:
    class Handler(Receiver):
        pass

    Handler.status, Handler.taken = status, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        values = {"id": "hook", "kind": "webhook", "url": f"http://127.0.0.1:{server.server_port}/in", "secret": SECRET}
        channel = build(Settings.model_validate(values), Poster())
        assert isinstance(channel, Webhook)
        try:
            yield channel, Handler.taken
        finally:
            server.shutdown()
            thread.join()


def test_the_reference_library_takes_our_signature() -> None:
    now = datetime.now(UTC)
    with receiving() as (channel, taken):
        message = channel.compose(LETTER, key="msg_1", recipient=channel.url, at=now)
        assert channel.send(message, at=now) == "200 thank you"
    headers, body = taken[0]
    told = Reference(SECRET).verify(body, headers)
    assert told == {"type": "outcome.changed", "timestamp": now.isoformat(), "data": {"authority": "Derby"}}
    assert headers["content-type"] == "application/json"


def test_another_try_has_the_same_id_and_bytes_and_a_time_of_its_own() -> None:
    with receiving() as (channel, taken):
        message = channel.compose(LETTER, key="msg_1", recipient=channel.url, at=AT)
        channel.send(message, at=AT)
        channel.send(message, at=AT + timedelta(hours=2))
    (first, body), (second, again) = taken
    assert first["webhook-id"] == second["webhook-id"] == "msg_1"
    assert body == again
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 7_200
    assert first["webhook-signature"] != second["webhook-signature"]


@pytest.mark.parametrize(
    ("status", "permanent", "wait"),
    [
        (503, False, 120.0),
        (500, False, None),
        (404, False, None),
        (307, False, None),
        (410, True, None),
        (413, True, None),
    ],
)
def test_any_other_answer_is_a_failure(status: int, permanent: bool, wait: float | None) -> None:
    with receiving(status) as (channel, _):
        message = channel.compose(LETTER, key="msg_1", recipient=channel.url, at=AT)
        with pytest.raises(DeliveryError, match=f"the receiver answered {status} thank you") as failed:
            channel.send(message, at=AT)
    assert (failed.value.permanent, failed.value.retry_after) == (permanent, wait)


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "ftp://x.example/"},
        {"url": "https://ann:pw@x.example/"},
        {"url": "https://"},
        {"secret": "whsec_"},
        {"secret": "not base64 at all!"},
        {"colour": "red"},
    ],
)
def test_settings_that_can_not_work_are_refused(wrong: dict[str, str]) -> None:
    values = {"id": "hook", "kind": "webhook", "url": "https://x.example/", "secret": SECRET}
    with pytest.raises(ValidationError):
        Settings.model_validate({**values, **wrong})


def test_a_secret_is_read_with_and_without_prefix_and_padding() -> None:
    assert key_of(SECRET) == key_of(SECRET.removeprefix("whsec_")) == key_of(SECRET.rstrip("="))


def test_a_secret_is_shown_nowhere() -> None:
    with receiving() as (channel, _):
        assert "invented" not in repr(channel)


def test_a_body_is_one_json_object() -> None:
    with receiving() as (channel, _):
        body = channel.compose(LETTER, key="k", recipient="https://x.example/", at=AT).body
    assert json.loads(body)["data"] == {"authority": "Derby"}
