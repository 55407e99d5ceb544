"""Score what the monitor makes of labelled texts, and print each error with its text.

    .venv/bin/python -m tests.corpus.evaluate

Our own texts are invented: `texts/*.yaml`, one file for each kind of wording. A label is short:
    t title, x text, p published, u address; n {authority: grade<previous} told as new (grade^up where only the
    direction is told); h {authority: [grades]} recalled; v {authority: visit}; a {authority: {judgement: grade}} areas;
    m [names] that stay ambiguous; either [[authority, grade]] that counts neither way; r false: not relevant; k kind.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypedDict, cast

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from ruamel.yaml import YAML  # noqa: E402

from monitor.model.article import Document  # noqa: E402
from monitor.stages.analyse import analyse  # noqa: E402
from monitor.stages.analysis_data import AnalysisData, ClaimData, analysis_data  # noqa: E402
from monitor.stages.detect.record import Record  # noqa: E402
from monitor.stages.gazetteer import Gazetteer  # noqa: E402
from monitor.storage.baseline import load_baseline  # noqa: E402

_BASELINE: Final = load_baseline()
AUTHORITIES: Final = _BASELINE.authorities
BY_CODE: Final = {authority.la_code: authority for authority in AUTHORITIES}
GAZETTEER: Final = Gazetteer(AUTHORITIES)
RECORD: Final = Record(_BASELINE.overall_grades)
_ORDER: Final = ("inadequate", "requires_improvement", "good", "outstanding")

Pair = tuple[str, str]


class Label(TypedDict, total=False):
    """One labelled text as it stands in the file."""

    t: str
    x: str
    p: date
    u: str
    n: dict[str, str]
    h: dict[str, list[str]]
    v: dict[str, str]
    a: dict[str, dict[str, str]]
    m: list[str]
    either: list[list[str]]
    r: bool
    k: str


@dataclass
class Score:
    """Counts by measure: hits, claims too many, and claims missed; and the errors as lines."""

    hit: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    texts: int = 0

    def compare(self, measure: str, made: set[Pair], wanted: set[Pair]) -> str | None:
        self.hit[measure] += len(made & wanted)
        self.extra[measure] += len(made - wanted)
        self.missed[measure] += len(wanted - made)
        if made == wanted:
            return None
        return f"{measure}: too many {sorted(made - wanted)}, missed {sorted(wanted - made)}"

    def precision(self, measure: str) -> float:
        return self.hit[measure] / ((self.hit[measure] + self.extra[measure]) or 1)

    def recall(self, measure: str) -> float:
        return self.hit[measure] / ((self.hit[measure] + self.missed[measure]) or 1)


def labels() -> Iterator[tuple[str, Label]]:
    """Yield our own labelled texts with a name for each."""
    yaml = YAML(typ="safe")
    for path in sorted((HERE / "texts").glob("*.yaml")):
        for number, label in enumerate(cast("list[Label]", yaml.load(path.read_text("utf-8"))), 1):
            yield f"{path.stem}:{number}", label


def read(label: Label) -> AnalysisData:
    """Return what the monitor makes of a labelled text."""
    document = Document(url=label.get("u", ""), title=label["t"], text=label["x"], published=label.get("p"))
    return analysis_data("", analyse(document, GAZETTEER, RECORD), BY_CODE)


def score(of: Score, name: str, label: Label, made: AnalysisData) -> None:
    """Add one text to the score."""
    wanted = {(who, *_grade(told)) for who, told in label.get("n", {}).items()}
    overall = [claim for claim in made["claims"] if claim["judgement"] == "overall"]
    news = {(claim["authority"], claim["grade"]): claim for claim in overall if claim["role"] == "news"}
    new = {(who, grade) for who, grade, _, _ in wanted}
    found = [of.compare("news", set(news), new), *_moves(of, news, wanted)]
    either = {(who, grade) for who, grade in label.get("either", [])}
    recalled = {(who, grade) for who, grades in label.get("h", {}).items() for grade in grades}
    recalled |= {(who, previous) for who, _, previous, _ in wanted if previous}
    told = _told(overall, news)
    found.append(
        of.compare("history", {pair for pair in told if pair not in new or pair in recalled} - either, recalled)
    )
    visits = {(visit["authority"], visit["visit"]) for visit in made["visits"]}
    found.append(of.compare("visits", visits, set(label.get("v", {}).items())))
    found.append(of.compare("relevant", {("", str(made["relevant"]))}, {("", str(label.get("r", True)))}))
    names = {(one["name"], "") for one in made["ambiguous"]}
    found.append(of.compare("ambiguous", names, {(one, "") for one in label.get("m", [])}))
    if "k" in label:
        found.append(of.compare("kind", {("", made["kind"])}, {("", label["k"])}))
    if "a" in label:
        areas = {(f"{who} {judgement}", grade) for who, told in label["a"].items() for judgement, grade in told.items()}
        found.append(of.compare("areas", _areas(made), areas))
    of.texts += 1
    problems = [one for one in found if one is not None]
    if problems:
        of.errors.append("\n".join([f"{name}  {label['t']}\n    {label['x']}", *(f"    {one}" for one in problems)]))


def _grade(told: str) -> tuple[str, str, str]:
    """Return grade, previous grade and direction of a short label."""
    grade, _, previous = told.partition("<")
    grade, _, direction = grade.partition("^")
    if previous:
        step = _ORDER.index(grade) - _ORDER.index(previous)
        direction = "same" if step == 0 else "up" if step > 0 else "down"
    return grade, previous, direction


def _moves(of: Score, news: dict[Pair, ClaimData], wanted: set[tuple[str, str, str, str]]) -> Iterator[str | None]:
    for who, grade, previous, direction in wanted:
        claim = news.get((who, grade))
        if claim is not None:
            yield of.compare("previous", {(who, claim["previous"] or "")}, {(who, previous)})
            yield of.compare("direction", {(who, claim["direction"] or "")}, {(who, direction)})


def _told(overall: list[ClaimData], news: dict[Pair, ClaimData]) -> set[Pair]:
    told = {(claim["authority"], claim["grade"]) for claim in overall if claim["role"] == "history"}
    return told | {(who, claim["previous"]) for (who, _), claim in news.items() if claim["previous"]}


def _areas(made: AnalysisData) -> set[Pair]:
    return {
        (f"{claim['authority']} {claim['judgement']}", claim["grade"])
        for claim in made["claims"]
        if claim["judgement"] != "overall" and claim["role"] == "news"
    }


def score_own() -> Score:
    """Return the score over all our own texts."""
    total = Score()
    for name, label in labels():
        score(total, name, label, read(label))
    return total


def predict(article: dict[str, str | None]) -> AnalysisData:
    """Return what the monitor makes of an article of a corpus (`id`, `url`, `outlet`, `title`, `text`, `published`)."""
    day = article.get("published")
    document = Document(
        url=article.get("url") or "",
        title=article.get("title") or "",
        text=article.get("text") or "",
        outlet=article.get("outlet") or "",
        published=date.fromisoformat(day[:10]) if day else None,
    )
    return analysis_data(str(article["id"]), analyse(document, GAZETTEER, RECORD), BY_CODE)


def main() -> None:
    """Print the score of our own texts with their errors, and of the corpus beside the repository, if any."""
    total = score_own()
    for one in total.errors:
        print(one)  # noqa: T201
    print(f"\n{total.texts} texts of our own, {len(total.errors)} with errors")  # noqa: T201
    for measure in sorted(total.hit | total.extra | total.missed):
        figures = f"precision {total.precision(measure):.4f}  recall {total.recall(measure):.4f}"
        print(f"{measure:10} {figures}")  # noqa: T201
    shared = HERE.parents[2] / "shared"
    if (shared / "corpus").is_dir():
        print(f"\n{shared / 'corpus'}:\n{_shared(shared)}")  # noqa: T201


def _shared(shared: Path) -> str:
    """Return what the scorer of the corpus beside the repository says of our predictions for it."""
    articles = (json.loads(path.read_text("utf-8")) for path in sorted((shared / "corpus" / "articles").glob("*.json")))
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        predictions.write_text("".join(f"{json.dumps(predict(one))}\n" for one in articles), "utf-8")
        scorer = str(shared / "kit" / "score_claims.py")
        command = [
            sys.executable,
            scorer,
            "--corpus",
            str(shared / "corpus"),
            "--predictions",
            str(predictions),
            "--errors",
        ]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


if __name__ == "__main__":
    main()
