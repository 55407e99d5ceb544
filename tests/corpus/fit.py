"""Fit what each piece of evidence is worth, from labelled texts, and write monitor/data/evidence.csv.

    python -m pip install numpy scipy
    .venv/bin/python -m tests.corpus.fit [--on | --anew] [FOLDER[=WEIGHT] ...]

The shipped weights, which are from many more texts than are at hand, stay as they are: what is weighed beside them are
signs that the program has learned to see since. `--on` goes on from them: all words are weighed beside what they are
worth already, with a penalty on moving them, on the texts, on the same texts with asides put in (so that what stands
beside a result does not hide it), on composed articles and on texts that tell something plainly. Pairs of a page's
words that are worth little are left out before. `--anew` weighs all evidence from nothing.

Our own texts count always; each FOLDER holds articles/*.json and labels.jsonl as ../shared/corpus does, and its texts
count with that WEIGHT (1 if none is given; less for texts that were made up about what is read wrongly). A label says
of an authority and a grade whether the text tells it as new and whether it recalls it, not in which place: so the
places of a pair are taken together, and the weights are those under which the labels are likeliest, with a penalty on
the sum of their squares. Both questions are fitted by themselves: of the grades of one authority at most one is told as
new, so they compete; any number of them may be recalled (noisy or).
"""

import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags_array

from monitor.stages.detect.evidence import is_on_record
from monitor.stages.detect.page import share_of_page
from monitor.stages.detect.weights import FILE, OF_PAGE, PAIRS, SIGN, START, weights
from tests.corpus.examples import Example, composed_examples, examples_of, own_examples, plain_examples

_OUT: Final = Path(__file__).resolve().parents[2] / "monitor" / "data" / FILE
_PENALTY: Final = 1.0
_PENALTY_ON_RECORD: Final = 0.3
_FOLDS: Final = 5
_SUREST: Final = 15.0  # log-odds
_OWN: Final = 6.0  # the weight of one of our own texts: what they tell is held to by the tests
_SEEN: Final = 4  # places in which a piece of evidence must stand to be weighed
_SEEN_SIGN: Final = 40  # places for a sign that the shipped weights lack; a word that they lack weighs nothing
_SEEN_OF_PAGE: Final = 8  # texts in which two words must stand near each other
_PENALTIES: Final = {"t": 2.0, "l": 2.0}  # by kind, where it is another one
_SMALLEST: Final = 0.04  # what is worth less is left out
_SMALLEST_OF_PAGE: Final = 0.3
# A pair of words on a page counts for a hundredth: of those worth less than this, nothing is lost on texts left out.
_SMALLEST_PAIR_OF_PAGE: Final = 3.0
_SPREAD_OF_PAGE: Final = 40.0  # how much more the worth of such a piece may differ from nothing
_PENALTY_ON_MOVING: Final = 25.0
_SPREAD_MOVING: Final = 60.0  # the same for moving it
_WITH_ASIDES: Final = 4  # times that a text is taken with asides
_OF_ASIDES: Final = 0.5  # what each of those counts
_COMPOSED: Final = 600  # articles of each kind
_OF_COMPOSED: Final = 0.1  # what each of them counts
_PLAIN: Final = 6  # times each text is taken that tells something plainly
_OF_PLAIN: Final = 0.3  # what each of those counts

_TOLD: Final = ("is_new", "is_recalled")

Worths = Mapping[str, tuple[float, float]]  # by evidence: for new, and for recalled
Weighted = tuple[Example, float]


def signs_beside(given: list[Weighted], shipped: Worths) -> dict[str, tuple[float, float]]:
    """Return what signs are worth that the shipped weights lack, beside those."""
    seen = Counter(one for example, _ in given for place in example.places for one in place)
    signs = [one for one, often in seen.items() if _kind(one) == SIGN and one not in shipped and often >= _SEEN_SIGN]
    return _fit(given, _all_odds(given, shipped), names=sorted(signs)) | dict(shipped)


def without_small_pairs(shipped: Worths) -> dict[str, tuple[float, float]]:
    """Return the shipped weights without the pairs of a page's words that are worth too little for their time."""
    return {
        name: (new, recalled)
        for name, (new, recalled) in shipped.items()
        if _kind(name) not in OF_PAGE & PAIRS or max(abs(new), abs(recalled)) >= _SMALLEST_PAIR_OF_PAGE
    }


