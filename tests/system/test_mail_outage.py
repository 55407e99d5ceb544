"""A real mail server that is down for two days: everything that was told meanwhile arrives, once."""

import email
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from monitor.channels.email import Settings, build
from monitor.model.alert import AlertRule, AlertType, DeliveryState
from monitor.ports import Channel
from monitor.services.deliver import Deliverer
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools
from tests.contracts.test_channel_email import Postbox, free_port
from tests.fakes import Bench, bench

TO = ["ann@example.org", "bob@example.org"]
TICK = timedelta(minutes=5)
DOWN, REFUSING, LATER = timedelta(hours=16), timedelta(hours=32), timedelta(hours=48)


class MailServer:
    """A server that is not there, there and unwilling, and well again, as the hours go."""

    def __init__(self) -> None:
        self.port = free_port()
        self.postbox = Postbox()
        self._running = ExitStack()
        self._is_there = False

    def at(self, age: timedelta) -> None:
        """Be as it is so long after it went down."""
        if age >= DOWN and not self._is_there:
            controller = Controller(self.postbox, hostname="127.0.0.1", port=self.port)
            controller.start()
            self._running.callback(controller.stop)
            self._is_there = True
        self.postbox.at_recipient = "450 4.2.0 try again later" if DOWN <= age < REFUSING else "250 OK"
        self.postbox.at_data = "451 4.3.0 no room" if REFUSING <= age < LATER else "250 2.0.0 taken"

    def close(self) -> None:
        """Stop serving."""
        self._running.close()


@pytest.fixture
def server() -> Iterator[MailServer]:
    made = MailServer()
    yield made
    made.close()


def mailing(world: Bench, port: int) -> Tools:
    """Return the tools with a real channel for mail."""
    values = {"id": "desk", "kind": "email", "host": "127.0.0.1", "port": port, "sender": "m@example.org", "to": TO}
    channels: dict[str, Channel] = {"desk": build(Settings.model_validate(values), world.fetcher)}
    return replace(world.tools, channels=channels)


def tell(tools: Tools, number: int, at: datetime) -> None:
    with tools.store.transaction():
        Ledger(tools).notice(AlertType.SOURCE_FAILING, subject=f"s{number}", note=f"Note {number}.", at=at)


def test_a_mail_server_that_is_down_for_48_hours_costs_no_mail_and_repeats_none(
    tmp_path: Path, server: MailServer
) -> None:
    world = bench(tmp_path, rules=(AlertRule(to=("desk",), events=("source",)),))
    tools, began, notes = mailing(world, server.port), world.clock.now(), 0
    deliverer = Deliverer(tools)
    while (age := world.clock.now() - began) < LATER + timedelta(hours=30):
        server.at(age)
        if age < LATER and age % timedelta(hours=3) == timedelta():
            notes += 1
            tell(tools, notes, world.clock.now())
        if age == timedelta(hours=20):
            deliverer = Deliverer(tools)  # the service was started anew
        deliverer.deliver_due()
        if age < LATER:
            assert server.postbox.taken == []
        world.clock.advance(TICK)
    mails = [email.message_from_bytes(content) for _, _, content in server.postbox.taken]
    assert (notes, len(mails)) == (16, 32)
    assert len({mail["Message-ID"] for mail in mails}) == 32
    got = Counter(recipient for _, recipients, _ in server.postbox.taken for recipient in recipients)
    assert got == dict.fromkeys(TO, 16)
    states = Counter(one.state for one in tools.store.alerts.deliveries(limit=99))
    assert states == {DeliveryState.SENT: 32}
