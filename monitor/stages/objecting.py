"""What a person's objection takes away from what an article is evidence of. Pure.

An objection is about what the article was understood to tell when it was made: its content, not its words. The same
content read again, by a replay or after an edit, stays objected to; what only a later revision tells was not meant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.model.claim import Claim, VisitMention
from monitor.model.objection import Objection, Wrong


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """A standing objection with what its article was understood to tell in the revision that it is about."""

    objection: Objection
    claims: Sequence[Claim]
    visits: Sequence[VisitMention]


def objection_to_claim(claim: Claim, against: Iterable[Meant]) -> Objection | None:
    """Return the objection for which a claim is no evidence, None where it is."""
    return next((one.objection for one in against if _takes_claim(one, claim)), None)


def objection_to_visit(visit: VisitMention, against: Iterable[Meant]) -> Objection | None:
    """Return the objection for which a mention of a visit is no evidence, None where it is."""
    return next((one.objection for one in against if _takes_visit(one, visit)), None)


def _takes_claim(meant: Meant, claim: Claim) -> bool:
    made = meant.objection
    match made.wrong:
        case Wrong.RELEVANT:
            return False
        case Wrong.NOT_RELEVANT:
            is_meant = True
        case Wrong.AUTHORITY:
            is_meant = claim.la_code == made.la_code
        case Wrong.GRADE | Wrong.NOT_NEWS:
            one = (made.la_code, made.judgement, made.grade)
            is_meant = one in (_content(claim), (None, None, None))
    return is_meant and _content(claim) in {_content(known) for known in meant.claims}


def _takes_visit(meant: Meant, visit: VisitMention) -> bool:
    made = meant.objection
    is_meant = made.wrong is Wrong.NOT_RELEVANT or (made.wrong is Wrong.AUTHORITY and made.la_code == visit.la_code)
    return is_meant and (visit.la_code, visit.visit) in {(known.la_code, known.visit) for known in meant.visits}


def _content(claim: Claim) -> tuple[str, str, str]:
    return (claim.la_code, claim.judgement, claim.grade)
