"""The articles from which all this began: every authority, grade, year and visit that they state, and nothing else."""

from pathlib import Path

import pytest

from monitor.model.article import Document
from monitor.model.claim import Analysis, Role
from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, OVERALL, REQUIRES_IMPROVEMENT
from monitor.stages.analyse import analyse
from monitor.stages.gazetteer import Gazetteer
from monitor.storage.baseline import load_baseline

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
AUTHORITIES = load_baseline().authorities
GAZETTEER = Gazetteer(AUTHORITIES)
NAME = {authority.la_code: authority.name for authority in AUTHORITIES}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")


def read(number: str) -> Analysis:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    title, _, text = path.read_text("utf-8").strip().partition("\n")
    return analyse(Document(title=title.strip(), text=text.strip()), GAZETTEER)


@pytest.mark.parametrize(
    ("number", "news"),
    [
        ("000", {("Leicester", REQUIRES_IMPROVEMENT, INADEQUATE)}),
        ("001", {("Leicester", GOOD, REQUIRES_IMPROVEMENT)}),
        ("002", {("Leicester", GOOD, REQUIRES_IMPROVEMENT)}),
        ("003", {("Leicester", GOOD, REQUIRES_IMPROVEMENT)}),
        (
            "004",
            {
                ("Leicestershire", OUTSTANDING, REQUIRES_IMPROVEMENT),
                ("Northumberland", OUTSTANDING, GOOD),
                ("Telford and Wrekin", OUTSTANDING, OUTSTANDING),
            },
        ),
    ],
)
def test_each_seed_tells_its_news_with_the_grade_before(number: str, news: set[tuple[str, str, str]]) -> None:
    told = [claim for claim in read(number).claims if claim.role is Role.NEWS and claim.judgement == OVERALL]
    assert {(NAME[claim.la_code], claim.grade, claim.previous) for claim in told} == news
    assert len(told) == len(news)


@pytest.mark.parametrize(
    ("number", "recalled"),
    [
        ("000", {("Leicester", INADEQUATE, "2015")}),
        ("001", {("Leicester", REQUIRES_IMPROVEMENT, "2017")}),
        ("002", {("Leicester", REQUIRES_IMPROVEMENT, "2017")}),
        (
            "003",
            {
                ("Leicester", REQUIRES_IMPROVEMENT, "2017"),
                ("Leicester", INADEQUATE, "2015"),
                ("Trafford", INADEQUATE, "2019"),
                ("Blackpool", INADEQUATE, "2019"),
                ("Norfolk", REQUIRES_IMPROVEMENT, "2018"),
                ("Kirklees", REQUIRES_IMPROVEMENT, "2019"),
            },
        ),
    ],
)
def test_each_seed_recalls_the_older_grades_with_their_years(number: str, recalled: set[tuple[str, str, str]]) -> None:
    told = [claim for claim in read(number).claims if claim.role is Role.HISTORY and claim.judgement == OVERALL]
    assert {(NAME[claim.la_code], claim.grade, claim.when) for claim in told} == recalled


def test_the_fourth_seed_recalls_only_what_stood_before_its_three_results() -> None:
    told = {(NAME[claim.la_code], claim.grade) for claim in read("004").claims if claim.role is Role.HISTORY}
    assert told <= {
        ("Leicestershire", REQUIRES_IMPROVEMENT),
        ("Northumberland", GOOD),
        ("Telford and Wrekin", OUTSTANDING),
    }


def test_a_round_up_tells_two_monitoring_and_two_focused_visits() -> None:
    told = {(NAME[visit.la_code], str(visit.visit)) for visit in read("003").visits}
    assert told == {
        ("Trafford", "monitoring"),
        ("Blackpool", "monitoring"),
        ("Norfolk", "focused"),
        ("Kirklees", "focused"),
    }


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_a_full_inspection_is_no_visit(number: str) -> None:
    assert read(number).visits == ()
