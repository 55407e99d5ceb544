"""What an objection takes away: the content that was meant, however it is read again, and nothing else."""

from datetime import UTC, datetime

import pytest

from monitor.model.claim import Claim, Quotation, Role, VisitMention
from monitor.model.inspection import VisitKind
from monitor.model.objection import Objection, Wrong
from monitor.stages.objecting import Meant, objection_to_claim, objection_to_visit


def claim(la_code: str = "856", judgement: str = "overall", grade: str = "good", quote: str = "good") -> Claim:
    words = Quotation(text=quote, start=0, end=len(quote))
    return Claim(la_code=la_code, judgement=judgement, grade=grade, role=Role.NEWS, quote=words)


def mention(la_code: str = "856") -> VisitMention:
    words = Quotation(text="visit", start=0, end=5)
    return VisitMention(la_code=la_code, visit=VisitKind.FOCUSED, when=None, quote=words)


READ = (claim(), claim(judgement="leaders"), claim(la_code="330"))


def meant(wrong: Wrong, about: Claim | None = None) -> Meant:
    objection = Objection(
        article="a", revision=1, wrong=wrong, who="ada", at=datetime(2026, 1, 1, tzinfo=UTC),
        la_code=about.la_code if about else None, judgement=about.judgement if about else None,
        grade=about.grade if about else None,
    )  # fmt: skip
    return Meant(objection=objection, claims=READ, visits=(mention(), mention("330")))


def left(one: Meant) -> list[Claim]:
    return [claim for claim in READ if objection_to_claim(claim, [one]) is None]


@pytest.mark.parametrize(
    ("one", "stays"),
    [
        (meant(Wrong.GRADE, READ[0]), READ[1:]),
        (meant(Wrong.NOT_NEWS, READ[1]), (READ[0], READ[2])),
        (meant(Wrong.AUTHORITY, READ[0]), READ[2:]),
        (meant(Wrong.NOT_NEWS), ()),
        (meant(Wrong.NOT_RELEVANT), ()),
        (meant(Wrong.RELEVANT), READ),
    ],
    ids=lambda value: value.objection.wrong.value if isinstance(value, Meant) else "",
)
def test_an_objection_takes_what_it_is_about(one: Meant, stays: tuple[Claim, ...]) -> None:
    assert tuple(left(one)) == stays


def test_the_same_content_in_other_words_stays_objected_to() -> None:
    read_again = claim(quote="now rated good overall")
    assert objection_to_claim(read_again, [meant(Wrong.GRADE, READ[0])]) is not None


def test_what_only_a_later_revision_tells_was_not_meant() -> None:
    edited = claim(grade="outstanding")
    for wrong in (Wrong.GRADE, Wrong.AUTHORITY, Wrong.NOT_NEWS, Wrong.NOT_RELEVANT):
        about = None if wrong is Wrong.NOT_RELEVANT else READ[0]
        assert objection_to_claim(edited, [meant(wrong, about)]) is None


def test_visits_go_with_their_authority_or_with_the_whole_article_and_not_with_a_grade() -> None:
    assert objection_to_visit(mention(), [meant(Wrong.GRADE, READ[0])]) is None
    assert objection_to_visit(mention(), [meant(Wrong.AUTHORITY, READ[0])]) is not None
    assert objection_to_visit(mention("330"), [meant(Wrong.AUTHORITY, READ[0])]) is None
    assert objection_to_visit(mention("330"), [meant(Wrong.NOT_RELEVANT)]) is not None
    assert objection_to_visit(mention("831"), [meant(Wrong.NOT_RELEVANT)]) is None
