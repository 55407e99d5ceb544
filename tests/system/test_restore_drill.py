"""The written restore drill, as a test: docs/operating.md, "Putting a backup back". Nothing is sent again by itself."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.bootstrap import Desk, Monitor, Restored, restore_backup
from monitor.demo.receivers import Receivers
from monitor.demo.sites import SampleSites
from monitor.errors import LockedError, StoreError
from monitor.model.alert import DeliveryState
from monitor.model.outcome import Status
from monitor.services.held import Held
from monitor.services.log_data import Wanted
from monitor.services.purge import Purge
from monitor.settings import Settings, load_settings
from monitor.storage.backup import write_backup
from tests.system.invented_world import COUNCIL, PRESS, REPORTS

CONFIG = """
contact: me@example.org
state: state
network: {{allow: [127.0.0.0/8], per_host_delay: 0s}}
baseline: {{until: 2016-12-31}}
sources:
  - {{id: herald, name: Herald, kind: feed, url: "{press}", every: 30m, trust: press}}
  - {{id: ofsted, name: Ofsted, kind: ofsted-reports, url: "{ofsted}", every: 1h, delay: 0s, trust: inspectorate}}
alerts:
  max_age: none
  channels:
    - {{id: desk, kind: email, host: 127.0.0.1, port: {smtp}, tls: none, sender: m@example.org, to: [desk@example.org]}}
  rules:
    - {{to: [desk], events: [changed, areas, retained, first]}}
"""


class Drill:
    """A service that was backed up, went on, and is then put back."""

    def __init__(self, folder: Path, sites: SampleSites, receivers: Receivers) -> None:
        self.folder, self.sites, self.receivers = folder, sites, receivers
        self.file = folder / "backup.tar"

    @property
    def settings(self) -> Settings:
        path = self.folder / "config.yaml"
        text = CONFIG.format(press=self.sites.press, ofsted=self.sites.ofsted, smtp=self.receivers.smtp_port)
        path.write_text(text, encoding="utf-8")
        return load_settings(path, {}, None)

    def whole_pass(self, step: int) -> int:
        """Make a pass over what is published up to a step; return how many mails went out."""
        before, self.sites.step = len(self.receivers.mails), step
        with Monitor(self.settings) as monitor:
            monitor.whole_pass(full=True)
        return len(self.receivers.mails) - before

    def back_up(self) -> None:
        state = self.settings.state
        write_backup(state, self.file, at=datetime.now(UTC), monitor="1", told=lambda _done, _total: None)

    def restore(self) -> Restored:
        return restore_backup(self.settings, self.file)

    def held(self) -> list[str]:
        with Desk(self.settings) as desk:
            return [one.id for one in Held(desk.tools).waiting()]

    def outcomes(self) -> set[tuple[str, str, str]]:
        with Desk(self.settings) as desk:
            rows = desk.log.outcomes(Wanted())
            return {(one["authority"], one["effective"], one["status"]) for one in rows}


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    sites = SampleSites(
        press_articles=PRESS, council_articles=COUNCIL, reports=REPORTS, council_name="Leicester City Council", step=0
    )
    with sites, Receivers() as receivers:
        made = Drill(tmp_path_factory.mktemp("drill"), sites, receivers)
        made.whole_pass(0)
        assert made.whole_pass(1) == 1
        made.back_up()
        yield made


@pytest.fixture
def drill(backed_up: Drill, tmp_path: Path) -> Drill:
    shutil.copytree(backed_up.folder, tmp_path, dirs_exist_ok=True)
    return Drill(tmp_path, backed_up.sites, backed_up.receivers)


def test_what_was_sent_after_the_copy_was_made_is_held_and_never_sent_again_by_itself(drill: Drill) -> None:
    sent = drill.whole_pass(2)
    assert sent > 0
    before = drill.outcomes()
    drill.restore()
    assert drill.whole_pass(2) == 0
    assert drill.outcomes() == before
    assert len(drill.held()) == sent
    assert drill.whole_pass(2) == 0


def test_one_question_asks_for_one_decision_and_closes_with_it(drill: Drill) -> None:
    drill.whole_pass(2)
    drill.restore()
    drill.whole_pass(2)
    with Desk(drill.settings) as desk:
        asked = [question["text"] for question in desk.log.questions() if question["kind"] == "restored"]
        assert len(asked) == 1
        assert f"{len(drill.held())} alert(s)" in asked[0]
        Held(desk.tools).dismiss(drill.held())
        assert [question for question in desk.log.questions() if question["kind"] == "restored"] == []
    assert drill.whole_pass(2) == 0


def test_what_is_released_is_sent_once(drill: Drill) -> None:
    sent = drill.whole_pass(2)
    drill.restore()
    drill.whole_pass(2)
    with Desk(drill.settings) as desk:
        Held(desk.tools).release(drill.held())
    assert drill.whole_pass(2) == sent
    assert drill.held() == []
    assert drill.whole_pass(2) == 0


def test_what_is_published_after_the_restore_is_sent_as_usual(drill: Drill) -> None:
    drill.restore()
    assert drill.whole_pass(1) == 0
    assert drill.whole_pass(2) > 0
    assert drill.held() == []


def test_what_waited_in_the_copy_is_held(drill: Drill) -> None:
    with Desk(drill.settings) as desk, desk.store.transaction():
        delivery = desk.store.alerts.deliveries(limit=1)[0]
        desk.store.alerts.retry(delivery.id, at=datetime.now(UTC))
    drill.back_up()
    assert drill.restore().held == 1
    assert drill.whole_pass(1) == 0
    with Desk(drill.settings) as desk:
        kept = desk.store.alerts.delivery(delivery.id)
    assert kept is not None
    assert (kept.state, kept.body) == (DeliveryState.HELD, delivery.body)


def test_a_restore_beside_a_running_service_is_refused(drill: Drill) -> None:
    with Monitor(drill.settings), pytest.raises(LockedError):
        drill.restore()


def test_a_damaged_backup_changes_nothing(drill: Drill) -> None:
    before = drill.outcomes()
    drill.file.write_bytes(drill.file.read_bytes()[:-200_000])
    with pytest.raises(StoreError):
        drill.restore()
    assert drill.outcomes() == before
    assert sorted(path.name for path in drill.settings.state.iterdir() if path.name.startswith((".", "before"))) == []


def test_a_backup_restores_into_an_empty_folder(drill: Drill) -> None:
    before = drill.outcomes()
    drill.settings.state.rename(drill.folder / "lost")
    assert drill.restore().aside is None
    assert drill.outcomes() == before


def test_a_page_removed_on_notice_stays_away_from_a_restored_copy(drill: Drill) -> None:
    with Desk(drill.settings) as desk:
        article = next(one for one in desk.log.articles(Wanted()) if one["relevant"])
        assert Purge(desk.tools).purge(article["url"]).articles == 1
    drill.restore()
    with Desk(drill.settings) as desk:
        found = desk.log.article(article["id"])
        assert found is not None
        assert (found["title"], found["text"]) == ("", "")
        assert {outcome.status for outcome in desk.store.outcomes.all()} == {Status.CONFIRMED}
    assert drill.whole_pass(1) == 0
