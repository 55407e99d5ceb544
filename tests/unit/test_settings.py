"""The settings file is read once, strictly, and says everything that is wrong with it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from monitor.errors import SettingsError
from monitor.model.outcome import Trust
from monitor.settings import Settings, load_settings

SHIPPED = Path(__file__).parents[2] / "config.yaml"
FEED = '{id: gazette, kind: feed, url: "https://gazette.example/feed"}'


def settings(tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> Settings:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, environ or {})


def problems(tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text, environ)
    return [line.removeprefix(f"{tmp_path}/") for line in caught.value.problems]


def test_the_shipped_file_is_read_and_asks_for_nothing_but_a_contact_and_a_channel() -> None:
    shipped = load_settings(SHIPPED, {})
    assert len(shipped.warnings) == 2
    assert {one.kind for one in shipped.sources} == {"feed", "listing", "ofsted-reports"}
    reports = shipped.source("ofsted-reports")
    assert reports is not None
    assert reports.delay == timedelta(seconds=5)
    assert reports.trust is Trust.INSPECTORATE


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    empty = settings(tmp_path, "")
    assert empty.max_age == timedelta(days=14)
    assert empty.state == tmp_path / "state"
    assert empty.network.max_body == 5_000_000
    assert empty.sources == ()


def test_every_problem_is_told_with_its_line_and_the_nearest_key(tmp_path: Path) -> None:
    text = f"sources:\n  - {FEED}\n  - id: b\n    kind: fed\n    url: https://b.example/\n    evry: 30m\n"
    assert problems(tmp_path, text) == [
        "config.yaml:4: sources[1].kind: unknown kind 'fed'; did you mean 'feed'?",
        "config.yaml:6: sources[1].evry: unknown key; did you mean 'every'?",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contact: nobody", "contact: must be an address for mail"),
        ("timezone: Europe/Lodnon", "timezone: is no time zone"),
        ("network: {allow: [10.0.0.0/33]}", "network.allow[0]: must be a network"),
        ("network: {timeout: 30}", "network.timeout: must be a duration such as 30s"),
        ("network: {max_body: lots}", "network.max_body: must be a size such as 500kB or 5MB"),
        ("network: [1]", "network: must be a mapping of keys"),
        ("baseline: {until: yesterday}", "baseline.until: must be a day such as 2016-12-31"),
        ("web: {port: 99999}", "web.port: must be less than or equal to 65535"),
        (f"sources: [{FEED}, {FEED}]", "sources[1].id: the id 'gazette' is taken already"),
        ('sources: [{id: a, kind: feed, url: "ftp://a.example"}]', "sources[0].url: must be a web address"),
        ('sources: [{id: a, kind: feed, url: "https://u:p@a.example/"}]', "sources[0].url: must not hold a password"),
        ("sources: [{id: a, kind: feed}]", "sources[0].url: is missing"),
        ('sources: [{id: "a b", kind: feed, url: "https://a.example/"}]', "sources[0].id: must be up to 64 letters"),
        (
            'sources: [{id: a, kind: feed, url: "https://a.example/", authority: Leicster}]',
            "sources[0].authority: unknown authority 'Leicster'; did you mean 'Leicester'?",
        ),
        (
            'sources: [{id: a, kind: feed, url: "https://a.example/", trust: pres}]',
            "sources[0].trust: must be 'inspectorate', 'council' or 'press'; did you mean 'press'?",
        ),
        ("alerts: {rules: [{to: [nobody]}]}", "alerts.rules[0].to[0]: unknown channel 'nobody'"),
        ("alerts: {rules: [{to: []}]}", "alerts.rules[0].to: must have at least 1 item"),
        (
            "alerts: {rules: [{to: [x], events: [chnged]}]}",
            "alerts.rules[0].events[0]: unknown event 'chnged'; did you mean 'changed'?",
        ),
        ("alerts: {rules: [{to: [x], regions: [Nort West]}]}", "alerts.rules[0].regions[0]: unknown region"),
        ("alerts: {rules: [{to: [x], directions: [upp]}]}", "alerts.rules[0].directions[0]: unknown direction 'upp'"),
        ("alerts: {channels: [{id: c, kind: emial}]}", "unknown kind 'emial'; did you mean 'email'?"),
        ("alerts: {channels: [{id: c}]}", "alerts.channels[0].kind: is missing"),
        ("web: [1\nstate: x", "config.yaml:2: expected"),
        ("web: {port: 1}\nweb: {port: 2}", 'config.yaml:2: found duplicate key "web"'),
        ("- 1", "config.yaml:1: must be a mapping"),
        ("%YAML 1.1\n---\nweb: {}", "settings are YAML 1.2"),
    ],
)
def test_a_bad_value_is_refused_in_plain_words(tmp_path: Path, text: str, expected: str) -> None:
    assert any(expected in line for line in problems(tmp_path, text))


@pytest.mark.parametrize("word", ["yes", "on", "Off", "no"])
def test_yes_and_on_are_words_and_no_truth(tmp_path: Path, word: str) -> None:
    text = f'sources: [{{id: a, kind: feed, url: "https://a.example/", enabled: {word}}}]'
    assert problems(tmp_path, text) == ["config.yaml:1: sources[0].enabled: must be true or false"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30s", timedelta(seconds=30)),
        ("15m", timedelta(minutes=15)),
        ("2h", timedelta(hours=2)),
        ("7d", timedelta(days=7)),
        ("24mo", timedelta(days=730.5)),
        ("none", None),
    ],
)
def test_durations_are_written_as_people_write_them(tmp_path: Path, text: str, expected: timedelta | None) -> None:
    assert settings(tmp_path, f"alerts: {{max_age: {text}}}").max_age == expected


def test_a_day_is_a_day_with_or_without_quotes(tmp_path: Path) -> None:
    assert settings(tmp_path, "baseline: {until: 2016-12-31}").baseline_until == date(2016, 12, 31)
    assert settings(tmp_path, 'baseline: {until: "2016-12-31"}').baseline_until == date(2016, 12, 31)


@pytest.mark.parametrize("name", ["Leicester", "leicester city council", "80482", "856"])
def test_an_authority_is_known_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    text = f'sources: [{{id: a, kind: feed, url: "https://a.example/", trust: council, authority: {name}}}]'
    assert settings(tmp_path, text).sources[0].authority == "856"


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        load_settings(tmp_path / "config.yaml", {})
