"""The archive read again: today's rules, the same ids, nobody told unless asked, and people's verdicts kept."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from monitor.model.alert import AlertRule, AlertType
from monitor.model.claim import Analysis
from monitor.model.outcome import Decision, Outcome, Status
from monitor.services.deliver import Deliverer
from monitor.services.ledger import Ledger
from monitor.services.replay import Replay
from monitor.services.review import Review
from tests.fakes import Bench, bench
from tests.services.test_process import HERALD, OFSTED, OUTSTANDING, grades, publish, read_all, report_site


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    rules = (AlertRule(to=("desk",), events=("changed",)),)
    made = bench(tmp_path, HERALD, OFSTED, rules=rules, until=datetime(2019, 12, 31))  # noqa: DTZ001 - a day
    made.clock.at = datetime.fromisoformat("2024-07-12T09:00:00+00:00")
    publish(made, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(made)
    return made


def outcomes(world: Bench) -> list[Outcome]:
    return world.tools.store.outcomes.all()


def as_misread_before(world: Bench) -> None:
    """Store what a worse reader would have made of the article, and tell it."""
    store = world.tools.store
    article = store.articles.telling("855")[0]
    revision = store.articles.revision(article.id, article.revision)
    claims = tuple(replace(claim, grade="inadequate") for claim in store.articles.claims(article.id, 1))
    with store.transaction():
        store.articles.save(article, revision, Analysis(relevant=True, kind=article.kind, claims=claims))
        Ledger(world.tools).update({"855"}, at=world.clock.now())
    Deliverer(world.tools).deliver_due()


def told(world: Bench) -> list[AlertType]:
    return [delivery.type for delivery in world.tools.store.alerts.deliveries(limit=100)]


def test_with_unchanged_rules_nothing_is_different_and_nothing_is_sent(world: Bench) -> None:
    before, alerts = outcomes(world), told(world)
    done = Replay(world.tools).replay()
    assert (done.articles, done.differences, done.corrections) == (1, (), 0)
    assert outcomes(world) == before
    assert told(world) == alerts


def test_a_misread_grade_is_put_right_under_the_same_id_and_nobody_is_told(world: Bench) -> None:
    as_misread_before(world)
    before, alerts = outcomes(world)[0], told(world)
    done = Replay(world.tools).replay()
    after = outcomes(world)[0]
    assert (before.grades["overall"], after.grades["overall"]) == ("inadequate", "outstanding")
    assert after.id == before.id
    assert [(one.before, one.after) for one in done.differences] == [(before, after)]
    assert told(world) == alerts


def test_those_who_were_told_wrongly_are_corrected_where_that_is_asked_for(world: Bench) -> None:
    as_misread_before(world)
    done = Replay(world.tools).replay(send_corrections=True)
    assert done.corrections == 1
    assert AlertType.OUTCOME_CORRECTED in told(world)


def test_a_verdict_survives(world: Bench) -> None:
    Review(world.tools).decide(outcomes(world)[0].id, Decision.REJECT, note="A rumour.", who="me")
    Replay(world.tools).replay()
    assert [outcome.status for outcome in outcomes(world)] == [Status.REJECTED]


def test_a_report_is_read_again_too(world: Bench) -> None:
    report_site(world, "Children's services inspection", grades())
    read_all(world, OFSTED)
    before = outcomes(world)
    done = Replay(world.tools).replay()
    assert (done.reports, done.differences) == (1, ())
    assert outcomes(world) == before
    assert before[0].status is Status.CONFIRMED


def test_a_file_that_names_another_authority_grades_nobody_read_again_either(world: Bench) -> None:
    lines = tuple(line.replace("Leicestershire", "Northumberland") for line in grades())
    report_site(world, "Children's services inspection", lines)
    read_all(world, OFSTED)
    before = world.tools.store.reports.all()
    done = Replay(world.tools).replay()
    assert (done.reports, done.differences) == (1, ())
    assert world.tools.store.reports.all() == before
    assert before[0].reading.grades == {}
