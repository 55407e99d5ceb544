"""Turn the readings of a text into claims: an authority's new grade, the one before, and what is only recalled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from monitor.frameworks import in_force
from monitor.model.article import Document
from monitor.model.claim import Claim, Quotation, Role
from monitor.model.framework import CARE_LEAVERS, IN_CARE, IN_CARE_AND_CARE_LEAVERS, OVERALL
from monitor.stages.detect.cues import cue
from monitor.stages.detect.dates import inspected
from monitor.stages.detect.frames import TOLD_BESIDE, Frame, When
from monitor.stages.detect.grades import ADJECTIVE
from monitor.stages.detect.lexicon import ALL_AREAS, AUTHORITY, SOME_AREAS
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.previous import (
    SAME_AS_BEFORE,
    SAME_HINTS,
    before,
    direction,
    from_old_scale,
    from_words,
    previous,
)
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.roles import Told
from monitor.text import Normalised, quotation

# Reports appear about seven weeks after the inspectors left (median 46 days).
_LAG: Final = timedelta(days=46)
_LONG_LAG: Final = timedelta(days=110)  # nine in ten appear within 74 days of the last day on site
_NO_OVERALL: Final = cue(
    r"\b(?:no\slonger|does\snot|do\snot|doesn't|don't|without|stopped|scrapp\w+|abolish\w+|drop(?:s|ped)|instead\sof|rather\sthan|"
    r"(?:there\sis|gives?|with)\sno|"
    r"do(?:es|ne)?\saway\swith)\s(?:(?!schools?\b)[\w']+\s){0,6}?(?:(?:single|overall|summary|headline)\s(?:overall\s)?(?:grades?|judge?ments?|"
    r"ratings?|verdicts?|marks?|effectiveness)|(?:one|single)[-\s]word)\b"
    r"|\boverall\s(?:grades?|judge?ments?|ratings?|verdicts?|effectiveness)\s(?:[\w']+\s){0,3}?(?:no\slonger|scrapped|abolished|dropped|"
    r"discontinued|not\s(?:given|awarded))\b"
)
# "the same grade as York"
_AS_ANOTHER: Final = re.compile(rf"\s(?:the\s|that\sof\s|in\s)?(?={AUTHORITY})")
_SUREST: Final = 0.99  # no reading of a text is certain


@dataclass(frozen=True, kw_only=True)
class Context:
    """What resolving needs to know of the text as a whole."""

    marked: Marked
    document: Document
    title: Normalised
    text: Normalised
    day: date | None  # of publication
    is_of_several: bool = False  # grades of several authorities are told
    predecessors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # la_code -> la_codes it came from

    @cached_property
    def inspected(self) -> str | None:
        return inspected(self.marked, self.day)

    @cached_property
    def is_same_as_before(self) -> bool:
        plain = self.marked.plain
        hints = [hint for hint in SAME_HINTS if hint in plain]
        lines = self.marked.bounds if hints else ()
        return any(self._says_same(low, high) for low, high in lines if any(hint in plain[low:high] for hint in hints))

    def _says_same(self, low: int, high: int) -> bool:
        """Tell whether a sentence says that the grade is the one of before, and not that of another authority."""
        found = SAME_AS_BEFORE.search(self.marked.plain[low:high])
        return found is not None and not _AS_ANOTHER.match(self.marked.marks, low + found.end())

    @cached_property
    def gives_overall(self) -> bool:
        """Tell whether an inspection told today gives an overall grade; yes where neither day nor text says so."""
        if self.day is None:
            return not self.says_no_overall
        editions = in_force(self.day - _LAG)
        return not editions or any(edition.has_overall for edition in editions)

    @cached_property
    def may_give_overall(self) -> bool:
        """Tell whether an inspection told today may have been long ago, under an edition with an overall grade."""
        if self.day is None:
            return not self.says_no_overall
        return any(edition.has_overall for edition in in_force(self.day - _LONG_LAG))

    @cached_property
    def says_no_overall(self) -> bool:
        """Tell whether the text says that Ofsted gives councils no overall grade any more, as from April 2026 on."""
        found = (self.marked.sentence_at(match.start()) for match in _NO_OVERALL.finditer(self.marked.plain))
        return any("school" not in self.marked.plain[slice(*self.marked.bounds[sentence])] for sentence in found)

    def quote(self, span: Span) -> Quotation:
        """Return the sentence around a span as it is written, with offsets into the original title or text."""
        marked = self.marked
        start, end = quotation(marked.text, marked.bounds, span.start, span.end)
        in_title = start < marked.title_end
        source = self.title if in_title else self.text
        offset = 0 if in_title else marked.title_end
        first, last = source.span(start - offset, min(end - offset, len(source.text)))
        written = self.document.title.strip() if in_title else self.document.text
        return Quotation(text=written[first:last], start=first, end=last, in_title=in_title)


def claims(context: Context, told: Sequence[Told]) -> list[Claim]:
    """Return the claims that the readings make, each authority by itself."""
    by_code = {one.codes[0]: one for one in told if len(one.codes) == 1}
    context = replace(context, is_of_several=len(by_code) > 1)
    found: list[Claim] = []
    for code, mine in by_code.items():
        former = [
            reading for old in context.predecessors.get(code, ()) if old in by_code for reading in by_code[old].readings
        ]
        found.extend(_of_one(context, code, mine, former))
    return found


def _of_one(context: Context, code: str, mine: Told, former: list[Reading]) -> Iterator[Claim]:
    if not mine.is_new:
        yield from _recalled(context, code, mine.readings)
        return
    now = [one for one in mine.readings if one.when.frame is Frame.NOW]
    past = [one for one in mine.readings if one.when.frame is not Frame.NOW]
    new = _clearest([reading for reading in now if reading.is_overall], mine.chance)
    is_other = new is not None and new.owner.is_other  # the text comes to it from another authority
    whole = [one for one in (*past, *former) if one.is_overall and (is_other or not one.owner.is_other)]
    earlier = before(whole, context.day.year if context.day is not None else None)
    if new is not None:
        is_said = context.is_same_as_before and not context.is_of_several and not _is_left(earlier, new)
        if is_said or any(_keeps(one, new) for one in past):
            new = new._replace(kept=True)
        yield from _overall(context, code, new, earlier, now)
    yield from _areas(context, code, now, past, new)
    yield from _recalled(context, code, past)


def _keeps(reading: Reading, new: Reading) -> bool:
    """Tell whether a place beside the news says that its grade was kept: "it is the second G in succession"."""
    is_beside = reading.when.reason == TOLD_BESIDE and reading.is_overall and not reading.owner.is_other
    return is_beside and reading.kept and reading.span.key == new.span.key and not reading.refusal


def _is_left(earlier: list[Reading], new: Reading) -> bool:
    """Tell whether the text says that another grade was left for the new one."""
    return any(one.when.frame is Frame.FROM and one.span.key != new.span.key for one in earlier)


def _clearest(mine: list[Reading], chance: float) -> Reading | None:
    """Return the reading that tells the new overall grade best, with what the others say of the move."""
    if not mine:
        return None
    clearest = max(mine, key=lambda reading: (_weight(reading) - 2.0 * reading.in_title, -reading.span.start))
    return clearest._replace(
        chance=chance,
        kept=any(reading.kept and reading.refusal != ADJECTIVE for reading in mine),
        still=any(reading.still for reading in mine),
        is_recalled=any(reading.is_recalled for reading in mine),
        is_twice=any(reading.is_twice for reading in mine),
        direction=next((reading.direction for reading in mine if reading.direction is not None), None),
    )


def _weight(reading: Reading) -> float:
    weight = 3.0 if OVERALL in reading.keys else 2.5 if ALL_AREAS in reading.keys else 2.0
    weight += 1.5 if reading.in_title and not reading.is_loose else 0.5 if reading.in_title else 0.0
    weight += max(0.0, 1.0 - 0.2 * reading.sentence)
    return weight * (0.5 if reading.is_loose and not reading.in_title else 1.0)


def _overall(context: Context, code: str, new: Reading, earlier: list[Reading], now: list[Reading]) -> Iterator[Claim]:
    is_of_areas = ALL_AREAS in new.keys or any(reading.keys and not reading.is_overall for reading in now)
    may_be_old = context.may_give_overall and ALL_AREAS not in new.keys
    if not context.gives_overall and OVERALL not in new.keys and is_of_areas and not may_be_old:
        return
    before_it = previous(new, earlier, today=context.day.year if context.day is not None else None)
    moved = direction(new.span.key, before_it) or new.direction
    if moved is None and not context.is_of_several:
        moved = from_old_scale(context.marked.plain, new.span.key) or from_words(context.marked, code, new.span.key)
    reason = f"{new.owner.reason}; {new.when.reason}"
    confidence = new.chance
    if not context.gives_overall and OVERALL not in new.keys:
        confidence = min(confidence, 0.6 if may_be_old else 0.3)
        reason += "; inspections of this time give no overall grade, so this is not believed without a report"
    quote = context.quote(new.span)
    yield Claim(
        la_code=code,
        judgement=OVERALL,
        grade=new.span.key,
        role=Role.NEWS,
        quote=quote,
        previous=before_it,
        direction=moved,
        when=context.inspected,
        confidence=round(min(confidence, _SUREST), 2),
        reason=reason,
    )


def _areas(
    context: Context, code: str, now: list[Reading], past: list[Reading], new: Reading | None
) -> Iterator[Claim]:
    """Yield the new grades of single areas; "all areas" is spelled out as far as the edition in force is known."""
    once = {key: reading.span.key for reading in reversed(past) for key in _keys(context, reading) if key != OVERALL}
    told: set[str] = set()
    ordered = sorted(now, key=lambda reading: ALL_AREAS in reading.keys)
    for reading in ordered:
        if ALL_AREAS in reading.keys and new is not None and reading.span.key != new.span.key:
            continue
        for key in _keys(context, reading):
            if key == OVERALL or key in told:
                continue
            told.add(key)
            stood = once.get(key)
            yield Claim(
                la_code=code,
                judgement=key,
                grade=reading.span.key,
                role=Role.NEWS,
                quote=context.quote(reading.span),
                previous=stood,
                direction=direction(reading.span.key, stood),
                when=context.inspected,
                confidence=0.9,
                reason=f"{reading.owner.reason}; {reading.when.reason}",
            )


def _keys(context: Context, reading: Reading) -> tuple[str, ...]:
    """Return the judgement keys of a reading, with "all" as the areas of the edition in force then."""
    named = tuple(key for key in reading.keys if key not in {ALL_AREAS, SOME_AREAS})
    if named or ALL_AREAS not in reading.keys:
        return _of_edition(context, reading, named)
    if reading.when.frame is not Frame.NOW or context.day is None:
        return ()
    editions = in_force(context.day - _LAG)
    if not editions:
        return ()
    return tuple(judgement.key for judgement in editions[0].judgements if judgement.key != OVERALL)


def _of_edition(context: Context, reading: Reading, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys as the edition in force then has them: care and care leavers were one judgement 2018 to 2022."""
    editions = in_force(context.day - _LAG) if context.day is not None and reading.when.frame is Frame.NOW else ()
    if not editions:
        return keys
    if editions[0].judgement(IN_CARE_AND_CARE_LEAVERS) is None:
        pairs = ((IN_CARE, CARE_LEAVERS) if key == IN_CARE_AND_CARE_LEAVERS else (key,) for key in keys)
        return tuple(dict.fromkeys(one for pair in pairs for one in pair))
    return tuple(dict.fromkeys(IN_CARE_AND_CARE_LEAVERS if key == IN_CARE else key for key in keys))


def _recalled(context: Context, code: str, past: Sequence[Reading]) -> Iterator[Claim]:
    told: set[tuple[str, str, str | None]] = set()
    for reading in sorted(before(past), key=lambda one: one.when.year is None):
        keys = (OVERALL,) if not reading.keys or {ALL_AREAS, OVERALL} & set(reading.keys) else _keys(context, reading)
        when = _iso(reading.when)
        for key in keys:
            if (key, reading.span.key, when) in told or (
                when is None and any(t[:2] == (key, reading.span.key) for t in told)
            ):
                continue
            told.add((key, reading.span.key, when))
            yield Claim(
                la_code=code,
                judgement=key,
                grade=reading.span.key,
                role=Role.HISTORY,
                quote=context.quote(reading.span),
                when=when,
                confidence=round(min(reading.chance, _SUREST), 2),
                reason=f"{reading.owner.reason}; {reading.when.reason}",
            )


def _iso(when: When) -> str | None:
    if when.year is None:
        return None
    return f"{when.year}-{when.month:02d}" if when.month else str(when.year)
