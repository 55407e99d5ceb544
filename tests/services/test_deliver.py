"""Deliveries: the same bytes for life, none lost, none sent twice."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.errors import DeliveryError, StoreError
from monitor.model.alert import AlertType, DeliveryState, Message
from monitor.services.deliver import LEASE, Deliverer
from monitor.services.ledger import Ledger
from tests.fakes import Bench, FakeChannel, FakeClock, bench


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(tmp_path)
    tell(made, "The feed of the Herald fails.")
    return made


def tell(world: Bench, note: str) -> None:
    with world.tools.store.transaction():
        Ledger(world.tools).notice(AlertType.SOURCE_FAILING, subject="herald", note=note, at=world.clock.now())


def state(world: Bench) -> DeliveryState:
    return world.tools.store.alerts.deliveries(limit=1)[0].state


def test_what_waits_is_sent_once(world: Bench) -> None:
    deliverer = Deliverer(world.tools)
    assert deliverer.deliver_due().sent == 1
    assert deliverer.deliver_due().sent == 0
    assert len(world.channel.sent) == 1


def test_a_refused_delivery_is_tried_again_with_the_same_key_and_bytes(world: Bench) -> None:
    world.channel.refusals = [DeliveryError("desk", "451 later")]
    deliverer = Deliverer(world.tools)
    assert deliverer.deliver_due().failed == 1
    assert deliverer.deliver_due().sent == 0
    world.clock.advance(timedelta(minutes=10))
    assert deliverer.deliver_due().sent == 1
    first, second = world.channel.tried
    assert (first.key, first.body) == (second.key, second.body)


def test_a_pass_over_everything_tries_at_once_what_waits_for_its_next_try(world: Bench) -> None:
    world.channel.refusals = [DeliveryError("desk", "451 later")]
    deliverer = Deliverer(world.tools)
    deliverer.deliver_due()
    assert deliverer.deliver_due(waiting_too=True).sent == 1


def test_a_permanent_refusal_is_dead_and_shown(world: Bench) -> None:
    world.channel.refusals = [DeliveryError("desk", "550 no such user", permanent=True)]
    assert Deliverer(world.tools).deliver_due().dead == 1
    delivery = world.tools.store.alerts.deliveries(limit=1)[0]
    assert (delivery.state, delivery.last_answer, delivery.next_try) == (DeliveryState.DEAD, "550 no such user", None)


def test_every_attempt_is_kept_with_its_time_and_the_cleaned_answer(world: Bench) -> None:
    world.channel.refusals = [DeliveryError("desk", f"451 later\x1b[31m\u202e\n{'x' * 9_000}")]
    deliverer, began = Deliverer(world.tools), world.clock.now()
    deliverer.deliver_due()
    world.clock.advance(timedelta(minutes=10))
    deliverer.deliver_due()
    store = world.tools.store.alerts
    first, second = store.attempts(store.deliveries(limit=1)[0].id)
    assert (first.at, first.state, first.answer[:12]) == (began, DeliveryState.FAILED, "451 later[31")
    assert len(first.answer) <= 500
    assert (second.at, second.state, second.answer) == (began + timedelta(minutes=10), DeliveryState.SENT, "taken")


def test_three_days_of_refusals_end_in_a_dead_letter_and_not_before(world: Bench) -> None:
    world.channel.refusals = [DeliveryError("desk", "connection refused") for _ in range(100)]
    deliverer, began = Deliverer(world.tools), world.clock.now()
    while state(world) is not DeliveryState.DEAD:
        due = world.tools.store.alerts.next_try()
        assert due is not None
        world.clock.at = max(due, world.clock.now())
        deliverer.deliver_due()
    assert world.clock.now() - began > timedelta(days=3)


def test_a_crash_after_sending_repeats_the_delivery_with_the_same_key_and_bytes(world: Bench) -> None:
    # The crash: leased, bytes fixed, sent, and the process gone before it could mark it.
    deliverer = Deliverer(world.tools)
    crashed = world.tools.store.alerts.due(world.clock.now(), limit=1)[0]
    leased = deliverer._leased(world.channel, crashed)
    assert leased is not None
    assert deliverer.deliver_due().sent == 0
    world.clock.advance(LEASE)
    assert deliverer.deliver_due().sent == 1
    assert world.channel.sent[0] == leased


def test_a_cut_line_does_not_advance_the_back_off(world: Bench) -> None:
    world.channel.refusals = [DeliveryError("desk", "cut", answered=False), DeliveryError("desk", "451 later")]
    deliverer = Deliverer(world.tools)
    deliverer.deliver_due()
    assert world.tools.store.alerts.deliveries(limit=1)[0].attempts == 0
    deliverer.deliver_due(waiting_too=True)
    assert world.tools.store.alerts.deliveries(limit=1)[0].attempts == 1


class SlowChannel(FakeChannel):
    """A channel whose answers take twelve seconds."""

    clock: FakeClock

    def send(self, message: Message, *, at: datetime) -> str:
        self.clock.advance(timedelta(seconds=12))
        return super().send(message, at=at)


def test_a_channel_that_lets_us_wait_and_fails_is_left_alone_until_the_next_round(world: Bench) -> None:
    for number in range(9):
        tell(world, f"Note {number}")
    slow = SlowChannel(refusals=[DeliveryError("desk", "no answer", answered=False) for _ in range(10)])
    slow.clock = world.clock
    world.tools.channels["desk"] = slow  # type: ignore[index]
    assert Deliverer(world.tools).deliver_due().failed == 2


def test_a_receiver_that_refuses_some_at_once_is_asked_for_all(world: Bench) -> None:
    for number in range(9):
        tell(world, f"Note {number}")
    world.channel.refusals = [DeliveryError("desk", "503 busy") for _ in range(6)]
    done = Deliverer(world.tools).deliver_due()
    assert (done.failed, done.sent) == (6, 4)


def test_a_delivery_for_a_channel_gone_from_the_settings_waits_and_says_so(world: Bench, tmp_path: Path) -> None:
    world.tools.channels.pop("desk")  # type: ignore[attr-defined]
    Deliverer(world.tools).deliver_due()
    delivery = world.tools.store.alerts.deliveries(limit=1)[0]
    assert delivery.next_try is not None
    assert "not in the settings" in (delivery.last_answer or "")


def test_an_answer_that_the_store_could_not_take_is_stored_later_and_nothing_is_sent_again(
    world: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliverer, mark = Deliverer(world.tools), world.tools.store.alerts.mark

    def full(*_: object, **__: object) -> None:
        raise StoreError("disk full")

    monkeypatch.setattr(world.tools.store.alerts, "mark", full)
    with pytest.raises(StoreError):
        deliverer.deliver_due()
    monkeypatch.setattr(world.tools.store.alerts, "mark", mark)
    deliverer.deliver_due()
    assert state(world) is DeliveryState.SENT
    assert len(world.channel.tried) == 1


def test_what_was_under_way_when_the_service_was_killed_is_due_at_its_next_start(world: Bench) -> None:
    delivery, now = world.tools.store.alerts.deliveries(limit=1)[0], world.clock.now()
    with world.tools.store.transaction():
        world.tools.store.alerts.lease(delivery.id, now=now, until=now + LEASE)
    assert Deliverer(world.tools).deliver_due().sent == 0
    with world.tools.store.transaction():
        world.tools.store.alerts.end_leases()
    assert Deliverer(world.tools).deliver_due().sent == 1
