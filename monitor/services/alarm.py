"""Tell people what can't be stored: a full or dying disk, a store that nobody can write to any more.

Every other alert is stored before it is sent. This one is sent without the store, which is what it tells of; its bytes
are kept in memory, and each recipient is tried until it took them, or until the trouble is over.
"""

import structlog

from monitor.errors import DeliveryError
from monitor.model.alert import AlertType, Message
from monitor.services.tools import Tools
from monitor.stages.alert import Policy, decide_notice
from monitor.stages.compose import letter_of_notice

log = structlog.get_logger(__name__)


class Alarm:
    """One alarm at a time. Not for several threads."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._policy = Policy(
            rules=tools.rules, recipients={channel.id: channel.recipients() for channel in tools.channels.values()}
        )
        self._waiting: list[Message] | None = None  # None: all is well

    @property
    def is_raised(self) -> bool:
        """Whether there is a trouble that was told in this way."""
        return self._waiting is not None

    def tell(self, note: str) -> None:
        """Send the alarm to all whom rules let know of the monitor's health and who have not taken it yet."""
        if self._waiting is None:
            self._waiting = self._composed(note)
            log.error("alarm", reason=note)
        self._waiting = [message for message in self._waiting if not self._is_taken(message)]

    def end(self) -> None:
        """Note that the trouble is over."""
        self._waiting = None

    def _composed(self, note: str) -> list[Message]:
        now = self._tools.clock.now()
        planned = decide_notice(
            AlertType.MONITOR_DEGRADED, subject="alarm", note=note, policy=self._policy, now=now, mint=self._tools.mint
        )
        letter = letter_of_notice(planned.alert, subject="nothing can be stored", lines=[note])
        return [
            self._tools.channels[one.channel].compose(letter, key=self._tools.mint(), recipient=one.address, at=now)
            for one in planned.recipients
        ]

    def _is_taken(self, message: Message) -> bool:
        try:
            self._tools.channels[message.channel].send(message, at=self._tools.clock.now())
        except DeliveryError as error:
            log.warning("alarm not sent", channel=message.channel, reason=error.reason)
            return error.permanent
        return True
