"""Read lists of councils that share a grade told once: under a colon, in bullets, or between dashes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from monitor.stages.detect.counted import COUNTED
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frames import Frame, When
from monitor.stages.detect.lexicon import KEY_OF_MARK, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.owners import Named, Owner, owners_of
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.scopes import Scope

_NUMBER: Final = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUNTED: Final = re.compile(rf"\b({_NUMBER})\b")
_BETWEEN_NAMES: Final = re.compile(r"^(?:'s)?\s?(?:\([^)]{1,12}\))?\s?(?:[,;]\s?(?:and\s)?|and\s|&\s|\s)?(?:the\s)?$")
_VALUE: Final = {
    word: str(number)
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=2
    )
}
_INDENT: Final = 6  # characters before the first name of a line: a bullet, or an article
_MOST_LINES: Final = 160  # there are no more councils
_BACK: Final = 3  # sentences before "six of the ten - ..." in which the ten may have got their grade
_OF_THOSE: Final = re.compile(r"\bof\s(?:the|these|those|them|this\syear's)\b")
_OTHERS: Final = re.compile(r"\W*(?:others?|elsewhere|meanwhile)\b")  # of whom something else is told
_LEAST: Final = 3  # names: two may stand together for other reasons
_LEAST_UNDER_HEADINGS: Final = 2
_HEADING: Final = re.compile(rf"\W*(?:(?:councils\s)?(?:rated|judged|graded)\s)?[\"']?{G}[\"']?\W*")
_BULLET: Final = re.compile(r"[\W\d]*(?:the\s)?(?:councils?)?\W*")  # what may stand around the names of a line
_UNDER: Final = "it stands under the heading of a grade"
_REASON: Final = "one of a list of councils with one grade"


def with_lists(marked: Marked, discourse: Discourse, accepted: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings, with the councils of each list as owners of the grade that stands before it.

    Where that grade was read, or only counted, it keeps its time; else it is recalled and not told as new.
    """
    if len(discourse.named) < _LEAST:
        return accepted
    found: list[Reading] = list(accepted)
    for number, (low, high) in enumerate(marked.bounds):
        names = _inline(marked, discourse, number) or _below(marked, discourse, number)
        if _OTHERS.match(marked.plain, low) and not _in(marked, low, high):
            continue
        if len(names) < _LEAST:
            continue
        grade = _grade(marked, number, low, min(names[0].start, high))
        if grade is None:
            continue
        owner = Owner(named=owners_of(names), reason=_REASON, is_list=True)
        told = [one for one in found if one.sentence == number and one.span.key == grade.key]
        if any(one.refusal in {"", COUNTED} for one in told):
            found = [one._replace(owner=owner, refusal="") if one in told else one for one in found]
            continue
        found = [one for one in found if one.span != grade]
        found.append(
            Reading(
                span=grade,
                keys=(),
                when=When(frame=Frame.PAST, reason=_REASON),
                owner=owner,
                scope=Scope(start=low, end=high, text=marked.marks[low:high]),
                is_loose=False,
                in_title=False,
                sentence=number,
            )
        )
    return tuple(found)


def with_headings(marked: Marked, discourse: Discourse, accepted: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings, with the councils in the lines under each grade that stands alone in its line as its owners.

    Two councils at least stand so in a text, in lines of nothing but names.
    """
    listed = {number: names for number in _heading_lines(marked) if (names := _names_under(marked, discourse, number))}
    if sum(len(names) for names in listed.values()) < _LEAST_UNDER_HEADINGS:
        return accepted
    return tuple(
        one._replace(
            owner=Owner(named=owners_of(listed[one.sentence]), reason=_UNDER, is_list=True),
            refusal="",
            is_labelled=True,
        )
        if one.sentence in listed
        else one
        for one in accepted
    )


def _heading_lines(marked: Marked) -> Iterator[int]:
    for number, (low, high) in enumerate(marked.bounds):
        if low >= marked.title_end and _HEADING.fullmatch(marked.marks, low, high):
            yield number


def _names_under(marked: Marked, discourse: Discourse, number: int) -> list[Named]:
    """Return the names in the lines under a heading, up to the first line that has more than names."""
    names: list[Named] = []
    for after, (first, last) in enumerate(marked.bounds[number + 1 : number + 1 + _MOST_LINES], number + 1):
        here = discourse.in_sentence(after)
        if not here or len(_in_a_row(marked, here)) != len(here):
            break
        around = marked.plain[first : here[0].start] + marked.plain[here[-1].end : last]
        if not _BULLET.fullmatch(around):
            break
        names += here
    return names


def _inline(marked: Marked, discourse: Discourse, number: int) -> list[Named]:
    """Return the names of a list inside a sentence: after a colon, between dashes, or "seven are"."""
    low, high = marked.bounds[number]
    here = discourse.in_sentence(number)
    if len(here) < _LEAST or re.search(G, marked.marks[here[0].start : high]):
        return []
    opened = re.search(rf"(?::|\s-|\s{_NUMBER}\s(?:are|were))\s(?:the\s)?$", marked.plain[low : here[0].start])
    if opened is None:
        return []
    count = _COUNTED.findall(marked.plain, low, here[0].start)
    if count and _VALUE.get(count[-1], count[-1]) == str(len(owners_of(here))):
        return here
    return _in_a_row(marked, here)


def _in_a_row(marked: Marked, here: list[Named]) -> list[Named]:
    """Return the names that follow one another with nothing but commas and conjunctions between them."""
    names = here[:1]
    for first, second in pairwise(here):
        if not _BETWEEN_NAMES.match(marked.plain[first.end : second.start]):
            break
        names.append(second)
    return names


def _below(marked: Marked, discourse: Discourse, number: int) -> list[Named]:
    """Return the names in the line, or in lines of their own, under a sentence that ends with a colon."""
    names: list[Named] = []
    low, high = marked.bounds[number]
    if not marked.text[low:high].endswith(":"):
        return names
    for after, (first, last) in enumerate(marked.bounds[number + 1 : number + 1 + _MOST_LINES], number + 1):
        here = discourse.in_sentence(after)
        if not names and len(here) >= _LEAST and here[0].start - first < _INDENT:
            row = _in_a_row(marked, here)
            return row if len(row) == len(here) else []
        if len(here) != 1 or here[0].end - here[0].start < 0.6 * (last - first) or marked.text[last - 1] == ":":
            break
        names.append(here[0])
    return names


def _grade(marked: Marked, number: int, low: int, start: int) -> Span | None:
    """Return the grade told just before a list, in its sentence or one before; by the count where there are two."""
    own = _in(marked, low, start)
    if own or number == 0:
        return own[-1] if len({span.key for span in own}) == 1 else None
    most = _BACK if _OF_THOSE.search(marked.plain, low, start) else 1
    numbers = range(number - 1, max(-1, number - 1 - most), -1)
    back = next((one for one in numbers if _in(marked, *marked.bounds[one])), number - 1)
    first, last = marked.bounds[back]
    before = _in(marked, first, last)
    if len({span.key for span in before}) < 2:
        return before[-1] if before else None
    count = _COUNTED.search(marked.plain, low, start)
    fits = count and re.search(rf"\b{count.group(1)}\b[^,;.{G[1:-1]}]{{0,40}}{G}", marked.marks[first:last])
    return next((span for span in before if fits and span.end >= first + fits.end() > span.start), None)


def _in(marked: Marked, low: int, high: int) -> list[Span]:
    return [span for span in marked.grades if low <= span.start < high and span.key in KEY_OF_MARK.values()]
