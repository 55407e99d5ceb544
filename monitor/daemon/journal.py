"""The log: one event, one line, on standard error; for a person as key=value, for a journal as JSON."""

import logging
import os
import sys
from collections.abc import Mapping
from typing import TextIO

import structlog

from monitor.text import clean


def configure(*, as_json: bool | None = None, level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Send all events to standard error. `as_json` None: JSON under systemd's journal, else key=value."""
    target = stream or sys.stderr
    if as_json is None:
        as_json = goes_to_the_journal(os.environ, target)
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _clean_values,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], drop_missing=True)
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(target),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    # Libraries that use the standard logging come out in the same form; their chatter below a warning does not.
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def goes_to_the_journal(environ: Mapping[str, str], stream: TextIO) -> bool:
    """Return whether systemd connected this stream to its journal (`$JOURNAL_STREAM` is its device and inode)."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return environ.get("JOURNAL_STREAM") == f"{status.st_dev}:{status.st_ino}"


def _clean_values(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    # Titles and answers of servers reach the log: they must neither forge a line nor steer a terminal.
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = clean(value, 4_000)
    return event
