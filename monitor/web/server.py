"""Serve the application beside the service, on a thread of its own."""

import gc
import socket
import threading
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from monitor.errors import SettingsError

if TYPE_CHECKING:
    from starlette.types import ASGIApp


HINT: Final = "`monitor web password` sets one (and put a proxy with TLS in front)"


def is_own(host: str) -> bool:
    """Return whether only this machine can reach an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def bind(host: str, port: int, *, guarded: bool = False) -> socket.socket:
    """Return a listening socket; `guarded` says that a password is asked for.

    Raises SettingsError where others could come in without one, or where the address is not ours, or is taken.
    """
    if not is_own(host) and not guarded:
        raise SettingsError([f"web.host: {host}: without a password the pages are served on this machine only; {HINT}"])
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=64)
    except OSError as error:
        raise SettingsError(
            [f"web.port: {host}:{port} can't be used: {error.strerror}. Another program has it: choose another port"]
        ) from error
    # Inherited by every connection: else the second part of an answer waits 40 ms for the first one's receipt.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def hosts_of(host: str, port: int, names: Iterable[str] = ()) -> frozenset[str]:
    """Return the values of the Host header that mean this server; `names` are further ones, as browsers say them."""
    own = {host if ":" not in host else f"[{host}]", "localhost", "127.0.0.1", "[::1]"}
    return frozenset(f"{name}:{port}" for name in own) | {name.lower() for name in names}


class WebServer:
    """A running server; to be closed."""

    def __init__(self, app: "ASGIApp", listening: socket.socket) -> None:
        import uvicorn

        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._socket = listening
        # What the program is made of stays anyway: a full collection over all of it would hold an answer up by some
        # 70 ms, once in a few dozen answers.
        gc.collect()
        gc.freeze()
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="web", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop answering; wait for answers under way for a moment."""
        self._server.should_exit = True
        self._thread.join(timeout=3)
        gc.unfreeze()
        self._socket.close()
