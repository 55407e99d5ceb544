"""Whatever stands in the settings file, it is either used or refused in lines with their places: never a traceback."""

import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from monitor.errors import SettingsError
from monitor.settings import load_settings

KEYS = st.sampled_from(
    [
        "contact",
        "state",
        "network",
        "allow",
        "sources",
        "id",
        "kind",
        "url",
        "every",
        "alerts",
        "channels",
        "rules",
        "to",
    ],
)
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=20),
    st.sampled_from(["feed", "email", "webhook", "https://a.example/", "30m", "${NAME}", "${", "none", "Leicester"]),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.one_of(KEYS, LEAVES), inner, max_size=4)),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settings") / "config.yaml"


def told(file: Path, text: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    try:
        load_settings(file, {"NAME": "x"})
    except SettingsError as error:
        return error.problems or ["nothing is said"]
    return []


def is_clear(file: Path, line: str) -> bool:
    return line.isprintable() and re.match(rf"{re.escape(str(file))}(:\d+)?: \S", line) is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_used_or_refused(file: Path, text: str) -> None:
    assert all(is_clear(file, line) for line in told(file, text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.dictionaries(KEYS, TREES, max_size=5))
def test_any_shape_is_used_or_refused(file: Path, tree: dict[str, object]) -> None:
    out = StringIO()
    YAML(typ="safe", pure=True).dump(tree, out)
    assert all(is_clear(file, line) for line in told(file, out.getvalue()))
