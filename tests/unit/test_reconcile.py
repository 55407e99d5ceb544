"""Outcomes from reports, the shipped ledger and the press together."""

from dataclasses import replace
from datetime import timedelta

from monitor.model.claim import Direction
from monitor.model.inspection import Origin
from monitor.model.outcome import Decision, Event, Status, Trust, Verdict
from tests.unit.outcome_builders import DERBY, NOW, day, grades, noon, only, reconciled, report, row, story

OLD = row("ilacs-2018", "rrrr", end="2021-03-25", published="2021-05-11")
NEW = report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")


def test_a_report_alone_makes_one_confirmed_outcome_with_its_moves() -> None:
    outcome = only(reconciled(reports=[NEW], ledger=[OLD]))
    assert (outcome.status, outcome.event, outcome.direction) == (Status.CONFIRMED, Event.CHANGED, Direction.UP)
    assert outcome.effective == outcome.published == day("2024-07-09")
    assert outcome.moves[0].before == "requires_improvement"
    assert "Derby's overall grade is good; it was requires improvement." in outcome.explanation
    assert "Ofsted published the report on 9 July 2024" in outcome.explanation
    assert "Compared with the inspection that ended on 25 March 2021" in outcome.explanation


def test_a_report_that_the_shipped_ledger_has_makes_no_outcome() -> None:
    known = row("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")
    found = reconciled(reports=[NEW], ledger=[OLD, known], press=[story("Echo", "g", on="2024-07-10")])
    assert found.outcomes == ()
    assert found.known == {"Echo-2024-07-10": day("2024-05-24")}
    assert found.inspections[-1].origin is Origin.REPORT_READ


def test_a_report_without_an_inspection_before_is_a_first_one() -> None:
    outcome = only(reconciled(reports=[NEW]))
    assert (outcome.event, outcome.direction) == (Event.FIRST, Direction.FIRST)


def test_the_county_that_a_new_council_came_from_is_context_and_no_grade_before() -> None:
    county = replace(DERBY, la_code="900", name="Elmshire")
    press = [story("Echo", "g", on="2024-07-10", before="i")]
    outcome = only(reconciled(reports=[NEW], press=press, predecessors=[county]))
    assert outcome.event is Event.FIRST
    assert "it came from Elmshire" in outcome.explanation


def test_five_articles_and_a_report_about_one_inspection_are_one_outcome() -> None:
    press = [story(outlet, "g", on=f"2024-07-{10 + place}") for place, outlet in enumerate(("A", "B", "C", "D", "E"))]
    outcome = only(reconciled(press=press, reports=[NEW], ledger=[OLD]))
    assert len(outcome.evidence) == 6
    assert outcome.evidence[0].is_report
    assert outcome.effective == day("2024-07-09")


def test_the_press_may_run_six_weeks_ahead_of_the_report() -> None:
    outcome = only(reconciled(press=[story("Echo", "g", on="2024-05-30")], reports=[NEW], ledger=[OLD]))
    assert outcome.status is Status.CONFIRMED
    assert len(outcome.evidence) == 2


def test_a_contested_report_that_comes_half_a_year_after_the_leak_is_still_the_same_outcome() -> None:
    late = report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-12-10")
    assert only(reconciled(press=[story("Echo", "g", on="2024-06-03")], reports=[late], ledger=[OLD])).end == late.end


def test_the_report_wins_against_the_press_and_says_who_told_otherwise() -> None:
    outcome = only(reconciled(press=[story("Echo", "o", on="2024-07-01")], reports=[NEW], ledger=[OLD]))
    assert outcome.grades["overall"] == "good"
    assert [piece.agrees for piece in outcome.evidence] == [True, False]
    assert "Echo told overall outstanding; the report says good." in outcome.flags


def test_an_article_that_retells_a_report_months_later_is_its_evidence() -> None:
    press = [story("Echo", "g", on="2025-02-20")]
    assert len(only(reconciled(press=press, reports=[NEW], ledger=[OLD])).evidence) == 2


