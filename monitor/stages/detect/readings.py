"""Read every grade of a text: what it is about, when, whose, and with which words; and what was refused, and why."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from monitor.model.claim import Direction
from monitor.model.framework import INADEQUATE, OUTSTANDING, OVERALL, REQUIRES_IMPROVEMENT
from monitor.stages.detect.counted import COUNTED
from monitor.stages.detect.cues import cue, hinted
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frame_cues import FRESH, ONLY_YEAR
from monitor.stages.detect.frames import TOLD_AS_NEW, TOLD_EARLIER, Frame, When, frame
from monitor.stages.detect.grades import DENIED, examine
from monitor.stages.detect.groups import ANNOUNCED, BOTH, FIRSTS, JOINED
from monitor.stages.detect.judgements import judged_areas
from monitor.stages.detect.kept import is_kept, is_still
from monitor.stages.detect.lexicon import ALL_AREAS, AUTHORITY, SOME_AREAS, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.owners import Owner, in_turn
from monitor.stages.detect.places import Place, place_of
from monitor.stages.detect.scopes import CHANGED_SINCE, FIRST_SINCE, Scope, scope_of, scopes

_UP: Final = hinted(
    r"\b(?:upgrad\w+|uprated|rais(?:ed?|es)|lift(?:ed|s)|climb\w*|r[io]se[sn]?|rising|jump\w*|leap\w*|"
    r"leapt|promoted|graduated|moved\sup|moves\sup|moving\sup|up\sto(?!\s(?:\w+\s)?\d)|improv(?:ed?|es|"
    r"ing)\s(?:\w+\s){0,5}to|(?:one|two|three)\s(?:grades?|notch(?:es)?|levels?)\s(?:higher|up)|"
    r"went\sup|bumped\sup|sheds?|shed|better\sthan|advanced|soared|step\sup)\b",
    (
        "bumped upgraded uprated raise raising raises lift lifts climb rise risen rose rising jump leap promoted "
        "graduated moved moves moving up improve improving grade grades notch notches level levels went sheds shed "
        "better advanced soared step"
    ),
)
_DOWN: Final = hinted(
    r"\b(?:downgrad\w+|drop(?:ped|s)|f[ae]ll(?:en|s)?|slip(?:ped|s)|plung\w+|slump\w*|relegated|"
    r"demoted|down\sto|declin\w+\sto|deteriorat\w+\sto|sunk|sank|went\sdown|(?:one|two|"
    r"three)\s(?:grades?|notch(?:es)?|levels?)\s(?:lower|down)|lost\sits)\b",
    (
        "downgraded dropped drops fall fell falls slips slipped plunge slump relegated demoted down declined "
        "deteriorated sunk sank went grade grades notch notches level levels lost"
    ),
)
_ELSEWHERE: Final = cue(
    r"\W*(?:read\s(?:more|next|also|our)|related|see\salso|also\s(?:read|in\sthe\snews)|"
    r"more\s(?:like\sthis|on\sthis|stories|news|from)|don't\smiss|most\sread|recommended|"
    r"you\smay\salso|latest\snews|trending|popular|top\sstories|elsewhere\son)\b"
)
_AFTERTHOUGHT: Final = re.compile(rf"[;({AUTHORITY}{G[1:-1]}]|,\s(?=[{AUTHORITY}])|\sand\s")
_TO: Final = re.compile(r"^[^,;]{0,30}\bto\s[^,;]{0,20}$")
_UP_FROM: Final = re.compile(r"^[\"']?(?:\s(?:rating|grade))?,?\s(?:\w+\s){0,2}from\s(?:\w+\s)?[\"']?$")
_NOW_AFTER: Final = re.compile(r"[\"']?\s(?:now|today)\b")
_WAS: Final = re.compile(r"\b(?:was|were|used to be)\s[\"']?$")
_WHAT_WAS: Final = re.compile(r"\bwhat\s(?:was|were|used to be)\s[\"']?$")
_LISTED_AFTER: Final = re.compile(rf"[\"']?(?:\s[\w']+){{0,3}}\s?(?::|-|,\snamely)\s(?={AUTHORITY})")
_MOST_GRADES: Final = 300  # no article has more; a hostile page would
_NOW: Final = hinted(r"\bnow\b", "now")
_THE: Final = re.compile(r"(?:\b(?:the|that|this|its|their)|'s)\s$")
_RATING_AFTER: Final = re.compile(r"^\s(?:ofsted\s)?(?:rating|judge?ment|grade|verdict|label|status)\b")
_BACK: Final = hinted(
    r"\b(?:previous(?:ly)?|ever\shad|last\s(?:two|three|there|time|inspect\w+)|years?\s(?:after|of(?!\s(?:help|support|hard|work|effort|investment|progress|change)\b)|before|ago)|decades?|"
    r"(?:in|since|of|from)\s20\d\d)\b",
    "0 previous ever last year years decade",
)
_APPOSED: Final = re.compile(
    r"[\s,:\"'(-]*(?:(?:rating|grade|judgement|judgment|of|the|its|that|is|was|a|an)\b[\s,:\"'(-]*)*"
)
_FIRST_OF_YEARS: Final = re.compile(r"(\b(?:first|no\schange)\b[^.;]{0,60}?)\ssince\s20\d\d\b")
_AT_PRESENT: Final = hinted(r"\b(?:now|this (?:year|time))\b", "now this")
NO_MOVE: Final = {INADEQUATE: Direction.UP, OUTSTANDING: Direction.DOWN}  # the way in which nothing leads there
_OF_THE_WHOLE: Final = frozenset({OVERALL, ALL_AREAS, SOME_AREAS})


class Reading(NamedTuple):
    """One grade of the text, read. `kept` and `direction` are what the words beside it say of the move."""

    span: Span
    keys: tuple[str, ...]
    when: When
    owner: Owner
    scope: Scope
    is_loose: bool
    in_title: bool
    sentence: int
    kept: bool = False
    still: bool = False
    is_recalled: bool = False  # the place that tells it as new recalls it too, as far as its evidence goes
    is_twice: bool = False  # and dates it back: the same grade was given then and now
    direction: Direction | None = None
    is_reference: bool = False  # "the inadequate rating": speaks of a known one
    is_now: bool = False  # "is now good"
    is_dated_back: bool = False  # its sentence speaks of an earlier inspection or year
    is_fresh: bool = False  # its own sentence says that it was published now
    is_labelled: bool = False  # a name stands before it as its label: "Leeds: G"
    chance: float = 0.9  # the probability that it is what it is taken for
    refusal: str = ""  # why its words may be no judgement; empty where nothing speaks against it

    @property
    def is_overall(self) -> bool:
        return not self.is_of_area

    @property
    def is_of_area(self) -> bool:
        """Tell whether the grade is that of areas named; one of "most areas" may stand for the whole."""
        return bool(self.keys) and _OF_THE_WHOLE.isdisjoint(self.keys)


@dataclass(frozen=True, kw_only=True, slots=True)
class Readings:
    """All grades of a text: those that may be somebody's, and why the others are nobody's."""

    accepted: tuple[Reading, ...]
    refused: tuple[str, ...]


def readings(marked: Marked, discourse: Discourse, *, today: int | None) -> Readings:
    """Return every grade of the text as read, in order."""
    accepted: list[Reading] = []
    refused: list[str] = []
    split: dict[int, list[Scope]] = {}
    elsewhere = _elsewhere(marked)
    for span in _clusters(marked)[:_MOST_GRADES]:
        sentence = marked.sentence_at(span.start)
        if sentence in elsewhere:
            refused.append(f"'{marked.phrase(span)}' stands in a link to another story")
            continue
        if sentence not in split:
            split[sentence] = scopes(marked.marks, *marked.bounds[sentence])
        scope = scope_of(split[sentence], span.start)
        place = place_of(marked, span, scope, sentence)
        owner = discourse.owner(span, scope)
        if owner is None:
            refused.append(f"'{marked.phrase(span)}' belongs to no authority that the text names")
            continue
        when = frame(place, split[sentence], today=today)
        if owner.reason == JOINED and when.frame is Frame.NOW:
            when = when._replace(frame=Frame.PAST, reason=JOINED)
        elif owner.reason == FIRSTS:
            when = When(frame=Frame.NOW, reason=TOLD_AS_NEW)
        if when.year is not None and when.frame is not Frame.NOW:
            owner = discourse.in_year(owner, when.year)
        accepted.append(_reading(place, when, in_turn(owner, place), today=today))
    accepted = [_with_its_area(marked, number, accepted) for number in range(len(accepted))]
    accepted = [_as_left(number, accepted) for number in range(len(accepted))]
    return Readings(accepted=tuple(accepted), refused=tuple(dict.fromkeys(refused)))


def _with_its_area(marked: Marked, number: int, told: list[Reading]) -> Reading:
    """Return the start of a move with the areas that are named where it ends: "child protection rose from G1 to G2"."""
    reading, end = told[number], told[min(number + 1, len(told) - 1)]
    if reading.keys or reading.when.frame is not Frame.FROM:
        return reading
    ended = told[max(0, number - 1)]
    if ended.sentence == reading.sentence and ended.is_of_area:
        is_up_from = _UP_FROM.match(marked.marks[ended.span.end : reading.span.start])
        return reading._replace(keys=ended.keys) if is_up_from else reading
    if end.sentence != reading.sentence or not end.is_of_area:
        return reading
    return reading._replace(keys=end.keys) if _TO.search(marked.marks[reading.span.end : end.span.start]) else reading


def _as_left(number: int, told: list[Reading]) -> Reading:
    """Return a grade that "was", where the next one is what its authority has now, as the one before."""
    reading, after = told[number], told[min(number + 1, len(told) - 1)]
    before = reading.scope.text[: reading.span.start - reading.scope.start]
    is_undated = reading.when.frame is Frame.NOW and reading.when.year is None and not reading.is_of_area
    is_near = after.sentence - reading.sentence <= 1 and after.span.key != reading.span.key
    is_of_now = (
        after.is_now
        or _NOW_AFTER.match(after.scope.text, after.span.end - after.scope.start)
        or (reading.sentence == after.sentence and _WHAT_WAS.search(before) is not None)
    )
    if not (is_undated and is_near and is_of_now and _WAS.search(before)) or after.is_of_area:
        return reading
    if {codes for _, codes in reading.owner.named}.isdisjoint(codes for _, codes in after.owner.named):
        return reading
    return reading._replace(when=reading.when._replace(frame=Frame.PAST, reason=TOLD_EARLIER, is_last=True))


def _elsewhere(marked: Marked) -> frozenset[int]:
    """Return the numbers of the lines that only lead to other stories: "Read more: ...", and links under it."""
    found: set[int] = set()
    under = False
    for number, (low, high) in enumerate(marked.bounds):
        if low >= marked.title_end and _ELSEWHERE.match(marked.plain, low, high):
            under = high - low < 40
            found.add(number)
        elif under and high - low < 110 and marked.text[high - 1] not in ".!\"'":
            found.add(number)
        else:
            under = False
    return frozenset(found)


def _reading(place: Place, when: When, owner: Owner, *, today: int | None) -> Reading:
    verdict = examine(place)
    span, before, after, heads = place.span, place.before, place.after, place.heads
    # what belongs to the grade: from the grade before it to the next
    own = before[max((end for _, end in place.runs if end <= place.first), default=0) :]
    around = own + _AFTERTHOUGHT.split(after, maxsplit=1)[0]
    whole = own if span.key == REQUIRES_IMPROVEMENT else around  # what still "requires improvement" may keep much else
    is_new = when.frame is Frame.NOW
    direction = None
    if is_new:
        is_up, is_down = _UP.search(before, heads), _DOWN.search(before, heads)
        direction = Direction.UP if is_up else Direction.DOWN if is_down else None
        direction = direction if direction is not NO_MOVE.get(span.key) else None
    return Reading(
        span=span,
        keys=judged_areas(place),
        when=when,
        owner=owner,
        scope=place.scope,
        is_loose=verdict.is_loose,
        refusal="" if _is_of_those_named(verdict.refused, owner, place) else verdict.refused or "",
        in_title=place.in_title,
        sentence=place.sentence,
        kept=is_kept(place, own, whole),
        is_reference=bool(_RATING_AFTER.match(after))
        and bool(_THE.search(before.rstrip("\"'") if before.endswith(("'", '"')) else before)),
        is_now=is_new and bool(_NOW.search(before[-40:], heads)),
        is_dated_back=_is_dated_back(place, today),
        is_fresh=is_new and bool(FRESH.search(around, heads)),
        is_labelled=place.is_labelled,
        still=is_still(place, around),
        direction=direction,
    )


def _is_of_those_named(refused: str | None, owner: Owner, place: Place) -> bool:
    """Tell whether those over whom a grade is counted, or to whom nobody had it, are named.

    "Two councils are G: Leeds and York", "No council had been G. Now two have: Leeds and York".
    """
    if refused == DENIED:
        return owner.reason == FIRSTS
    is_list = owner.is_list and len(owner.named) > 1
    is_listed = is_list and _LISTED_AFTER.match(place.marked.marks, place.span.end, place.high) is not None
    return refused == COUNTED and (owner.reason in {ANNOUNCED, BOTH} or is_listed)


def _is_dated_back(place: Place, today: int | None) -> bool:
    """Tell whether the sentence of a grade names an earlier year or inspection."""
    line = place.own_line
    if "since" in line:
        line = _FIRST_OF_YEARS.sub(r"\1", FIRST_SINCE.sub(r"\1", CHANGED_SINCE.sub(r"\1", line)))
    if _AT_PRESENT.search(line, place.heads):
        return False
    years = ONLY_YEAR.findall(line) if "20" in line else ()
    return (today is not None and any(int(year) < today for year in years)) or bool(_BACK.search(line, place.heads))


def _clusters(marked: Marked) -> list[Span]:
    """Return the grades with apposed names of the same grade joined: "its lowest rating, 'inadequate'"."""
    joined: list[Span] = []
    for span in marked.grades:
        if joined and joined[-1].key == span.key:
            between = marked.text[joined[-1].end : span.start]
            if len(between) < 24 and "(was" not in between and _APPOSED.fullmatch(between) and "\n" not in between:
                joined[-1] = Span(start=joined[-1].start, end=span.end, key=span.key)
                continue
        joined.append(span)
    return joined
