"""`monitor run` as a real process: ready, one instance, reloaded, ended, all as systemd and people count on."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WAIT = 30.0  # seconds; none of it is slept, it only bounds a test that would fail anyway


class Systemd:
    """The end of the notify socket that systemd holds."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)
        self._socket.settimeout(WAIT)

    def heard(self, word: str) -> str:
        """Wait for a message with the word and return it."""
        while True:
            message = self._socket.recv(4_096).decode()
            if word in message:
                return message

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    end = Systemd(tmp_path)
    yield end
    end.close()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.yaml"
    # Port 9 is refused by the guard or by the machine: a source that fails is part of ordinary life.
    file.write_text(
        'contact: me@example.org\nsources: [{id: gazette, kind: feed, url: "http://127.0.0.1:9/feed", every: 1h}]\n',
        encoding="utf-8",
    )
    return file


def environment(systemd: Systemd | None = None) -> dict[str, str]:
    own = {"NOTIFY_SOCKET": systemd.address, "WATCHDOG_USEC": "2000000"} if systemd else {}
    return {**os.environ, **own}


@contextmanager
def running(config: Path, systemd: Systemd) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "monitor", "--config", str(config), "run", "--log-json"]
    with subprocess.Popen(
        command, env=environment(systemd), cwd=config.parent, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            systemd.heard("READY=1")
            yield process
        finally:
            process.kill()


def test_the_service_says_when_it_is_ready_and_ends_on_sigterm(config: Path, systemd: Systemd) -> None:
    with running(config, systemd) as process:
        assert systemd.heard("WATCHDOG=1")
        process.send_signal(signal.SIGTERM)
        assert systemd.heard("STOPPING=1")
        assert process.wait(10) == 0
        assert process.stderr is not None
        events = [json.loads(line) for line in process.stderr]
    assert events[0]["event"] == "ready"
    assert events[-1]["event"] == "stopped"
    assert all({"timestamp", "level"} <= set(event) for event in events)


def test_what_the_service_stores_is_its_owners_alone(config: Path, systemd: Systemd) -> None:
    with running(config, systemd):
        state = config.parent / "state"
        assert state.stat().st_mode & 0o777 == 0o700
        assert {one.stat().st_mode & 0o077 for one in state.iterdir()} == {0}


def test_a_second_instance_is_refused_with_75(config: Path, systemd: Systemd) -> None:
    with running(config, systemd):
        for command in ("run", "poll"):
            second = subprocess.run(
                [sys.executable, "-m", "monitor", "--config", str(config), command],
                env=environment(),
                capture_output=True,
                text=True,
                timeout=WAIT,
                check=False,
            )
            assert second.returncode == 75
            assert "another monitor" in second.stderr


def test_the_log_can_be_read_while_the_service_runs(config: Path, systemd: Systemd) -> None:
    with running(config, systemd):
        beside = subprocess.run(
            [sys.executable, "-m", "monitor", "--config", str(config), "sources", "--json"],
            env=environment(),
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=True,
        )
        assert [row["id"] for row in json.loads(beside.stdout)] == ["gazette"]


def test_sighup_reads_good_settings_and_refuses_bad_ones(config: Path, systemd: Systemd) -> None:
    with running(config, systemd) as process:
        good = config.read_text(encoding="utf-8")
        config.write_text(good.replace("every", "evry"), encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert systemd.heard("RELOADING=1")
        assert "Watching 1 sources" in systemd.heard("READY=1")
        config.write_text("contact: you@example.org\n", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert systemd.heard("RELOADING=1")
        assert "Watching 0 sources" in systemd.heard("READY=1")
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr is not None
        log = process.stderr.read()
    assert "unknown key; did you mean 'every'?" in log
    assert "settings reloaded" in log


def test_a_state_folder_that_cannot_be_used_is_one_line_and_78(config: Path) -> None:
    (config.parent / "state").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "--config", str(config), "run"],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert done.returncode == 78
    assert done.stderr.count("\n") == 1
    assert "state" in done.stderr


def test_a_site_that_never_answers_does_not_hold_up_the_end(config: Path, systemd: Systemd) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        config.write_text(
            "network: {allow: [127.0.0.0/8]}\n"
            f'sources: [{{id: deaf, kind: feed, url: "http://127.0.0.1:{deaf.getsockname()[1]}/feed", every: 1h}}]\n',
            encoding="utf-8",
        )
        with running(config, systemd) as process:
            deaf.settimeout(WAIT)
            connection, _ = deaf.accept()
            with connection:
                process.send_signal(signal.SIGTERM)
                assert process.wait(10) == 0
