"""Names that settings and commands use for authorities, regions and events, and the nearest where one is wrong."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator

from monitor.model.claim import Direction
from monitor.settings import kinds
from monitor.settings.problems import did_you_mean
from monitor.storage.baseline import load_baseline

EVENTS: Final = (
    "changed", "areas", "retained", "first", "visit", "updated", "corrected", "review", "source", "health", "digest",
)  # fmt: skip
DIRECTIONS: Final = tuple(one.value for one in Direction)


@cache
def authority_names() -> dict[str, str]:
    """Return la_codes by every spelling that is accepted, in lower case: names, aliases, DfE codes, URNs."""
    names: dict[str, str] = {}
    for one in load_baseline().authorities:
        for spelling in (one.la_code, one.urn, one.name, one.council_name, *one.aliases):
            if spelling:
                names.setdefault(spelling.lower(), one.la_code)
    return names


def la_code(name: str | int) -> str:
    """Return the la_code for a name, alias, URN or DfE code. Raises ValueError with the nearest name."""
    found = authority_names().get(str(name).strip().lower())
    if found is None:
        known = [one.name for one in load_baseline().authorities]
        raise ValueError(f"unknown authority {str(name)!r}{did_you_mean(str(name), known)}")
    return found


def region(name: str) -> str:
    """Return the region as the ledger spells it. Raises ValueError with the nearest."""
    known = {one.region.lower(): one.region for one in load_baseline().authorities}
    if name.strip().lower() not in known:
        raise ValueError(f"unknown region {name!r}{did_you_mean(name, known.values())}")
    return known[name.strip().lower()]


def event(name: str) -> str:
    """Return the event unchanged if there is one of this name. Raises ValueError with the nearest."""
    return _one_of(name, EVENTS, "event")


def direction(name: str) -> str:
    """Return the direction unchanged if a judgement can move that way. Raises ValueError with the nearest."""
    return _one_of(name, DIRECTIONS, "direction")


def source_kind(name: str) -> str:
    """Return the kind unchanged if this program has it. Raises ValueError with the nearest."""
    return _one_of(name, kinds.source_kinds(), "kind")


def timezone(name: str) -> str:
    """Return the name unchanged if it is a time zone's. Raises ValueError."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is no time zone, such as Europe/London") from None
    return name


def _one_of(word: str, known: Iterable[str], what: str) -> str:
    choices = tuple(known)
    if word not in choices:
        raise ValueError(f"unknown {what} {word!r}{did_you_mean(word, choices)}")
    return word


AuthorityName = Annotated[str | int, AfterValidator(la_code)]
Region = Annotated[str, AfterValidator(region)]
EventName = Annotated[str, AfterValidator(event)]
DirectionName = Annotated[str, AfterValidator(direction)]
SourceKind = Annotated[str, AfterValidator(source_kind)]
TimeZone = Annotated[str, AfterValidator(timezone)]
