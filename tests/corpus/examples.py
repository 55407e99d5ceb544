"""The examples from which weights are fitted: labelled texts taken apart into places, each with its evidence."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from monitor.model.article import Document
from monitor.stages.analyse import Opened, opened
from monitor.stages.detect.evidence import of_grade, of_text
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.page import of_page
from monitor.stages.detect.record import Record
from monitor.stages.detect.weights import START
from tests.corpus.composed import KINDS, composed
from tests.corpus.evaluate import AUTHORITIES, GAZETTEER, RECORD, labels
from tests.corpus.plainly import TEXTS, filled

Pair = tuple[str, str]  # la_code, grade

# What may stand in any article, and neither tells nor recalls a grade of services for children.
ASIDES: Final = Path(__file__).with_name("asides.txt").read_text("utf-8").splitlines()

_BY_NAME: Final = {authority.name: authority.la_code for authority in AUTHORITIES}
_BY_URN: Final = {str(authority.urn): authority.la_code for authority in AUTHORITIES if authority.urn}
_TEXTS, _FIELDS = count(), count()  # numbers of texts, and of fields of rivals


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """The places of one pair in one text, each with its evidence, and what the label says of the pair."""

    places: tuple[frozenset[str], ...]
    is_new: bool
    is_recalled: bool
    page: Mapping[str, frozenset[str]]  # the evidence that the whole page is, by kind
    text: int  # the same number for all examples of a text
    rivals: int  # the same number for all grades of an authority in a text: at most one of them is its new one


def examples(
    document: Document, new: set[Pair], recalled: set[Pair], *, areas: Mapping[str, bool], record: Record = RECORD
) -> Iterator[Example]:
    """Yield the pairs of a text: those of which an overall grade may be told, then the grades of areas.

    `areas` says of an authority whether the areas' grades are told as new; those of others are left out.
    """
    text = opened(document, GAZETTEER, record)
    if not isinstance(text, Opened):
        return
    shared = frozenset((START, *of_text(text.scene)))
    of_it = partial(Example, page=of_page(text.scene), text=next(_TEXTS))
    whole, parts = dict[Pair, list[frozenset[str]]](), dict[Pair, list[frozenset[str]]]()
    for reading in text.found.accepted:
        is_part = reading.is_of_area
        for _, codes in reading.owner.named:
            if len(codes) == 1 and not (is_part and (reading.refusal or reading.when.frame is not Frame.NOW)):
                evidence = of_grade(text.scene, reading, codes, text.found.accepted)
                (parts if is_part else whole).setdefault((codes[0], reading.span.key), []).append(shared | evidence)
    field = {code: next(_FIELDS) for code, _ in whole}
    for pair, found in whole.items():
        yield of_it(places=tuple(found), is_new=pair in new, is_recalled=pair in recalled, rivals=field[pair[0]])
    for (code, _), found in parts.items():
        if code in areas:
            yield of_it(places=tuple(found), is_new=areas[code], is_recalled=not areas[code], rivals=next(_FIELDS))


def own_examples() -> Iterator[Example]:
    """Yield the examples of our own labelled texts."""
    for _, label in labels():
        document = Document(url=label.get("u", ""), title=label["t"], text=label["x"], published=label.get("p"))
        new, recalled = set[Pair](), set[Pair]()
        for name, told in label.get("n", {}).items():
            grade, _, previous = told.partition("^")[0].partition("<")
            new.add((_BY_NAME[name], grade))
            recalled.add((_BY_NAME[name], previous))
        recalled.update((_BY_NAME[name], grade) for name, grades in label.get("h", {}).items() for grade in grades)
        areas = dict.fromkeys(_BY_NAME.values(), False) | {code: True for code, _ in new}
        areas |= {_BY_NAME[name]: True for name in label.get("a", {})}
        new |= {(_BY_NAME[name], grade) for name, told in label.get("a", {}).items() for grade in told.values()}
        if not label.get("either") and not label.get("m"):
            yield from examples(document, new, recalled, areas=areas)


def composed_examples(count_of_each: int) -> Iterator[Example]:
    """Yield the examples of composed articles, so many of each kind. Their councils get grades that they never had."""
    for kind in KINDS:
        for article in composed(kind, count_of_each):
            document = Document(url="", title=article.title, text=article.text, outlet="", published=None)
            new = {(code, grade) for code, grade, _ in article.new}
            yield from examples(document, new, set(article.recalled), areas={}, record=Record())


def plain_examples(count_of_each: int) -> Iterator[Example]:
    """Yield the examples of what is told plainly, each so many times. Its councils get grades that they never had."""
    for told in TEXTS:
        for one in filled(told, count_of_each):
            document = Document(url="", title=one.title, text=one.text, outlet="", published=None)
            yield from examples(document, set(one.new), set(one.recalled), areas={}, record=Record())


def with_asides(document: Document, draw: random.Random) -> Document:
    """Return a text with one to three asides put behind its paragraphs: nothing that it tells is changed by them."""
    parts = document.text.split("\n\n")
    for aside in draw.sample(ASIDES, draw.choice([1, 1, 2, 3])):
        parts.insert(draw.choice([len(parts), draw.randint(1, len(parts))]), aside)
    return replace(document, text="\n\n".join(parts))


def examples_of(folder: Path, asides: random.Random | None = None) -> Iterator[Example]:
    """Yield the examples of a folder of labelled articles; those on whose news two readers differ are left out."""
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        path = folder / "articles" / f"{label['id']}.json"
        if "news" in (label.get("arguable") or ()) or not path.exists():
            continue
        article = json.loads(path.read_text("utf-8"))
        given = {key: article.get(key) or "" for key in ("url", "title", "text", "outlet")}
        day = article.get("published")
        document = Document(**given, published=date.fromisoformat(day[:10]) if day else None)
        new, recalled = set[Pair](), set[Pair]()
        for event in label["events"]:
            code = _BY_URN.get(str(event.get("urn"))) or _BY_NAME.get(event["authority"], "")
            (new if event["is_new"] else recalled).add((code, event["grade"]))
            if event["is_new"] and event.get("previous"):
                recalled.add((code, event["previous"]))
        areas = dict.fromkeys((code for code, _ in new), True)
        if label["kind"] not in {"outcome", "round-up"}:
            areas |= dict.fromkeys(set(_BY_NAME.values()) - set(areas), False)
        told = document if asides is None else with_asides(document, asides)
        yield from examples(told, new, recalled, areas=areas)
