"""The main job from end to end: real HTTP, real SMTP, real child processes, on our own invented world."""

import email
import email.policy
import json
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from monitor.bootstrap import Monitor
from monitor.demo.receivers import Receivers
from monitor.demo.sites import SampleSites
from monitor.services.log_data import Wanted
from monitor.settings import load_settings
from tests.system.invented_world import COUNCIL, PRESS, REPORTS

SECRET = "whsec_c2l4dGVlbi1yYW5kb20tYnl0ZXM="
CONFIG = """
contact: me@example.org
state: state
network: {{allow: [127.0.0.0/8], per_host_delay: 0s}}
baseline: {{until: 2016-12-31}}
sources:
  - {{id: herald, name: Herald, kind: feed, url: "{press}", every: 30m, trust: press}}
  - {{id: council, name: Leicester, kind: listing, url: "{council}", every: 1h, trust: council, authority: Leicester}}
  - {{id: ofsted, name: Ofsted, kind: ofsted-reports, url: "{ofsted}", every: 1h, delay: 0s, trust: inspectorate}}
alerts:
  max_age: none
  channels:
    - {{id: desk, kind: email, host: 127.0.0.1, port: {smtp}, tls: none, sender: m@example.org, to: [desk@example.org]}}
    - {{id: hook, kind: webhook, url: "{hook}", secret: "${{HOOK_SECRET}}"}}
  rules:
    - {{to: [desk, hook], events: [changed, areas, retained, first]}}
"""


class World:
    """The invented sites, the receivers, and a state folder."""

    def __init__(self, folder: Path, sites: SampleSites, receivers: Receivers) -> None:
        self.folder, self.sites, self.receivers = folder, sites, receivers

    def monitor(self) -> Monitor:
        path = self.folder / "config.yaml"
        text = CONFIG.format(
            press=self.sites.press,
            council=self.sites.council,
            ofsted=self.sites.ofsted,
            smtp=self.receivers.smtp_port,
            hook=self.receivers.hook_url,
        )
        path.write_text(text, encoding="utf-8")
        return Monitor(load_settings(path, {"HOOK_SECRET": SECRET}, None))

    def mails(self) -> list[EmailMessage]:
        read = [email.message_from_bytes(mail, policy=email.policy.default) for mail in self.receivers.mails]
        return [mail for mail in read if isinstance(mail, EmailMessage)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    sites = SampleSites(
        press_articles=PRESS, council_articles=COUNCIL, reports=REPORTS, council_name="Leicester City Council", step=0
    )
    with sites, Receivers() as receivers:
        world = World(tmp_path_factory.mktemp("world"), sites, receivers)
        with world.monitor() as monitor:
            monitor.whole_pass(full=True)
        assert (receivers.mails, receivers.hooks) == ([], []), "what the ledger has already is no news"
        for step in (1, 2):
            sites.step = step
            with world.monitor() as monitor:
                monitor.whole_pass(full=True)
        yield world


def test_each_report_is_one_confirmed_outcome_with_its_press_witnesses(world: World) -> None:
    with world.monitor() as monitor:
        found = [
            (one["authority"], one["effective"], one["event"], one["direction"], one["status"], one["evidence_count"])
            for one in monitor.log.outcomes(Wanted())
        ]
    assert sorted(found) == [
        ("Dorset", "2021-11-19", "first", "first", "confirmed", 1),
        ("Leicester", "2017-09-04", "changed", "up", "confirmed", 2),
        ("Leicester", "2021-11-12", "changed", "up", "confirmed", 3),
    ]


def test_only_the_monitoring_visit_is_a_visit(world: World) -> None:
    with world.monitor() as monitor:
        assert [(one["authority"], one["visit"]) for one in monitor.log.visits(Wanted())] == [
            ("Trafford", "monitoring")
        ]


def test_one_signed_webhook_went_out_for_each_outcome(world: World) -> None:
    hooks = world.receivers.hooks
    bodies = [Webhook(SECRET).verify(hook.body, hook.headers) for hook in hooks]
    told = sorted((body["data"]["authority"], body["data"]["effective"]) for body in bodies)
    assert told == [("Dorset", "2021-11-19"), ("Leicester", "2017-09-04"), ("Leicester", "2021-11-12")]
    assert len({hook.headers["webhook-id"] for hook in hooks}) == 3
    assert all(len(hook.body) < 20_000 for hook in hooks)


def test_one_mail_went_out_for_each_outcome_as_text_and_html(world: World) -> None:
    mails = world.mails()
    assert len(mails) == 3
    for mail in mails:
        assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html"}
    subjects = sorted(mail["subject"] for mail in mails)
    assert "Dorset" in subjects[0]
    assert all("Leicester" in subject for subject in subjects[1:])
    assert any("good" in subject.lower() and "requires improvement" in subject.lower() for subject in subjects)


def test_every_article_is_stored_and_other_news_is_put_aside(world: World) -> None:
    with world.monitor() as monitor:
        rows = monitor.log.articles(Wanted())
    assert len(rows) == len(PRESS) + len(COUNCIL)
    assert not any("utm_" in row["url"] for row in rows)
    assert sorted(row["kind"] for row in rows if row["relevant"]) == ["outcome", "outcome", "outcome"]
    assert all(row["reasons"] for row in rows if not row["relevant"])


def test_a_further_pass_finds_all_unchanged_and_sends_nothing(world: World) -> None:
    before = len(world.receivers.mails), len(world.receivers.hooks)
    with world.monitor() as monitor:
        done = monitor.whole_pass(full=True)
    assert all(one.unchanged == one.requests for one in done.polled)
    assert done.results == ()
    assert (len(world.receivers.mails), len(world.receivers.hooks)) == before


def test_all_sources_are_well_although_one_file_cannot_be_read(world: World) -> None:
    with world.monitor() as monitor:
        states = {row["id"]: row["state"] for row in monitor.log.sources()}
        questions = [question["kind"] for question in monitor.log.questions()]
    assert states == {"herald": "ok", "council": "ok", "ofsted": "ok"}
    assert questions == ["unreadable-report"]


def test_a_webhook_body_is_the_row_that_the_log_shows(world: World) -> None:
    with world.monitor() as monitor:
        rows = {row["id"]: row for row in monitor.log.outcomes(Wanted())}
    for hook in world.receivers.hooks:
        data = json.loads(hook.body)["data"]
        row = rows[data["id"]]
        assert {key: data[key] for key in ("urn", "authority", "judgements", "direction")} == {
            key: row[key] for key in ("urn", "authority", "judgements", "direction")
        }
