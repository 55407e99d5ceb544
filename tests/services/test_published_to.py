"""Up to which day the ledger is said to hold what Ofsted published."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.model.outcome import Trust
from monitor.model.report import ReportLabel
from monitor.model.source import EntryState, FoundEntry, PollState, Source
from monitor.services.log import Log
from tests.fakes import START, Bench, bench

SITE = Source(
    id="ofsted", kind="ofsted-reports", name="Ofsted", url="https://reports.example/search?start=0&rows=100",
    every=timedelta(hours=1), trust=Trust.INSPECTORATE,
)  # fmt: skip
SHIPPED = date(2026, 6, 18)
TODAY = START.date()


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(tmp_path, SITE, replace(SITE, id="herald", kind="feed"))
    with made.tools.store.transaction():
        made.tools.store.polls.save(PollState(source="herald", last_ok=START))
    return made


def polled(world: Bench, *published: str | None, state: EntryState = EntryState.PENDING) -> date:
    """Let the report site answer with files that are not read yet; return the day that is shown then."""
    store = world.tools.store
    files = [
        FoundEntry(
            key=f"f{n}", url=f"https://reports.example/f{n}", label=ReportLabel.INSPECTION, urn="80482",
            published=None if day is None else datetime.fromisoformat(day).replace(tzinfo=UTC),
        )
        for n, day in enumerate(published)
    ]  # fmt: skip
    with store.transaction():
        store.polls.save(PollState(source="ofsted", last_ok=START))
        store.entries.add("ofsted", files, at=START, first_pass=False)
        for entry in store.entries.waiting(START, sources=["ofsted"], limit=9):
            store.entries.done(entry, state, next_try=START + timedelta(days=7))
    return Log(world.tools).as_published_to()


def test_it_is_that_of_the_shipped_ledger_until_the_report_site_answers(world: Bench) -> None:
    assert Log(world.tools).as_published_to() == SHIPPED


def test_it_is_that_of_the_last_answer_when_everything_is_read(world: Bench) -> None:
    assert polled(world) == TODAY


def test_a_new_file_that_is_not_read_yet_ends_it_on_the_day_before(world: Bench) -> None:
    assert polled(world, "2026-10-02", "2026-09-03") == date(2026, 9, 2)


def test_an_old_file_that_can_not_be_read_holds_up_nothing(world: Bench) -> None:
    assert polled(world, "2012-10-19", state=EntryState.UNREADABLE) == TODAY


def test_a_file_without_a_day_may_be_of_any(world: Bench) -> None:
    assert polled(world, None) == SHIPPED
