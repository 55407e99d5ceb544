"""Backups under load, the restore by its written steps, and two instances at once."""

import re
import subprocess
import sys
import time

from tests.faults.judge import is_whole, opened, states
from tests.faults.scene import ROOT, MissingKitError, Scene, kill_group, scene
from tests.faults.table import Figure


def under_load(count: int = 6) -> list[Figure]:
    """Back up a working service again and again; put the copies back; count what is sent."""
    with scene() as stage:
        stage.run("poll", "--all")
        made, slowest, refused = _backups(stage, count)
        wanted = len(stage.hooks.read_text("utf-8").splitlines())
        unwanted, whole, kept = 0, 0, 0
        began = time.monotonic()
        for number in range(count):
            stage.run("restore", str(stage.folder / f"backup{number}.tar"))
            stage.run("poll", "--all")
            stage.run("poll", "--all")
            now = len(stage.hooks.read_text("utf-8").splitlines())
            unwanted, wanted = unwanted + now - wanted, now
            whole += is_whole(stage.database)
            kept += bool(states(stage.database).get("held")) or number == count - 1
        restored = (time.monotonic() - began) / count
        with opened(stage.database) as connection:
            questions = connection.execute("SELECT count(*) FROM questions WHERE kind = 'restored'").fetchone()[0]
    return [
        Figure(
            name=f"{count} backups under load, each put back",
            asked="integrity ok, <= 10 min, 0 unwanted sends",
            measured=(
                f"{made} made and verified (slowest {slowest:.1f} s), {whole} whole after the restore, {unwanted} "
                f"unwanted sends, questions {questions}, {restored:.1f} s for restore and two passes"
            ),
            passed=made == whole == count and not unwanted and restored < 600,
        ),
        Figure(
            name="two instances at once",
            asked="the second is refused (75)",
            measured=f"{refused} of 3 refused",
            passed=refused == 3,
        ),
    ]


def _backups(stage: Scene, count: int) -> tuple[int, float, int]:
    started = stage.start("run")
    made, slowest = 0, 0.0
    try:
        time.sleep(3)
        tries = (("poll",), ("run",), ("replay",))
        refused = sum(stage.run(*arguments).returncode == 75 for arguments in tries)
        for number in range(count):
            stage.step(min(number + 1, 6))
            time.sleep(1.0)
            began = time.monotonic()
            done = stage.run("backup", str(stage.folder / f"backup{number}.tar"))
            slowest = max(slowest, time.monotonic() - began)
            made += done.returncode == 0 and "verified" in done.stdout
            if done.returncode:
                sys.stderr.write(f"    backup {number}: {done.stdout}{done.stderr}\n")
        time.sleep(12)
    finally:
        started.terminate()
        kill_group(started)
    return made, slowest, refused


def unit() -> list[Figure]:
    """Verify the systemd unit, and score its exposure."""
    file = ROOT / "systemd" / "monitor.service"
    try:
        verified = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True, check=False)
        scored = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", file], capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise MissingKitError("systemd-analyze is not here") from error
    said = (verified.stdout + verified.stderr).strip()
    score = re.search(r"exposure level[^:]*:\s*([\d.]+)", scored.stdout)
    value = float(score[1]) if score else 99.0
    return [
        Figure(
            name="the unit",
            asked="verify prints nothing, exposure <= 1.5",
            measured=f"verify: {said or 'nothing'}; exposure {value}",
            passed=not said and value <= 1.5,
        )
    ]
