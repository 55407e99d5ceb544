"""What a person objects to in a reading is evidence no more, until they take it back."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.model.alert import AlertType, DeliveryState
from monitor.model.objection import Wrong
from monitor.model.outcome import Status
from monitor.services.deliver import Deliverer
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.objecting import Meant, Objecting
from monitor.services.replay import Replay
from tests.faces.pages import Telling, filled, keep
from tests.fakes import Bench
from tests.services.test_process import OUTSTANDING, publish, read_all
from tests.services.test_process import world as world  # noqa: PLC0414 - the fixture


def statuses(made: Bench) -> dict[str, str]:
    return {row["id"]: row["status"] for row in Log(made.tools).outcomes(Wanted())}


def sent(made: Bench) -> list[tuple[AlertType, str]]:
    return [
        (one.type, one.subject)
        for one in made.tools.store.alerts.deliveries(limit=99)
        if one.state is DeliveryState.SENT
    ]


def test_an_objection_keeps_what_was_claimed_and_is_stored_once(tmp_path: Path) -> None:
    made = filled(tmp_path)
    objecting = Objecting(made.tools)
    first = objecting.object(Meant(article="a1", claim=0), Wrong.GRADE, who="ada")
    assert objecting.object(Meant(article="a1", claim=0), Wrong.GRADE, who="ada") == first
    stored = made.tools.store.objections.of_article("a1")
    assert [(one.la_code, one.judgement, one.grade, one.quote) for one in stored] == [
        ("856", "overall", "good", "good")
    ]
    objecting.withdraw(first)
    assert made.tools.store.objections.standing(limit=9) == []
    with pytest.raises(MonitorError, match="taken back before"):
        objecting.withdraw(first)


def test_what_can_not_be_meant_is_refused(tmp_path: Path) -> None:
    objecting = Objecting(filled(tmp_path).tools)
    for wrong in (Meant(article="a1", claim=7), Meant(article="a1", claim=0, revision=1)):
        with pytest.raises(MonitorError, match="read anew since"):
            objecting.object(wrong, Wrong.GRADE, who="ada")
    with pytest.raises(MonitorError, match="at a claim"):
        objecting.object(Meant(article="a1"), Wrong.GRADE, who="ada")
    with pytest.raises(MonitorError, match="no article"):
        objecting.weigh(Meant(article="a99"), Wrong.NOT_RELEVANT)


def test_one_witness_less_is_one_step_less_sure_and_taking_it_back_restores_it(tmp_path: Path) -> None:
    made = filled(tmp_path)
    before = statuses(made)
    assert before["id0001"] == "corroborated"
    objection = Objecting(made.tools).object(Meant(article="a2", claim=0), Wrong.NOT_NEWS, who="ada")
    assert statuses(made) == {**before, "id0001": "reported"}
    assert [one and one.who for one in Objecting(made.tools).against("a2")] == ["ada"]
    Objecting(made.tools).withdraw(objection)
    assert statuses(made) == before
    assert Objecting(made.tools).against("a2") == [None]


def test_a_dispute_ends_where_one_side_was_misread(tmp_path: Path) -> None:
    made = filled(tmp_path)
    disputed = next(row for row in Log(made.tools).outcomes(Wanted()) if row["status"] == "disputed")
    assert disputed["authority"] == "Leeds"
    Objecting(made.tools).object(Meant(article="a5", claim=0), Wrong.AUTHORITY, who="ada")
    [row] = [row for row in Log(made.tools).outcomes(Wanted()) if row["authority"] == "Leeds"]
    assert (row["id"], row["status"], row["judgements"][0]["to"]) == (disputed["id"], "reported", "good")
    assert [one["subject"] for one in Log(made.tools).questions() if one["kind"] == "disputed"] == []


def test_nobody_is_told_what_was_objected_to_before_it_was_sent(tmp_path: Path) -> None:
    made = filled(tmp_path)
    Objecting(made.tools).object_to_all(["a1", "a2"], Wrong.NOT_RELEVANT, who="ada")
    assert statuses(made)["id0001"] == "withdrawn"
    Deliverer(made.tools).deliver_due()
    assert [subject for _, subject in sent(made) if subject == "id0001"] == []


def test_what_was_told_and_holds_no_more_is_corrected_once_to_those_who_were_told(tmp_path: Path) -> None:
    made = filled(tmp_path)
    Deliverer(made.tools).deliver_due()
    told = sent(made)
    Objecting(made.tools).object_to_all(["a1", "a2"], Wrong.NOT_RELEVANT, who="ada")
    Deliverer(made.tools).deliver_due()
    assert sorted(set(sent(made)) - set(told)) == [(AlertType.OUTCOME_CORRECTED, "id0001")]
    assert len(sent(made)) == len(told) + 1


def test_what_would_follow_is_said_before_and_nothing_of_it_is_done(tmp_path: Path) -> None:
    made = filled(tmp_path)
    Deliverer(made.tools).deliver_due()
    log = Log(made.tools)
    before = log.outcomes(Wanted()), log.alerts(Wanted()), log.questions()
    effects = Objecting(made.tools).weigh_all(["a1", "a2"], Wrong.NOT_NEWS)
    assert [(one.id, one.status) for one in effects.outcomes] == [("id0001", Status.WITHDRAWN)]
    assert effects.told == (("outcome.corrected", "desk", "desk@example.org"),)
    assert (log.outcomes(Wanted()), log.alerts(Wanted()), log.questions()) == before
    assert made.tools.store.objections.standing(limit=9) == []
    assert not Objecting(made.tools).weigh(Meant(article="a6"), Wrong.RELEVANT)


def test_an_edit_that_tells_another_grade_is_news_again(tmp_path: Path) -> None:
    made = filled(tmp_path)
    Objecting(made.tools).object_to_all(["a3"], Wrong.NOT_RELEVANT, who="ada")
    edited = Telling(id="a3", la_code="330", name="Birmingham", grade="outstanding", more="Mended.", days_ago=3)
    keep(made.tools, edited)
    birmingham = Wanted(la_codes=("330",))
    assert [row["status"] for row in Log(made.tools).outcomes(birmingham)] == ["withdrawn"]
    keep(made.tools, Telling(id="a3", la_code="330", name="Birmingham", grade="good", days_ago=3))
    assert [row["judgements"][0]["to"] for row in Log(made.tools).outcomes(birmingham)] == ["good"]


def test_an_objection_survives_a_replay_and_so_does_taking_it_back(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(world)
    [article] = Log(world.tools).articles(Wanted())
    objecting = Objecting(world.tools)
    objection = objecting.object(Meant(article=article["id"]), Wrong.NOT_NEWS, who="ada")
    assert list(statuses(world).values()) == ["withdrawn"]
    world.clock.advance(timedelta(days=1))
    assert Replay(world.tools).replay().differences == ()
    assert list(statuses(world).values()) == ["withdrawn"]
    objecting.withdraw(objection)
    Replay(world.tools).replay()
    assert list(statuses(world).values()) == ["reported"]
