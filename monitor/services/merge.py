"""Merge a newer shipped ledger: once, and without alerts. What it confirms was published before this program came."""

from monitor.model.alert import AlertType
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools


def merge_ledger(tools: Tools) -> bool:
    """Recompute every authority that has outcomes with the ledger of this program, if it is another than last time.

    One commit, no alert; conflicts become questions. Returns whether there was anything to merge.
    """
    baseline = tools.baseline
    mark = f"ledger of {baseline.as_published_to.isoformat()}, {len(baseline.inspections)} inspections"
    now = tools.clock.now()
    with tools.store.transaction():
        if tools.store.marks.has(mark):
            return False
        known = {outcome.la_code for outcome in tools.store.outcomes.all()}
        Ledger(tools, telling=frozenset[AlertType]()).update(known, at=now)
        tools.store.marks.set(mark, at=now)
    return True
