"""Read grades that a sentence does not name: "A, B and C received the ratings", "Leeds has it too"."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.stages.detect.cues import anchored, cue
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.focus_cues import HAS_IT_TOO
from monitor.stages.detect.frame_cues import YEAR
from monitor.stages.detect.frames import JUST_TOLD, STANDING, TOLD_AS_NEW, Frame, When
from monitor.stages.detect.had_too import RATING, TOLD_ALIKE, had_too, told_last
from monitor.stages.detect.lexicon import AUTHORITY
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.owners import Owner, owners_of
from monitor.stages.detect.places import GRADE_RUN
from monitor.stages.detect.readings import Reading
from monitor.stages.detect.scopes import Scope

_GIVEN_THE_RATING: Final = (
    rf"\b(?:received?|given|handed|awarded|got|get|achieved|earned|secured|gained|share[sd]?|gave)\s(?:the|"
    rf"that|this|these|those|its)\s(?:(?:same|top|positive|highest|best|lowest|worst|bottom)\s){{0,2}}{RATING}\b"
)
_IS_GIVEN_TO: Final = rf"\b(?:that|this)\s{RATING}\s(?:was|had\sbeen)\s(?:given|handed|awarded)\sto\b"
# "Leeds, which runs them with it, shares the honour."
_SHARES: Final = r",\sshares?\sthe\s(?:honou?r|distinction)(?=[.,;]|$)"
_HAS_IT_TOO: Final = r"\b(?P<too>(?:holds?|ha[sd]|have|shares?)\sit\s(?:too|as\swell))\b"
# "The verdict on Leeds is the same", "Leeds fared no better", "..., and so are those of Leeds".
_RESULT: Final = r"(?:verdict|result|grade|grading|rating|outcome|finding|judge?ment|conclusion|picture|story|word)"
_ALIKE: Final = anchored(
    (
        (
            rf"\b{_RESULT}\s(?:on|for|in|of|at|about|from)\s[^.;,]{{3,50}}?\s(?:is|was)\s(?:exactly\s|just\s|much\s)?"
            r"(?:the\ssame|no\sdifferent|identical)\b(?!\s(?:as|in)\b)"
        ),
        "verdict result grade grading rating outcome finding judgement judgment conclusion picture story word",
    ),
    (
        rf"(?:(?<=the )same|\blikewise|\bditto)\s(?:{_RESULT}\s)?(?:for|in|at|on)\s(?:the\s)?(?={AUTHORITY})",
        "same likewise ditto",
    ),
    (
        (
            r"(?:(?<=has )|(?<=have )|(?<=was )|(?<=were )|(?<= is )|(?<=are )|(?<=did ))(?:too|as\swell|so\stoo)"
            r"(?=[.;]|\W*$)"
        ),
        "too as so",
    ),
    (rf"\bgave\s(?:the\s)?{AUTHORITY}+(?:\scouncil)?\sthe\s(?:very\s)?same\s{RATING}\b", "gave"),
    (
        r"\b(?:fared|did)\s(?:no\sbetter|no\sworse|(?:just\s)?as\s(?:well|badly)|equally\swell)\b|\bfollowed\ssuit\b",
        "fared did followed",
    ),
    (
        (
            r"(?:(?<=got the )|(?<=received the )|(?<=had the )|(?<=given the )|(?<=told the )|(?<=handed the )|"
            r"(?<=awarded the ))same(?=\W*$|,|\sfrom\s|\sby\s|\sthis\s)"
        ),
        "same",
    ),
    (r"\bbelongs?\s(?:to|in)\sthe\s(?:very\s)?same\s(?:class|category|group|bracket|band|league)\b", "belong"),
    (
        (
            rf"\b(?:received?|given|handed|awarded|got|get|achieved|earned|secured|gained)\s(?:the|that|this)\s"
            rf"(?:very\s)?same\s{RATING}\b"
        ),
        "receive given handed awarded got get achieved earned secured gained",
    ),
    (
        (
            r"(?:(?<=and )|(?<=but )|(?<=[.;,:]\s)|(?<=\n))so\s(?:too\s)?(?:is|are|was|were|did|has|have|does|do"
            r"|in|at|for)\s"
            rf"(?:those\s(?:in|of)\s)?(?:the\s)?(?={AUTHORITY})"
        ),
        "so",
    ),
    (rf"(?<=,\s)as\s(?:is|are|was|were|did|has|have|does|do)\s(?:those\s(?:in|of)\s)?(?:the\s)?(?={AUTHORITY})", "as"),
)
# "..., and there, five years on, they have stayed": not somebody who was sent there.
_STAYS_THERE: Final = anchored(
    (
        r"(?<=no )(?:cause|reason|need)\sto\s(?:go\s(?:higher|lower|up|down)|(?:change|move|alter)\s(?:it|that))\b",
        "cause reason need",
    ),
    (
        r"(?:(?:(?<= is )|(?<=are ))(?:so\sstill|still\sso)|\bremains?\sso|\bstill\s(?:is|are))(?=\W*$|[.,;])",
        "so still remain",
    ),
    (
        (
            r"(?:(?<=and )|(?<=but )|(?<=[.;,]\s)|(?<=\n))there\b,?(?![^.;]*\b(?:he|she|staff|director|commissioner|"
            r"minister|board|trust|work|room|concerns?|weaknesses)\b)[^.;]{0,80}?\b(?:(?:ha(?:s|ve)\s)?(?:stayed|remained)|stays?|"
            r"remains?|still\s(?:is|are|stands?)|(?:is|are)\sstill|matters\s(?:rest|stand)|(?:it|they|things)\s(?:rests?|stands?))"
            r"(?=\W*$|[.,;])"
        ),
        "there",
    ),
)
# "Three more have been through it this year, and each was told the same": not with this one.
_OF_EARLIER: Final = cue(r"\b(?:this\syear|last\syear|earlier|already|before|other|more|company|months?|so\sfar|ago)\b")
_THE_RATING: Final = cue(
    rf"{_GIVEN_THE_RATING}|{_IS_GIVEN_TO}|\bthe\s(?:very\s)?same\s{RATING}\b|{_SHARES}|{_HAS_IT_TOO}"
)
_SAYS_NO_MORE: Final = cue(HAS_IT_TOO)
_ITS_VERB: Final = anchored(
    (_GIVEN_THE_RATING, "receive given handed awarded got get achieved earned secured gained share gave"),
    (r"\bshares?\sthe\s(?:honou?r|distinction)\b", "share"),
    (_IS_GIVEN_TO, "that this"),
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
        last = told_last(accepted, match.start(), sentence)
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
                kept=match["too"] is not None or (last is not None and last.kept),
                still=last is not None and last.still,
            )
        )
    others = (_alike, _staying, had_too)
    return (*accepted, *found, *(one for read in others for one in read(marked, discourse, accepted)))


def _staying(marked: Marked, discourse: Discourse, accepted: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the grade that was kept, where a text says so of the one told last: "... G by 2017; there they stay"."""
    for match in _STAYS_THERE.finditer(marked.plain, marked.starts):
        sentence = marked.sentence_at(match.start())
        high = marked.bounds[sentence][1]
        last = told_last(accepted, match.start(), sentence)
        if last is None or not last.is_overall or last.refusal or GRADE_RUN.search(marked.marks, match.start(), high):
            continue
        span = Span(start=match.start(), end=match.end(), key=last.span.key)
        scope = Scope(start=match.start(), end=high, text=marked.marks[match.start() : high])
        owner = discourse.owner(span, scope) or last.owner
        when = When(frame=Frame.NOW, reason=TOLD_AS_NEW)
        yield last._replace(span=span, owner=owner, scope=scope, sentence=sentence, when=when, kept=True)


