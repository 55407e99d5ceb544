"""Letters and mentions become visits."""

from datetime import date
from itertools import permutations

from monitor.model.inspection import VisitKind
from monitor.model.outcome import Evidence
from monitor.stages.visits import VisitWitness, visits


def witness(
    published: str,
    *,
    when: str | None = None,
    kind: VisitKind = VisitKind.MONITORING,
    report: bool = False,
    la: str = "358",
) -> VisitWitness:
    day = date.fromisoformat(published)
    evidence = Evidence(
        article=f"{published}-{report}",
        source="site",
        outlet="Site",
        url="https://site.example/1",
        published=day,
        quote="",
        independent=True,
        is_report=report,
    )
    return VisitWitness(la_code=la, visit=kind, when=when, published=day, evidence=evidence)


def test_an_article_and_the_letter_it_tells_of_are_one_visit_whatever_comes_first() -> None:
    letter = witness("2021-10-18", when="2021-09-08", report=True)
    early = witness("2021-10-17")
    late = witness("2021-11-17", when="2021-09")
    for order in permutations([letter, early, late]):
        found = visits(order)
        assert [(one.date, len(one.evidence)) for one in found] == [("2021-09-08", 3)]
        assert found == visits([letter, early, late])


def test_a_quarter_later_it_is_another_visit() -> None:
    found = visits([witness("2021-02-01"), witness("2021-02-10"), witness("2021-05-20")])
    assert [one.date for one in found] == ["2021-02-01", "2021-05-20"]


def test_a_monitoring_and_a_focused_visit_are_two() -> None:
    found = visits([witness("2021-02-01"), witness("2021-02-01", kind=VisitKind.FOCUSED)])
    assert len(found) == 2


def test_visits_to_two_authorities_are_two() -> None:
    assert len(visits([witness("2021-02-01"), witness("2021-02-01", la="890")])) == 2


def test_a_visit_keeps_its_id_when_its_letter_comes_and_dates_it() -> None:
    letter, article = witness("2021-10-18", when="2021-09-08", report=True), witness("2021-10-17")
    before = visits([article])
    assert visits([letter, article], before)[0].id == before[0].id


def test_two_visits_in_one_article_keep_their_two_ids() -> None:
    told = [witness("2024-07-01", when="2024-03"), witness("2024-07-01", when="2024-06")]
    before = visits(told)
    assert len({one.id for one in before}) == 2
    assert [one.id for one in visits(told, before)] == [one.id for one in before]


def test_a_visit_told_of_again_a_year_later_is_the_same_visit() -> None:
    for when in ("2024", "2024-03", "2024-03-01"):
        found = visits([witness("2024-03-20", when=when), witness("2025-03-01", when=when)])
        assert [(one.date, len(one.evidence)) for one in found] == [(when, 2)]


def test_no_two_visits_share_an_id_though_a_letter_dated_one_anew() -> None:
    before = visits([witness("2021-10-17")])
    letter = witness("2021-10-18", when="2021-09-08", report=True)
    dated = visits([witness("2021-10-17"), letter], before)
    assert [one.id for one in dated] == [before[0].id]
    again = visits([witness("2021-10-17"), letter, witness("2022-03-01", when="2021-10-17")], dated)
    assert len({one.id for one in again}) == 2
