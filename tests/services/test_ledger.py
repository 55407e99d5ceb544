"""The ledger keeps questions in step with the evidence."""

from datetime import timedelta
from pathlib import Path

from monitor.model.outcome import Question
from monitor.services.ledger import Ledger
from tests.fakes import START, Bench, bench


def settle(world: Bench, *asked: Question) -> list[str]:
    with world.tools.store.transaction():
        Ledger(world.tools)._settle("855", asked, at=world.clock.now())
    return [one.question.kind for one in world.tools.store.questions.open()]


def test_a_dispute_that_comes_back_is_asked_and_told_anew(tmp_path: Path) -> None:
    world = bench(tmp_path)
    dispute = Question(kind="disputed", subject="x", text="Which grade is right?", la_code="855")
    assert settle(world, dispute) == ["disputed"]
    assert settle(world) == []
    assert settle(world, dispute) == ["disputed"]
    assert len(world.tools.store.alerts.about("disputed x")) == 2


def test_a_dispute_that_a_person_settled_is_not_asked_again(tmp_path: Path) -> None:
    world = bench(tmp_path)
    dispute = Question(kind="disputed", subject="x", text="Which grade is right?", la_code="855")
    settle(world, dispute)
    with world.tools.store.transaction():
        world.tools.store.questions.answer("disputed", "x", at=START + timedelta(days=1))
    assert settle(world, dispute) == []
