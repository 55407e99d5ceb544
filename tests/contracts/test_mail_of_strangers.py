"""No title, outlet or quotation can become an alert that can't be sent, or a header that we did not write."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.alert import Alert, AlertType
from monitor.stages.compose import letter_about_outcome
from monitor.stages.follow_up import told_of
from monitor.stages.outcome_data import shortened
from tests.contracts.test_channel_email import AT, channel, parsed
from tests.unit.outcome_builders import DERBY, only, reconciled, story

OURS = {
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "auto-submitted",
    "mime-version",
    "content-type",
}
# Every character that there is, lone surrogates and controls among them.
ANYTHING = st.text(st.characters(), max_size=120)


@settings(max_examples=300, deadline=None)
@given(outlet=ANYTHING, quote=ANYTHING, url=ANYTHING)
def test_whatever_strangers_write_the_mail_is_whole_and_has_our_headers_only(outlet: str, quote: str, url: str) -> None:
    piece = replace(story("Echo", "g", on="2024-07-01"), outlet=outlet, quote=quote, url=url)
    outcome = only(reconciled(press=[piece]))
    alert = Alert(id="a", type=AlertType.OUTCOME_FIRST, subject=outcome.id, created=AT, told=told_of(outcome))
    letter = letter_about_outcome(alert, outcome, DERBY, quote=200)
    mail = parsed(channel(25).compose(letter, key="k", recipient="a@example.org", at=AT).body)
    assert {name.lower() for name in mail} == OURS
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert mail["to"] == "a@example.org"
    assert not mail.defects


@given(text=ANYTHING, limit=st.integers(0, 150))
def test_a_quotation_is_never_longer_than_allowed(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit
