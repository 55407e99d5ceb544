"""What a text about something else says by the way of an authority's services for children."""

from typing import Final

import pytest

from monitor.model.article import Document, Kind
from monitor.model.claim import Role
from monitor.stages.analyse import analyse
from tests.corpus.evaluate import GAZETTEER
from tests.told import overall

_SEND: Final = """\
Parents in Kent say that plans for pupils with special educational needs are late. SEND inspectors from Ofsted and the
CQC found long waits in May. Special educational needs is not the first trouble: Kent's care for children was rated
inadequate by Ofsted in 2019."""
_SCHOOL: Final = (
    "A primary school in Bury is rated good by Ofsted. Pupils do well. The school was rated inadequate in 2019."
)
_ACADEMY: Final = """\
Parkside Academy in Bury has gone from inadequate to good. Inspectors praised teachers. It was rated inadequate in 2019,
when Bury Council ran it."""
_NURSERY: Final = """\
Little Ducks nursery in Leeds was rated outstanding by Ofsted. Children settle quickly. In 2018 it required improvement.
Leeds City Council congratulated the staff."""


def test_an_old_grade_is_kept_from_a_text_about_special_educational_needs() -> None:
    found = analyse(Document(text=_SEND), GAZETTEER)
    assert overall(found.claims, Role.HISTORY) == {("Kent", "inadequate")}
    assert found.relevant


@pytest.mark.parametrize("text", [_SCHOOL, _ACADEMY, _NURSERY])
def test_what_a_school_or_a_nursery_was_given_is_never_its_councils_grade(text: str) -> None:
    found = analyse(Document(text=text), GAZETTEER)
    assert (found.claims, found.relevant, found.kind) == ((), False, Kind.SCHOOL)


@pytest.mark.parametrize(
    "text",
    [
        "Kent's leisure centres were rated good in 2019. Young people swim free. The council will close two.",
        "Bury Council has been rated good by Investors in People this week. Social workers and others took part.",
        "Devon County Council is rated good for bus information in a new report out today. Children travel cheap.",
        "Special educational needs services for children in Kent are inadequate, Ofsted said today, SEND parents say.",
    ],
)
def test_what_else_a_council_is_rated_for_is_no_grade_of_its_services_for_children(text: str) -> None:
    assert analyse(Document(text=text), GAZETTEER).claims == ()


def test_a_councils_new_result_is_told_though_the_text_is_about_a_home() -> None:
    text = (
        "A children's home in Bury is to close. The home was rated inadequate by Ofsted in March. Residents have moved "
        "to another home. Foster carers are wanted. On Tuesday Ofsted announced that the borough has been rated good "
        "overall, up from requires improvement, in a report on how it looks after children."
    )
    found = analyse(Document(text=text), GAZETTEER)
    assert overall(found.claims, Role.NEWS) == {("Bury", "good")}
    assert found.relevant


def test_a_home_that_is_inadequate_makes_no_council_inadequate() -> None:
    text = (
        "A children's home in Bury has been rated inadequate by Ofsted in a report published today. Residents have "
        "moved to another home. Bury Council said that it was sorry."
    )
    found = analyse(Document(text=text), GAZETTEER)
    assert (found.claims, found.relevant, found.kind) == ((), False, Kind.CHILDRENS_HOME)
