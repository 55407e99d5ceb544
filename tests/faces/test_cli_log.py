"""The commands of the log, on what one pass over sample sites stored: tables, JSON, CSV, filters."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.cli.entry import run
from monitor.demo.samples import SampleArticle
from monitor.demo.sites import SampleSites
from tests.faces.sample_report import REPORT

NEWS = SampleArticle(
    path="/leicester",
    title="Leicester's children's services rated good",
    published=datetime(2021, 11, 15, 9, tzinfo=UTC),
    paragraphs=(
        "Children's services at Leicester City Council have been rated good by Ofsted, up from requires improvement.",
        "Inspectors visited the city in September and say that social workers know their families well.",
        "Meanwhile Ofsted published a letter about a monitoring visit to Trafford council in October 2021.",
    ),
)
NOISE = SampleArticle(
    path="/school",
    title="Leicester primary school drops to inadequate",
    published=datetime(2021, 11, 14, 9, tzinfo=UTC),
    paragraphs=("A primary school in Leicester has been judged inadequate by Ofsted after years at the top.",),
)
CONFIG = """
contact: me@example.org
network: {{allow: [127.0.0.0/8], per_host_delay: 0s}}
baseline: {{until: 2017-12-31}}
sources:
  - {{id: herald, name: Sample Herald, kind: feed, url: "{press}", every: 30m}}
  - {{id: ofsted, name: Ofsted, kind: ofsted-reports, url: "{ofsted}", delay: 0s, trust: inspectorate}}
  - {{id: dead, kind: feed, url: "{press}/gone", every: 1h}}
  - {{id: resting, kind: feed, url: "{press}", every: 1h, enabled: false}}