def moved(given: list[Weighted], shipped: Worths) -> dict[str, tuple[float, float]]:
    """Return the shipped weights, moved as the examples ask for. What the ledger is worth stays as it is."""
    names = sorted((one for one in shipped if not is_on_record(one)), key=lambda name: (name != START, name))
    odds = _all_odds(given, shipped)
    by = _fit(given, odds, penalty=_PENALTY_ON_MOVING, names=names, spread_of_page=_SPREAD_MOVING)
    return {
        name: (new + by[name][0], recalled + by[name][1]) if name in by else (new, recalled)
        for name, (new, recalled) in shipped.items()
    }


def _all_odds(given: list[Weighted], worth: Worths) -> list[tuple[float, float]]:
    return [_odds(place, worth) for example, _ in given for place in _shares(example)]


def fit(given: list[Weighted]) -> dict[str, tuple[float, float]]:
    """Return what each piece of evidence is worth, for new and for recalled. Each example has its own weight.

    What the text says is weighed as if there were no ledger: one ends some day, and texts of after that must not look
    less new. What the ledger has is then weighed beside what the other texts make of each text's words.
    """
    words = [(_only(example, of_ledger=False), weight) for example, weight in given]
    ledger = [(_only(example, of_ledger=True), weight) for example, weight in given]
    return _fit(words) | _fit(ledger, _unseen(words), penalty=_PENALTY_ON_RECORD)


def _only(example: Example, *, of_ledger: bool) -> Example:
    """Return an example with only what the ledger has, or only what the text says."""
    places = tuple(frozenset(one for one in place if is_on_record(one) is of_ledger) for place in example.places)
    return replace(example, places=places, page={} if of_ledger else example.page)


def _unseen(found: list[tuple[Example, float]]) -> list[tuple[float, float]]:
    """Return the log-odds (new, recalled) of each place, by weights that were fitted without its text."""
    worth = [_fit([one for one in found if one[0].text % _FOLDS != fold]) for fold in range(_FOLDS)]
    return [_odds(place, worth[example.text % _FOLDS]) for example, _ in found for place in _shares(example)]


