"""Every error that the monitor raises on purpose, in one tree.

Each error carries the identity of what failed, so that a message can say what, where, since when and what happens next.
"""


class MonitorError(Exception):
    """Something failed in a way the monitor foresaw; `str()` is one line for a person."""


class SettingsError(MonitorError):
    """The settings can't be used. Carries every problem found, each already one printable line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class LockedError(MonitorError):
    """Another instance holds the lock of this state folder."""


class StoreError(MonitorError):
    """The database can't be opened or written: missing rights, corrupt, newer than this program, not ours."""


class FetchError(MonitorError):
    """A request got no usable answer. `transient` says that trying later may help."""

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        transient: bool = True,
        status: int | None = None,
        retry_after: float | None = None,
        blocked: bool = False,
    ) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.transient = transient
        self.status = status
        self.retry_after = retry_after  # seconds that the server asked us to wait, None where it did not say
        self.blocked = blocked  # refused by the site (robots.txt, 401, 403, 451) or by our own address guard


class ParseError(MonitorError):
    """A body is not what its source should serve: not a feed, no entry found, a page of another site."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class SandboxError(MonitorError):
    """A parser in a child process died, ran out of time or memory, or raised."""


class DeliveryError(MonitorError):
    """A channel did not take a message. `permanent` says that the same bytes will never be taken.

    `answered` is False where the line was cut before an answer: the receiver may have taken the message.
    """

    def __init__(
        self,
        channel: str,
        reason: str,
        *,
        permanent: bool = False,
        answered: bool = True,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{channel}: {reason}")
        self.channel = channel
        self.reason = reason
        self.permanent = permanent
        self.answered = answered
        self.retry_after = retry_after  # seconds
