"""`make faults`: every experiment, or those that are named, and the table of what was measured."""

import os
import shutil
import sys
import time
from collections.abc import Callable

from tests.faults import baits, copies, disk, faulty, fuzz, kills, secrets, sweeps, year
from tests.faults.scene import MissingKitError
from tests.faults.table import Figure, print_table, skipped

PLACES = (1, 2, 3, 5, 8, 13, 21, 34, 60)
EXPERIMENTS: dict[str, Callable[[], list[Figure]]] = {
    "kill-polls": lambda: [kills.kill_polls(200)],
    "kill-service": lambda: [kills.kill_service(200)],
    "faulty-sources": faulty.beside_good_ones,
    "kill-sweep": sweeps.kill_sweep,
    "error-sweep": sweeps.error_sweep,
    "sweep-quick": lambda: [*sweeps.kill_sweep(PLACES), *sweeps.error_sweep(PLACES)],
    "disk-full": disk.full_disk,
    "fuzzed-feeds": fuzz.damaged_feeds,
    "fuzzed-reports": fuzz.damaged_reports,
    "hostile-pages": fuzz.hostile_pages,
    "year": year.year,
    "baits": baits.polled_often,
    "secrets": secrets.seeded,
    "backups": copies.under_load,
    "unit": copies.unit,
    "disk-quick": lambda: disk.full_disk(5),
    "kill-quick": lambda: [kills.kill_polls(10), kills.kill_service(10)],
}
QUICK = frozenset({"kill-quick", "sweep-quick", "disk-quick"})


def main(named: list[str]) -> int:
    """Run experiments one after the other; return 1 if a figure is not what was asked."""
    figures: list[Figure] = []
    for name in named or [one for one in EXPERIMENTS if one not in QUICK]:
        began = time.monotonic()
        try:
            found = EXPERIMENTS[name]()
        except MissingKitError as error:
            found = [skipped(name, str(error))]
        figures += found
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
        for one in found:
            sys.stderr.write(f"  {one.measured}\n")
    return print_table(figures)


def alone() -> None:
    """Go on in a network of our own with loopback only, so that no redirect can lead anywhere; needs root."""
    if os.geteuid() != 0 or not shutil.which("unshare") or not shutil.which("ip") or os.environ.get("FAULTS_ALONE"):
        return
    os.environ["FAULTS_ALONE"] = "1"
    shell = 'ip link set lo up && exec "$0" -m tests.faults "$@"'
    os.execvp("unshare", ["unshare", "--net", "--mount", "sh", "-c", shell, sys.executable, *sys.argv[1:]])


if __name__ == "__main__":
    alone()
    sys.exit(main(sys.argv[1:]))
