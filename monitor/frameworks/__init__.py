"""Inspection frameworks as data: one file each, found by being here. A new edition is one new file.

Each module of this folder has a constant `FRAMEWORK`. Source of the editions: Ofsted's framework for the inspection of
local authority children's services, and the reports themselves.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from monitor.model.framework import Framework, Judgement


def all_frameworks() -> tuple[Framework, ...]:
    """Return every edition, oldest first."""
    return tuple(_by_key().values())


def framework(key: str) -> Framework:
    """Return the edition with this key. Raises KeyError for a key that no file here has."""
    return _by_key()[key]


def in_force(day: date) -> tuple[Framework, ...]:
    """Return the editions that an inspection whose first day on site is `day` may be of, newest first.

    Several in the first half of 2018, when SIF ran on beside ILACS: there only the report decides. None before
    November 2013.
    """
    return tuple(
        one
        for one in reversed(all_frameworks())
        if one.in_force_from <= day and (one.in_force_to is None or day <= one.in_force_to)
    )


def judgement_title(key: str, day: date | None = None) -> str:
    """Return how the newest edition that grades `key` (of those in force on `day`, if given) calls it to a reader."""
    editions = (in_force(day) if day else ()) or tuple(reversed(all_frameworks()))
    for edition in (*editions, *reversed(all_frameworks())):
        judgement = edition.judgement(key)
        if judgement is not None:
            return judgement.title
    raise KeyError(key)


def comparable(later: Framework, key: str, earlier: Framework, earlier_first_day: date) -> tuple[tuple[str, bool], ...]:
    """Return the judgements of an earlier inspection that `key` of a later one may be compared with, best first.

    Each is (key, flagged): a flagged comparison is of two judgements that are alike and not the same. Empty for a
    judgement that is new, and for one that the later edition does not grade.
    """
    judgement = later.judgement(key)
    if judgement is None:
        return ()
    return tuple(_comparable(judgement, earlier, earlier_first_day))


def _comparable(judgement: Judgement, earlier: Framework, first_day: date) -> Iterator[tuple[str, bool]]:
    since = judgement.comparable_since
    if earlier.judgement(judgement.key) is not None and (since is None or first_day >= since):
        yield judgement.key, earlier.key in judgement.flagged_with
    for key in judgement.succeeds:
        if earlier.judgement(key) is not None:
            yield key, True


@cache
def _by_key() -> Mapping[str, Framework]:
    found: list[Framework] = []
    for module in iter_modules(__path__):
        edition: object = getattr(import_module(f"{__name__}.{module.name}"), "FRAMEWORK", None)
        if not isinstance(edition, Framework):
            raise TypeError(f"monitor/frameworks/{module.name}.py has no FRAMEWORK")
        found.append(edition)
    return {one.key: one for one in sorted(found, key=lambda one: (one.in_force_from, one.key))}
