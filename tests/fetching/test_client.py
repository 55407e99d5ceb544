"""What the monitor takes for an answer, what it refuses, and what it costs. Real sockets on loopback."""

import contextlib
import gzip
import os
import socket
import struct
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor.errors import DeliveryError, FetchError
from monitor.fetching import HttpFetcher
from monitor.model.source import Request
from tests.fetching.site import OPEN, Asked, Script, Site, answer, get, redirect


def test_a_page_is_returned_with_its_headers(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/"] = answer(
        b"hello", ETag='"1"', Last_Modified="Mon, 05 Jan 2026 09:00:00 GMT", Cache_Control="public, max-age=300"
    )
    found = get(fetcher, site)
    assert (found.status, found.body, found.content_type, found.etag) == (200, b"hello", "text/html", '"1"')
    assert (found.last_modified, found.max_age) == ("Mon, 05 Jan 2026 09:00:00 GMT", 300.0)
    assert (found.url, found.moved_to) == (site.url + "/", None)


def test_a_page_that_did_not_change_is_304(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/"] = answer(b"", "304 Not Modified", Content_Length="-")
    assert get(fetcher, site, etag='"1"', last_modified="Mon, 05 Jan 2026 09:00:00 GMT").is_unchanged
    assert site.asked[0].headers["if-none-match"] == '"1"'
    assert "if-modified-since" in site.asked[0].headers


def test_304_to_a_question_that_was_not_asked_is_an_error(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/"] = answer(b"", "304 Not Modified", Content_Length="-")
    with pytest.raises(FetchError, match="was not asked"):
        get(fetcher, site)


def test_a_page_that_is_gone_is_said_to_be_gone(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/"] = answer(b"gone", "410 Gone")
    assert get(fetcher, site).is_gone


def test_gzip_is_unpacked(fetcher: HttpFetcher, site: Site) -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"garbage behind the end"
    site.pages["/"] = answer(packed, Content_Encoding="gzip")
    assert get(fetcher, site).body == b"one two"
    assert site.asked[0].headers["accept-encoding"] == "gzip"


def test_who_asks_is_said(site: Site) -> None:
    site.pages["/"] = answer()
    with HttpFetcher(allow=OPEN, user_agent="inspection-monitor/1 (+mailto:a@b.example)") as fetcher:
        get(fetcher, site)
    assert site.asked[0].headers["user-agent"] == "inspection-monitor/1 (+mailto:a@b.example)"


def after(*pieces: bytes, reset: bool = False) -> Script:
    """Send these pieces, then close, or reset, or fall silent where the last is empty."""

    def script(_: Asked, line: socket.socket) -> None:
        for piece in pieces:
            line.sendall(piece)
        if pieces and not pieces[-1]:
            line.recv(1)  # silence, until the other side leaves
        if reset:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()

    return script


def endless(head: bytes, piece: bytes) -> Script:
    def script(_: Asked, line: socket.socket) -> None:
        line.sendall(head)
        for _piece in range(2000):
            line.sendall(piece)

    return script


HEAD = b"HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(b"A" * 50_000_000)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (answer(b"x" * 10, Content_Length="500"), "cut off"),
        (after(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), "cut off"),
        (after(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"), "not proper HTTP"),
        (answer(gzip.compress(os.urandom(9000))[:4000], Content_Encoding="gzip"), "cut off"),
        (answer(b"plain", Content_Encoding="gzip"), "is not"),
        (answer(b"plain", Content_Encoding="br"), "not asked for"),
        (answer(gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip, gzip"), "not asked for"),
        (answer(b"x", Content_Length="99999999"), "larger than 0.2 MB"),
        (answer(b"x" * 300_000, Content_Length="-"), "larger than 0.2 MB"),
        (answer(BOMB, Content_Encoding="gzip"), "larger than 0.2 MB"),
        (endless(HEAD + b"\r\n", b"x" * 10_000), "larger than 0.2 MB"),
        (endless(HEAD, b"X-A: " + b"a" * 1000 + b"\r\n"), "not proper HTTP"),
        (answer(X_Big="a" * 1_000_000), "not proper HTTP"),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 12\r\n\r\nhello", "not proper HTTP"),
        (answer(Content_Length="-5"), "not proper HTTP"),
        (b"\x00\x01garbage\xff\r\n\r\n" * 50, "not proper HTTP"),
        (b"<rss>no status line</rss>", "hung up without an answer"),
        (b"", "hung up without an answer"),
        (after(HEAD + b"Content-Length: 99\r\n\r\nhalf", reset=True), "cut"),
        (after(reset=True), "cut"),
    ],
)
def test_an_answer_that_is_broken_or_too_large_is_an_error(
    fetcher: HttpFetcher, site: Site, script: Script, reason: str
) -> None:
    site.pages["/"] = script
    with pytest.raises(FetchError, match=reason):
        get(fetcher, site)


@pytest.mark.parametrize("sent", [b"", HEAD, HEAD + b"Content-Length: 99\r\n\r\nhalf"])
def test_a_site_that_falls_silent_has_one_deadline_for_all(site: Site, sent: bytes) -> None:
    site.pages["/"] = after(sent, b"")
    with (
        HttpFetcher(allow=OPEN, per_host_delay=0.0, timeout=0.3) as fetcher,
        pytest.raises(FetchError, match="no whole answer"),
    ):
        get(fetcher, site)


def test_redirects_share_the_deadline(site: Site) -> None:
    def slow(_: Asked, line: socket.socket) -> None:
        line.settimeout(0.2)
        with contextlib.suppress(TimeoutError):
            line.recv(1)
        line.sendall(redirect("/2") if len(site.asked) == 1 else redirect("/3"))

    site.pages |= {"/": slow, "/2": slow, "/3": slow}
    with (
        HttpFetcher(allow=OPEN, per_host_delay=0.0, timeout=0.5) as fetcher,
        pytest.raises(FetchError, match="no whole answer"),
    ):
        get(fetcher, site)


@pytest.mark.parametrize(
    ("status", "transient", "blocked"),
    [
        ("404 Not Found", False, False),
        ("403 Forbidden", False, True),
        ("401 Unauthorized", False, True),
        ("451 Unavailable", False, True),
        ("429 Too Many Requests", True, False),
        ("500 Oops", True, False),
        ("503 Busy", True, False),
        ("206 Partial Content", True, False),
        ("204 No Content", True, False),
    ],
)
def test_a_status_says_whether_later_may_help(
    fetcher: HttpFetcher, site: Site, status: str, transient: bool, blocked: bool
) -> None:
    site.pages["/"] = answer(b"", status, **({"Content_Length": "-"} if status.startswith("204") else {}))
    with pytest.raises(FetchError) as raised:
        get(fetcher, site)
    assert (raised.value.transient, raised.value.blocked) == (transient, blocked)
    assert raised.value.status == int(status[:3])


def test_retry_after_is_read_in_both_forms(fetcher: HttpFetcher, site: Site) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True)
    for given, least, most in (("120", 120, 120), (later, 290, 301)):
        site.pages["/"] = answer(b"", "429 Slow", Retry_After=given)
        with pytest.raises(FetchError) as raised:
            get(fetcher, site)
        assert raised.value.retry_after is not None
        assert least <= raised.value.retry_after <= most


@pytest.mark.parametrize("given", ["-1", "soon", "", "Mon, 99 Foo 2026 00:00:00 GMT"])
def test_a_retry_after_without_sense_is_none(fetcher: HttpFetcher, site: Site, given: str) -> None:
    site.pages["/"] = answer(b"", "503 Busy", Retry_After=given)
    with pytest.raises(FetchError) as raised:
        get(fetcher, site)
    assert raised.value.retry_after is None


def test_a_validator_that_is_no_header_is_not_kept(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/"] = answer(ETag='"' + "e" * 60_000 + '"')
    assert get(fetcher, site).etag is None


def test_a_name_that_does_not_exist_is_said(fetcher: HttpFetcher) -> None:
    with pytest.raises(FetchError, match="can't be resolved"):
        fetcher.fetch(Request(url="http://nowhere.invalid/"), source_url="http://nowhere.invalid/")


@pytest.fixture
def deaf() -> Iterator[str]:
    """Return an address whose port is taken and where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/"


def test_a_port_where_nobody_listens_is_said(fetcher: HttpFetcher, deaf: str) -> None:
    with pytest.raises(FetchError, match="no connection"):
        fetcher.fetch(Request(url=deaf), source_url=deaf)


def test_https_to_a_plain_port_is_no_safe_connection(fetcher: HttpFetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def refuse() -> None:
            line, _ = plain.accept()
            with line:
                line.recv(1000)
                line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=refuse, daemon=True).start()
        link = f"https://127.0.0.1:{plain.getsockname()[1]}/"
        with pytest.raises(FetchError, match="no safe connection"):
            fetcher.fetch(Request(url=link), source_url=link)


def test_what_waits_gets_an_error_when_the_fetcher_closes(site: Site) -> None:
    reached = threading.Event()

    def silent(_: Asked, line: socket.socket) -> None:
        reached.set()
        line.recv(1)

    site.pages["/"] = silent
    fetcher = HttpFetcher(allow=OPEN)
    errors: list[FetchError] = []

    def ask() -> None:
        try:
            get(fetcher, site)
        except FetchError as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert reached.wait(5)
    fetcher.close()
    thread.join(5)
    assert [error.reason for error in errors] == ["the monitor is stopping"]
    with pytest.raises(FetchError, match="stopping"):
        get(fetcher, site)


def test_a_post_returns_status_text_and_retry_after(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/hook"] = answer(b"thanks\n" + b"x" * 1000, "202 Accepted", Retry_After="7")
    status, text, wait = fetcher.post(site.url + "/hook", body=b'{"a": 1}', headers={"webhook-id": "1"}, channel="hook")
    assert (status, text[:8], len(text), wait) == (202, "thanks x", 500, 7.0)
    (asked,) = site.asked
    assert (asked.method, asked.body, asked.headers["webhook-id"]) == ("POST", b'{"a": 1}', "1")


def test_a_post_does_not_follow_redirects(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/hook"] = redirect("/elsewhere")
    assert fetcher.post(site.url + "/hook", body=b"", headers={}, channel="hook")[0] == 302
    assert site.paths() == ["/hook"]


def test_a_post_that_was_cut_may_have_been_taken(fetcher: HttpFetcher, site: Site) -> None:
    site.pages["/hook"] = b""
    with pytest.raises(DeliveryError) as raised:
        fetcher.post(site.url + "/hook", body=b"x", headers={}, channel="hook")
    assert (raised.value.answered, raised.value.permanent) == (False, False)


def test_a_post_that_never_left_was_not_taken(fetcher: HttpFetcher, deaf: str) -> None:
    with pytest.raises(DeliveryError) as raised:
        fetcher.post(deaf, body=b"x", headers={}, channel="hook")
    assert (raised.value.answered, raised.value.permanent) == (True, False)


def test_plain_http_outside_the_opened_networks_is_refused_for_good(site: Site) -> None:
    with HttpFetcher(allow=("10.0.0.0/8",)) as fetcher, pytest.raises(DeliveryError, match="plain http") as raised:
        fetcher.post(site.url + "/hook", body=b"x", headers={}, channel="hook")
    assert raised.value.permanent
    assert site.asked == []