def test_an_article_that_says_when_the_inspection_was_finds_it_after_years() -> None:
    press = [story("Echo", "r", on="2023-06-01", when="2021-03")]
    found = reconciled(press=press, ledger=[OLD])
    assert found.outcomes == ()
    assert found.known == {"Echo-2023-06-01": OLD.end}


def test_another_grade_long_after_the_last_report_is_a_new_outcome() -> None:
    outcome = only(reconciled(press=[story("Echo", "g", on="2024-06-20")], ledger=[OLD]))
    assert (outcome.status, outcome.direction) == (Status.REPORTED, Direction.UP)
    assert outcome.published is None
    assert outcome.effective == day("2024-06-20")
    assert "Reported by Echo; no second independent outlet and no report yet." in outcome.explanation


def test_a_grade_kept_is_a_new_outcome_once_years_have_gone_by() -> None:
    for kept in (story("Echo", "r", on="2024-06-20", before="r"), story("Echo", "r", on="2024-06-20")):
        assert only(reconciled(press=[kept], ledger=[OLD])).event is Event.RETAINED
    assert reconciled(press=[story("Echo", "r", on="2021-09-20", before="r")], ledger=[OLD]).outcomes == ()


def test_an_article_during_the_fieldwork_can_not_tell_its_result() -> None:
    found = reconciled(press=[story("Echo", "g", on="2024-05-22")], reports=[NEW], ledger=[OLD])
    assert [outcome.status for outcome in found.outcomes] == [Status.REPORTED, Status.CONFIRMED]


def test_a_replaced_report_is_a_correction_of_the_same_inspection() -> None:
    mended = report("ilacs-2023", "gogrg", end="2024-05-24", published="2024-07-09", file="50000900")
    first = reconciled(reports=[NEW], ledger=[OLD])
    outcome = only(reconciled(reports=[mended, NEW], ledger=[OLD], stored=first.outcomes, mint=lambda: "another"))
    assert outcome.id == first.outcomes[0].id
    assert outcome.grades["in_care"] == "requires_improvement"
    assert [piece.agrees for piece in outcome.evidence] == [True, False]
    assert "Ofsted replaced the report file: leaders was good and is now outstanding." in outcome.flags


def test_a_report_replaced_by_one_with_another_last_day_is_the_same_inspection() -> None:
    first = reconciled(reports=[NEW], ledger=[OLD])
    mended = report("ilacs-2023", "ggggg", end="2024-05-23", published="2024-07-09", file="50000900")
    outcome = only(reconciled(reports=[mended, NEW], ledger=[OLD], stored=first.outcomes))
    assert (outcome.id, outcome.end) == (first.outcomes[0].id, day("2024-05-23"))


def test_a_report_that_differs_from_the_row_read_from_it_corrects_the_ledger() -> None:
    known = row("ilacs-2023", "grggg", end="2024-05-24", published="2024-07-09")
    found = reconciled(reports=[NEW], ledger=[OLD, known])
    assert only(found).corrects_ledger
    assert "The report corrects the shipped ledger: leaders is good, not requires improvement." in only(found).flags
    assert found.inspections[-1].grades["leaders"] == "good"


def test_a_report_overrules_a_row_of_the_summary_table_without_an_outcome_and_a_person_is_asked() -> None:
    known = row("ilacs-2023", "grggg", end="2024-05-24", published="2024-07-09", origin=Origin.SUMMARY)
    found = reconciled(reports=[NEW], ledger=[OLD, known])
    assert found.outcomes == ()
    assert found.inspections[-1].grades["leaders"] == "good"
    assert [question.kind for question in found.questions] == ["ledger-conflict"]


def test_a_table_that_misses_the_second_spell_on_site_has_the_same_inspection() -> None:
    short = row("ilacs-2023", "ggggg", end="2024-05-22", published="2024-07-09", origin=Origin.SUMMARY)
    found = reconciled(reports=[NEW], ledger=[OLD, short])
    assert found.outcomes == ()
    assert len(found.inspections) == 2


