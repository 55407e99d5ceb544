"""A full disk at twenty moments under a running service: it stays up, tells nothing untrue, and heals by itself."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.faults.judge import is_whole, judge, outcomes, told_twice
from tests.faults.scene import MissingKitError, Scene, kill_group, scene
from tests.faults.sweeps import Tally, marked_early
from tests.faults.table import Figure

BEFORE, AFTER = 0, 2  # steps of the replica: forty reports to read and to tell, from a store that has told nothing
SIZE = 48_000_000  # bytes of the small disk


def full_disk(moments: int = 20) -> list[Figure]:
    """Let the disk run full after so and so many bytes, and make room again some seconds later."""
    tally, alive = Tally(), 0
    with scene(step=BEFORE, every="2s") as stage:
        state, fresh = stage.folder / "state", stage.folder / "fresh"
        stage.run("poll", "--all")
        state.rename(fresh)
        needed = _needed(stage, fresh)
        wanted = outcomes(stage.database)
        shutil.rmtree(state)
        state.mkdir()
        if os.geteuid() != 0 or _mount(state) != 0:
            raise MissingKitError("no small disk can be mounted here")
        try:
            for moment in range(moments):
                alive += _fill_up(stage, fresh, needed * moment // moments, tally, wanted)
        finally:
            subprocess.run(["umount", state], check=False)
    return [
        Figure(
            name="disk full under `run`",
            asked="survives all, integrity ok, none sent without an answer, heals",
            measured=f"alive after {alive} of {moments}; {tally}",
            passed=alive == moments and tally.is_well,
        )
    ]


def _mount(folder: Path) -> int:
    return subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "small", folder], check=False
    ).returncode


def _needed(stage: Scene, fresh: Path) -> int:
    """Return by how many bytes the state grows in the pass that is to be cut."""
    shutil.copytree(fresh, stage.folder / "state")
    stage.step(AFTER)
    stage.run("poll", "--all")
    return max(1, _size(stage.folder / "state") - _size(fresh)) + 2_000_000


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _fill_up(stage: Scene, fresh: Path, room: int, tally: Tally, wanted: set[tuple[str, str, str, str, str]]) -> bool:
    state = stage.folder / "state"
    for path in state.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(fresh, state, dirs_exist_ok=True)
    stage.hooks.write_bytes(b"")
    stage.step(BEFORE)
    started = stage.start("run")
    time.sleep(4)
    ballast = state / "ballast"
    free = os.statvfs(state)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(4096, free.f_bavail * free.f_frsize - room))
    stage.step(AFTER)
    time.sleep(6)
    survived = started.poll() is None
    ballast.unlink()
    tally.early += marked_early(stage)
    tally.broken += not is_whole(stage.database)
    time.sleep(18)
    survived = survived and started.poll() is None
    started.terminate()
    try:
        started.wait(12)
    except subprocess.TimeoutExpired:
        survived = False
    kill_group(started)
    found = judge(stage)
    tally.tries += 1
    tally.cut += 1
    tally.broken += not is_whole(stage.database)
    tally.lost += found.lost
    tally.unexpected += found.unexpected
    tally.unsent += found.unsent
    tally.repeats += found.resends
    tally.twice += told_twice(stage.database)
    tally.differing += len(wanted ^ outcomes(stage.database))
    return survived
