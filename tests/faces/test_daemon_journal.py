"""The log has one line for each event, whatever the event holds."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from monitor.daemon.journal import configure, goes_to_the_journal


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:], logging.root.level = handlers, level
    structlog.reset_defaults()


def logged(*, as_json: bool) -> str:
    stream = io.StringIO()
    configure(as_json=as_json, stream=stream)
    log = structlog.get_logger("test")
    log.info("source polled", source="gazette", new=3)
    log.warning("odd title", title="two\nlines \x1b[31mred")
    try:
        raise ValueError("told\nwrongly")
    except ValueError:
        log.exception("job failed", job="poll")
    logging.getLogger("library").warning("a word from %s", "below")
    logging.getLogger("library").info("chatter")
    return stream.getvalue()


def test_json_lines_are_objects_with_the_event() -> None:
    lines = [json.loads(line) for line in logged(as_json=True).splitlines()]
    assert [line["event"] for line in lines] == ["source polled", "odd title", "job failed", "a word from below"]
    assert lines[0] | {"timestamp": ""} == {
        "event": "source polled", "source": "gazette", "new": 3, "level": "info", "timestamp": "",
    }  # fmt: skip
    assert "ValueError" in lines[2]["exception"]


def test_for_a_person_each_event_is_one_line_that_steers_nothing() -> None:
    lines = logged(as_json=False).splitlines()
    assert len(lines) == 4
    assert 'event="source polled" new=3 source=gazette' in lines[0] or "source=gazette new=3" in lines[0]
    assert "\x1b" not in lines[1]


def test_a_stream_of_another_kind_is_no_journal() -> None:
    assert not goes_to_the_journal({"JOURNAL_STREAM": "8:1"}, io.StringIO())