def _odds(place: Mapping[str, float], worth: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Return the log-odds (new, recalled) of a place under some weights."""
    known = [(share, worth[one]) for one, share in place.items() if one in worth]
    return sum(share * new for share, (new, _) in known), sum(share * recalled for share, (_, recalled) in known)


def _shares(example: Example) -> Iterator[dict[str, float]]:
    """Yield for each place of an example how much each piece of evidence counts there."""
    page = {one: share_of_page(len(found)) for found in example.page.values() for one in found}
    for place in example.places:
        yield page | dict.fromkeys(place, 1.0)


def _fit(
    counted: list[tuple[Example, float]],
    known: list[tuple[float, float]] | None = None,
    penalty: float = _PENALTY,
    names: list[str] | None = None,
    spread_of_page: float = _SPREAD_OF_PAGE,
) -> dict[str, tuple[float, float]]:
    """Return what each piece of evidence is worth, or those named, beside the log-odds that places have already."""
    weighed = names if names is not None else _often_seen([example for example, _ in counted])
    at = {name: number for number, name in enumerate(weighed)}
    rows, columns, shares, group = list[int](), list[int](), list[float](), list[int]()
    for number, (example, _) in enumerate(counted):
        for place in _shares(example):
            found = [(at[one], share) for one, share in place.items() if one in at]
            rows += [len(group)] * len(found)
            columns += [column for column, _ in found]
            shares += [share for _, share in found]
            group.append(number)
    spread = np.array([spread_of_page if _kind(name) in OF_PAGE else 1.0 for name in at])
    matrix = csr_matrix((shares, (rows, columns)), shape=(len(group), len(at))) @ diags_array(spread).tocsr()
    penalties = np.array([0.001 if name == START else penalty * _PENALTIES.get(_kind(name), 1.0) for name in at])
    places = _Places(matrix, np.array(group), np.array([one for _, one in counted]), penalties)
    told = [np.array([getattr(one, told) for one, _ in counted], float) for told in _TOLD]
    beside = np.clip(np.array(known), -_SUREST, _SUREST).T if known else np.zeros((2, len(group)))
    _, field = np.unique([one.rivals for one, _ in counted], return_inverse=True)
    new = spread * _likeliest_of_rivals(places, beside[0], told[0], field)
    recalled = spread * _likeliest(places, beside[1], told[1])
    return {name: (float(new[number]), float(recalled[number])) for name, number in at.items()}


def _often_seen(given: Iterable[Example]) -> list[str]:
    """Return the evidence that is seen often enough to be weighed, in the same order whatever that of the examples."""
    seen, pages = Counter[str](), dict[int, Mapping[str, frozenset[str]]]()
    for example in given:
        pages[example.text] = example.page
        for place in example.places:
            seen.update(place)
    for page in pages.values():
        for found in page.values():
            seen.update(found)
    names = (
        name for name, count in seen.items() if count >= (_SEEN_OF_PAGE if _kind(name) in OF_PAGE & PAIRS else _SEEN)
    )
    return sorted(names, key=lambda name: (name != START, name))


def _kind(evidence: str) -> str:
    return evidence.partition(":")[0]


class _Places(NamedTuple):
    """The places of all examples: their evidence, the number of each one's example, and what examples weigh."""

    matrix: csr_matrix  # place by evidence
    groups: np.ndarray
    weight: np.ndarray
    penalty: np.ndarray  # of each piece of evidence


def _likeliest_of_rivals(places: _Places, beside: np.ndarray, told: np.ndarray, field: np.ndarray) -> np.ndarray:
    """Return the weights under which the labels are likeliest, where at most one of a field of rivals is true."""
    matrix, groups, weight, penalty = places
    size = field.max() + 1
    place_field, place_told = field[groups], told[groups]
    has_new = np.bincount(field, told, minlength=size) > 0
    field_weight = np.zeros(size)
    np.maximum.at(field_weight, field, weight)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(matrix @ weights + beside, -30, 30))
        total = 1.0 + np.bincount(place_field, odds, minlength=size)
        wanted = np.where(has_new, np.bincount(place_field, odds * place_told, minlength=size), 1.0)
        cost = -(field_weight * (np.log(wanted) - np.log(total))).sum() + (penalty * weights**2).sum()
        slope = field_weight[place_field] * (place_told * odds / wanted[place_field] - odds / total[place_field])
        return cost, matrix.T @ (-slope) + 2 * penalty * weights

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def _likeliest(places: _Places, beside: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Return the weights under which the labels are likeliest."""
    matrix, groups, weight, penalty = places

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = np.clip(1 / (1 + np.exp(-(matrix @ weights + beside))), 1e-9, 1 - 1e-9)
        nowhere = np.bincount(groups, np.log1p(-chance), minlength=len(told))
        somewhere = np.clip(-np.expm1(nowhere), 1e-9, 1.0)
        total = -(weight * (told * np.log(somewhere) + (1 - told) * nowhere)).sum() + (penalty * weights**2).sum()
        slope = weight * (told * (1 - somewhere) / somewhere - (1 - told))
        return total, matrix.T @ (-slope[groups] * chance) + 2 * penalty * weights

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def main(given: list[str]) -> None:
    """Fit the weights and write them."""
    how = {one for one in given if one.startswith("--")}
    folders = [one.partition("=") for one in given if one not in how]
    found: list[Weighted] = [(example, _OWN) for example in own_examples()]
    for folder, _, weight in folders:
        found += [(example, float(weight or 1.0)) for example in examples_of(Path(folder))]
    shipped = without_small_pairs(weights()) if "--on" in how else dict(weights())
    if "--on" in how:
        draw = random.Random(5)
        for folder, _, weight in folders * _WITH_ASIDES:
            found += [(one, _OF_ASIDES * float(weight or 1.0)) for one in examples_of(Path(folder), draw)]
        found += [(example, _OF_COMPOSED) for example in composed_examples(_COMPOSED)]
        found += [(example, _OF_PLAIN) for example in plain_examples(_PLAIN)]
    told = moved(found, shipped) if "--on" in how else fit(found) if "--anew" in how else signs_beside(found, shipped)
    with _OUT.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("evidence", "new", "recalled"))
        for name, (new, recalled) in sorted(told.items()):
            is_kept = name in shipped and "--anew" not in how
            if is_kept or max(abs(new), abs(recalled)) >= (_SMALLEST_OF_PAGE if _kind(name) in OF_PAGE else _SMALLEST):
                out.writerow((name, f"{new:.2f}", f"{recalled:.2f}"))


if __name__ == "__main__":
    main(sys.argv[1:])
