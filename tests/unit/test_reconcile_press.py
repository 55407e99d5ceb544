"""What the press alone makes of an inspection: who is independent, who contradicts whom, what is not believed."""

from dataclasses import replace

from monitor.model.claim import Direction
from monitor.model.inspection import Origin
from monitor.model.outcome import Event, Status, Trust
from tests.unit.outcome_builders import DERBY, LETTERS, day, only, reconciled, report, row, story

OLD = row("ilacs-2018", "rrrr", end="2021-03-25", published="2021-05-11")
RELEASE = frozenset(range(100))


def test_one_outlet_reports_and_a_second_independent_one_corroborates() -> None:
    first, second = story("Echo", "g", on="2024-06-20"), story("Post", "g", on="2024-06-22")
    assert only(reconciled(press=[first], ledger=[OLD])).status is Status.REPORTED
    outcome = only(reconciled(press=[first, second], ledger=[OLD]))
    assert outcome.status is Status.CORROBORATED
    assert "Reported by Echo and Post, independently of each other; there is no report yet." in outcome.explanation


def test_a_release_reprinted_word_for_word_is_one_witness() -> None:
    release = story("Council", "g", on="2024-06-20", text=RELEASE, trust=Trust.COUNCIL)
    reprint = story("Echo", "g", on="2024-06-21", text=frozenset(range(10, 100)))
    outcome = only(reconciled(press=[reprint, release], ledger=[OLD]))
    assert outcome.status is Status.REPORTED
    assert [(piece.outlet, piece.independent) for piece in outcome.evidence] == [("Council", True), ("Echo", False)]


def test_the_earliest_published_text_is_the_original_whichever_was_seen_first() -> None:
    late_seen = replace(
        story("Echo", "g", on="2024-06-20", text=RELEASE), first_seen=story("x", "g", on="2024-06-30").first_seen
    )
    copy = story("Post", "g", on="2024-06-21", text=RELEASE)
    outcome = only(reconciled(press=[copy, late_seen], ledger=[OLD]))
    assert [(piece.outlet, piece.independent) for piece in outcome.evidence] == [("Echo", True), ("Post", False)]


def test_two_articles_of_one_outlet_are_one_witness() -> None:
    press = [story("Echo", "g", on="2024-06-20"), story("Echo", "g", on="2024-06-25")]
    assert only(reconciled(press=press, ledger=[OLD])).status is Status.REPORTED


def test_outlets_that_agree_on_an_area_only_do_not_corroborate_an_overall_that_one_tells() -> None:
    press = [
        story("Echo", {"overall": "good", "leaders": "good"}, on="2024-06-20"),
        story("Post", {"leaders": "good"}, on="2024-06-22"),
    ]
    assert only(reconciled(press=press, ledger=[OLD])).status is Status.REPORTED


def test_outlets_that_contradict_each_other_make_it_disputed_and_a_person_is_asked() -> None:
    press = [story("Echo", "g", on="2024-06-20"), story("Post", "o", on="2024-06-22")]
    found = reconciled(press=press, ledger=[OLD])
    assert only(found).status is Status.DISPUTED
    assert "Outlets contradict each other on overall: Echo tells good and Post tells outstanding." in only(found).flags
    assert [(question.kind, question.outcome) for question in found.questions] == [("disputed", only(found).id)]


def test_a_disputed_outcome_shows_the_grade_that_most_voices_tell() -> None:
    press = [story(outlet, grade, on="2024-06-20") for outlet, grade in (("A", "o"), ("B", "g"), ("C", "g"))]
    assert only(reconciled(press=press, ledger=[OLD])).grades == {"overall": "good"}


def test_a_copy_of_a_wrong_text_does_not_dispute_by_itself() -> None:
    press = [story("Echo", "g", on="2024-06-20", text=RELEASE), story("Post", "o", on="2024-06-21", text=RELEASE)]
    outcome = only(reconciled(press=press, ledger=[OLD]))
    assert (outcome.status, outcome.grades) == (Status.REPORTED, {"overall": "good"})


def test_a_report_ends_a_dispute() -> None:
    press = [story("Echo", "g", on="2024-06-20"), story("Post", "o", on="2024-06-22")]
    told = reconciled(press=press, ledger=[OLD])
    official = report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")
    outcome = only(reconciled(press=press, reports=[official], ledger=[OLD], stored=told.outcomes))
    assert (outcome.id, outcome.status) == (told.outcomes[0].id, Status.CONFIRMED)


def test_an_outlets_later_article_mends_its_earlier_one() -> None:
    press = [story("Echo", "o", on="2024-06-20"), story("Echo", "g", on="2024-06-21")]
    outcome = only(reconciled(press=press, ledger=[OLD]))
    assert (outcome.status, outcome.grades) == (Status.REPORTED, {"overall": "good"})


def test_an_edited_page_changes_its_outcome_and_not_its_id() -> None:
    told = reconciled(press=[story("Echo", "o", on="2024-06-20")], ledger=[OLD])
    outcome = only(reconciled(press=[story("Echo", "g", on="2024-06-20")], ledger=[OLD], stored=told.outcomes))
    assert (outcome.id, outcome.grades) == (told.outcomes[0].id, {"overall": "good"})


def test_an_outcome_whose_article_no_longer_tells_it_is_withdrawn_and_kept() -> None:
    told = reconciled(press=[story("Echo", "o", on="2024-06-20")], ledger=[OLD])
    gone = reconciled(ledger=[OLD], stored=told.outcomes)
    assert only(gone).status is Status.WITHDRAWN
    assert only(gone).explanation.startswith("Withdrawn: no article or report tells it any more.")
    assert reconciled(ledger=[OLD], stored=gone.outcomes).outcomes == gone.outcomes


