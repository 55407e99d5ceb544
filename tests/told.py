"""What a text is read to tell, as tests of the reading compare it."""

from collections.abc import Iterable

from monitor.model.claim import Claim, Role
from monitor.model.framework import OVERALL
from tests.corpus.evaluate import BY_CODE


def the_news(claims: Iterable[Claim]) -> Claim:
    """Return the one overall grade that is told as new."""
    (claim,) = (claim for claim in claims if claim.role is Role.NEWS and claim.judgement == OVERALL)
    return claim


def overall(claims: Iterable[Claim], *roles: Role) -> set[tuple[str, str]]:
    """Return the names and overall grades of claims that have one of these roles."""
    return {(BY_CODE[one.la_code].name, one.grade) for one in claims if one.judgement == OVERALL and one.role in roles}
