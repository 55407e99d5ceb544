"""The work of `monitor run` with the page beside it."""

import time
from contextlib import ExitStack
from dataclasses import replace

from monitor.bootstrap import Monitor, open_store
from monitor.cli.invocation import user_name
from monitor.daemon.ticks import Advance
from monitor.errors import MonitorError, SettingsError
from monitor.settings import Settings
from monitor.web.app import create_app
from monitor.web.password import Password
from monitor.web.server import WebServer, bind, hosts_of, is_own


class Served:
    """A monitor whose log is served while it works."""

    def __init__(self, settings: Settings) -> None:
        """Take the lock, then the port. Raises SettingsError, LockedError or StoreError, with nothing half done."""
        self._advance = Advance()
        with ExitStack() as opened:
            self._monitor = Monitor(settings)
            opened.callback(self._monitor.close)
            password = _password(settings)
            listening = bind(settings.web.host, settings.web.port, guarded=password is not None)
            opened.callback(listening.close)
            # A connection of its own: who reads a page never waits for a poll that writes.
            store = open_store(settings)
            opened.callback(store.close)
            app = create_app(
                replace(self._monitor.tools, store=store),
                hosts=hosts_of(settings.web.host, listening.getsockname()[1], settings.web.names),
                is_alive=self._is_alive,
                who=user_name(),
                zone=settings.timezone,
                admits=None if password is None else password.admits,
            )
            opened.callback(WebServer(app, listening).close)
            self._closing = opened.pop_all()
        self.poll_due = self._monitor.poll_due
        self.process_pending = self._monitor.process_pending
        self.deliver_due = self._monitor.deliver_due
        self.keep_house = self._monitor.keep_house
        self.beat = self._monitor.beat
        self.tell_stall = self._monitor.tell_stall
        self.progress = self._monitor.progress
        self.is_busy = self._monitor.is_busy
        self.stop = self._monitor.stop

    def _is_alive(self) -> bool:
        return self._advance.is_alive(self._monitor.progress(), time.monotonic(), busy=self._monitor.is_busy())

    def close(self) -> None:
        """End the page and the work, and let go of port and lock."""
        self._closing.close()


def _password(settings: Settings) -> Password | None:
    """Return the password that the pages ask for; None where only this machine can reach them.

    Raises SettingsError where one is needed and none is set.
    """
    if is_own(settings.web.host) and not settings.web.names:
        return None
    try:
        return Password(settings.state)
    except MonitorError as error:
        raise SettingsError([f"{settings.file}: web.host: {settings.web.host}: {error}"]) from error
