"""Turn letters and mentions into visits: one for each authority, kind and date, whatever the order of arrival. Pure.

A letter on Ofsted's site fixes the date of a visit; an article that fits it is further evidence. Articles without a
letter make a visit of their own, dated as exactly as they say.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from monitor.model.inspection import VisitKind
from monitor.model.outcome import Evidence, Visit

# A letter comes out about five weeks after a visit, and the press tells of it within weeks of the letter.
TELLING = timedelta(days=100)
# Two visits of one kind to one authority are about a quarter apart at the least (reference: frameworks, section 4).
SAME_VISIT = timedelta(days=45)


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitWitness:
    """One letter or article telling of a visit. `when` is an ISO day, month or year, None where it does not say."""

    la_code: str
    visit: VisitKind
    when: str | None
    published: date
    evidence: Evidence


@dataclass(kw_only=True)
class _Gathered:
    date: str
    told: list[VisitWitness] = field(default_factory=list)


def visits(witnesses: Iterable[VisitWitness], stored: Sequence[Visit] = ()) -> tuple[Visit, ...]:
    """Return the visits that the witnesses tell of, oldest first; a visit known before keeps its id."""
    gathered: dict[tuple[str, VisitKind], list[_Gathered]] = {}
    for witness in sorted(witnesses, key=_letters_first):
        known = gathered.setdefault((witness.la_code, witness.visit), [])
        day = witness.when or witness.published.isoformat()
        same_day = (one for one in known if one.date == day)
        match = next(same_day, None) or next((one for one in known if _fits(witness, one)), None)
        if match is None:
            match = _Gathered(date=day)
            known.append(match)
        match.told.append(witness)
    found = [_visit(la_code, kind, one) for (la_code, kind), known in gathered.items() for one in known]
    return _identified(sorted(found, key=lambda visit: (visit.date, visit.la_code, visit.visit)), stored)


def _letters_first(witness: VisitWitness) -> tuple[bool, int, date, str]:
    # The most exact date first, so that vaguer tellings find what they tell of.
    return (
        not witness.evidence.is_report,
        -len(witness.when or ""),
        witness.published,
        witness.evidence.article,
    )


def _fits(witness: VisitWitness, one: _Gathered) -> bool:
    has_letter = any(told.evidence.is_report for told in one.told)
    if witness.evidence.is_report:
        return one.date == (witness.when or witness.published.isoformat())
    if witness.when and has_letter:
        return _is_within(witness.when, one.date)
    near = min(abs(witness.published - told.published) for told in one.told)
    if witness.when:
        return _is_within(witness.when, one.date) and near <= TELLING
    return near <= (TELLING if has_letter else SAME_VISIT)


def _is_within(when: str, day: str) -> bool:
    shorter = min(len(when), len(day))
    return when[:shorter] == day[:shorter]


def _visit(la_code: str, kind: VisitKind, one: _Gathered) -> Visit:
    told = sorted(one.told, key=lambda witness: (witness.published, witness.evidence.article))
    return Visit(
        id="",
        la_code=la_code,
        visit=kind,
        date=one.date,
        evidence=tuple(witness.evidence for witness in told),
    )


def _identified(found: Sequence[Visit], stored: Sequence[Visit]) -> tuple[Visit, ...]:
    """Give each visit the id it was known by, or one of its own; an article may tell of several, so none is used twice.

    Visits of the same day keep their ids first, then those that share evidence.
    """
    ids: dict[int, str] = {}
    for is_known in (_is_same_day, _shares_evidence):
        for place, visit in enumerate(found):
            known = (one.id for one in stored if one.id not in ids.values() and is_known(visit, one))
            if place not in ids and (kept := next(known, None)) is not None:
                ids[place] = kept
    for place, visit in enumerate(found):
        if place not in ids:
            ids[place] = _minted(visit, {*ids.values()})
    return tuple(replace(visit, id=ids[place]) for place, visit in enumerate(found))


def _is_same_day(one: Visit, other: Visit) -> bool:
    return (one.la_code, one.visit, one.date) == (other.la_code, other.visit, other.date)


def _shares_evidence(one: Visit, other: Visit) -> bool:
    articles = {piece.article for piece in other.evidence}
    same_kind = (one.la_code, one.visit) == (other.la_code, other.visit)
    return same_kind and any(piece.article in articles for piece in one.evidence)


def _minted(visit: Visit, taken: set[str]) -> str:
    """Return the id of a new visit; another one may have taken the plain one before a letter dated it anew."""
    identity = f"{visit.la_code} {visit.visit} {visit.date}"
    while (short := hashlib.sha256(identity.encode()).hexdigest()[:16]) in taken:
        identity += " again"
    return short
