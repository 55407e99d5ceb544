"""When a source counts as quiet: after long silence, from the beginning too, and not for the silence before a poll."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.model.outcome import Trust
from monitor.model.source import PollState, Source, SourceState
from monitor.stages.health import source_state

COUNCIL = Source(
    id="council",
    name="The council",
    kind="listing",
    url="https://council.example/news",
    every=timedelta(hours=1),
    trust=Trust.COUNCIL,
)
NOW = datetime(2025, 1, 10, 9, 0, tzinfo=UTC)


def state(
    *,
    now: datetime = NOW,
    silent: int | None,
    watched: int = 400,
    trust: Trust = Trust.COUNCIL,
    polls: tuple[date, ...] = (),
) -> SourceState:
    """Return the state of a source that answers and showed its last entry so many days ago, None for never."""
    kept = PollState(
        source="council",
        last_ok=now,
        last_new=None if silent is None else now - timedelta(days=silent),
        watched_since=now - timedelta(days=watched),
    )
    return source_state(replace(COUNCIL, trust=trust), kept, stuck=0, now=now, polls=polls)


@pytest.mark.parametrize(("trust", "days"), [(Trust.PRESS, 14), (Trust.COUNCIL, 45), (Trust.INSPECTORATE, 30)], ids=str)
def test_a_source_is_quiet_after_a_silence_that_is_long_for_it(trust: Trust, days: int) -> None:
    assert state(silent=days, trust=trust) is SourceState.OK
    assert state(silent=days + 1, trust=trust) is SourceState.QUIET


def test_a_source_that_never_showed_anything_is_quiet_after_days() -> None:
    assert state(silent=None, watched=3) is SourceState.OK
    assert state(silent=None, watched=4) is SourceState.QUIET


@pytest.mark.parametrize("trust", [Trust.COUNCIL, Trust.INSPECTORATE])
def test_councils_and_ofsted_may_be_silent_before_a_poll(trust: Trust) -> None:
    may = datetime(2025, 5, 10, 9, 0, tzinfo=UTC)
    assert state(now=may, silent=60, trust=trust) is SourceState.OK
    assert state(now=may + timedelta(days=60), silent=120, trust=trust) is SourceState.QUIET


def test_papers_write_on_before_a_poll() -> None:
    assert state(now=datetime(2025, 4, 20, 9, 0, tzinfo=UTC), silent=20, trust=Trust.PRESS) is SourceState.QUIET


def test_a_poll_that_the_settings_name_is_known() -> None:
    assert state(silent=50) is SourceState.QUIET
    assert state(silent=50, polls=(date(2025, 1, 16),)) is SourceState.OK
