"""What people ask of the service."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.model.alert import DeliveryState
from monitor.model.outcome import Decision, Status
from monitor.services.asked import Asked
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.review import Review
from tests.faces.pages import filled


def test_a_source_is_due_at_once_when_it_is_asked_for(tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.clock.advance(timedelta(minutes=1))
    Asked(made.tools).poll_now("echo")
    state = made.tools.store.polls.state("echo")
    assert state.next_due == made.clock.now()
    assert state.error == "timed out"
    with pytest.raises(MonitorError, match="no enabled source"):
        Asked(made.tools).poll_now("nothing")


def test_a_delivery_that_was_taken_is_not_sent_again(tmp_path: Path) -> None:
    made = filled(tmp_path)
    store = made.tools.store
    waiting = next(one for one in store.alerts.deliveries(limit=50) if one.state is DeliveryState.WAITING)
    Asked(made.tools).retry(waiting.id)
    with store.transaction():
        store.alerts.mark(waiting.id, DeliveryState.SENT, answer="taken", next_try=None)
    with pytest.raises(MonitorError, match="taken already"):
        Asked(made.tools).retry(waiting.id)
    gone = next(one for one in store.alerts.deliveries(limit=50) if one.state is DeliveryState.SUPERSEDED)
    with pytest.raises(MonitorError, match="superseded"):
        Asked(made.tools).retry(gone.id)


def test_a_trial_verdict_says_what_follows_and_changes_nothing(tmp_path: Path) -> None:
    made = filled(tmp_path)
    review, log = Review(made.tools), Log(made.tools)
    before = log.outcomes(Wanted()), log.alerts(Wanted()), log.questions()
    follows = review.preview("id0001", Decision.REJECT, note="no", who="ada")
    assert follows.outcome.status is Status.REJECTED
    assert follows.spared == 1
    assert (log.outcomes(Wanted()), log.alerts(Wanted()), log.questions()) == before
    assert review.verdicts("id0001") == []


def test_a_verdict_after_the_alert_was_sent_corrects_those_who_were_told(tmp_path: Path) -> None:
    made = filled(tmp_path)
    store = made.tools.store
    waiting = [one for one in store.alerts.in_state(DeliveryState.WAITING) if one.subject == "id0001"]
    with store.transaction():
        for one in waiting:
            store.alerts.fix_body(one.id, b"told", at=made.clock.now())
            store.alerts.mark(one.id, DeliveryState.SENT, answer="taken", next_try=None)
    follows = Review(made.tools).preview("id0001", Decision.REJECT, note="no", who="ada")
    assert [told[0] for told in follows.told] == ["outcome.corrected"]


def test_a_verdict_is_taken_back_step_by_step(tmp_path: Path) -> None:
    made = filled(tmp_path)
    review = Review(made.tools)
    for decision in (Decision.CONFIRM, Decision.REJECT):
        made.clock.advance(timedelta(seconds=1))
        review.decide("id0001", decision, note="because", who="ada")
    made.clock.advance(timedelta(seconds=1))
    review.undo("id0001", who="ada")
    assert [one.decision for one in review.verdicts("id0001")] == [Decision.CONFIRM, Decision.REJECT, Decision.CONFIRM]
    with pytest.raises(MonitorError, match="no verdict"):
        review.undo("id0003", who="ada")
