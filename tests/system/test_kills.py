"""Kills at random moments: nothing is lost, and nothing is sent twice but what a kill left unanswered."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest

from monitor.demo.receivers import Receivers
from monitor.demo.sites import SampleSites
from tests.system.invented_world import COUNCIL, PRESS, REPORTS
from tests.system.test_main_job import CONFIG, SECRET

ROOT = Path(__file__).parents[2]
KILLS = 6


def start(config: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "monitor", "--config", str(config), *arguments],
        cwd=ROOT,
        env=os.environ | {"HOOK_SECRET": SECRET},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def kill(started: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.communicate(timeout=30)


def is_whole(database: Path) -> bool:
    with closing(sqlite3.connect(database, timeout=20)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("command", [("poll", "--all"), ("run",)], ids=["poll", "run"])
def test_a_monitor_that_is_killed_again_and_again_loses_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    sites = SampleSites(
        press_articles=PRESS, council_articles=COUNCIL, reports=REPORTS, council_name="Leicester City Council", step=0
    )
    chance = random.Random(7)
    with sites, Receivers() as receivers:
        config = tmp_path / "config.yaml"
        text = (
            CONFIG.format(
                press=sites.press,
                council=sites.council,
                ofsted=sites.ofsted,
                smtp=receivers.smtp_port,
                hook=receivers.hook_url,
            )
            .replace("every: 30m", "every: 1s")
            .replace("every: 1h", "every: 1s")
        )
        config.write_text(f"{text}web: {{port: 0}}\n", encoding="utf-8")
        for number in range(KILLS):
            sites.step = number * 3 // KILLS
            started = start(config, *command)
            with suppress(subprocess.TimeoutExpired):
                started.wait(chance.uniform(0.4, 2.5))
            kill(started)
        for step in (2, 2):
            sites.step = step
            started = start(config, "poll", "--all")
            _, said = started.communicate(timeout=60)
            assert started.returncode == 0, said.decode()
        hooks, mails = receivers.hooks, receivers.mails
    assert is_whole(tmp_path / "state" / "monitor.db")
    told = Counter(hook.headers["webhook-id"] for hook in hooks)
    assert len(told) == 3
    assert len({(hook.headers["webhook-id"], hook.body) for hook in hooks}) == 3
    assert sum(told.values()) - len(told) <= KILLS
    assert len(set(mails)) == 3