def test_a_withdrawn_outcome_stands_again_under_its_id_when_its_article_tells_it_again() -> None:
    press = [story("Echo", "o", on="2024-06-20")]
    gone = reconciled(ledger=[OLD], stored=reconciled(press=press, ledger=[OLD]).outcomes)
    again = only(reconciled(press=press, ledger=[OLD], stored=gone.outcomes))
    assert (again.id, again.status) == (gone.outcomes[0].id, Status.REPORTED)


def test_two_outcomes_that_turn_out_to_be_one_keep_the_older_id() -> None:
    early, late = story("Echo", "g", on="2024-06-01"), story("Post", "o", on="2024-11-01")
    first = reconciled(press=[early], ledger=[OLD], mint=lambda: "older")
    both = reconciled(press=[early, late], ledger=[OLD], stored=first.outcomes, mint=lambda: "younger")
    assert [outcome.id for outcome in both.outcomes] == ["older", "younger"]
    between = story("Star", "g", on="2024-08-15")
    merged = reconciled(press=[early, between, late], ledger=[OLD], stored=both.outcomes)
    assert [(outcome.id, outcome.status) for outcome in merged.outcomes] == [
        ("older", Status.DISPUTED),
        ("younger", Status.WITHDRAWN),
    ]
    assert "the same inspection as outcome older" in merged.outcomes[1].explanation


def test_an_article_edited_to_be_about_a_known_inspection_withdraws_what_it_told() -> None:
    told = reconciled(press=[story("Echo", "o", on="2024-06-20")], ledger=[OLD])
    edited = story("Echo", "r", on="2024-06-20", when="2021")
    found = only(reconciled(press=[edited], ledger=[OLD], stored=told.outcomes))
    assert found.status is Status.WITHDRAWN
    assert "the inspection that ended on 25 March 2021, which the ledger has" in found.explanation


def test_an_overall_told_of_an_inspection_since_april_2026_is_flagged_and_not_believed() -> None:
    told = {"overall": "good", "leaders": "good"}
    outcome = only(reconciled(press=[story("Echo", told, on="2026-11-12")], ledger=[OLD]))
    assert outcome.framework == "ilacs-2026"
    assert outcome.grades == {"leaders": "good"}
    assert not outcome.evidence[0].agrees
    assert any(flag.startswith("Echo tells an overall grade, good: not believed") for flag in outcome.flags)


def test_nothing_but_an_overall_since_april_2026_makes_no_outcome_and_asks_a_person() -> None:
    found = reconciled(press=[story("Echo", "g", on="2026-11-12")], ledger=[OLD])
    assert found.outcomes == ()
    assert [question.kind for question in found.questions] == ["overall-not-believed"]


def test_an_overall_told_in_june_2026_may_be_right_and_is_flagged() -> None:
    outcome = only(reconciled(press=[story("Echo", "g", on="2026-06-18")], ledger=[OLD]))
    assert (outcome.framework, outcome.grades) == (None, {"overall": "good"})
    assert "The inspection may be of April 2026 or later, for which Ofsted gives no overall grade." in outcome.flags
    january = only(reconciled(press=[story("Echo", "g", on="2026-06-18", when="2026-01")], ledger=[OLD]))
    assert (january.framework, january.flags) == ("ilacs-2023", ())


def test_four_areas_without_an_overall_are_compared_one_by_one() -> None:
    before = row("ilacs-2023", "ooooo", end="2025-05-23", published="2025-07-08", origin=Origin.SUMMARY)
    told = {key: LETTERS[letter] for key, letter in zip(("leaders", "help_and_protection"), "ii", strict=True)}
    rumour = story("Echo", {**told, "in_care": "good", "care_leavers": "good"}, on="2026-11-13", when="2026-10")
    outcome = only(reconciled(press=[rumour], ledger=[before]))
    assert (outcome.event, outcome.direction) == (Event.CHANGED, Direction.DOWN)
    assert {move.before for move in outcome.moves} == {"outstanding"}
    official = report("ilacs-2026", "grgg", end="2026-10-16", published="2026-11-17")
    after = only(reconciled(press=[rumour], reports=[official], ledger=[before], stored=[outcome]))
    assert (after.id, after.status, after.published) == (outcome.id, Status.CONFIRMED, day("2026-11-17"))
    assert "no overall grade is given" in after.explanation


def test_children_in_care_told_of_the_merged_judgement_is_that_judgement() -> None:
    official = report("ilacs-2018", "gggg", end="2021-09-24", published="2021-11-12")
    press = [story("Echo", {"overall": "good", "in_care": "good"}, on="2021-11-12")]
    assert all(piece.agrees for piece in only(reconciled(press=press, reports=[official])).evidence)


def test_a_grade_before_that_only_the_article_states_is_used_and_said_to_be_unconfirmed() -> None:
    outcome = only(reconciled(press=[story("Echo", "g", on="2024-06-20", before="i")]))
    assert (outcome.moves[0].before, outcome.direction) == ("inadequate", Direction.UP)
    assert "the grade before is as the articles state it, unconfirmed" in outcome.explanation


def test_a_grade_before_that_contradicts_the_ledger_is_flagged_and_the_ledger_stands() -> None:
    outcome = only(reconciled(press=[story("Echo", "g", on="2024-06-20", before="i")], ledger=[OLD]))
    assert outcome.moves[0].before == "requires_improvement"
    assert "Echo says that overall was inadequate before; the ledger has requires improvement." in outcome.flags


def test_evidence_of_another_authority_is_passed_over() -> None:
    strange = replace(story("Echo", "g", on="2024-06-20"), la_code="999")
    assert reconciled(press=[strange], ledger=[replace(OLD, la_code="999")], authority=DERBY).inspections == ()
