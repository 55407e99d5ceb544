"""Secrets come from the environment or from systemd, never from the file, and are never shown."""

from pathlib import Path

import pytest

from monitor.errors import SettingsError
from monitor.settings import load_settings

HOOK = """
alerts:
  channels:
    - {id: hook, kind: webhook, url: "https://hooks.example/in", secret: "${HOOK_SECRET}"}
  rules:
    - {to: [hook]}
"""
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    config = tmp_path / "config.yaml"
    config.write_text(HOOK, encoding="utf-8")
    return config


def test_a_secret_comes_from_the_environment_and_is_not_shown(file: Path) -> None:
    loaded = load_settings(file, {"HOOK_SECRET": SECRET})
    channel = loaded.channel("hook")
    assert channel is not None
    assert SECRET not in repr(loaded)
    assert SECRET not in repr(channel.values)


def test_a_secret_comes_from_a_systemd_credential(file: Path, tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "HOOK_SECRET").write_text(f"{SECRET}\n", encoding="utf-8")
    assert load_settings(file, {}, credentials).channel("hook") is not None


@pytest.mark.parametrize("environ", [{}, {"HOOK_SECRET": ""}])
def test_a_missing_secret_is_refused_by_its_name(file: Path, environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"config.yaml:4: alerts.channels\[0\].secret: the secret HOOK_SECRET is"):
        load_settings(file, environ)


def test_a_secret_in_the_file_itself_works_with_a_warning_that_does_not_repeat_it(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HOOK.replace("${HOOK_SECRET}", SECRET), encoding="utf-8")
    warnings = "\n".join(load_settings(config, {}).warnings)
    assert "the secret itself stands in the file" in warnings
    assert SECRET not in warnings


def test_a_secret_with_a_strange_name_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HOOK.replace("${HOOK_SECRET}", "${HOOK-SECRET}"), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"a secret is written \$\{NAME\}"):
        load_settings(config, {})


def test_the_address_of_a_source_holds_no_secret_because_it_is_shown(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text('sources: [{id: a, kind: feed, url: "https://a.example/${KEY}"}]', encoding="utf-8")
    with pytest.raises(SettingsError, match="can hold no secret"):
        load_settings(config, {"KEY": "x"})


def test_a_wrong_value_beside_a_secret_is_told_without_the_secret(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HOOK.replace("secret:", "sceret:"), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(config, {"HOOK_SECRET": SECRET})
    assert "unknown key; did you mean 'secret'?" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_person_who_reads_the_log_does_not_need_the_secrets(file: Path) -> None:
    loaded = load_settings(file, {}, secrets_needed=False)
    assert [one.id for one in loaded.channels] == ["hook"]
    assert loaded.incomplete == ()


def test_a_channel_that_is_nothing_without_its_secret_is_left_out_for_readers(file: Path) -> None:
    file.write_text(HOOK.replace("https://hooks.example/in", "${HOOK_URL}"), encoding="utf-8")
    loaded = load_settings(file, {}, secrets_needed=False)
    assert loaded.incomplete == ("hook",)
    with pytest.raises(SettingsError):
        load_settings(file, {})


HEARTBEAT = 'heartbeat: {url: "${HEARTBEAT_URL}"}\n'
ADDRESS = "https://watcher.example/ping/9f1d-token"


def test_the_heartbeats_address_may_be_a_secret_and_is_not_shown(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HEARTBEAT, encoding="utf-8")
    loaded = load_settings(config, {"HEARTBEAT_URL": ADDRESS})
    assert loaded.heartbeat.url == ADDRESS
    assert ADDRESS not in repr(loaded)
    with pytest.raises(SettingsError) as refused:
        load_settings(config, {"HEARTBEAT_URL": "9f1d-token"})
    assert "heartbeat.url: must be a web address" in str(refused.value)
    assert "9f1d" not in str(refused.value)


def test_a_command_that_sends_nothing_needs_no_heartbeat(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(HEARTBEAT, encoding="utf-8")
    assert load_settings(config, {}, secrets_needed=False).heartbeat.url is None
    with pytest.raises(SettingsError, match="the secret HEARTBEAT_URL is missing"):
        load_settings(config, {})
