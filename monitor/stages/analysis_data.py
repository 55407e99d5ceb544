"""The JSON of `monitor analyse`, field by field as the design's section 6 promises it."""

from collections.abc import Mapping

from typing_extensions import TypedDict

from monitor.model.authority import Authority
from monitor.model.claim import Ambiguity, Analysis, Claim, Quotation, VisitMention


class ClaimData(TypedDict):
    """One claim. `quote` is the original's words; `start` and `end` are offsets into the text, or into the title."""

    urn: str | None
    authority: str
    judgement: str
    grade: str
    role: str
    previous: str | None
    direction: str | None
    when: str | None
    confidence: float
    quote: str
    start: int
    end: int
    in_title: bool
    reason: str


class VisitData(TypedDict):
    """One visit without grades."""

    urn: str | None
    authority: str
    visit: str
    when: str | None
    quote: str
    start: int
    end: int
    in_title: bool


class AmbiguityData(TypedDict):
    """A name that a person must decide about."""

    name: str
    candidates: list[str]
    quote: str | None
    grade: str | None


class AnalysisData(TypedDict):
    """What `monitor analyse` prints for one text."""

    id: str
    relevant: bool
    kind: str
    claims: list[ClaimData]
    visits: list[VisitData]
    ambiguous: list[AmbiguityData]
    reasons: list[str]


def analysis_data(identity: str, analysis: Analysis, authorities: Mapping[str, Authority]) -> AnalysisData:
    """Return an analysis as the contract's JSON. `authorities` are by la_code."""
    return {
        "id": identity,
        "relevant": analysis.relevant,
        "kind": analysis.kind.value,
        "claims": [_claim(claim, authorities[claim.la_code]) for claim in analysis.claims],
        "visits": [_visit(visit, authorities[visit.la_code]) for visit in analysis.visits],
        "ambiguous": [_ambiguity(one, authorities) for one in analysis.ambiguous],
        "reasons": list(analysis.reasons),
    }


def _claim(claim: Claim, authority: Authority) -> ClaimData:
    return {
        "urn": authority.urn,
        "authority": authority.name,
        "judgement": claim.judgement,
        "grade": claim.grade,
        "role": claim.role.value,
        "previous": claim.previous,
        "direction": claim.direction.value if claim.direction is not None else None,
        "when": claim.when,
        "confidence": claim.confidence,
        **_words(claim.quote),
        "reason": claim.reason,
    }


def _visit(visit: VisitMention, authority: Authority) -> VisitData:
    return {
        "urn": authority.urn,
        "authority": authority.name,
        "visit": visit.visit.value,
        "when": visit.when,
        **_words(visit.quote),
    }


class _Words(TypedDict):
    quote: str
    start: int
    end: int
    in_title: bool


def _words(quote: Quotation) -> _Words:
    return {"quote": quote.text, "start": quote.start, "end": quote.end, "in_title": quote.in_title}


def _ambiguity(one: Ambiguity, authorities: Mapping[str, Authority]) -> AmbiguityData:
    return {
        "name": one.name,
        "candidates": [authorities[code].name for code in one.candidates],
        "quote": one.quote.text if one.quote is not None else None,
        "grade": one.grade,
    }
