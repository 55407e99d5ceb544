"""Read tables of judgements with a column for each inspection: "Overall effectiveness | Good | Outstanding".

Or with a column for each judgement: "Overall effectiveness | Leaders" and under it "Good | Outstanding".
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.model.framework import IN_CARE
from monitor.stages.detect.frames import Frame
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.readings import Reading

_CELL: Final = re.compile(r"\s[|/]\s|\t")
_YEAR_CELL: Final = re.compile(r"(?:[a-z]+\s){0,2}(20[0-3]\d)(?:\s[a-z]+)?")
_LONGEST_ROW: Final = 160  # characters
_DIVIDERS: Final = ("|", " / ", "\t")
_LEAST_JUDGEMENTS: Final = 2  # that a heading names


class _Row(NamedTuple):
    low: int
    high: int
    years: tuple[int, ...]


def with_columns(marked: Marked, told: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings with the years of their columns; a row's first cell says what all its grades are of."""
    if not any(divider in marked.plain for divider in _DIVIDERS):
        return told
    placed = dict(_under_judgements(marked, told))
    rows = list(_rows(marked))
    if not rows and not placed:
        return told
    for row in rows:
        inside = [one for one in told if row.low <= one.span.start < row.high]
        if len(inside) != len(row.years):
            continue
        for one, year in zip(inside, row.years, strict=True):
            is_earlier = year < max(row.years)
            when = one.when._replace(frame=Frame.PAST, reason=f"dated {year}", year=year) if is_earlier else one.when
            placed[one.span.start] = one._replace(when=when, keys=inside[0].keys, refusal="", is_dated_back=is_earlier)
    return tuple(placed.get(one.span.start, one) for one in told)


def _rows(marked: Marked) -> Iterator[_Row]:
    """Yield the rows under a heading with two years or more, until a line that is too long for one."""
    years: tuple[int, ...] = ()
    for low, high in marked.bounds:
        if high - low > _LONGEST_ROW:
            years = ()
            continue
        cells = [cell.strip(" |") for cell in _CELL.split(marked.plain[low:high])]
        found = tuple(int(match.group(1)) for cell in cells if (match := _YEAR_CELL.fullmatch(cell)))
        if len(found) > 1:
            years = found
        elif years:
            yield _Row(low, high, years)


def _under_judgements(marked: Marked, told: tuple[Reading, ...]) -> Iterator[tuple[int, Reading]]:
    """Yield the readings of a row under a heading of judgements, by their offsets: each with its column's judgement."""
    heading: list[str] = []  # of each column the judgement, empty where it has another one
    for low, high in marked.bounds:
        cells = list(_cells(marked, low, high))
        judgements = [_only_one(marked, *cell) for cell in cells]
        has_grades = any(low <= one.start < high for one in marked.grades)
        if sum(map(bool, judgements)) >= _LEAST_JUDGEMENTS and not has_grades:
            heading = judgements
        elif len(cells) != len(heading):
            heading = []
        else:
            for (first, last), key in zip(cells, heading, strict=True):
                for one in told:
                    if key and first <= one.span.start < last:
                        yield one.span.start, one._replace(keys=(key,), refusal="")


def _cells(marked: Marked, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a row start and end, also empty ones at its ends."""
    for cut in _CELL.finditer(marked.plain, low, high):
        yield low, cut.start()
        low = cut.end()
    yield low, high


def _only_one(marked: Marked, low: int, high: int) -> str:
    """Return the judgement that a cell names, empty where it names none or several."""
    if marked.plain[low:high].strip(" |") == "in care":
        return IN_CARE
    keys = {area.key for area in marked.areas if low <= area.start < high}
    return keys.pop() if len(keys) == 1 else ""
