"""The JSON of outcomes and visits, as commands, pages and webhooks all show it. Fields are only ever added."""

from typing import Final

from typing_extensions import TypedDict

from monitor.model.authority import Authority
from monitor.model.outcome import Evidence, Move, Outcome, Visit

WIRE_EVIDENCE: Final = 10  # pieces of evidence that travel in a webhook
QuotedLength = int | None  # characters; None: whole


class InspectionData(TypedDict):
    type: str | None
    start: str | None
    end: str | None
    published: str | None


# "from" is a keyword of Python, hence the functional form.
MoveData = TypedDict(
    "MoveData", {"judgement": str, "from": str | None, "to": str, "direction": str, "compared_with": str | None}
)


class EvidenceData(TypedDict):
    article: str
    source: str
    outlet: str
    url: str
    published: str
    quote: str
    independent: bool
    is_report: bool
    agrees: bool


class OutcomeData(TypedDict):
    id: str
    urn: str | None
    authority: str
    region: str
    framework: str | None
    inspection: InspectionData
    effective: str
    event: str
    direction: str
    status: str
    judgements: list[MoveData]
    evidence: list[EvidenceData]
    evidence_count: int
    explanation: str
    flags: list[str]
    detected_at: str
    changed_at: str
    first_seen: str


class VisitData(TypedDict):
    id: str
    urn: str | None
    authority: str
    visit: str
    date: str
    evidence: list[EvidenceData]


def outcome_data(
    outcome: Outcome, authority: Authority, *, evidence: int | None = None, quote: QuotedLength = None
) -> OutcomeData:
    """Return an outcome as JSON; at most `evidence` pieces of evidence, quotations of at most `quote` characters."""
    return {
        "id": outcome.id,
        "urn": authority.urn,
        "authority": authority.name,
        "region": authority.region,
        "framework": outcome.framework,
        "inspection": {
            "type": outcome.inspection_type,
            "start": outcome.start.isoformat() if outcome.start else None,
            "end": outcome.end.isoformat() if outcome.end else None,
            "published": outcome.published.isoformat() if outcome.published else None,
        },
        "effective": outcome.effective.isoformat(),
        "event": outcome.event.value,
        "direction": outcome.direction.value,
        "status": outcome.status.value,
        "judgements": [_move(move) for move in outcome.moves],
        "evidence": [_evidence(one, quote) for one in outcome.evidence[:evidence]],
        "evidence_count": len(outcome.evidence),
        "explanation": outcome.explanation,
        "flags": list(outcome.flags),
        "detected_at": outcome.detected_at.isoformat(),
        "changed_at": (outcome.changed_at or outcome.detected_at).isoformat(),
        "first_seen": outcome.first_seen.isoformat(),
    }


def visit_data(
    visit: Visit, authority: Authority, *, evidence: int | None = None, quote: QuotedLength = None
) -> VisitData:
    """Return a visit as JSON data."""
    return {
        "id": visit.id,
        "urn": authority.urn,
        "authority": authority.name,
        "visit": visit.visit.value,
        "date": visit.date,
        "evidence": [_evidence(one, quote) for one in visit.evidence[:evidence]],
    }


def shortened(text: str, limit: QuotedLength) -> str:
    """Return the text, cut at a word with an ellipsis where it is longer than `limit` characters; "" for 0."""
    if limit is None or len(text) <= limit:
        return text
    if limit < 2:
        return ""
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return at_word.rstrip(" ,;:-") + "…"


def _move(move: Move) -> MoveData:
    return {
        "judgement": move.judgement,
        "from": move.before,
        "to": move.after,
        "direction": move.direction.value,
        "compared_with": move.compared_with,
    }


def _evidence(one: Evidence, quote: QuotedLength) -> EvidenceData:
    return {
        "article": one.article,
        "source": one.source,
        "outlet": one.outlet,
        "url": one.url,
        "published": one.published.isoformat(),
        "quote": shortened(one.quote, quote),
        "independent": one.independent,
        "is_report": one.is_report,
        "agrees": one.agrees,
    }
