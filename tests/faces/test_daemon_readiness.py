"""The service tells systemd when it is ready, alive and stopping, in systemd's own protocol."""

import os
import socket
from pathlib import Path

from monitor.daemon.readiness import Readiness


def test_systemd_hears_of_every_step(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.settimeout(5)
        readiness = Readiness.from_environment({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "180000000"})
        readiness.ready("Watching 3 sources")
        assert systemd.recv(1_000) == b"READY=1\nSTATUS=Watching 3 sources"
        readiness.alive()
        assert systemd.recv(1_000) == b"WATCHDOG=1"
        readiness.reloading()
        assert systemd.recv(1_000).startswith(b"RELOADING=1\nMONOTONIC_USEC=")
        readiness.stopping()
        assert systemd.recv(1_000).startswith(b"STOPPING=1")
    assert readiness.watchdog == 180.0


def test_an_abstract_socket_is_understood() -> None:
    name = f"@monitor-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind("\0" + name[1:])
        systemd.settimeout(5)
        Readiness.from_environment({"NOTIFY_SOCKET": name}).alive()
        assert systemd.recv(1_000) == b"WATCHDOG=1"


def test_started_by_hand_it_tells_nobody() -> None:
    readiness = Readiness.from_environment({})
    readiness.ready("unheard")
    assert readiness.watchdog is None


def test_a_watchdog_meant_for_another_process_is_not_ours() -> None:
    environ = {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"}
    assert Readiness.from_environment(environ).watchdog is None


def test_a_socket_that_is_gone_does_not_hurt(tmp_path: Path) -> None:
    Readiness(address=str(tmp_path / "gone")).alive()
