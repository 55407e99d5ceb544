"""Lists of outcomes and visits, page by page."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.model.claim import Direction
from monitor.model.inspection import VisitKind
from monitor.model.outcome import Event, Evidence, Outcome, Status, Visit
from monitor.storage.outcome_log import OutcomeFilter
from monitor.storage.store import Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def evidence(source: str) -> Evidence:
    return Evidence(
        article="a", source=source, outlet="O", url="https://o.example/", published=TODAY, quote="", independent=True
    )


def outcome(name: str, day: date, *, source: str = "herald", status: Status = Status.REPORTED) -> Outcome:
    return Outcome(
        id=name,
        la_code="856",
        framework=None,
        inspection_type=None,
        start=None,
        end=None,
        published=None,
        effective=day,
        event=Event.CHANGED,
        direction=Direction.UP,
        status=status,
        moves=(),
        evidence=(evidence(source),),
        explanation="",
        first_seen=NOW,
        detected_at=NOW,
    )


def keep(store: Store, *outcomes: Outcome) -> None:
    with store.transaction():
        for one in outcomes:
            store.outcomes.save(one)


def paged(store: Store, limit: int) -> list[str]:
    shown: list[str] = []
    for _ in range(50):
        page = store.outcome_log.outcomes(OutcomeFilter(limit=limit, after=shown[-1] if shown else None))
        if not page:
            break
        shown += [one.id for one in page]
    return shown


def test_pages_of_outcomes_follow_each_other_even_where_days_are_the_same(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, *(outcome(f"{n:02}", TODAY - timedelta(days=n // 4)) for n in range(14)))
    assert paged(store, 3) == [f"{n:02}" for n in range(14)]


def test_outcomes_are_found_by_day_status_and_source(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(
        store,
        outcome("old", TODAY - timedelta(days=9)),
        outcome("sure", TODAY, status=Status.CONFIRMED),
        outcome("council", TODAY, source="council"),
    )

    def found(wanted: OutcomeFilter) -> list[str]:
        return [one.id for one in store.outcome_log.outcomes(wanted)]

    assert found(OutcomeFilter(until=TODAY - timedelta(days=9))) == ["old"]
    assert found(OutcomeFilter(since=TODAY, source="herald")) == ["sure"]
    assert found(OutcomeFilter(statuses=("confirmed", "disputed"))) == ["sure"]
    assert found(OutcomeFilter(la_codes=("855",))) == []
    assert store.outcome_log.counts() == {"reported": 2, "confirmed": 1}


def test_visits_are_read_page_by_page(tmp_path: Path) -> None:
    store = Store(tmp_path)
    visits = [
        Visit(id=f"v{n}", la_code="856", visit=VisitKind.FOCUSED, date=f"2026-11-{20 - n}", evidence=(evidence("a"),))
        for n in range(5)
    ]
    with store.transaction():
        store.outcomes.replace_visits("856", visits)
    first = store.outcome_log.visits(OutcomeFilter(limit=3))
    rest = store.outcome_log.visits(OutcomeFilter(limit=3, after=first[-1].id))
    assert [one.id for one in [*first, *rest]] == ["v0", "v1", "v2", "v3", "v4"]