def test_a_newer_shipped_ledger_confirms_what_the_press_had_told() -> None:
    press = [story("Echo", "g", on="2024-07-12")]
    told = reconciled(press=press, ledger=[OLD])
    newer = row("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")
    outcome = only(reconciled(press=press, ledger=[OLD, newer], stored=told.outcomes))
    assert (outcome.id, outcome.status) == (told.outcomes[0].id, Status.CONFIRMED)
    assert "as the shipped ledger has it" in outcome.explanation


def test_moves_are_against_the_ledger_as_it_stood_then_even_where_it_arrives_later() -> None:
    newest = report("ilacs-2026", "oooo", end="2026-09-18", file="50000003")
    alone = reconciled(reports=[newest])
    assert only(alone).event is Event.FIRST
    found = reconciled(reports=[newest, NEW], ledger=[OLD], stored=alone.outcomes)
    assert [outcome.direction for outcome in found.outcomes] == [Direction.UP, Direction.UP]
    assert found.outcomes[1].id == alone.outcomes[0].id
    assert found.outcomes[1].moves[0].before == "good"


def test_a_rejected_rumour_stays_rejected_until_a_report_says_the_same() -> None:
    press = [story("Echo", "g", on="2024-06-20")]
    told = reconciled(press=press, ledger=[OLD])
    no = Verdict(
        outcome=told.outcomes[0].id, decision=Decision.REJECT, note="a slip", who="Ann", at=noon(day("2024-06-21"))
    )
    rejected = reconciled(press=press, ledger=[OLD], stored=told.outcomes, verdicts=[no])
    assert only(rejected).status is Status.REJECTED
    assert "Rejected by Ann on 21 June 2024: a slip." in only(rejected).explanation
    confirmed = reconciled(press=press, reports=[NEW], ledger=[OLD], stored=rejected.outcomes, verdicts=[no])
    assert only(confirmed).status is Status.CONFIRMED
    assert "Ann had rejected it before the report came." in only(confirmed).flags


def test_a_person_confirms_and_reopens() -> None:
    press = [story("Echo", "g", on="2024-06-20")]
    told = reconciled(press=press, ledger=[OLD])
    yes = Verdict(outcome=told.outcomes[0].id, decision=Decision.CONFIRM, note="rang them", who="Ann", at=NOW)
    again = Verdict(
        outcome=told.outcomes[0].id, decision=Decision.REOPEN, note="", who="Bob", at=NOW + timedelta(hours=1)
    )
    assert only(reconciled(press=press, stored=told.outcomes, verdicts=[yes])).status is Status.CONFIRMED
    official = reconciled(press=press, reports=[NEW], ledger=[OLD], stored=told.outcomes, verdicts=[yes])
    assert "Confirmed: Ofsted published the report" in only(official).explanation
    assert only(reconciled(press=press, stored=told.outcomes, verdicts=[again, yes])).status is Status.REPORTED


def test_evidence_that_comes_after_a_rejection_is_put_before_a_person() -> None:
    press = [story("Echo", "g", on="2024-06-20")]
    told = reconciled(press=press, ledger=[OLD])
    no = Verdict(
        outcome=told.outcomes[0].id, decision=Decision.REJECT, note="no", who="Ann", at=noon(day("2024-06-21"))
    )
    more = [*press, story("Post", "g", on="2024-07-02", trust=Trust.COUNCIL)]
    found = reconciled(press=more, ledger=[OLD], stored=told.outcomes, verdicts=[no])
    assert only(found).status is Status.REJECTED
    assert [question.kind for question in found.questions] == ["evidence-after-rejection"]


def test_a_report_that_a_person_rejected_as_misread_gives_way_to_the_ledgers_row() -> None:
    known = row("ilacs-2023", "grggg", end="2024-05-24", published="2024-07-09")
    found = reconciled(reports=[NEW], ledger=[OLD, known])
    no = Verdict(outcome=only(found).id, decision=Decision.REJECT, note="misread", who="Ann", at=NOW)
    after = reconciled(reports=[NEW], ledger=[OLD, known], stored=found.outcomes, verdicts=[no])
    assert after.inspections[-1].grades == grades("ilacs-2023", "grggg")
