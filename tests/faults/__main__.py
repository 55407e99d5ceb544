"""`make faults`: every experiment, or those that are named, and the table of what was measured."""

import sys
import time
from collections.abc import Callable

from tests.faults import kills
from tests.faults.scene import MissingKitError
from tests.faults.table import Figure, print_table, skipped

EXPERIMENTS: dict[str, Callable[[], list[Figure]]] = {
    "kill-polls": lambda: [kills.kill_polls(200)],
    "kill-service": lambda: [kills.kill_service(200)],
    "kill-quick": lambda: [kills.kill_polls(10), kills.kill_service(10)],
}
QUICK = frozenset({"kill-quick"})


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
