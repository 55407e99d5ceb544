"""Which words begin what the lexicon knows, and by which words some must be followed: only there it is looked for."""

import re
from typing import Final

from monitor.model.framework import CARE_LEAVERS, HELP_AND_PROTECTION, IN_CARE, IN_CARE_AND_CARE_LEAVERS
from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import GROUPS

Patterns = tuple[tuple[str, re.Pattern[str]], ...]  # each with its key


def _by_trigger() -> dict[str, Patterns]:
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for key, triggers, pattern in GROUPS:
        compiled = cue(pattern)
        for word in triggers.split():
            table.setdefault(word, []).append((key, compiled))
    return {word: tuple(patterns) for word, patterns in table.items()}


BY_TRIGGER: Final = _by_trigger()
IN_CAPITALS: Final = "ri"  # only so it is a grade

_OF_CHILDREN: Final = "of for with given offered provided to"
_OF_CARE: Final = f"{IN_CARE} {IN_CARE_AND_CARE_LEAVERS}"
# Words that are frequent, the words that must follow, and the keys of what may begin so; all of the word where empty.
_FOLLOWED: Final = (
    ("in", "need", ""),
    ("services service support work progress practice provision", _OF_CHILDREN, ""),
    ("quality", "of", ""),
    ("help", f"{_OF_CHILDREN} and", ""),
    (
        "care",
        f"{_OF_CHILDREN} leaver leavers experienced home homes unit units residential children care quality",
        "",
    ),
    ("children", "s", f"service childrens-home school {HELP_AND_PROTECTION}"),
    ("children", "and", f"service {_OF_CARE} {HELP_AND_PROTECTION}"),
    (
        "children",
        "family families young social care service services department directorate trust safeguarding",
        "service",
    ),
    ("children", "who", f"{_OF_CARE} {CARE_LEAVERS} {HELP_AND_PROTECTION}"),
    ("children", "in", f"{_OF_CARE} {HELP_AND_PROTECTION}"),
    ("children", "already looked", _OF_CARE),
    ("children", "leaving left", CARE_LEAVERS),
    ("children", "fostered", "fostering"),
    ("their", "impact", ""),
    ("children", "that which needing", HELP_AND_PROTECTION),
)


def _by_follower() -> dict[str, dict[str, Patterns]]:
    table: dict[str, dict[str, Patterns]] = {}
    for words, followers, keys in _FOLLOWED:
        for word in words.split():
            fitting = tuple(one for one in BY_TRIGGER[word] if not keys or one[0] in keys.split())
            table.setdefault(word, {}).update(dict.fromkeys(followers.split(), fitting))
    return table


FOLLOWERS: Final = _by_follower()
