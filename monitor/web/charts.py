"""The geometry of the small drawings: bars through the years, and the items of a source day by day. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

GRADES: Final = ("outstanding", "good", "requires_improvement", "inadequate")
WIDTH: Final = 720
HEIGHT: Final = 220
SPARK_HEIGHT: Final = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A rectangle of a drawing; `kind` is what it stands for, `title` says it in words."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stacks:
    """Bars of one width, the best grade at the bottom, with the years below."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]
    most: int


def stacks(days: Sequence[date], counts: Sequence[Mapping[str, int]]) -> Stacks:
    """Return the drawing of how many stood at each grade at the end of each quarter."""
    most = max((sum(count.values()) for count in counts), default=0)
    step = WIDTH / max(1, len(days))
    bars: list[Bar] = []
    for at, (day, count) in enumerate(zip(days, counts, strict=True)):
        top = float(HEIGHT)
        for grade in GRADES:
            number = count.get(grade, 0)
            height = number / most * HEIGHT if most else 0.0
            top -= height
            if number:
                words = f"{day:%B %Y}: {number} {grade.replace('_', ' ')}"
                bars.append(
                    Bar(x=round(at * step, 1), y=round(top, 1), width=round(step - 1, 1), height=round(height, 1),
                        kind=grade, title=words)
                )  # fmt: skip
    years = tuple((round(at * step, 1), f"{day.year + 1}") for at, day in enumerate(days) if day.month == 12)
    return Stacks(bars=tuple(bars), years=years, most=most)


def spark(numbers: Sequence[int]) -> tuple[tuple[int, float, float], ...]:
    """Return (x, y, height) of a small bar for each day; a day with nothing has a line of its own height."""
    most = max([*numbers, 1])
    heights = [max(1.0, round(number / most * SPARK_HEIGHT, 1)) for number in numbers]
    return tuple((at * 4, SPARK_HEIGHT - height, height) for at, height in enumerate(heights))
