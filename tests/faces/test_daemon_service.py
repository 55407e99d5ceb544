"""The service ends when it is asked to, exchanges its settings, and outlives the failures of its jobs."""

import os
import signal
import threading
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from monitor.daemon.readiness import Readiness
from monitor.daemon.service import Service
from monitor.daemon.ticks import Advance, Job
from monitor.errors import LockedError, SettingsError
from monitor.settings import Settings, load_settings


def ask(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


@dataclass(kw_only=True)
class SampleWork:
    """Work that counts, and does at a poll what the test says."""

    at_poll: Callable[[], None]
    at_second_failure: Callable[[], None] = lambda: None
    polls: int = 0
    failures: int = 0
    deliveries: int = 0
    stalls: list[list[str]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def poll_due(self) -> None:
        self.polls += 1
        if self.polls == 1:
            self.at_poll()

    def process_pending(self) -> None:
        self.failures += 1
        if self.failures == 2:
            self.at_second_failure()
        raise RuntimeError("something nobody foresaw")

    def deliver_due(self) -> None:
        self.deliveries += 1

    def keep_house(self) -> None:
        return

    def beat(self) -> None:
        return

    def tell_stall(self, stuck: AbstractSet[str]) -> None:
        self.stalls.append(sorted(stuck))

    def progress(self) -> int:
        return self.polls

    def is_busy(self) -> bool:
        return False

    def stop(self) -> None:
        self.ended.append("stop")

    def close(self) -> None:
        self.ended.append("close")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "config.yaml"
    file.write_text("contact: me@example.org\n", encoding="utf-8")
    return load_settings(file, {})


def test_sigterm_ends_the_service_in_order(settings: Settings) -> None:
    work = SampleWork(at_poll=lambda: ask(signal.SIGTERM))
    service = Service(load=lambda: settings, open_work=lambda _: work, readiness=Readiness())
    assert service.run() == 0
    assert work.ended == ["stop", "close"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_job_that_fails_does_not_stop_the_others(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    work = SampleWork(at_poll=lambda: None, at_second_failure=lambda: ask(signal.SIGINT))
    assert Service(load=lambda: settings, open_work=lambda _: work, readiness=Readiness()).run() == 0
    assert work.deliveries > 0
    assert "something nobody foresaw" in capsys.readouterr().out


def test_settings_that_cannot_be_used_leave_the_ones_before_in_force(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: list[Settings | SettingsError] = [settings, SettingsError(["config.yaml:3: web.prt: unknown key"])]

    def load() -> Settings:
        answer = answers.pop(0)
        if not answers:
            ask(signal.SIGTERM)
        if isinstance(answer, SettingsError):
            raise answer
        return answer

    opened: list[SampleWork] = []

    def open_work(_: Settings) -> SampleWork:
        opened.append(SampleWork(at_poll=lambda: ask(signal.SIGHUP)))
        return opened[-1]

    assert Service(load=load, open_work=open_work, readiness=Readiness()).run() == 0
    assert len(opened) == 1
    assert "config.yaml:3: web.prt: unknown key" in capsys.readouterr().out


def test_good_settings_take_the_place_of_the_ones_before(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    seen: list[Settings] = []

    def load() -> Settings:
        return load_settings(file, {})

    def open_work(fresh: Settings) -> SampleWork:
        seen.append(fresh)
        file.write_text("contact: you@example.org\n", encoding="utf-8")
        return SampleWork(at_poll=lambda: ask(signal.SIGHUP if len(seen) == 1 else signal.SIGTERM))

    assert Service(load=load, open_work=open_work, readiness=Readiness()).run() == 0
    assert [one.contact for one in seen] == ["me@example.org", "you@example.org"]


def test_settings_that_cannot_be_opened_give_way_to_the_ones_before(settings: Settings) -> None:
    opened: list[str] = []

    def open_work(_: Settings) -> SampleWork:
        opened.append("try")
        if len(opened) == 2:
            raise LockedError("another monitor works in this state folder")
        return SampleWork(at_poll=lambda: ask(signal.SIGHUP if len(opened) == 1 else signal.SIGTERM))

    assert Service(load=lambda: settings, open_work=open_work, readiness=Readiness()).run() == 0
    assert len(opened) == 3


def test_a_second_instance_is_refused_before_anything_starts(settings: Settings) -> None:
    def open_work(_: Settings) -> SampleWork:
        raise LockedError("another monitor works in this state folder")

    with pytest.raises(LockedError):
        Service(load=lambda: settings, open_work=open_work, readiness=Readiness())


def test_people_are_told_when_the_clock_stands_still_and_when_it_goes_again(settings: Settings) -> None:
    work = SampleWork(at_poll=lambda: None)
    service = Service(load=lambda: settings, open_work=lambda _: work, readiness=Readiness())
    forgotten = Job(name="poll", every=1.0, work=lambda: None, patience=0.0, done=-10.0)
    service._jobs = (forgotten,)
    known: set[str] | None = None
    for done in (-10.0, -10.0, float("inf"), float("inf")):
        forgotten.done = done
        known = service._beat(known)
        for thread in threading.enumerate():
            if thread.name == "stalled":
                thread.join()
    assert work.stalls == [["poll"], []]


def test_a_service_that_starts_says_that_it_goes(settings: Settings) -> None:
    work = SampleWork(at_poll=lambda: ask(signal.SIGTERM))
    service = Service(load=lambda: settings, open_work=lambda _: work, readiness=Readiness())
    service._beat(None)
    for thread in threading.enumerate():
        if thread.name == "stalled":
            thread.join()
    assert work.stalls == [[]]


def test_a_job_is_alive_while_it_ends_within_its_patience() -> None:
    job = Job(name="poll", every=1.0, work=lambda: None, patience=10.0, done=100.0)
    assert job.is_alive(111.0)
    assert not job.is_alive(111.1)


def test_work_under_way_must_get_on() -> None:
    advance = Advance(patience=10.0, at=0.0)
    assert advance.is_alive(1, 0.0, busy=True)
    assert advance.is_alive(1, 10.0, busy=True)
    assert not advance.is_alive(1, 10.1, busy=True)
    assert advance.is_alive(2, 10.2, busy=True)
    assert advance.is_alive(2, 99.0, busy=False)
