"""Give drafts the ids of the stored outcomes that they continue, and withdraw what nothing supports any more. Pure.

The older id survives where two stored outcomes turn out to be one; the other is withdrawn, names it, and is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from monitor.model.outcome import Outcome, Status
from monitor.stages.reconcile.drafts import Draft
from monitor.stages.reconcile.matching import AHEAD, TELLING
from monitor.stages.wording import day_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Identified:
    """A draft with the stored outcome that it continues (None: it is new), and others that were merged into it."""

    draft: Draft
    stored: Outcome | None
    merged: tuple[str, ...] = ()


def identified(drafts: Sequence[Draft], stored: Sequence[Outcome]) -> tuple[Identified, ...]:
    """Return the drafts with the stored outcomes that they continue; silent ones that continue none are left out."""
    taken: dict[int, Outcome] = {}
    used: set[str] = set()
    pairs = [
        (_order(old, draft, place), old, place)
        for place, draft in enumerate(drafts)
        for old in stored
        if _continues(draft, old)
    ]
    for _, old, place in sorted(pairs, key=itemgetter(0)):
        if place not in taken and old.id not in used:
            taken[place] = old
            used.add(old.id)
    return tuple(
        Identified(draft=draft, stored=taken.get(place), merged=_merged(draft, stored, used))
        for place, draft in enumerate(drafts)
        if place in taken or not draft.is_silent
    )


def withdrawn(stored: Iterable[Outcome], kept: Mapping[str, Outcome], known: Mapping[str, str]) -> tuple[Outcome, ...]:
    """Return the stored outcomes that no draft continues, as they stand from now on.

    `kept` are the outcomes that stand, by id; `known` says which articles tell of an inspection that the shipped ledger
    has: article id -> a sentence about it. One that a person rejected stays rejected.
    """
    return tuple(_withdrawn(old, kept, known) for old in stored if old.id not in kept)


def _withdrawn(old: Outcome, kept: Mapping[str, Outcome], known: Mapping[str, str]) -> Outcome:
    if old.status in (Status.WITHDRAWN, Status.REJECTED):
        return old
    heirs = [outcome for outcome in kept.values() if _shared(old, outcome)]
    if heirs:
        heir = max(heirs, key=lambda outcome: (_shared(old, outcome), outcome.id))
        why = f"Withdrawn: it turned out to be the same inspection as outcome {heir.id}, which goes on."
    else:
        ledger = [known[one.article] for one in old.evidence if one.article in known]
        why = f"Withdrawn: {ledger[0]}" if ledger else "Withdrawn: no article or report tells it any more."
    return replace(old, status=Status.WITHDRAWN, explanation=f"{why} It had said: {old.explanation}")


def _continues(draft: Draft, old: Outcome) -> bool:
    outcome = draft.outcome
    if outcome.end is not None and old.end is not None:
        return outcome.end == old.end or (_shared(old, outcome) > 0 and _has_same_file(old, outcome))
    if draft.is_silent:
        # A newer shipped ledger brings an inspection that the press had told here first: that outcome goes on. An old
        # outcome whose article turns out to be about a long known inspection doesn't.
        near = -AHEAD <= old.effective - outcome.effective <= TELLING
        return near and old.status is not Status.WITHDRAWN and _shared(old, outcome) > 0
    return _shared(old, outcome) > 0


def _has_same_file(old: Outcome, outcome: Outcome) -> bool:
    files = {one.article for one in outcome.evidence if one.is_report}
    return any(one.article in files for one in old.evidence if one.is_report)


def _order(old: Outcome, draft: Draft, place: int) -> tuple[bool, str, str, bool, int, int]:
    return (
        old.status is Status.WITHDRAWN,
        old.detected_at.isoformat(),
        old.id,
        old.end is None or old.end != draft.outcome.end,
        -_shared(old, draft.outcome),
        place,
    )


def _shared(old: Outcome, outcome: Outcome) -> int:
    pieces = {(one.is_report, one.article) for one in outcome.evidence}
    return sum((one.is_report, one.article) in pieces for one in old.evidence)


def _merged(draft: Draft, stored: Sequence[Outcome], used: set[str]) -> tuple[str, ...]:
    return tuple(old.id for old in stored if old.id not in used and _shared(old, draft.outcome))


def sentence_of_known(outcome: Outcome) -> str:
    """Return what is said of an article that tells of an inspection the shipped ledger has."""
    assert outcome.end is not None
    return f"its article tells of the inspection that ended on {day_words(outcome.end)}, which the ledger has."
