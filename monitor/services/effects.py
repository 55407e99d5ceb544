"""What would follow from something, before it is done: it is done, looked at, and taken back."""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from monitor.model.alert import Delivery, DeliveryState
from monitor.model.outcome import Outcome, Visit
from monitor.services.tools import Tools

NEWEST = 200  # deliveries that are looked through for what a trial would send


@dataclass(frozen=True, kw_only=True, slots=True)
class Effects:
    """What would follow for some authorities.

    `outcomes` are those that would tell something else, as they would stand; `visits` those that would be gone, or
    there anew. `told` are (type of alert, channel, recipient); `spared` counts deliveries that wait and would not go.
    """

    outcomes: tuple[Outcome, ...]
    visits: tuple[Visit, ...]
    told: tuple[tuple[str, str, str], ...]
    spared: int

    def __bool__(self) -> bool:
        return bool(self.outcomes or self.visits or self.told or self.spared)


class _TakenBack(Exception):  # noqa: N818 - no error: the way out of a trial
    """Takes a trial back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _State:
    outcomes: Mapping[str, Outcome]
    visits: Mapping[str, Visit]
    deliveries: Mapping[str, Delivery]


def foreseen(tools: Tools, la_codes: Iterable[str], act: Callable[[], object]) -> Effects:
    """Return what would follow for these authorities from an act that works inside a transaction; nothing is stored.

    What the act raises goes through.
    """
    codes, found = sorted(set(la_codes)), list[Effects]()
    with contextlib.suppress(_TakenBack), tools.store.transaction():
        before = _state(tools, codes)
        act()
        found.append(_compared(before, _state(tools, codes)))
        raise _TakenBack
    return found[0]


def _state(tools: Tools, la_codes: Iterable[str]) -> _State:
    store = tools.store
    outcomes = {one.id: one for code in la_codes for one in store.outcomes.of_authority(code)}
    visits = {one.id: one for code in la_codes for one in store.outcomes.visits(code)}
    about = [one for subject in (*outcomes, *visits) for _, sent in store.alerts.about(subject) for one in sent]
    deliveries = {one.id: one for one in (*about, *store.alerts.deliveries(limit=NEWEST))}
    return _State(outcomes=outcomes, visits=visits, deliveries=deliveries)


def _compared(before: _State, after: _State) -> Effects:
    known = {key: one.telling for key, one in before.outcomes.items()}
    anew = [one for key, one in after.deliveries.items() if key not in before.deliveries]
    gone = [
        one
        for key, one in after.deliveries.items()
        if one.state is DeliveryState.SUPERSEDED and before.deliveries.get(key, one).state is not one.state
    ]
    return Effects(
        outcomes=tuple(one for key, one in after.outcomes.items() if known.get(key) != one.telling),
        visits=tuple(
            one for seen, other in ((before, after), (after, before)) for key, one in seen.visits.items()
            if key not in other.visits
        ),
        told=tuple((one.type.value, one.channel, one.recipient) for one in anew),
        spared=len(gone),
    )  # fmt: skip
