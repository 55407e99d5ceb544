"""Serve the application beside the service, on a thread of its own."""

import socket
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING

from monitor.errors import SettingsError

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises SettingsError where the address is not this machine's, or is taken."""
    try:
        is_loopback = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise SettingsError(
            [f"web.host: {host}: the page is served on this machine only; put a proxy with a password in front"]
        )
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=64)
    except OSError as error:
        raise SettingsError(
            [f"web.port: {host}:{port} can't be used: {error.strerror}. Another program has it: choose another port"]
        ) from error


def hosts_of(host: str, port: int) -> frozenset[str]:
    """Return the values of the Host header that mean this server."""
    names = {host if ":" not in host else f"[{host}]", "localhost", "127.0.0.1", "[::1]"}
    return frozenset(f"{name}:{port}" for name in names)


class WebServer:
    """A running server; to be closed."""

    def __init__(self, app: "ASGIApp", listening: socket.socket) -> None:
        import uvicorn

        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._socket = listening
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="web", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop answering; wait for answers under way for a moment."""
        self._server.should_exit = True
        self._thread.join(timeout=3)
        self._socket.close()
