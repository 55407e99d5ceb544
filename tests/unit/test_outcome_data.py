"""The JSON of outcomes, which people's scripts rely on."""

from monitor.stages.outcome_data import outcome_data, shortened
from tests.unit.outcome_builders import DERBY, only, reconciled, report, row, story

CONTRACT = {
    "id",
    "urn",
    "authority",
    "region",
    "framework",
    "inspection",
    "effective",
    "event",
    "direction",
    "status",
    "judgements",
    "evidence",
    "evidence_count",
    "explanation",
    "detected_at",
    "first_seen",
}


def test_an_outcome_has_every_field_of_the_contract() -> None:
    old = row("ilacs-2018", "rrrr", end="2021-03-25", published="2021-05-11")
    press = [story("Echo", "g", on="2024-07-10")]
    reports = [report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")]
    data = outcome_data(only(reconciled(press=press, reports=reports, ledger=[old])), DERBY)
    assert set(data) >= CONTRACT
    assert (data["urn"], data["authority"], data["region"]) == ("80459", "Derby", "East Midlands")
    assert data["inspection"] == {
        "type": "short",
        "start": "2024-05-20",
        "end": "2024-05-24",
        "published": "2024-07-09",
    }
    assert (data["effective"], data["event"], data["direction"]) == ("2024-07-09", "changed", "up")
    assert data["judgements"][0] == {
        "judgement": "overall",
        "from": "requires_improvement",
        "to": "good",
        "direction": "up",
        "compared_with": None,
    }
    assert {"article", "source", "outlet", "url", "published", "quote", "independent"} <= set(data["evidence"][0])


def test_what_only_the_press_has_told_has_no_inspection_days() -> None:
    data = outcome_data(only(reconciled(press=[story("Echo", "g", on="2026-06-18")])), DERBY)
    assert data["inspection"] == {"type": None, "start": None, "end": None, "published": None}
    assert data["framework"] is None


def test_a_quotation_is_cut_at_a_word() -> None:
    assert shortened("one two three", None) == "one two three"
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two three", 11) == "one two…"
    assert shortened("uninterrupted", 6) == "unint…"
    assert shortened("one", 0) == ""
