"""Merge a newer shipped ledger: once, and without alerts. What it confirms was published before this program came.

Where it says otherwise than people were told, a person is asked: confirming the outcome sends the correction.
"""

from datetime import datetime

from monitor.model.alert import Alert, AlertType, DeliveryState
from monitor.model.outcome import Outcome, Question
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools
from monitor.stages.follow_up import follow_up
from monitor.stages.rules import is_live

TOLD_OTHERWISE = "told-otherwise"  # the kind of question


def merge_ledger(tools: Tools) -> bool:
    """Recompute every authority that has outcomes with the ledger of this program, if it is another than last time.

    One commit, no alert about an outcome; conflicts become questions. Returns whether there was anything to merge.
    """
    baseline = tools.baseline
    mark = f"ledger of {baseline.as_published_to.isoformat()}, {len(baseline.inspections)} inspections"
    now = tools.clock.now()
    with tools.store.transaction():
        if tools.store.marks.has(mark):
            return False
        known = {outcome.la_code for outcome in tools.store.outcomes.all()}
        for change in Ledger(tools, telling=frozenset[AlertType]()).update(known, at=now):
            outcome = tools.store.outcomes.get(change.subject)
            if outcome is not None and _was_told_otherwise(tools, outcome):
                _ask(tools, outcome, now)
        tools.store.marks.set(mark, at=now)
    return True


def _was_told_otherwise(tools: Tools, outcome: Outcome) -> bool:
    """Return whether the last that somebody was told of an outcome does not hold."""
    last: dict[tuple[str, str], Alert] = {}
    for alert, deliveries in tools.store.alerts.about(outcome.id):
        for one in deliveries:
            if one.body is not None and one.state is not DeliveryState.SUPERSEDED:
                last[one.channel, one.recipient] = alert
    asked = (follow_up(alert.told, outcome, may_update=False) for alert in last.values())
    return AlertType.OUTCOME_CORRECTED in asked


def _ask(tools: Tools, outcome: Outcome, now: datetime) -> None:
    verdict = "confirm" if is_live(outcome.status) else "reject"
    text = (
        f"{outcome.explanation} People were told otherwise before this newer ledger came: "
        f"`monitor review {outcome.id} {verdict}` sends them a correction."
    )
    question = Question(kind=TOLD_OTHERWISE, subject=outcome.id, text=text, la_code=outcome.la_code, outcome=outcome.id)
    Ledger(tools).ask(question, at=now)
