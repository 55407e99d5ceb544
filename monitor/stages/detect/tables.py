"""Read tables of judgements that have a column for each inspection: "Overall effectiveness | Good | Outstanding"."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.stages.detect.frames import Frame
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.readings import Reading

_CELL: Final = re.compile(r"\s[|/]\s|\t")
_YEAR_CELL: Final = re.compile(r"(?:[a-z]+\s){0,2}(20[0-3]\d)(?:\s[a-z]+)?")
_LONGEST_ROW: Final = 160  # characters


class _Row(NamedTuple):
    low: int
    high: int
    years: tuple[int, ...]


def with_columns(marked: Marked, told: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings with the years of their columns; a row's first cell says what all its grades are of."""
    rows = list(_rows(marked))
    if not rows:
        return told
    placed: dict[int, Reading] = {}
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
    if not any(divider in marked.plain for divider in "|/\t"):
        return
    years: tuple[int, ...] = ()
    for low, high in marked.bounds:
        if high - low > _LONGEST_ROW:
            years = ()
            continue
        cells = [cell.strip() for cell in _CELL.split(marked.plain[low:high])]
        found = tuple(int(match.group(1)) for cell in cells if (match := _YEAR_CELL.fullmatch(cell)))
        if len(found) > 1:
            years = found
        elif years:
            yield _Row(low, high, years)
