"""Builders for tests about outcomes: one line says what the world is like."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from monitor.model.authority import Authority
from monitor.model.inspection import Inspection, Origin
from monitor.model.outcome import Outcome, PressEvidence, ReportEvidence, Trust, Verdict
from monitor.stages.reconcile import Reconciled, reconcile

LETTERS = {"o": "outstanding", "g": "good", "r": "requires_improvement", "i": "inadequate"}
KEYS = {
    "sif": ("overall", "leaders", "help_and_protection", "in_care", "care_leavers", "adoption"),
    "ilacs-2018": ("overall", "leaders", "help_and_protection", "in_care_and_care_leavers"),
    "ilacs-2023": ("overall", "leaders", "help_and_protection", "in_care", "care_leavers"),
    "ilacs-2026": ("leaders", "help_and_protection", "in_care", "care_leavers"),
}
DERBY = Authority(
    la_code="831",
    urn="80459",
    gss_code="E06000015",
    name="Derby",
    council_name="Derby City Council",
    region="East Midlands",
    type="Unitary",
)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


def noon(on: date) -> datetime:
    return datetime.combine(on, time(12), UTC)


def grades(framework: str, letters: str) -> dict[str, str]:
    """Return grades in the order of KEYS from letters; `-` leaves one out."""
    return {key: LETTERS[letter] for key, letter in zip(KEYS[framework], letters, strict=True) if letter != "-"}


def row(
    framework: str, letters: str, *, end: str, published: str | None = None, origin: Origin = Origin.REPORT
) -> Inspection:
    """Return a row of the shipped ledger; five days on site, published seven weeks after, where not said otherwise."""
    last = day(end)
    return Inspection(
        la_code=DERBY.la_code,
        framework=framework,
        inspection_type="short",
        start=last - timedelta(days=4),
        end=last,
        published=day(published) if published else last + timedelta(days=49),
        grades=grades(framework, letters),
        origin=origin,
    )


def report(
    framework: str, letters: str, *, end: str, published: str | None = None, file: str = "50000001"
) -> ReportEvidence:
    """Return a report file as read."""
    one = row(framework, letters, end=end, published=published)
    return ReportEvidence(
        report=file,
        source="ofsted-reports",
        url=f"https://reports.example/v1/file/{file}",
        published=one.published,
        first_seen=noon(one.published),
        la_code=one.la_code,
        framework=framework,
        inspection_type="short",
        start=one.start,
        end=one.end,
        grades=one.grades,
        quote="Overall effectiveness",
    )


def story(
    outlet: str,
    told: Mapping[str, str] | str,
    *,
    on: str,
    when: str | None = None,
    before: str | None = None,
    text: frozenset[int] | None = None,
    article: str | None = None,
    trust: Trust = Trust.PRESS,
) -> PressEvidence:
    """Return an article that tells grades as news; a letter alone is the overall grade."""
    words = {"overall": LETTERS[told]} if isinstance(told, str) else dict(told)
    name = article or f"{outlet}-{on}"
    return PressEvidence(
        article=name,
        source=outlet.lower(),
        outlet=outlet,
        trust=trust,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{on}",
        published=day(on),
        first_seen=noon(day(on)),
        la_code=DERBY.la_code,
        grades=words,
        previous={"overall": LETTERS[before]} if before else {},
        when=when,
        quote=f"{outlet} tells a grade",
        fingerprint=text if text is not None else frozenset(hash_of(name, place) for place in range(50)),
    )


def hash_of(name: str, place: int) -> int:
    return zlib.crc32(f"{name}/{place}".encode())


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"outcome-{next(numbers)}"


def reconciled(
    *,
    press: Sequence[PressEvidence] = (),
    reports: Sequence[ReportEvidence] = (),
    ledger: Sequence[Inspection] = (),
    stored: Sequence[Outcome] = (),
    verdicts: Sequence[Verdict] = (),
    now: datetime = NOW,
    mint: Callable[[], str] | None = None,
    authority: Authority = DERBY,
    predecessors: Sequence[Authority] = (),
) -> Reconciled:
    return reconcile(
        authority=authority,
        press=press,
        reports=reports,
        ledger=ledger,
        stored=stored,
        verdicts=verdicts,
        now=now,
        mint=mint or ids(),
        predecessors=predecessors,
    )


def only(found: Reconciled) -> Outcome:
    """Return the one outcome."""
    assert len(found.outcomes) == 1, [outcome.explanation for outcome in found.outcomes]
    return found.outcomes[0]
