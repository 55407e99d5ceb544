"""What each piece of evidence is worth: natural logarithms of the odds that a grade is told as new, and recalled.

Fitted offline by logistic regression over labelled texts (`tests/corpus/fit.py` has how); kept in data/evidence.csv.
"""

import csv
import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

FILE: Final = "evidence.csv"
START: Final = "(start)"  # what stands in the file for no evidence at all


class Worth(NamedTuple):
    """Log-odds that a grade is told as new, and that it is recalled. Both may hold: a rating that was kept."""

    new: float = 0.0
    recalled: float = 0.0


@cache
def weights() -> dict[str, Worth]:
    """Return what each piece of evidence is worth."""
    text = files("monitor.data").joinpath(FILE).read_text("utf-8")
    return {
        row["evidence"]: Worth(float(row["new"]), float(row["recalled"])) for row in csv.DictReader(text.splitlines())
    }


def worth(evidence: Iterable[str]) -> Worth:
    """Return the sum of what pieces of evidence are worth, the same in whatever order they come."""
    known = weights()
    found = [known[one] for one in evidence if one in known]
    return Worth(math.fsum([one[0] for one in found]), math.fsum([one[1] for one in found]))


def probability(log_odds: float) -> float:
    """Return the probability of log-odds, between 0 and 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def any_of(probabilities: Iterable[float]) -> float:
    """Return the probability that at least one of several independent events is true (noisy or)."""
    none = 1.0
    for one in probabilities:
        none *= 1.0 - one
    return 1.0 - none
