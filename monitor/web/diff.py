"""Show what an edit changed in a text, word by word within the paragraphs that changed. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

_WORD: Final = re.compile(r"\s+|[^\s]+")
MOST_WORDS: Final = 3_000  # of a changed passage: beyond, it is shown as replaced whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A run of text that stayed, went, or came."""

    how: Literal["same", "gone", "new"]
    text: str


def changes(before: str, after: str) -> list[Change]:
    """Return both texts as one, in runs."""
    return [
        one for one in _by(before.splitlines(keepends=True), after.splitlines(keepends=True), words=False) if one.text
    ]


def _by(before: Sequence[str], after: Sequence[str], *, words: bool) -> Iterator[Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, m, n in matcher.get_opcodes():
        gone, new = "".join(before[i:j]), "".join(after[m:n])
        if tag == "equal":
            yield Change(how="same", text=gone)
        elif tag == "replace" and not words and _is_short(gone) and _is_short(new):
            yield from _by(_WORD.findall(gone), _WORD.findall(new), words=True)
        else:
            yield Change(how="gone", text=gone)
            yield Change(how="new", text=new)


def _is_short(text: str) -> bool:
    return text.count(" ") <= MOST_WORDS
