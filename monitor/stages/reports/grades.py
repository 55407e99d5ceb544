"""Grades of a front page: rows of the table by their label, never by position; SIF's overall by its sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT, Framework

# "Requires improvement to be good" is one grade: the longest form first, over any line break.
_GRADE = (
    r"(?:(?P<ri>requires?\s+improvement(?:\s+to\s+be\s+good)?)|(?P<outstanding>outstanding)"
    r"|(?P<good>good)|(?P<inadequate>inadequate))(?![a-z-])"
)
_NOT_JUDGED = r"(?P<none>not\s+(?:judged|graded|inspected|applicable)|n/a\b|no\s+judgement)"
_WORDS: Final = {"ri": REQUIRES_IMPROVEMENT, "outstanding": OUTSTANDING, "good": GOOD, "inadequate": INADEQUATE}

# Characters between two rows of one table: hardly any, or a row that can't be read and perhaps says why, or the page's
# footnote where the table breaks over a page.
_NEAR = 160
_UNREAD_ROW = 500
_OVER_PAGE = 1_500
_FEWEST_ROWS = 2

_SERVICES = r"children(?:\W?s)?\W?\s+(?:social\s+care\s+)?services?"
_WHERE = r"(?:(?:in|for)\s+(?:[^.;:]|\bSt\.){2,100}?\s+)?"
_OVERALL_JUDGEMENT = re.compile(
    r"\bthe\s+overall\s+judgement\s+is\s+(?:that\s+)?"
    rf"(?:(?:the\s+)?(?:{_SERVICES}\s+{_WHERE}|(?:local\s+)?authority\s+))?(?:(?:are|is)\s+)?{_GRADE}",
    re.IGNORECASE,
)
_SERVICES_ARE = re.compile(
    rf"\b{_SERVICES}\s+{_WHERE}(?:(?:are|is)\s+(?:judged\s+(?:to\s+be\s+)?)?)?{_GRADE}",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The rows of a grade table that were read."""

    grades: Mapping[str, str] = field(default_factory=dict)  # judgement -> grade
    not_judged: frozenset[str] = frozenset()  # rows that say so themselves
    conflicts: tuple[str, ...] = ()  # judgements with two rows of different grades
    start: int = 0  # where the first row begins in the text


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    judgement: str
    grade: str | None
    start: int
    end: int


def grade_table(text: str, frameworks: Sequence[Framework]) -> Table:
    """Return the grade table of a front page, with the row labels of these frameworks; empty where there is none."""
    labels = _labels(frameworks)
    rows = max(
        _runs(text, _rows(text, labels), labels), key=lambda run: len({row.judgement for row in run}), default=[]
    )
    if len({row.judgement for row in rows}) < _FEWEST_ROWS:
        return Table()
    said: dict[str, set[str]] = {}
    for row in rows:
        said.setdefault(row.judgement, set()).update({row.grade} if row.grade else ())
    return Table(
        grades={judgement: next(iter(grades)) for judgement, grades in said.items() if len(grades) == 1},
        not_judged=frozenset(judgement for judgement, grades in said.items() if not grades),
        conflicts=tuple(judgement for judgement, grades in said.items() if len(grades) > 1),
        start=rows[0].start,
    )


def overall_sentence(text: str, table_start: int) -> str | None:
    """Return the overall grade that the sentence of a SIF front page gives; None where it has none, or two.

    The sentence stands above the table. Only where none does are the lines after it asked.
    """
    for part in (text[:table_start], text[table_start:]):
        for form in (_OVERALL_JUDGEMENT, _SERVICES_ARE):
            grades = {_grade_of(match) for match in form.finditer(part)}
            if grades:
                return grades.pop() if len(grades) == 1 else None
    return None


def _labels(frameworks: Sequence[Framework]) -> list[tuple[str, str]]:
    """Return (label, judgement), longest label first: some begin like others."""
    labels = {label: one.key for framework in frameworks for one in framework.judgements for label in one.labels}
    return sorted(labels.items(), key=lambda pair: len(pair[0]), reverse=True)


def _rows(text: str, labels: Sequence[tuple[str, str]]) -> list[_Row]:
    either = "|".join(f"(?P<label{number}>{_label(label)})" for number, (label, _) in enumerate(labels))
    # "care Good and care leavers": a reader that mixed the columns. Such a row is nobody's.
    mixed = r"(?!\s+(?:and\s+)?(?:care\s+)?leavers)"
    row = re.compile(rf"(?:{either})\s*[.:]?\s*(?:\d\s+)?(?:{_GRADE}|{_NOT_JUDGED}){mixed}", re.IGNORECASE)
    return [
        _Row(
            judgement=next(key for number, (_, key) in enumerate(labels) if match[f"label{number}"]),
            grade=None if match["none"] else _grade_of(match),
            start=match.start(),
            end=match.end(),
        )
        for match in row.finditer(text)
    ]


def _label(label: str) -> str:
    words = [re.escape(word) for word in label.removeprefix("The ").split()]
    return r"\b" + r"\s+".join(words)


def _runs(text: str, rows: Sequence[_Row], labels: Sequence[tuple[str, str]]) -> list[list[_Row]]:
    any_label = re.compile("|".join(_label(label) for label, _ in labels), re.IGNORECASE)
    runs: list[list[_Row]] = []
    for row in rows:
        if runs and _are_near(text[runs[-1][-1].end : row.start], any_label):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _are_near(between: str, any_label: re.Pattern[str]) -> bool:
    if "\f" in between:
        return len(between) <= _OVER_PAGE
    return len(between) <= (_UNREAD_ROW if any_label.search(between) else _NEAR)


def _grade_of(match: re.Match[str]) -> str:
    return next(grade for word, grade in _WORDS.items() if match[word])
