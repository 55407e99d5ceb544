"""Tell whether a word is the place of its name: "Bury has improved", and not a verb, a person or a newspaper."""

import re
from typing import Final

from monitor.stages.gazetteer_names import (
    ACTIVITY,
    GRADE_AFTER,
    JOINED_AFTER,
    LIST_AFTER,
    MOVE_AFTER,
    NOT_AFTER,
    NOT_BEFORE,
    PERSON_BEFORE,
    PREPOSITION_BEFORE,
    SERVICES_AFTER,
    TOGETHER_AFTER,
    VERB_AFTER,
    WORDS_TOO,
)

_BEFORE: Final = 24  # characters in which a title, a first name or a preposition stands
_BULLETS: Final = frozenset({"- ", ": ", "; ", "\n\n"})  # before a name in a list


def is_place(text: str, start: int, end: int) -> bool:
    """Tell whether what stands between two offsets is a place there."""
    name, before = text[start:end], text[max(0, start - _BEFORE) : start]
    if NOT_AFTER.match(text, end) or text[end : end + 2] in {".c", ".g"}:
        return False
    if NOT_BEFORE.search(before) or PERSON_BEFORE.search(before):
        return False
    if name.lower() not in WORDS_TOO or PREPOSITION_BEFORE.search(before):
        return True
    if VERB_AFTER.match(text, end) or SERVICES_AFTER.match(text, end) or _is_in_list(text, start, end):
        return True
    return name.lower() != ACTIVITY and MOVE_AFTER.match(text, end) is not None and not _is_person(text, name)


def _is_person(text: str, name: str) -> bool:
    """Tell whether a text has a name as a person's somewhere: "Cllr Sarah Sutton"."""
    places = (match.start() for match in re.finditer(rf"\b{name}\b", text))
    return any(PERSON_BEFORE.search(text, max(0, place - _BEFORE), place) for place in places)


def _is_in_list(text: str, start: int, end: int) -> bool:
    """Tell whether a word that may be no place stands in a list of places: alone in its line, or joined to a name."""
    before = text[max(0, start - 2) : start]
    if (before[-1:] in {"", "\n"} or before in _BULLETS) and GRADE_AFTER.match(text, end):
        return True
    if before in _BULLETS and LIST_AFTER.match(text, end):
        return True
    if before[-1:] == "\n" and text[end : end + 1] in {"", "\n"} and text[start:end].lower() != ACTIVITY:
        return True
    joined = TOGETHER_AFTER if text[start:end].lower() == ACTIVITY else JOINED_AFTER
    return joined.match(text, end) is not None
