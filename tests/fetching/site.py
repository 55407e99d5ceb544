"""A real web server on loopback that answers each path with the bytes it is told to, well-formed or not."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from monitor.fetching import HttpFetcher
from monitor.model.source import Request, Response

OPEN = ("127.0.0.0/8",)


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


Script = Callable[[Asked, socket.socket], None] | bytes


@dataclass
class Site:
    """What the server says, by path, and what it was asked."""

    url: str
    pages: dict[str, Script] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


def answer(body: bytes = b"hello", status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole answer; header names are written with underscores."""
    given = {"Content_Type": "text/html", "Content_Length": str(len(body)), "Connection": "close", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items() if value != "-")
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, Location=target)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextlib.contextmanager
def serving(host: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """Serve until the block ends."""
    site = Site(url="")

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError), self.request.makefile("rb") as stream:
                first = stream.readline().decode("latin-1").split()
                if len(first) < 2:
                    return
                headers: dict[str, str] = {}
                while line := stream.readline().decode("latin-1").strip():
                    name, _, value = line.partition(":")
                    headers[name.lower()] = value.strip()
                body = stream.read(int(headers.get("content-length", "0")))
                asked = Asked(first[0], first[1], headers, body)
                site.asked.append(asked)
                script = site.pages.get(first[1], answer(b"not found", "404 Not Found"))
                if isinstance(script, bytes):
                    self.request.sendall(script)
                else:
                    script(asked, self.request)

    with _Server((host, port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        site.url = f"http://{host}:{server.server_address[1]}"
        yield site
        server.shutdown()
        thread.join(5)


def get(fetcher: HttpFetcher, site: Site, path: str = "/", **facts: object) -> Response:
    """Fetch a path as the site's own source would."""
    return fetcher.fetch(Request(url=site.url + path, **facts), source_url=site.url + "/feed")  # type: ignore[arg-type]
