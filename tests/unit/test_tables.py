"""What tables of judgements tell: by their rows and columns, and as new only where the text around them does."""

from datetime import date
from typing import Final

import pytest

from monitor.model.article import Document
from monitor.model.claim import Role
from monitor.stages.analyse import analyse
from tests.corpus.evaluate import GAZETTEER, RECORD

_BY_JUDGEMENT: Final = """\
Coventry: inspection of local authority children's services by Ofsted

| Inspected | Overall effectiveness | Leaders | In care | Care leavers |
| 24 June 2022 | Good | Outstanding | Good | Requires improvement to be good |"""
_NEW: Final = """\
Ofsted has published its report on Medway's children's services today.

{edge}Overall effectiveness | Leaders | Help and protection{edge}
{edge}Good | Outstanding | Good{edge}"""
_EDGES: Final = ("", " | ")
_BY_YEAR: Final = """\
Ofsted has published its report on Medway's children's services today.
{edge}Judgement | 2019 | 2023{edge}
{edge}Overall effectiveness | Inadequate | Good{edge}
{edge}Leaders | Inadequate | Good{edge}"""


def _told(text: str, day: date | None, role: Role) -> dict[str, str]:
    claims = analyse(Document(text=text, published=day), GAZETTEER, RECORD).claims
    return {claim.judgement: claim.grade for claim in claims if claim.role is role}


def test_a_grade_is_given_to_the_judgement_that_heads_its_column() -> None:
    told = _told(_BY_JUDGEMENT, date(2025, 2, 3), Role.HISTORY)
    assert told == {
        "overall": "good",
        "leaders": "outstanding",
        "in_care": "good",
        "care_leavers": "requires_improvement",
    }


def test_areas_beside_an_old_overall_grade_are_old_too() -> None:
    assert _told(_BY_JUDGEMENT, date(2025, 2, 3), Role.NEWS) == {}


@pytest.mark.parametrize("edge", _EDGES)
def test_a_table_of_judgements_tells_the_new_result(edge: str) -> None:
    told = _told(_NEW.format(edge=edge), None, Role.NEWS)
    assert told == {"overall": "good", "leaders": "outstanding", "help_and_protection": "good"}


@pytest.mark.parametrize("edge", _EDGES)
def test_the_last_year_of_a_table_is_the_new_one(edge: str) -> None:
    told = _told(_BY_YEAR.format(edge=edge), date(2023, 9, 1), Role.NEWS)
    assert told == {"overall": "good", "leaders": "good"}


@pytest.mark.parametrize("edge", _EDGES)
def test_the_earlier_years_of_a_table_are_history(edge: str) -> None:
    told = _told(_BY_YEAR.format(edge=edge), date(2023, 9, 1), Role.HISTORY)
    assert told == {"overall": "inadequate", "leaders": "inadequate"}
