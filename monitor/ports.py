"""The few protocols that tests replace: the network, the clock, the sandbox, the channels."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec, Protocol, TypeVar

from monitor.model.alert import Letter, Message
from monitor.model.source import Request, Response

P = ParamSpec("P")
T = TypeVar("T")


class Clock(Protocol):
    """Time. Aware UTC for what is stored, monotonic seconds for intervals."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


class Fetcher(Protocol):
    """The network, as plain calls that may be made from several threads at once."""

    def fetch(self, request: Request, *, source_url: str, delay: timedelta | None = None) -> Response:
        """Return a 200 with its whole body, a 304 or a 410.

        `source_url` is the configured address whose own host `network.allow` may open. Waits for its turn at the host:
        one request at a time, at least `delay` (None: the settings' per_host_delay, and robots.txt's own) apart.
        Raises FetchError for everything else.
        """
        ...

    def post(self, url: str, *, body: bytes, headers: dict[str, str], channel: str) -> tuple[int, str, float | None]:
        """POST to a channel's own address; return status, up to 500 characters of the answer, Retry-After in seconds.

        Redirects are not followed. Raises DeliveryError where there was no answer, or the address is not allowed.
        """
        ...


class Sandbox(Protocol):
    """Child processes in which what strangers publish is parsed, under limits of CPU, memory and wall time."""

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the top-level function returns, computed in a child. Raises SandboxError, or its ParseError."""
        ...


class Channel(Protocol):
    """One way to reach people. `compose` is pure; `send` is the only effect."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> str: ...

    def recipients(self) -> tuple[str, ...]:
        """Return the recipients, one delivery each."""
        ...

    def compose(
        self, letter: Letter, *, key: str, recipient: str, at: datetime, thread: tuple[str, ...] = ()
    ) -> Message:
        """Return the letter as its bytes go over the wire: the same arguments give the same bytes.

        `thread` are the keys of earlier deliveries to this recipient about the same subject, the first one first.
        """
        ...

    def send(self, message: Message, *, at: datetime) -> str:
        """Hand the message over; return the receiver's answer, one line. Raises DeliveryError."""
        ...
