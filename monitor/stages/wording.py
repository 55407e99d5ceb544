"""The words for people: judgements, grades, days and lists, as a British reader expects them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from monitor.model.framework import (
    ADOPTION,
    CARE_LEAVERS,
    HELP_AND_PROTECTION,
    IN_CARE,
    IN_CARE_AND_CARE_LEAVERS,
    LEADERS,
    OVERALL,
)

_JUDGEMENTS: Final = {
    OVERALL: "overall",
    LEADERS: "leaders",
    HELP_AND_PROTECTION: "help and protection",
    IN_CARE: "children in care",
    CARE_LEAVERS: "care leavers",
    IN_CARE_AND_CARE_LEAVERS: "children in care and care leavers",
    ADOPTION: "adoption",
}
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def judgement_words(key: str) -> str:
    """Return how a judgement is called in a sentence."""
    return _JUDGEMENTS.get(key, key.replace("_", " "))


def grade_words(key: str) -> str:
    """Return how a grade is called in a sentence."""
    return key.replace("_", " ")


def day_words(day: date) -> str:
    """Return a day as `12 November 2021`, whatever the machine's language is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def listed(parts: Sequence[str]) -> str:
    """Return the parts as `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def graded(grades: Sequence[tuple[str, str]]) -> str:
    """Return judgements with their grades as `leaders good, care leavers outstanding`."""
    return ", ".join(f"{judgement_words(key)} {grade_words(grade)}" for key, grade in grades)
