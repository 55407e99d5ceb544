"""Fit the judgements that a text names to the edition of the framework that the inspection was of. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from monitor.frameworks import framework, in_force
from monitor.model.framework import CARE_LEAVERS, IN_CARE, IN_CARE_AND_CARE_LEAVERS, OVERALL

# From the last day on site to publication: nine reports in ten come after 39 to 90 days; on site is up to two weeks.
_LATEST_FIRST_DAY: Final = timedelta(days=30)
_EARLIEST_FIRST_DAY: Final = timedelta(days=105)
_PARTS: Final = (IN_CARE, CARE_LEAVERS)


def fit(grades: Mapping[str, str], framework_key: str | None) -> dict[str, str]:
    """Return the grades under the judgements of this edition; what it does not grade is left out.

    Texts say "children in care" for what an edition calls "children in care and care leavers", and the other way
    round. None for the edition (not known) leaves everything as it is.
    """
    if framework_key is None:
        return dict(grades)
    edition = framework(framework_key)
    fitted = {key: grade for key, grade in grades.items() if edition.judgement(key) is not None}
    for key, grade in grades.items():
        for other in _alike(key, grades):
            if edition.judgement(key) is None and edition.judgement(other) is not None:
                fitted.setdefault(other, grade)
    return fitted


def _alike(key: str, grades: Mapping[str, str]) -> tuple[str, ...]:
    if key == IN_CARE_AND_CARE_LEAVERS:
        return _PARTS
    # Two parts with two grades are not the whole with one of them.
    if key in (IN_CARE, CARE_LEAVERS) and all(grades.get(part, grades[key]) == grades[key] for part in _PARTS):
        return (IN_CARE_AND_CARE_LEAVERS,)
    return ()


def likely_editions(told: date, when: tuple[date, date] | None) -> tuple[str, ...]:
    """Return the editions that an inspection may be of whose result was told on a day, most likely first.

    `when` are the first and last day that the text gives for the inspection, None where it gives none.
    """
    first, last = told - _EARLIEST_FIRST_DAY, told - _LATEST_FIRST_DAY
    if when is not None:
        if when[0] <= last and when[1] >= first:
            first, last = max(first, when[0]), min(last, when[1])
        else:
            first, last = when
    return tuple(dict.fromkeys(edition.key for day in (last, first) for edition in in_force(day)))


def gives_overall(framework_key: str) -> bool:
    """Return whether this edition has an overall grade."""
    return framework(framework_key).judgement(OVERALL) is not None
