"""The house rules that no other tool holds: short files, short functions, honest names."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 45
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "core"}


PYTHON_FILES = [file for folder in ("monitor", "tests") for file in sorted((ROOT / folder).rglob("*.py"))]


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", PYTHON_FILES, ids=name)
def test_a_file_is_short_enough_to_be_read_whole(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("file", PYTHON_FILES, ids=name)
def test_a_function_fits_on_a_screen(file: Path) -> None:
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("file", PYTHON_FILES, ids=name)
def test_a_module_is_named_for_what_is_in_it(file: Path) -> None:
    assert not SAYS_NOTHING & set(file.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("file", [one for one in PYTHON_FILES if one.is_relative_to(ROOT / "monitor")], ids=name)
def test_a_module_says_what_it_promises(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
