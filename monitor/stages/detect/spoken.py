"""Say in words why a grade is taken for new or not: the evidence that weighs most, for a person to judge."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from monitor.stages.detect.weights import WHOLE_PAGE, Piece
from monitor.stages.detect.word_classes import CLASS_OF

_TELLING: Final = 0.25  # the weight from which on a piece of evidence is named as a reason
_MOST_REASONS: Final = 5
_UNSAID: Final = frozenset({"it is of no area", "its time is now", "its time is past", "its time is from"})
_CLASSES: Final = frozenset(CLASS_OF.values())
SPOKEN: Final = {
    "b": "“{}” just before it",
    "bb": "“{}” before it",
    "b1": "“{}” right before it",
    "a": "“{}” just after it",
    "aa": "“{}” after it",
    "a1": "“{}” right after it",
    "b1a1": "it stands between “{}”",
    "k": "“{}” in its clause",
    "k0": "“{}” opens its clause",
    "t": "“{}” in the headline",
    "l": "“{}” in the opening",
    "is": "{}",
    WHOLE_PAGE: "the page as a whole {} like one",
}


def spoken(evidence: Iterable[Piece], name: str, *, is_new: bool) -> tuple[str, ...]:
    """Return in words why a text tells a new result of an authority or not: what spoke most for that, and against."""
    telling = [piece for piece in evidence if not -_TELLING <= piece.new <= _TELLING]
    telling.sort(key=lambda piece: (piece.new, piece.evidence))
    against = [said for piece in telling if piece.new < 0 and (said := _said(piece.evidence))][:_MOST_REASONS]
    speak_for = [said for piece in reversed(telling) if piece.new > 0 and (said := _said(piece.evidence))]
    decisive, contrary = (speak_for[:_MOST_REASONS], against) if is_new else (against, speak_for[:_MOST_REASONS])
    nothing = "little speaks against one" if is_new else "little speaks for one"
    reasons = (f"{'a' if is_new else 'no'} new result of {name}: {'; '.join(decisive) or nothing}",)
    if not contrary:
        return reasons
    return (*reasons, f"{'against' if is_new else 'for'} a new result of {name}: {'; '.join(contrary)}")


@cache
def _said(evidence: str) -> str:
    """Return a piece of evidence in words; empty where it means nothing to a person: no "of" or "in", none twice."""
    kind, _, symbols = evidence.partition(":")
    is_said = symbols not in _UNSAID if kind == "is" else any(len(one.strip("<>")) > 3 for one in symbols.split())
    if not is_said:
        return ""
    said = SPOKEN[kind].format(symbols.replace("<", "").replace(">", ""))
    return f"words like {said}" if any(symbol in _CLASSES for symbol in symbols.split()) else said