alerts: {{max_age: none}}
"""


@dataclass(frozen=True, kw_only=True)
class Log:
    """A state folder after one pass, and what the pass printed."""

    config: Path
    polled: subprocess.CompletedProcess[str]


def monitor(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", "--config", str(config), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    config = tmp_path_factory.mktemp("log") / "config.yaml"
    with SampleSites(press_articles=(NEWS, NOISE), council_articles=(), reports=(REPORT,)) as sites:
        config.write_text(CONFIG.format(press=sites.press, ofsted=sites.ofsted), encoding="utf-8")
        yield Log(config=config, polled=monitor(config, "poll", "--all"))


@pytest.fixture
def ask(log: Log, capsys: pytest.CaptureFixture[str]) -> "Ask":
    return Ask(log.config, capsys)


class Ask:
    """Calls a command of the log and returns what it printed."""

    def __init__(self, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._config, self._capsys = config, capsys

    def text(self, *arguments: str) -> str:
        assert run(["--config", str(self._config), *arguments]) == 0
        return self._capsys.readouterr().out

    def rows(self, *arguments: str) -> list[dict[str, object]]:
        rows = json.loads(self.text(*arguments, "--json"))
        assert isinstance(rows, list)
        return rows

    def refused(self, *arguments: str) -> tuple[int, str]:
        code = run(["--config", str(self._config), *arguments])
        return code, self._capsys.readouterr().err


def test_a_pass_says_what_happened_and_one_dead_source_fails_nobody(log: Log) -> None:
    assert log.polled.returncode == 0
    assert log.polled.stderr == ""
    assert "Leicester" in log.polled.stdout
    assert "overall requires improvement → good" in log.polled.stdout
    assert "404" in log.polled.stdout
    assert "no channel is configured" in log.polled.stdout


def test_strict_says_that_a_source_failed(log: Log) -> None:
    assert monitor(log.config, "poll", "dead", "--strict").returncode == 1
    assert monitor(log.config, "poll", "herald", "--strict").returncode == 0


def test_a_source_that_is_not_in_the_settings_is_used_wrongly(log: Log) -> None:
    done = monitor(log.config, "poll", "heralt")
    assert done.returncode == 2
    assert "did you mean 'herald'?" in done.stderr


def test_sources_are_told_apart(ask: Ask) -> None:
    states = {row["id"]: row["state"] for row in ask.rows("sources")}
    assert states == {"herald": "ok", "ofsted": "ok", "dead": "failing", "resting": "disabled"}
    assert [row["id"] for row in ask.rows("sources", "--status", "failing")] == ["dead"]
    assert "404" in ask.text("sources")


def test_outcomes_have_the_fields_of_the_contract(ask: Ask) -> None:
    (outcome,) = ask.rows("outcomes", "--changed")
    assert outcome["authority"] == "Leicester"
    assert outcome["status"] == "confirmed"
    assert outcome["direction"] == "up"
    assert outcome["evidence_count"] == 2
    shown = ask.text("outcome", str(outcome["id"]))
    assert "Sample Herald" in shown
    assert "/leicester" in shown


def test_filters_leave_out_what_is_not_asked_for(ask: Ask) -> None:
    assert ask.rows("outcomes", "--authority", "Leeds") == []
    assert ask.rows("outcomes", "--region", "East Midlands") != []
    assert ask.rows("outcomes", "--since", "2022-01-01") == []
    assert ask.rows("outcomes", "--until", "2021-11-12") != []
    assert ask.rows("outcomes", "--status", "disputed") == []
    assert ask.rows("outcomes", "--source", "herald") != []
    assert ask.rows("articles", "--limit", "1") != ask.rows("articles")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("outcomes", "--authority", "Leicster"), "did you mean 'Leicester'?"),
        (("outcomes", "--region", "Nort West"), "did you mean 'North West'?"),
        (("outcomes", "--since", "yesterday"), "no day such as"),
        (("outcomes", "--status", "reportd"), "did you mean 'reported'?"),
        (("outcomes", "--json", "--csv"), "exclude each other"),
        (("ratings", "Leicster"), "did you mean 'Leicester'?"),
        (("review", "someid"), "say what you decide"),
        (("review", "someid", "reject"), "say why"),
        (("alerts", "test", "team"), "none is configured"),
    ],
)
def test_wrong_use_is_told_with_the_nearest_right_word(ask: Ask, arguments: tuple[str, ...], said: str) -> None:
    code, error = ask.refused(*arguments)
    assert code == 2
    assert said in error


@pytest.mark.parametrize("command", ["outcome", "article"])
def test_an_id_that_nothing_has_is_told(ask: Ask, command: str) -> None:
    code, error = ask.refused(command, "nothing")
    assert code == 1
    assert f"`monitor {command}s` lists them" in error


def test_articles_are_found_by_their_words_and_set_aside_with_a_reason(ask: Ask) -> None:
    (found,) = ask.rows("articles", "social", "workers")
    assert found["title"] == NEWS.title
    (school,) = ask.rows("articles", "--set-aside")
    assert school["relevant"] is False
    assert school["reasons"]
    shown = ask.text("article", str(found["id"]))
    assert "Inspectors visited the city" in shown
    assert "Leicester: overall good, was requires improvement (news)" in " ".join(shown.split())


def test_visits_are_listed_apart(ask: Ask) -> None:
    (visit,) = ask.rows("visits")
    assert (visit["authority"], visit["visit"]) == ("Trafford", "monitoring")


def test_ratings_show_what_stands_what_stood_and_how_it_came(ask: Ask) -> None:
    standing = ask.rows("ratings", "--as-of", "2026-11-01")
    assert len({row["authority"] for row in standing}) > 100
    history = ask.rows("ratings", "Leicester")
    assert [row["grade"] for row in history if row["judgement"] == "overall"] == [
        "inadequate",
        "requires_improvement",
        "good",
    ]
    (then,) = (
        row for row in ask.rows("ratings", "Leicester", "--as-of", "2018-01-01") if row["judgement"] == "overall"
    )
    assert then["grade"] == "requires_improvement"
    assert "Open Government Licence" in ask.text("ratings")


@pytest.mark.parametrize("command", ["articles", "outcomes", "visits", "ratings", "sources"])
def test_csv_has_the_fields_of_the_json(ask: Ask, command: str) -> None:
    rows = ask.rows(command)
    read = list(csv.DictReader(io.StringIO(ask.text(command, "--csv"))))
    assert len(read) == len(rows)
    assert list(read[0]) == list(rows[0])


def test_a_verdict_is_kept_with_its_reason(ask: Ask) -> None:
    (outcome,) = ask.rows("outcomes")
    said = ask.text("review", str(outcome["id"]), "reject", "--note", "a test of ours")
    assert said.startswith("Leicester: rejected")
    assert [row["status"] for row in ask.rows("outcomes")] == ["rejected"]
    ask.text("review", str(outcome["id"]), "reopen", "--note", "it was right after all")
    assert [row["status"] for row in ask.rows("outcomes")] == ["confirmed"]


def test_a_probe_shows_what_a_source_gives_with_lines_to_paste(log: Log) -> None:
    done = monitor(log.config, "sources", "probe", "herald", "dead", "ofsted")
    assert done.returncode == 1
    assert "herald: answers" in done.stdout
    assert "2 entries, 2 with a date" in done.stdout
    assert '  - {id: "herald", name: "Sample Herald", kind: "feed"' in done.stdout
    assert "dead: " in done.stdout
    assert 'id: "dead"' not in done.stdout
    assert "ofsted: answers" in done.stdout


def test_a_replay_finds_nothing_different(log: Log) -> None:
    done = monitor(log.config, "replay")
    assert done.returncode == 0
    assert "Nothing is different." in done.stdout
