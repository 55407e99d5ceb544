"""Kill, or fail, inside the n-th call of a system call: the points that random timing rarely hits.

Each try begins with the same state, one step of the replica behind, so that each has a whole pass of work to be cut
in; then one undisturbed pass must find everything in order.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.judge import is_whole, judge, opened, outcomes, told_twice
from tests.faults.scene import MissingKitError, Scene, kill_group, scene
from tests.faults.table import Figure

# Steps of the replica: the last brings corrections, a visit, a replaced report and a question, and little to read.
BEFORE, AFTER = 5, 6
LONGEST_RETRY = 140.0  # seconds: an entry that failed once or twice is tried again after one minute, or two
BEYOND = 3  # places in a row that were not reached: a pass makes fewer such calls, and later places are none
# This SQLite syncs with fsync; where another one uses fdatasync, that is what is cut.
KILLED = ("fsync", "fdatasync", "pwrite64", "sendto", "connect")
FAILED = (("fsync", "EIO"), ("fdatasync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC"), ("write", "ENOSPC"))


@dataclass(kw_only=True)
class Tally:
    """What went wrong over all tries."""

    tries: int = 0
    cut: int = 0  # tries that reached their place
    broken: int = 0
    lost: int = 0
    unexpected: int = 0
    unsent: int = 0
    early: int = 0  # marked sent without an answer
    twice: int = 0
    repeats: int = 0
    differing: int = 0

    @property
    def is_well(self) -> bool:
        wrong = (self.broken, self.lost, self.unexpected, self.unsent, self.early, self.twice, self.differing)
        return not any(wrong)

    def __str__(self) -> str:
        return (
            f"{self.cut} of {self.tries} tries cut: lost {self.lost}, unexpected {self.unexpected}, not sent "
            f"{self.unsent}, sent without an answer {self.early}, first alerts twice {self.twice}, repeats "
            f"{self.repeats}, broken databases {self.broken}, outcomes that differ {self.differing}"
        )


def kill_sweep(places: Sequence[int] = range(1, 61)) -> list[Figure]:
    """Kill `poll --all` inside the n-th call of each of these system calls."""
    return [_sweep(call, "signal=KILL", places, "lost 0, unexpected 0, repeats <= kills") for call in KILLED]


def error_sweep(places: Sequence[int] = range(1, 61)) -> list[Figure]:
    """Let the n-th call fail, as a full or dying disk does."""
    asked = "survives, integrity ok, none sent without an answer, heals in a cycle"
    return [_sweep(call, f"error={error}", places, asked) for call, error in FAILED]


def _sweep(call: str, action: str, places: Sequence[int], asked: str) -> Figure:
    if not shutil.which("strace"):
        raise MissingKitError("strace is not here")
    tally = Tally()
    with scene(step=BEFORE) as stage:
        stage.run("poll", "--all")
        state, fresh = stage.folder / "state", stage.folder / "fresh"
        shutil.copytree(state, fresh)
        taken = stage.hooks.read_bytes()
        stage.step(AFTER)
        stage.run("poll", "--all")
        wanted = outcomes(stage.database)
        missed = 0
        for place in places:
            shutil.rmtree(state)
            shutil.copytree(fresh, state)
            stage.hooks.write_bytes(taken)
            missed = 0 if _try(stage, f"{call}:{action}:when={place}", tally, wanted) else missed + 1
            if missed == BEYOND:
                break
    passed = tally.is_well if tally.cut else None
    return Figure(name=f"{call} {action}, n-th call", asked=asked, measured=str(tally), passed=passed)


def _try(stage: Scene, injected: str, tally: Tally, wanted: set[tuple[str, str, str, str, str]]) -> bool:
    """Make one try; return whether the place was reached."""
    call, seen = injected.partition(":")[0], stage.folder / "calls.log"
    strace = ("strace", "-f", "-qq", "-o", str(seen), "-e", f"trace={call}", "-e")
    started = stage.start("poll", "--all", before=[*strace, f"inject={injected}"])
    try:
        code = started.wait(90)
    except subprocess.TimeoutExpired:
        code = -1
    kill_group(started)
    tally.tries += 1
    is_reached = code != 0 or "INJECTED" in seen.read_text("utf-8", "replace")
    tally.cut += is_reached
    tally.broken += not is_whole(stage.database)
    tally.early += marked_early(stage)
    _heal(stage)
    found = judge(stage)
    tally.broken += not is_whole(stage.database)
    tally.lost += found.lost
    tally.unexpected += found.unexpected
    tally.unsent += found.unsent
    tally.repeats += found.resends
    tally.twice += told_twice(stage.database)
    differing = wanted ^ outcomes(stage.database)
    tally.differing += len(differing)
    if differing or found.unsent or found.lost or found.unexpected:
        sys.stderr.write(f"    {injected}: exit {code}; {found}; {[row[:4] for row in sorted(differing)][:3]}\n")
        shutil.copytree(
            stage.folder / "state", Path(tempfile.gettempdir()) / f"faults-kept-{injected}", dirs_exist_ok=True
        )
    return is_reached


def _heal(stage: Scene) -> None:
    """Let the monitor finish undisturbed; what failed has a next try of its own, and is waited for."""
    for _ in range(3):
        stage.run("poll", "--all")
        with opened(stage.database) as connection:
            due = connection.execute("SELECT min(next_try) FROM entries WHERE state = 'pending'").fetchone()[0]
        if due is None:
            return
        left = (datetime.fromisoformat(due) - datetime.now(UTC)).total_seconds()
        time.sleep(min(max(left, 0.0), LONGEST_RETRY) + 0.1)


def marked_early(stage: Scene) -> int:
    """Return how many deliveries are marked as sent that the receiver has not taken."""
    if not is_whole(stage.database):
        return 0
    taken = stage.hooks.read_text("utf-8")
    with opened(stage.database) as connection:
        sent = [row[0] for row in connection.execute("SELECT id FROM deliveries WHERE state = 'sent'")]
    return sum(one not in taken for one in sent)
