"""The floors under the understanding of texts: a change of rules that reads our labelled texts worse fails here."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parent


def _evaluate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_evaluate", HERE / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def evaluate() -> ModuleType:
    return _evaluate()


def test_our_labelled_texts_are_read_no_worse_than_the_floors(evaluate: ModuleType) -> None:
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    total = evaluate.score_own()
    assert total.texts >= floors["texts"]
    below = [
        f"{kind} of {measure}: {getattr(total, kind)(measure):.4f} under {floor}"
        for kind in ("precision", "recall")
        for measure, floor in floors[kind].items()
        if getattr(total, kind)(measure) < floor
    ]
    assert not below, "\n".join([*below, *total.errors])


def test_a_text_without_a_new_result_never_raises_an_alarm(evaluate: ModuleType) -> None:
    alarms = [
        name
        for name, label in evaluate.labels()
        if not label.get("n")
        and any(c["judgement"] == "overall" and c["role"] == "news" for c in evaluate.read(label)["claims"])
    ]
    assert alarms == []


def test_every_quotation_stands_in_its_text_at_its_offsets(evaluate: ModuleType) -> None:
    for _, label in evaluate.labels():
        for claim in evaluate.read(label)["claims"]:
            source = label["t"] if claim["in_title"] else label["x"]
            assert source[claim["start"] : claim["end"]] == claim["quote"]
            assert claim["quote"]
