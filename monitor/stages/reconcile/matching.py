"""Say which inspection an article tells of, by the days it gives, the day it came out, and its grades. Pure.

An article can't tell the result of an inspection that still goes on; around the publication of a report it tells of
that one, whatever grades it gives; long after, it tells of it only where it has the same grades.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from monitor.model.inspection import Inspection
from monitor.model.outcome import PressEvidence
from monitor.stages.fitting import fit
from monitor.stages.reconcile.official import Official

# A council sees its draft first, and results leak: the press runs up to six weeks ahead of a report.
AHEAD = timedelta(days=42)
# Articles about one result come within about three months; two inspections of one authority are over 500 days apart.
TELLING = timedelta(days=90)
# Until then an article with the same grades tells the same result late; after that a new inspection may have kept the
# grade: of 324 pairs in the shipped ledger no two publications are nearer to each other than 591 days.
RETELLING = timedelta(days=550)
_ROUNDING = timedelta(days=10)  # "in March" of a fieldwork that ended on 28 February


@dataclass(kw_only=True)
class Group:
    """Articles that tell of one inspection: an official one, or, where `official` is None, one not yet published."""

    official: Official | None = None
    press: list[PressEvidence] = field(default_factory=list)


def grouped(press: Iterable[PressEvidence], officials: Sequence[Official]) -> tuple[Group, ...]:
    """Return a group for each official inspection, oldest first, then the groups of articles that fit none."""
    of_official = [Group(official=official) for official in officials]
    rest: list[Group] = []
    for piece in sorted(press, key=lambda one: (one.published, one.url, one.article)):
        official = _told_by(piece, officials)
        if official is None:
            _join(rest, piece)
        else:
            of_official[officials.index(official)].press.append(piece)
    return (*of_official, *rest)


def days_of(when: str | None) -> tuple[date, date] | None:
    """Return the first and last day of an ISO year, month or day; None where it is none of them."""
    try:
        numbers = [int(part) for part in (when or "").split("-")]
        year, month, day = [*numbers, 1, 1][:3]
        first = date(year, month, day)
        next_month = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
    except (ValueError, OverflowError):
        return None
    if len(numbers) == 1:
        return first, date(first.year, 12, 31)
    return first, next_month - timedelta(days=1) if len(numbers) == 2 else first


def _told_by(piece: PressEvidence, officials: Sequence[Official]) -> Official | None:
    ended = [one for one in officials if one.inspection.end <= piece.published]
    dated = [one for one in ended if _fits_when(piece, one.inspection)]
    if dated:
        return _nearest(piece, dated)
    around = [one for one in ended if -AHEAD <= piece.published - one.inspection.published <= TELLING]
    if around:
        return _nearest(piece, around)
    if days_of(piece.when) is not None:
        return None
    out = [one for one in ended if one.inspection.published <= piece.published]
    last = max(out, key=lambda one: one.inspection.published, default=None)
    if last is not None and _retells(piece, last, officials):
        return last
    return _nearest(piece, [one for one in ended if piece.published < one.inspection.published])


def _nearest(piece: PressEvidence, candidates: Sequence[Official]) -> Official | None:
    return min(candidates, key=lambda one: abs(one.inspection.published - piece.published), default=None)


def _fits_when(piece: PressEvidence, inspection: Inspection) -> bool:
    days = days_of(piece.when)
    if days is None:
        return False
    return days[0] <= inspection.published + _ROUNDING and days[1] >= inspection.first_day - _ROUNDING


def _retells(piece: PressEvidence, official: Official, officials: Sequence[Official]) -> bool:
    """Whether a late article has the grades of this inspection, and nothing it says of the grades before forbids it."""
    inspection = official.inspection
    if not _agree(fit(piece.grades, inspection.framework), inspection.grades):
        return False
    place = officials.index(official)
    earlier = officials[place - 1].inspection.grades if place else {}
    contradicted = any(key in earlier and earlier[key] != grade for key, grade in piece.previous.items())
    return not contradicted and piece.published - inspection.published <= RETELLING


def _agree(grades: Mapping[str, str], others: Mapping[str, str]) -> bool:
    shared = [key for key in grades if key in others]
    return bool(shared) and all(grades[key] == others[key] for key in shared)


def _join(groups: list[Group], piece: PressEvidence) -> None:
    last = groups[-1] if groups else None
    if last is not None and (
        piece.published - last.press[-1].published <= TELLING
        or (piece.published - last.press[0].published <= RETELLING and _agree(piece.grades, _grades(last)))
    ):
        last.press.append(piece)
    else:
        groups.append(Group(press=[piece]))


def _grades(group: Group) -> dict[str, str]:
    return {key: grade for piece in group.press for key, grade in piece.grades.items()}
