"""Kill `poll --all` and `run` at random moments while the replica advances and the receiver fails.

Asked: nothing lost, nothing unexpected, no body changed, repeats at most kills plus answers cut, the database whole
after every kill, and in the end the outcomes of an undisturbed run.
"""

import random
import subprocess
import sys

from tests.faults.judge import is_whole, judge, outcomes, told_twice
from tests.faults.scene import Scene, kill_group, scene
from tests.faults.table import Figure

STEPS = 7
ASKED = "lost 0, unexpected 0, bodies changed 0, repeats <= kills + answers cut, integrity ok every time"
FAILING = ("--fail", "1", "--drop-after", "2")  # each delivery: once refused, then taken with the answer cut, then well


def undisturbed() -> set[tuple[str, str, str, str, str]]:
    """Return the outcomes of a run that nothing disturbs."""
    with scene() as quiet:
        for step in range(STEPS):
            quiet.step(step)
            quiet.run("poll", "--all")
        return outcomes(quiet.database)


def kill_polls(kills: int, seed: int = 7) -> Figure:
    """Kill `poll --all` at random moments."""
    with scene(*FAILING) as stage:
        return _kills(stage, ("poll", "--all"), kills, seed, longest=2.2)


def kill_service(kills: int, seed: int = 8) -> Figure:
    """Kill `run` at random moments."""
    with scene(*FAILING) as stage:
        return _kills(stage, ("run",), kills, seed, longest=4.0)


def _kills(stage: Scene, command: tuple[str, ...], kills: int, seed: int, *, longest: float) -> Figure:
    rng, broken, killed = random.Random(seed), 0, 0
    step = 0
    for _ in range(3 * kills):
        if killed == kills:
            break
        if killed * STEPS // kills > step:
            # Each step is seen as a whole once: what a site shows for a while only is not lost to chance.
            stage.run("poll", "--all")
            step = killed * STEPS // kills
            stage.step(min(step, STEPS - 1))
        started = stage.start(*command)
        try:
            started.wait(rng.uniform(0.2, longest))
        except subprocess.TimeoutExpired:
            killed += 1
        kill_group(started)
        broken += not is_whole(stage.database)
    return verdict(stage, f"{killed} kills of `{' '.join(command)}`", killed, broken)


def verdict(stage: Scene, name: str, killed: int, broken: int) -> Figure:
    """Let the monitor finish undisturbed, and judge."""
    for _ in range(6):
        stage.run("poll", "--all")
    found, missing = judge(stage), undisturbed() ^ outcomes(stage.database)
    twice = told_twice(stage.database)
    for row in sorted(missing):
        sys.stderr.write(f"  differs: {row}\n")
    is_well = found.is_clean and not broken and not missing and not twice and found.resends <= killed + found.excused
    measured = (
        f"{killed} kills: taken {found.taken}, lost {found.lost}, unexpected {found.unexpected}, bodies changed "
        f"{found.changed_bodies}, repeats {found.resends} (answers cut {found.excused}), not sent {found.unsent}, "
        f"first alerts twice {twice}, broken databases {broken}, outcomes that differ {len(missing)}"
    )
    return Figure(name=name, asked=ASKED, measured=measured, passed=is_well)
