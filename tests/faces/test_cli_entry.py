"""The command line: light to start, one clear line for each failure, the exit codes of the contract."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.cli.entry import COMMANDS, run
from monitor.cli.invocation import Invocation
from monitor.errors import SettingsError

HEAVY = {
    "apscheduler", "bs4", "fastapi", "feedparser", "httpx", "pydantic", "pypdf", "pypdfium2", "rich", "sqlite_utils",
    "structlog", "trafilatura",
}  # fmt: skip


def command(*arguments: str, cwd: Path, environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        cwd=cwd,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_version_comes_without_any_heavy_import(tmp_path: Path) -> None:
    code = "import sys; from monitor.cli.entry import run; run(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "version" in done.stdout
    assert not HEAVY & {name.split(".")[0] for name in done.stdout.split()}


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_an_unknown_command_is_used_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pol"]) == 2
    assert "No such command 'pol'. Did you mean 'poll'?" in capsys.readouterr().err


def test_without_settings_one_line_says_where_they_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    invocation = Invocation(environ={}, system_file=tmp_path / "etc" / "config.yaml")
    with pytest.raises(SettingsError, match=r"^no settings: neither ./config.yaml nor .* --config or"):
        invocation.load()


def test_a_named_settings_file_that_is_missing_is_told(tmp_path: Path) -> None:
    done = command("--config", "mine.yaml", "check", cwd=tmp_path)
    assert done.returncode == 78
    assert done.stderr == "mine.yaml: no such file; name another with --config or $MONITOR_CONFIG\n"


def test_a_broken_settings_file_is_told_line_by_line_and_ends_with_78(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("web: {prt: 1}\nretention: {text: long}\n", encoding="utf-8")
    done = command("check", cwd=tmp_path)
    assert done.returncode == 78
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "config.yaml:1: web.prt: unknown key; did you mean 'port'?",
        "config.yaml:2: retention.text: must be a duration such as 30s, 15m, 2h, 7d or 24mo",
    ]


def test_the_environment_can_name_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("contact: me@example.org\n", encoding="utf-8")
    done = command("check", cwd=tmp_path, environ={"MONITOR_CONFIG": "mine.yaml"})
    assert done.returncode == 0
    assert "mine.yaml: 0 sources" in done.stdout


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o"), ("zsh", "#compdef monitor"), ("fish", "complete")]
)
def test_a_completion_script_is_printed_for_each_shell(
    shell: str, sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", shell]) == 0
    assert sign in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "count", "offered"),
    [
        ("monitor chec", 1, ["plain,check"]),
        ("monitor --config c.yaml poll ga", 4, ["plain,gazette"]),
        ("monitor --config c.yaml sources probe g", 5, ["plain,gazette"]),
        ("monitor --config c.yaml alerts test h", 5, ["plain,hook"]),
        ("monitor --config broken.yaml poll g", 4, []),
        ("monitor ratings leicester", 2, ["plain,Leicester", "plain,Leicestershire"]),
    ],
)
def test_the_shell_is_offered_what_fits(tmp_path: Path, words: str, count: int, offered: list[str]) -> None:
    hook = 'alerts: {channels: [{id: hook, kind: webhook, url: "https://hooks.example/", secret: "${HOOK}"}]}'
    source = 'sources: [{id: gazette, kind: feed, url: "https://gazette.example/feed"}]'
    (tmp_path / "c.yaml").write_text(f"{source}\n{hook}\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("sources: x\n", encoding="utf-8")
    environ = {"_MONITOR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)}
    code = "import sys; sys.argv = ['monitor']; from monitor.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environ},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == offered
