"""Rounds: a store that fails must not make us ask the same pages again and again."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.services.rounds import Rounds
from tests.fakes import bench

FEED = "https://herald.example/feed"
HERALD = Source(id="herald", name="Herald", kind="feed", url=FEED, every=timedelta(minutes=30), trust=Trust.PRESS)


def test_after_the_store_failed_nothing_is_asked_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = bench(tmp_path, HERALD)
    world.fetcher.serve(FEED, "<rss version='2.0'><channel><title>Herald</title></channel></rss>")

    def full(*_: object, **__: object) -> None:
        raise StoreError("disk full")

    monkeypatch.setattr(world.tools.store.polls, "save", full)
    rounds = Rounds(world.tools)
    assert rounds.poll_due() == 1
    while rounds.is_busy:
        pass
    assert rounds.poll_due() == 0
    assert rounds.process_waiting() == 0
    assert len(world.fetcher.asked) == 1
    rounds.close()