def _alike(marked: Marked, discourse: Discourse, accepted: Sequence[Reading]) -> Iterator[Reading]:
    """Yield for each grade of which a text says that another authority has it as well the reading of them all."""
    for match in _ALIKE.finditer(marked.marks, marked.starts):
        sentence = marked.sentence_at(match.start())
        low, high = marked.bounds[sentence]
        last = told_last(accepted, match.start(), sentence)
        if last is None or GRADE_RUN.search(marked.marks, match.start(), high):
            continue
        is_told_now = last.when.frame is Frame.NOW and last.is_overall and not last.refusal and not last.owner.is_other
        after = match.start() if last.sentence == sentence else low
        others = [one for one in discourse.in_sentence(sentence) if one.start >= after and not one.is_career]
        theirs = tuple(one for one in owners_of(others) if one not in last.owner.named)
        if not is_told_now or not theirs:
            continue
        when = _referred_when(marked.plain[low:high], None)
        if when.frame is Frame.NOW and _OF_EARLIER.search(marked.plain, low, high):
            when = When(frame=Frame.PAST, reason=STANDING)
        is_of_now = when.frame is Frame.NOW
        named = (*last.owner.named, *theirs) if is_of_now else theirs
        yield last._replace(
            span=Span(start=match.start(), end=match.end(), key=last.span.key),
            owner=Owner(named=named, reason=TOLD_ALIKE, is_other=not is_of_now, is_list=True),
            scope=Scope(start=low, end=high, text=marked.marks[low:high]),
            when=last.when if is_of_now else when,
            kept=last.kept or not is_of_now,
            is_fresh=last.is_fresh and is_of_now,
            sentence=sentence,
            in_title=False,
        )


def _goes_on(marked: Marked, sentence: int) -> bool:
    """Tell whether a sentence only says who has it too, and the one before tells what."""
    if sentence == 0 or not _SAYS_NO_MORE.match(marked.marks[slice(*marked.bounds[sentence])]):
        return False
    return GRADE_RUN.search(marked.marks, *marked.bounds[sentence - 1]) is not None


def _referred_when(sentence: str, today: int | None) -> When:
    """Return when "the rating" of a sentence was given: in the year that it names, else now."""
    years = [int(year) for month, year in YEAR.findall(sentence) if today is not None or not month]
    if years and (today is None or max(years) < today - 1):
        return When(frame=Frame.PAST, reason=f"{JUST_TOLD}, dated {max(years)}", year=max(years))
    return When(frame=Frame.NOW, reason=JUST_TOLD)


def _last_grade(marked: Marked, place: int) -> str | None:
    earlier = [span for span in marked.grades if span.end < place]
    return (
        earlier[-1].key if earlier and marked.sentence_at(place) - marked.sentence_at(earlier[-1].start) < 3 else None
    )
