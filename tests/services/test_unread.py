"""Pages and report files that can't be had although their source answers are told, and when they are read at last."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.demo.pdf import pdf
from monitor.errors import FetchError
from monitor.model.alert import AlertRule, AlertType, DeliveryState
from monitor.model.outcome import Trust
from monitor.model.report import ReportLabel
from monitor.model.source import FoundEntry, Source
from monitor.services.house import House
from monitor.services.log import Log
from monitor.services.process import Processor
from tests.faces.sample_report import REPORT as SAMPLE
from tests.fakes import Bench, bench

FILE = "https://reports.example/v1/file/50000001"
OFSTED = Source(
    id="ofsted",
    name="Ofsted",
    kind="ofsted-reports",
    url="https://reports.example/search",
    every=timedelta(hours=1),
    trust=Trust.INSPECTORATE,
)
REPORT = FoundEntry(key="50000001", url=FILE, label=ReportLabel.INSPECTION, label_text="Inspection", urn="80482")
PAGES = [FoundEntry(key=f"{n}", url=f"https://herald.example/{n}", title="Ofsted rates a council") for n in range(3)]


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    return bench(tmp_path, OFSTED, rules=(AlertRule(to=("desk",), events=("source", "health")),))


def shows(world: Bench, *found: FoundEntry) -> None:
    with world.tools.store.transaction():
        world.tools.store.entries.add("ofsted", found, at=world.clock.now(), first_pass=False)


def live(world: Bench, hours: int) -> None:
    for _ in range(hours):
        for entry in world.tools.store.entries.waiting(world.clock.now(), sources=["ofsted"], limit=9):
            Processor(world.tools).process(entry)
        House(world.tools).keep()
        world.clock.advance(timedelta(hours=1))


def told(world: Bench) -> list[tuple[AlertType, str]]:
    alerts = world.tools.store.alerts
    kinds = (AlertType.SOURCE_FAILING, AlertType.SOURCE_RECOVERED, AlertType.REPORT_UNREADABLE)
    waiting = [(one.type, alerts.get(one.alert).note) for one in alerts.in_state(DeliveryState.WAITING)]
    return [one for one in waiting if one[0] in (*kinds, AlertType.MONITOR_RECOVERED)]


def test_a_report_file_that_can_not_be_had_is_told_once_and_once_when_it_was_read(world: Bench) -> None:
    world.fetcher.pages[FILE] = FetchError(FILE, "no whole answer within 30 seconds")
    shows(world, REPORT)
    live(world, 5)
    assert told(world) == []
    live(world, 30)
    [(kind, note)] = told(world)
    assert kind is AlertType.SOURCE_FAILING
    assert "1 report file(s)" in note
    assert "no whole answer" in note
    world.fetcher.serve(FILE, pdf(SAMPLE.lines), kind="application/pdf")
    live(world, 30)
    assert [kind for kind, _ in told(world)] == [AlertType.SOURCE_FAILING, AlertType.SOURCE_RECOVERED]


def test_a_page_now_and_then_is_no_failure_and_three_are(world: Bench) -> None:
    shows(world, *PAGES[:2])
    live(world, 12)
    assert told(world) == []
    shows(world, PAGES[2])
    live(world, 12)
    assert [kind for kind, _ in told(world)] == [AlertType.SOURCE_FAILING]


def test_a_report_that_could_not_be_read_and_then_can_takes_its_question_back(world: Bench) -> None:
    world.fetcher.serve(FILE, b"%PDF-1.4 broken", kind="application/pdf")
    shows(world, REPORT)
    live(world, 1)
    assert [kind for kind, _ in told(world)] == [AlertType.REPORT_UNREADABLE]
    assert [one["kind"] for one in Log(world.tools).questions()] == ["unreadable-report"]
    world.fetcher.serve(FILE, pdf(SAMPLE.lines), kind="application/pdf")
    live(world, 24 * 8)
    assert [kind for kind, _ in told(world)] == [AlertType.REPORT_UNREADABLE, AlertType.MONITOR_RECOVERED]
    assert [one["kind"] for one in Log(world.tools).questions()] == []
