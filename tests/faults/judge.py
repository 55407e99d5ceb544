"""Judge a scene: what the receiver took against what the store says it was told."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.scene import KIT, Scene

Row = tuple[str | int | None, ...]


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that only reads."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as connection:
        yield connection


def is_whole(database: Path) -> bool:
    """Return whether a database, if there is one, passes both checks of SQLite."""
    if not database.exists() or database.stat().st_size == 0:
        return True
    with opened(database) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()


def outcomes(database: Path) -> set[tuple[str, str, str, str, str]]:
    """Return the outcomes without their opaque ids: what was published, and how sure it is."""
    with opened(database) as connection:
        rows = connection.execute("SELECT la_code, effective, event, direction, status, moves FROM outcomes").fetchall()
    return {(code, day, event, f"{direction} {status}", moves) for code, day, event, direction, status, moves in rows}


def states(database: Path) -> dict[str, int]:
    """Return how many deliveries are in each state."""
    with opened(database) as connection:
        return dict(connection.execute("SELECT state, count(*) FROM deliveries GROUP BY state").fetchall())


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What the receiver has, measured against the store's deliveries that are sent."""

    requests: int
    taken: int
    lost: int
    unexpected: int
    changed_bodies: int
    bad_signatures: int
    resends: int  # deliveries that the receiver had answered with 200 and got again
    excused: int  # taken, but the line was cut before the answer
    unsent: int  # deliveries that still wait, failed or were given up

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.unexpected or self.changed_bodies or self.bad_signatures or self.unsent)


def judge(scene: Scene) -> Judgement:
    """Return how the receiver's log and the store's outbox compare."""
    with opened(scene.database) as connection:
        sent = [row[0] for row in connection.execute("SELECT id FROM deliveries WHERE state = 'sent'")]
        unsent = connection.execute(
            "SELECT count(*) FROM deliveries WHERE state NOT IN ('sent', 'superseded')"
        ).fetchone()[0]
    expected = scene.folder / "expected.txt"
    expected.write_text("\n".join(sent) + "\n", "utf-8")
    if not scene.hooks.exists():
        scene.hooks.touch()
    report = (sys.executable, KIT / "webhook_sink.py", "--report", scene.hooks, "--expect", expected)
    told = subprocess.run([str(part) for part in report], capture_output=True, text=True, check=False)
    found = json.loads(told.stdout)
    return Judgement(
        requests=found["requests"],
        taken=found["ids"],
        lost=found["n_lost"],
        unexpected=len(found["unexpected"]),
        changed_bodies=len(found["changed_body"]),
        bad_signatures=found["bad_signatures"],
        resends=_resends(scene.hooks),
        excused=found["excused_resends"],
        unsent=unsent,
    )


def _resends(hooks: Path) -> int:
    answered: dict[str, int] = {}
    for line in hooks.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["status"] == 200 and row["answered"]:
            answered[row["id"]] = answered.get(row["id"], 0) + 1
    return sum(count - 1 for count in answered.values())


def told_twice(database: Path) -> int:
    """Return how many outcomes have more than one first alert that was sent to the same recipient."""
    with opened(database) as connection:
        rows = connection.execute(
            """SELECT count(*) FROM (SELECT a.subject FROM alerts a JOIN deliveries d ON d.alert = a.id
                WHERE d.state = 'sent' AND a.type IN ('outcome.changed', 'outcome.areas', 'outcome.retained',
                'outcome.first') GROUP BY a.subject, d.channel, d.recipient HAVING count(*) > 1)"""
        ).fetchone()
    return int(rows[0])
