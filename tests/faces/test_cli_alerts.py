"""`monitor alerts`: test messages over real SMTP and HTTP, what was sent, and another try."""

import email
import email.policy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.demo.receivers import Receivers
from monitor.demo.sites import SampleSites
from tests.faces.sample_report import REPORT

SECRET = "whsec_c2l4dGVlbi1yYW5kb20tYnl0ZXM="
CONFIG = """
contact: me@example.org
network: {{allow: [127.0.0.0/8], per_host_delay: 0s}}
baseline: {{until: 2017-12-31}}
sources:
  - {{id: ofsted, name: Ofsted, kind: ofsted-reports, url: "{ofsted}", delay: 0s, trust: inspectorate}}
alerts:
  max_age: none
  channels:
    - {{id: desk, kind: email, host: 127.0.0.1, port: {smtp}, sender: m@a.example, to: [a@a.example, b@a.example]}}
    - {{id: hook, kind: webhook, url: "{hook}", secret: "${{HOOK_SECRET}}"}}
    - {{id: shut, kind: webhook, url: "http://127.0.0.1:9/", secret: "${{HOOK_SECRET}}"}}
  rules:
    - {{to: [desk, shut], events: [changed]}}
"""


def monitor(config: Path, *arguments: str, secret: str | None = SECRET) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if name != "HOOK_SECRET"}
    return subprocess.run(
        [sys.executable, "-m", "monitor", "--config", str(config), *arguments],
        env=environ | ({"HOOK_SECRET": secret} if secret else {}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def receivers() -> Iterator[Receivers]:
    with Receivers() as open_receivers:
        yield open_receivers


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory, receivers: Receivers) -> Iterator[Path]:
    file = tmp_path_factory.mktemp("alerts") / "config.yaml"
    with SampleSites(press_articles=(), council_articles=(), reports=(REPORT,)) as sites:
        text = CONFIG.format(ofsted=sites.ofsted, smtp=receivers.smtp_port, hook=receivers.hook_url)
        file.write_text(text, encoding="utf-8")
        yield file


@pytest.fixture(scope="module")
def deliveries(config: Path) -> list[dict[str, str]]:
    """Return the deliveries after a pass that found one change."""
    assert monitor(config, "poll", "--all").returncode == 0
    rows = json.loads(monitor(config, "alerts", "--json", secret=None).stdout)
    assert isinstance(rows, list)
    return rows


def test_a_test_mail_goes_to_each_recipient_and_says_that_it_is_one(config: Path, receivers: Receivers) -> None:
    before = len(receivers.mails)
    done = monitor(config, "alerts", "test", "desk")
    assert done.returncode == 0
    assert done.stdout.count("taken") == 2
    mails = [email.message_from_bytes(raw, policy=email.policy.default) for raw in receivers.mails[before:]]
    assert {mail["To"] for mail in mails} == {"a@a.example", "b@a.example"}
    assert all("test" in str(mail["Subject"]).lower() for mail in mails)


def test_a_test_webhook_is_typed_so_and_stores_nothing(config: Path, receivers: Receivers) -> None:
    before = len(receivers.hooks)
    assert monitor(config, "alerts", "test", "hook").returncode == 0
    (hook,) = receivers.hooks[before:]
    assert json.loads(hook.body)["type"] == "monitor.test"
    assert hook.headers["webhook-signature"].startswith("v1,")


def test_a_test_that_fails_shows_why(config: Path) -> None:
    done = monitor(config, "alerts", "test", "shut")
    assert done.returncode == 1
    assert "failed" in done.stdout
    assert SECRET not in done.stdout + done.stderr


def test_an_unknown_channel_is_used_wrongly(config: Path) -> None:
    done = monitor(config, "alerts", "test", "dekc")
    assert done.returncode == 2
    assert "did you mean 'desk'?" in done.stderr


def test_a_test_needs_the_secrets_and_the_log_does_not(config: Path) -> None:
    assert monitor(config, "alerts", "test", "hook", secret=None).returncode == 78
    assert monitor(config, "alerts", secret=None).returncode == 0


def test_what_was_sent_is_told_apart_from_what_was_not(deliveries: list[dict[str, str]]) -> None:
    states = {(row["channel"], row["recipient"]): row["state"] for row in deliveries}
    assert states[("desk", "a@a.example")] == "sent"
    assert states[("desk", "b@a.example")] == "sent"
    assert [state for (channel, _), state in states.items() if channel == "shut"] == ["failed"]


def test_another_try_makes_a_delivery_due_now(config: Path, deliveries: list[dict[str, str]]) -> None:
    (failed,) = (row["id"] for row in deliveries if row["state"] == "failed")
    assert monitor(config, "alerts", "retry", failed, secret=None).returncode == 0
    rows = json.loads(monitor(config, "alerts", "--status", "waiting", "--json", secret=None).stdout)
    assert [row["id"] for row in rows] == [failed]


def test_what_was_taken_is_not_sent_again(config: Path, deliveries: list[dict[str, str]]) -> None:
    sent = next(row["id"] for row in deliveries if row["state"] == "sent")
    done = monitor(config, "alerts", "retry", sent, secret=None)
    assert done.returncode == 1
    assert "was taken already" in done.stderr
