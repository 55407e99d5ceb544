"""`monitor check` examines the settings and the machine, and changes nothing."""

import json
import os
from pathlib import Path

import pytest

from monitor.cli.entry import run


def check(file: Path, text: str) -> int:
    file.write_text(text, encoding="utf-8")
    return run(["--config", str(file), "check"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def test_good_settings_are_well_and_nothing_is_made(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(file, "contact: me@example.org\n") == 0
    shown = capsys.readouterr().out
    assert "as published to 2026-06-18" in shown
    assert "made at the first start" in shown
    assert list(file.parent.iterdir()) == [file]


def test_a_state_folder_that_is_a_file_is_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file.parent / "taken").write_text("", encoding="utf-8")
    assert check(file, "state: taken\n") == 78
    assert "is no folder" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_state_folder_that_cannot_be_written_is_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file.parent / "shut").mkdir(mode=0o500)
    assert check(file, "state: shut\n") == 78
    assert "can't write" in capsys.readouterr().out


def test_a_missing_ca_file_is_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(file, "network: {ca_file: ours.pem}\n") == 78
    assert "ours.pem can't be read" in capsys.readouterr().out


def test_a_private_source_that_nobody_allowed_is_warned_of(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = 'sources: [{id: mirror, kind: feed, url: "http://10.1.2.3/feed"}]\n'
    assert check(file, source) == 0
    assert "source mirror: 10.1.2.3 is in a private network" in capsys.readouterr().out
    assert check(file, "network: {allow: [10.0.0.0/8]}\n" + source) == 0
    assert "private network" not in capsys.readouterr().out


def test_the_limits_of_a_proxy_are_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(file, 'network: {proxy: "http://user:hush@proxy.example:3128"}\n') == 0
    shown = capsys.readouterr().out
    assert "behind a proxy" in shown
    assert "hush" not in shown


def test_the_schema_knows_every_kind_and_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--schema", "--config", "x"]) == 2
    capsys.readouterr()
    assert run(["check", "--schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(schema["properties"]) >= {"contact", "state", "network", "sources", "alerts", "web"}
    assert "ofsted-reports" in schema["$defs"]["SourceSection"]["properties"]["kind"]["enum"]
    channels = schema["$defs"]["AlertsSection"]["properties"]["channels"]["items"]["oneOf"]
    assert {one["properties"]["kind"]["const"] for one in channels} >= {"email", "webhook"}
