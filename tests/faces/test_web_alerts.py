"""Alerts: what was sent to whom, and what each attempt was answered."""

import re
from datetime import timedelta
from pathlib import Path

from monitor.errors import DeliveryError
from monitor.services.deliver import Deliverer
from tests.faces.pages import filled, visiting


def test_every_attempt_is_shown_with_its_time_and_the_receivers_answer(tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.channel.refusals = [DeliveryError("desk", "451 <b>later</b>")]
    waiting = made.tools.store.alerts.due(made.clock.now(), limit=1)[0].id
    with visiting(made.tools) as client:
        assert "There was none yet." in client.get(f"/alerts/{waiting}").text
        deliverer = Deliverer(made.tools)
        deliverer.deliver_due()
        made.clock.advance(timedelta(hours=1))
        deliverer.deliver_due()
        page = client.get(f"/alerts/{waiting}").text
    table = page[page.index('id="attempts"') :]
    rows = re.findall(r'data-label="When" class="when">(.*?)</td>.*?st-(\w+)".*?data-label="Answer">(.*?)</td>', table)
    assert rows == [
        ("10 June 2019, 10:00", "failed", "451 &lt;b&gt;later&lt;/b&gt;"),
        ("10 June 2019, 11:00", "sent", "taken"),
    ]


def test_an_alert_about_a_question_leads_to_the_review_queue(tmp_path: Path) -> None:
    with visiting(filled(tmp_path).tools) as client:
        rows = client.get("/alerts").text.split("<tr data-row>")
    asked = [row for row in rows if "waits for a decision" in row]
    assert asked
    assert all('<a href="/review">a question</a>' in row for row in asked)
