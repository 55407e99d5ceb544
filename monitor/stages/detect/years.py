"""Say which year, or how many years ago, stands beside a grade."""

import re
from typing import Final

from monitor.stages.detect import frame_cues as cues
from monitor.stages.detect.cues import Heads
from monitor.stages.detect.places import GRADE_RUN, Place

_SINCE_BEFORE: Final = re.compile(r"\bsince\s(?:[\w']+\s){0,5}$", re.ASCII)
_FAR_AFTER: Final = 16  # characters: "good ever since 2018" does date the grade
_AND_AGAIN: Final = re.compile(r"(?:,\s20\d\d)*\sand\s(?:again\sin\s)?(20\d\d)\b")  # "in 2011 and 2019"
_AND_IT_WAS: Final = re.compile(
    r"\W*(?:and\s(?:it|they|its|the)\s(?:\w+\s)?(?:was|were|rated|judged|deemed|declared|branded)\b|with\san?\b)"
)
_CLAUSE: Final = 60  # characters
_IN: Final = re.compile(r"[\"']?\s(?:back\s)?in\s")
# "G after inspections in 2016 and 2019": what was found twice is no result of now.
_SEVERAL_AFTER: Final = re.compile(
    r"[\"']?\s(?:after|following|at|in)\s(?:\w+\s){0,2}(?:inspections|visits|reports)\s(?:in|of)\s(?:20\d\d(?:,\s|\sand\s))+(20\d\d)\b"
)
_NEXT: Final = re.compile(r"[,;]|\s(?:and|but|to)\b")


def is_perfect(place: Place) -> bool:
    """Tell whether a grade stands after a verb in the present perfect: "has been rated", which tells of now."""
    return bool(cues.PRESENT_PERFECT.search(place.scope.text[: place.last], place.heads))


def year_of(place: Place) -> tuple[int | None, int | None]:
    """Return year and month beside a grade: in the same comma segment first, then the nearest before another grade."""
    text = place.scope.text
    low, high = place.first, place.last
    if (mine := _in_turn(place)) is not None:
        return int(mine.group(2)), cues.MONTHS.get(mine.group(1)) if mine.group(1) else None
    best: tuple[int, int, int | None] | None = None
    for match in cues.YEAR.finditer(text) if "20" in text else ():
        start, end = match.span()
        between = text[high:start] if start >= high else text[end:low]
        if cues.COMPARED_YEAR.search(text[:start]):
            continue  # "two grades down on 2019" dates the grade before
        if end <= low and any(
            start - last < low - end or (_IN.fullmatch(text, last, start) and _NEXT.match(text, end))
            for _, last in place.runs
            if last <= min(start, low)
        ):
            continue  # the year of the grade before
        if start - high > _FAR_AFTER and _SINCE_BEFORE.search(text[:start]):
            continue  # "to G, and speaks of a change since 2018"
        distance = len(between) + 200 * len(GRADE_RUN.findall(between)) + (25 if end <= low else 0)
        if best is None or distance < best[0]:
            month = cues.MONTHS.get(match.group(1)) if match.group(1) else None
            again = _AND_AGAIN.match(text, end)
            best = (distance, max(int(match.group(2)), int(again.group(1)) if again else 0), month)
    if best is None:
        return _year_of_another_scope(place)
    return (best[1], best[2]) if best[0] < 200 else (None, None)


def _year_of_another_scope(place: Place) -> tuple[int | None, int | None]:
    """Return year and month of a grade whose own scope names none."""
    scope = place.scope
    if after := _SEVERAL_AFTER.match(place.marked.plain, place.span.end):
        return int(after.group(1)), None
    if scope.antecedent and place.opener in cues.ATTACHED:
        dates = cues.YEAR.findall(scope.antecedent[-45:])
        if dates:
            return int(dates[-1][1]), cues.MONTHS.get(dates[-1][0])
    if scope.start > place.low and not scope.is_from:
        return _year_of_clause_before(place) or _fronted_year(place), None
    return None, None


def _in_turn(place: Place) -> re.Match[str] | None:
    """Return the year of a grade where each has its own ahead of it: "In 2015 it was G1, in 2018 G2"."""
    text, runs = place.scope.text, place.runs
    if len(runs) < 2 or "20" not in text or place.first not in (starts := [start for start, _ in runs]):
        return None
    years = list(cues.YEAR.finditer(text))
    if len(years) != len(runs) or any(cues.COMPARED_YEAR.search(text[: year.start()]) for year in years):
        return None
    marks = [start for year, run in zip(years, runs, strict=True) for start in (year.start(), run[0])]
    return years[starts.index(place.first)] if marks == sorted(marks) else None


def _year_of_clause_before(place: Place) -> int | None:
    """Return the year of what a clause goes on from: "late in 2016 inspectors called again and it was G"."""
    scope, marks = place.scope, place.marked.marks
    if not _AND_IT_WAS.match(scope.text) or cues.NOW.search(scope.text, place.heads) or is_perfect(place):
        return None
    before = marks[max(place.low, scope.start - _CLAUSE) : scope.start].rpartition(";")[2]
    years = cues.ONLY_YEAR.findall(before) if not GRADE_RUN.search(before) else ()
    return int(years[-1]) if years else None


def _fronted_year(place: Place) -> int | None:
    """Return the year that opens a sentence, where no other grade stands between: "In 2015, after ..., it was"."""
    opening = cues.OPENS_DATED.match(place.marked.plain[place.low : place.low + 40])
    if opening is None or GRADE_RUN.search(place.marked.marks, place.low, place.span.start):
        return None
    is_now = cues.NOW.search(place.scope.text, place.heads) or is_perfect(place)
    return None if is_now else int(opening.group(1))


def years_later(place: Place, today: int | None) -> int | None:
    """Return the year of "three years later it was G", or "G three years later", if it is past.

    It is counted from the last year named before.
    """
    marked = place.marked
    later = cues.LATER.match(marked.plain[place.low : place.low + 60]) or cues.LATER_AFTER.match(place.after)
    if later is None or place.sentence == 0 or is_perfect(place) or cues.NOW.search(place.scope.text, place.heads):
        return None
    above = marked.bounds[max(0, place.sentence - 2)][0]
    years = cues.ONLY_YEAR.findall(marked.plain[max(above, marked.title_end) : place.low])
    if not years:
        return None
    number = later.group(1)
    year = int(years[-1]) + (int(number) if number.isdigit() else cues.NUMBERS[number])
    return year if today is not None and year < today else None


def years_ago(text: str, heads: Heads) -> int | None:
    match = cues.AGO.search(text, heads)
    if match is None or match.group(2).startswith("month") or cues.COMPARED_AGO.search(text[: match.start()]):
        return None
    if match.group(3).lower() in {"after", "since"} and not text.lower().lstrip(" ,;-").startswith(
        match.group().lower()
    ):
        return None
    number = match.group(1).lower()
    count = int(number) if number.isdigit() else cues.NUMBERS[number]
    return count * 10 if match.group(2) == "decade" else count
