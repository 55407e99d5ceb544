"""What a document is, by its title."""

import pytest

from monitor.model.inspection import VisitKind
from monitor.stages.reports.front import ILACS, SIF, front_text, title_of


@pytest.mark.parametrize(
    ("page", "family", "again"),
    [
        ("1\nAnytown\nInspection of services for children in need of help and \nprotection, children", SIF, False),
        ("1 \nAnytown Council\nRe-inspection of services for children in need of help and protection", SIF, True),
        ("1\nAnytown\nReinspection of services for children in need of help and protection", SIF, True),
        ("1\nAnytown Council\nInspection of children’s social care services\nInspection dates:", ILACS, False),
        ("Inspection of St. Any local authority children‟s services", ILACS, False),
        ("Inspection of Anytown local \nauthority children’s services \nInspection dates", ILACS, False),
        ("Inspection of the Isle of Any local\nauthority children's\nservices", ILACS, False),
        ("Inspection of Any and North East \nWhere local authority children’s \nservices", ILACS, False),
    ],
)
def test_inspections_are_known_by_their_titles(page: str, family: str, again: bool) -> None:
    title = title_of(front_text([page]))

    assert title is not None
    assert (title.family, title.again, title.visit) == (family, again, None)


@pytest.mark.parametrize(
    ("page", "visit"),
    [
        ("Focused visit to Anytown children’s services\nThis letter", VisitKind.FOCUSED),
        (
            "29 August 2024\nA. Sample\nAnytown Council\n\nDear A\nFocused visit to Anytown children's services",
            "focused",
        ),
        ("Ofsted virtual focused visit to Anytown", VisitKind.FOCUSED),
        ("Monitoring visit of Anytown City Council children's services\nThis letter", VisitKind.MONITORING),
        ("Joint targeted area inspection of the multi-agency response to neglect in Anytown", VisitKind.JTAI),
        ("Joint area child protection inspection\nAnytown", VisitKind.JTAI),
        ("COVID-19 assurance visit to Anytown local authority children's services", VisitKind.ASSURANCE),
    ],
)
def test_letters_are_known_by_their_titles(page: str, visit: str) -> None:
    title = title_of(
        front_text([page + "\nIt was the first since the\ninspection of Anytown local authority children's services."])
    )

    assert title is not None
    assert (title.visit, title.family) == (visit, None)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("Inspection of looked after children \nservices\nAnytown County Council\nInspection dates:", "looked after"),
        ("Anytown\nInspection of local authority arrangements for the protection of children", "child protection"),
        ("Inspection of safeguarding and looked after children services\nAnytown", "safeguarding"),
        (
            "Anytown\nReview of the effectiveness of the Local Safeguarding Children Board",
            "safeguarding children board",
        ),
        ("Area SEND inspection of Anytown Local Area Partnership", "special educational needs"),
    ],
)
def test_documents_of_other_kinds_are_named_as_what_they_are(page: str, says: str) -> None:
    title = title_of(front_text([page]))

    assert title is not None
    assert title.family is None
    assert says in (title.other or "")


@pytest.mark.parametrize(
    "page",
    [
        "Thematic pilot visit to Anytown children’s services\nThis letter gives no grades.",
        "Pilot inspection of Anytown local authority children's services\nInspection dates: 5 to 9 May 2027",
        "Annual report of the director",
    ],
)
def test_a_title_nobody_has_seen_is_not_forced_into_a_kind(page: str) -> None:
    assert title_of(front_text([page])) is None


def test_odd_characters_of_pdfs_are_made_plain() -> None:
    page = "Children’s\u00a0services\u202fin “Any\u00adtown” –\u0002 are\uf0b7good\r\nnext"

    assert front_text([page, "second"]) == 'Children\'s services in "Anytown" - are good\nnext\n\fsecond'
