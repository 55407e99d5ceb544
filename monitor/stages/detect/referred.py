"""Read grades that a sentence does not name: "A, B and C received the ratings", "Leeds has it too"."""

from collections.abc import Sequence
from typing import Final

from monitor.stages.detect.cues import anchored, cue
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.focus_cues import HAS_IT_TOO
from monitor.stages.detect.frame_cues import YEAR
from monitor.stages.detect.frames import STANDING, Frame, When
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.places import GRADE_RUN
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.scopes import Scope

_RATING: Final = r"(?:ratings?|grades?|gradings?|judge?ments?|verdicts?|accolades?|status|marks?|label|category)"
_GIVEN_THE_RATING: Final = (
    rf"\b(?:received?|given|handed|awarded|got|get|achieved|earned|secured|gained|share[sd]?|gave)\s(?:the|"
    rf"that|this|these|those)\s(?:(?:same|top|positive|highest|best|lowest|worst|bottom)\s){{0,2}}{_RATING}\b"
)
# "Leeds, which runs them with it, shares the honour."
_SHARES: Final = r",\sshares?\sthe\s(?:honou?r|distinction)(?=[.,;]|$)"
_HAS_IT_TOO: Final = r"\b(?P<too>(?:holds?|ha[sd]|have|shares?)\sit\s(?:too|as\swell))\b"
_THE_RATING: Final = cue(rf"{_GIVEN_THE_RATING}|\bthe\s(?:very\s)?same\s{_RATING}\b|{_SHARES}|{_HAS_IT_TOO}")
_SAYS_NO_MORE: Final = cue(HAS_IT_TOO)
_ITS_VERB: Final = anchored(
    (_GIVEN_THE_RATING, "receive given handed awarded got get achieved earned secured gained share gave"),
    (r"\bshares?\sthe\s(?:honou?r|distinction)\b", "share"),
    (_HAS_IT_TOO, "hold has had have share"),
)


def with_referred(
    marked: Marked, discourse: Discourse, accepted: Sequence[Reading], *, today: int | None
) -> tuple[Reading, ...]:
    """Return the readings with those of "A, B and C received the ratings", which take the grade told just before.

    "Leeds has it too" goes with the grade of the sentence before, and tells of Leeds only how it stands.
    """
    found: list[Reading] = []
    is_likely = "same" in marked.plain or _ITS_VERB.search(marked.plain, marked.starts)
    for match in _THE_RATING.finditer(marked.plain) if is_likely else ():
        sentence = marked.sentence_at(match.start())
        low, high = marked.bounds[sentence]
        if GRADE_RUN.search(marked.marks, low, high) or (match["too"] and not _goes_on(marked, sentence)):
            continue
        told = [
            one
            for one in accepted
            if one.span.start < match.start() and one.when.frame is Frame.NOW and one.is_overall and not one.refusal
        ]
        earlier = told[-1].span.key if told else _last_grade(marked, match.start())
        scope = Scope(start=low, end=high, text=marked.marks[low:high])
        owner = discourse.owner(Span(start=match.start(), end=match.end(), key=""), scope)
        if earlier is None or owner is None or not discourse.in_sentence(sentence):
            continue
        span = Span(start=match.start(), end=match.end(), key=earlier)
        when = _referred_when(marked.plain[low:high], today)
        if match["too"]:
            when = When(frame=Frame.PAST, reason=STANDING)
        found.append(
            Reading(
                span=span,
                keys=(),
                when=when,
                owner=owner,
                scope=scope,
                is_loose=False,
                in_title=False,
                sentence=sentence,
                kept=match["too"] is not None,
            )
        )
    return (*accepted, *found)


def _goes_on(marked: Marked, sentence: int) -> bool:
    """Tell whether a sentence only says who has it too, and the one before tells what."""
    if sentence == 0 or not _SAYS_NO_MORE.match(marked.marks[slice(*marked.bounds[sentence])]):
        return False
    return GRADE_RUN.search(marked.marks, *marked.bounds[sentence - 1]) is not None


def _referred_when(sentence: str, today: int | None) -> When:
    """Return when "the rating" of a sentence was given: in the year that it names, else now."""
    years = [int(year) for month, year in YEAR.findall(sentence) if today is not None or not month]
    if years and (today is None or max(years) < today - 1):
        return When(frame=Frame.PAST, reason=f"the rating just told, dated {max(years)}", year=max(years))
    return When(frame=Frame.NOW, reason="the rating just told")


def _last_grade(marked: Marked, place: int) -> str | None:
    earlier = [span for span in marked.grades if span.end < place]
    return (
        earlier[-1].key if earlier and marked.sentence_at(place) - marked.sentence_at(earlier[-1].start) < 3 else None
    )
