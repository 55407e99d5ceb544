"""`monitor analyse` and `monitor read-report`: what is made of a text or report, with reasons; nothing is stored."""

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from monitor.cli.entry import run
from monitor.demo.pdf import pdf
from tests.faces.sample_report import REPORT

TEXT = (
    "Good Ofsted rating for Leicester's children's services\n\n"
    "Children's services at Leicester City Council have been rated good by Ofsted, up from requires improvement.\n\n"
    "Inspectors visited the city in September 2021 and found that social workers know their families well.\n"
)
HTML = (
    "<!doctype html><html><head><title>{0}</title></head>"
    "<body><article><h1>{0}</h1><p>{1}</p><p>{2}</p></article></body></html>"
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_person_reads_the_text_with_its_claims_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    assert run(["analyse", "news.txt"]) == 0
    shown = capsys.readouterr().out
    assert "up from requires improvement." in shown
    assert "[1] Leicester: overall good, was requires improvement" in " ".join(shown.split())
    assert "About inspections of children's services: outcome" in shown
    assert [one.name for one in tmp_path.iterdir()] == ["news.txt"]


def test_html_is_read_as_its_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title, first, second = TEXT.strip().split("\n\n")
    (tmp_path / "page.html").write_text(HTML.format(title, first, second), encoding="utf-8")
    assert run(["analyse", "page.html", "--json"]) == 0
    (claim,) = (one for one in json.loads(capsys.readouterr().out)["claims"] if one["role"] == "news")
    assert (claim["authority"], claim["grade"], claim["previous"]) == ("Leicester", "good", "requires_improvement")


def test_each_line_of_json_gets_one_line_even_a_broken_one(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    title, _, text = TEXT.partition("\n\n")
    lines = [
        json.dumps({"id": "a", "url": "", "title": title, "text": text, "published": "2021-11-12", "outlet": "Herald"}),
        "{broken",
        json.dumps({"id": "c", "title": "New bypass", "text": "The road is open.", "published": None}),
        json.dumps({"id": 4, "title": "x", "text": "y", "published": "2021-11-12T23:30:00+00:00"}),
    ]
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("\n".join(lines).encode())))
    assert run(["analyse", "--jsonl"]) == 1
    answers = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [one["id"] for one in answers] == ["a", None, "c", "4"]
    assert answers[0]["claims"][0]["urn"] == "80482"
    assert answers[1]["error"].startswith("line 2: ")
    assert answers[2]["relevant"] is False
    assert set(answers[2]) >= {"id", "relevant", "kind", "claims", "visits", "ambiguous", "reasons"}


def test_a_missing_file_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", "nowhere.txt"]) == 1
    assert "nowhere.txt" in capsys.readouterr().err


def test_a_report_is_read_for_people_and_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf(REPORT.lines))
    (tmp_path / "page.pdf").write_bytes(b"<html>Report not found</html>")
    assert run(["read-report", "report.pdf", "page.pdf"]) == 0
    shown = capsys.readouterr().out
    assert "report.pdf: Leicester, ilacs-2018, standard, 2021-09-20 to 2021-10-01" in shown
    assert "in care and care leavers good" in " ".join(shown.split())
    assert "page.pdf: not readable" in shown
    assert run(["read-report", "report.pdf", "page.pdf", "nowhere.pdf", "--json"]) == 1
    good, page, missing = json.loads(capsys.readouterr().out)
    assert good["grades"]["overall"] == "good"
    assert good["urn"] == "80482"
    assert (page["readable"], missing["readable"]) == (False, False)
    assert page["problems"]
    assert missing["problems"] == ["can't be opened: No such file or directory"]
