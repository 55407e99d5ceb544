"""The ledger is a function of the set of evidence: no order of arrival gives another one."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.inspection import Inspection
from monitor.model.outcome import Outcome, PressEvidence, ReportEvidence, Status
from monitor.stages.reconcile import Reconciled
from tests.unit.outcome_builders import KEYS, LETTERS, NOW, reconciled, report, row, story

Piece = PressEvidence | ReportEvidence
EDITION = {2017: "sif", 2021: "ilacs-2018", 2024: "ilacs-2023", 2026: "ilacs-2026"}
LEDGER = (row("sif", "iiiiii", end="2014-11-21"), row("ilacs-2018", "gggr", end="2019-06-14"))
OUTLETS = ("Echo", "Post", "Star", "Council")
LETTER = st.sampled_from("ogri")


@st.composite
def reports(draw: st.DrawFn) -> ReportEvidence:
    year = draw(st.sampled_from(sorted(EDITION)))
    letters = "".join(draw(LETTER) for _ in KEYS[EDITION[year]])
    file = str(draw(st.integers(50_000_000, 50_000_999)))
    return report(EDITION[year], letters, end=f"{year}-05-22", file=file)


@st.composite
def stories(draw: st.DrawFn) -> PressEvidence:
    on = date(draw(st.sampled_from(sorted(EDITION))), 4, 1) + timedelta(days=draw(st.integers(0, 400)))
    told = draw(st.dictionaries(st.sampled_from(("overall", "leaders", "in_care")), LETTER, min_size=1))
    copied = draw(st.sampled_from((None, frozenset(range(50)))))
    return story(
        draw(st.sampled_from(OUTLETS)),
        {key: LETTERS[letter] for key, letter in told.items()},
        on=on.isoformat(),
        when=draw(st.sampled_from((None, None, str(on.year), f"{on.year}-05"))),
        before=draw(st.sampled_from((None, "g", "i"))),
        text=copied,
        article=f"article-{draw(st.integers(0, 10**6))}",
    )


def unique(pieces: list[Piece]) -> list[Piece]:
    return list({name(piece): piece for piece in pieces}.values())


def name(piece: Piece) -> str:
    return piece.report if isinstance(piece, ReportEvidence) else piece.article


def of(pieces: list[Piece], stored: tuple[Outcome, ...] = (), *, ledger: tuple[Inspection, ...] = LEDGER) -> Reconciled:
    numbers = count(len(stored))
    return reconciled(
        press=[piece for piece in pieces if isinstance(piece, PressEvidence)],
        reports=[piece for piece in pieces if isinstance(piece, ReportEvidence)],
        ledger=ledger,
        stored=stored,
        now=NOW + timedelta(minutes=len(pieces)),
        mint=lambda: f"outcome-{next(numbers):03}",
    )


def standing(found: Reconciled) -> list[Outcome]:
    """Return what stands, without ids and days of detection, which do depend on when things came."""
    alive = [
        replace(outcome, id="", detected_at=NOW) for outcome in found.outcomes if outcome.status is not Status.WITHDRAWN
    ]
    return sorted(alive, key=lambda outcome: (outcome.effective, outcome.explanation, outcome.first_seen))


evidence = st.lists(st.one_of(stories(), stories(), reports()), min_size=1, max_size=9)


@settings(max_examples=200, deadline=None)
@given(pieces=evidence, random=st.randoms(use_true_random=False))
def test_any_order_of_the_same_evidence_gives_the_same_ledger(pieces: list[Piece], random: Random) -> None:
    known = unique(pieces)
    shuffled = [*known]
    random.shuffle(shuffled)
    assert of(shuffled) == of(known)


@settings(max_examples=200, deadline=None)
@given(pieces=evidence)
def test_evidence_that_arrives_piece_by_piece_gives_the_same_ledger(pieces: list[Piece]) -> None:
    known = unique(pieces)
    found = Reconciled(outcomes=(), inspections=())
    for place in range(len(known)):
        before = found
        found = of(known[: place + 1], before.outcomes)
        kept = {outcome.id: outcome.detected_at for outcome in found.outcomes}
        for outcome in before.outcomes:
            assert kept[outcome.id] == outcome.detected_at
    assert standing(found) == standing(of(known))
    assert found.inspections == of(known).inspections


@settings(max_examples=100, deadline=None)
@given(pieces=evidence)
def test_reconciling_again_changes_nothing(pieces: list[Piece]) -> None:
    known = unique(pieces)
    once = of(known)
    assert of(known, once.outcomes) == once


@settings(max_examples=100, deadline=None)
@given(pieces=evidence)
def test_every_article_is_in_one_outcome_at_most_and_none_is_lost_silently(pieces: list[Piece]) -> None:
    known = unique(pieces)
    found = of(known)
    shown = [piece.article for outcome in found.outcomes for piece in outcome.evidence]
    assert len(shown) == len(set(shown))
    asked = {question.kind for question in found.questions}
    for piece in known:
        if isinstance(piece, PressEvidence) and piece.article not in shown and piece.article not in found.known:
            assert "overall-not-believed" in asked or set(piece.grades) - {"overall"}
