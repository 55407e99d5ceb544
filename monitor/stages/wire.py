"""The `data` of a webhook: the JSON of an outcome or visit, cut so that a body stays under 20 kB. Pure."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from monitor.model.authority import Authority
from monitor.model.outcome import Outcome, Visit
from monitor.stages.outcome_data import WIRE_EVIDENCE, outcome_data, visit_data

MOST_BYTES: Final = 19_000  # the contract's 20 kB, less the envelope
_FLAGS: Final = 10


def outcome_on_wire(
    outcome: Outcome, authority: Authority, *, quote: int, note: str = "", told: Mapping[str, str] | None = None
) -> str:
    """Return the JSON text of an outcome with at most ten pieces of evidence.

    `note` is the alert's ("found late"), `told` what this recipient was told before; both only where there is one.
    """

    def written(pieces: int, words: int) -> str:
        data = outcome_data(outcome, authority, evidence=pieces, quote=words)
        data["flags"] = data["flags"][:_FLAGS]
        extra = {**({"note": note} if note else {}), **({"told_before": dict(told)} if told else {})}
        return _json({**data, **extra})

    return _fitting(written, quote)


def visit_on_wire(visit: Visit, authority: Authority, *, quote: int, note: str = "") -> str:
    """Return the JSON text of a visit with at most ten pieces of evidence."""

    def written(pieces: int, words: int) -> str:
        data = visit_data(visit, authority, evidence=pieces, quote=words)
        return _json({**data, **({"note": note} if note else {})})

    return _fitting(written, quote)


def _fitting(written: Callable[[int, int], str], quote: int) -> str:
    """Return the fullest text that fits: first the quotations go, then the later pieces of evidence."""
    for pieces in range(WIRE_EVIDENCE, 0, -1):
        for words in (quote, 0):
            text = written(pieces, words)
            if len(text) <= MOST_BYTES:
                return text
    return written(0, 0)


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, separators=(",", ":"))  # in ASCII: no character of a stranger can spoil a body
