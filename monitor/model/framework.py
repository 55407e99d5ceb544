"""Inspection frameworks as data: what is graded, with which words, and when an edition is in force."""

from dataclasses import dataclass
from datetime import date
from typing import Final

OVERALL: Final = "overall"
LEADERS: Final = "leaders"
HELP_AND_PROTECTION: Final = "help_and_protection"
IN_CARE: Final = "in_care"
CARE_LEAVERS: Final = "care_leavers"
IN_CARE_AND_CARE_LEAVERS: Final = "in_care_and_care_leavers"
ADOPTION: Final = "adoption"

OUTSTANDING: Final = "outstanding"
GOOD: Final = "good"
REQUIRES_IMPROVEMENT: Final = "requires_improvement"
INADEQUATE: Final = "inadequate"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """One thing that a framework grades.

    `labels` are the wordings of report tables, longest first. `succeeds` names the keys of earlier editions with which
    its grade may be compared where the earlier inspection has no judgement of the same key (a flagged comparison).
    `comparable_since` is the first inspection day from which a grade under this key may be compared with (care leavers
    2023 is a new judgement although the key existed under SIF). `flagged_with` names the frameworks whose grade under
    the same key may be compared, with the flag (leadership under SIF was judged by other criteria).
    """

    key: str
    title: str
    labels: tuple[str, ...]
    succeeds: tuple[str, ...] = ()
    comparable_since: date | None = None  # None: with every earlier grade of the same key
    flagged_with: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Framework:
    """An edition of a framework, in force by the first day of an inspection on site."""

    key: str
    name: str
    in_force_from: date
    in_force_to: date | None  # None: still in force
    grades: tuple[str, ...]  # best first
    judgements: tuple[Judgement, ...]
    inspection_types: tuple[str, ...]

    @property
    def has_overall(self) -> bool:
        return any(judgement.key == OVERALL for judgement in self.judgements)

    def judgement(self, key: str) -> Judgement | None:
        """Return the judgement with this key, or None if this edition does not grade it."""
        return next((judgement for judgement in self.judgements if judgement.key == key), None)
