"""Read a grade as others have it whom a text only names beside it: "Like Leeds, York is G", "..., joining York"."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.stages.detect.cues import anchored
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.frames import STANDING, Frame, When
from monitor.stages.detect.lexicon import AUTHORITY
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.owners import Owner, Owners, in_list, owners_of
from monitor.stages.detect.places import GRADE_RUN
from monitor.stages.detect.readings import Reading

RATING: Final = r"(?:ratings?|grades?|gradings?|judge?ments?|verdicts?|accolades?|status|marks?|label|category)"
TOLD_ALIKE: Final = "the same is told of them in one breath"
# "Like Leeds last year, York has been rated G."
_LIKE: Final = anchored(
    (rf"\b(?:just\s|much\s)?like\s(?:the\s)?(?={AUTHORITY}[^.;,]{{0,40}},)", "like just much"),
)
# "One in five councils is G. Leeds and York are among them."
_AMONG_THEM: Final = anchored(
    (
        (
            r"\b(?:is|are|was|were)\s(?:(?:both|all|also)\s)?(?:among|one\sof|two\sof)\s"
            r"(?:them|these|those|the\s(?:two|three|four|five|six|seven|eight|nine|ten))(?=[.;,]|\W*$)"
        ),
        "is are was were",
    ),
    (r"\b(?:make|made)\sup\sthe\s(?:rest|others|number)(?=[.;,]|\W*$)", "make made"),
)
# "..., joining Leeds and York", "..., the same grade as Leeds", "The only other council with that rating is Leeds."
_HAD_BY: Final = anchored(
    (rf"\bjoining\s(?:the\slikes\sof\s)?(?:the\s)?(?={AUTHORITY})", "joining"),
    (rf"\bafter\s(?:the\s)?(?={AUTHORITY}+\s(?:was|did|were|had)\s?(?:[.;,]|$))", "after"),
    (rf"\bon\sa\spar\swith\s(?:the\s)?(?={AUTHORITY})", "on"),
    (
        rf"\b(?:grade|rating)\s(?:besides|apart\sfrom|other\sthan|except\sfor)\s(?:the\s)?(?={AUTHORITY})",
        "grade rating",
    ),
    (rf"\bsame\s{RATING}\sas\s(?:that\sof\s)?(?:the\s)?(?={AUTHORITY})", "same"),
    (
        (
            rf"(?<=other )(?:councils?|authorit(?:y|ies)|boroughs?"
            rf"|ones?)\b[^.;,{AUTHORITY}]{{0,60}}?\swith\s(?:that|this|the\ssame|such\san?)\s{RATING}\s"
            rf"(?:is|are|was|were)\s(?:the\s)?(?={AUTHORITY})"
        ),
        "council authority one ones borough",
    ),
)


def had_too(marked: Marked, discourse: Discourse, accepted: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings of those who have a grade too that is told of another authority."""
    for read in (_likened, _among_them, _had_by):
        yield from read(marked, discourse, accepted)


def _likened(marked: Marked, discourse: Discourse, accepted: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the grade of the one with which a sentence begins: "Like Leeds last year, York has been rated G"."""
    for match in _LIKE.finditer(marked.marks, marked.starts):
        sentence = marked.sentence_at(match.start())
        named = [one for one in discourse.in_sentence(sentence) if one.start == match.end()]
        told = [one for one in accepted if one.sentence == sentence and one.span.start > match.end()]
        if not named or match.start() > marked.bounds[sentence][0] or not told or not _is_told_now(told[0]):
            continue
        yield _recalled_of(told[0], owners_of(named), match.span())


def _among_them(marked: Marked, discourse: Discourse, accepted: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the grade of those that are among many: "One in five councils is G. Leeds and York are among them"."""
    for match in _AMONG_THEM.finditer(marked.plain, marked.starts):
        sentence = marked.sentence_at(match.start())
        low, high = marked.bounds[sentence]
        named = [one for one in discourse.in_sentence(sentence) if one.end <= match.start()]
        last = told_last(accepted, low, sentence)
        if last is None or not named or last.is_of_area or GRADE_RUN.search(marked.marks, low, high):
            continue
        if last.is_fresh and last.when.frame is Frame.NOW:
            owner = Owner(named=owners_of(named), reason=TOLD_ALIKE, is_list=True)
            yield last._replace(owner=owner, refusal="")
        else:
            yield _recalled_of(last, owners_of(named), match.span())


def _had_by(marked: Marked, discourse: Discourse, accepted: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the grade told now as those have it whom the text names beside it: "..., joining Leeds and York"."""
    for match in _HAD_BY.finditer(marked.marks, marked.starts):
        sentence = marked.sentence_at(match.start())
        here = discourse.in_sentence(sentence)
        named = [one for one in here if one.start == match.end()]
        last = told_last(accepted, match.start(), sentence)
        if last is None or not named or not _is_told_now(last):
            continue
        theirs = tuple(one for one in in_list(marked, named, here) if one not in last.owner.named)
        if theirs:
            yield _recalled_of(last, theirs, match.span())


def _is_told_now(reading: Reading) -> bool:
    return reading.when.frame is Frame.NOW and reading.is_overall and not reading.refusal


def _recalled_of(told: Reading, owners: Owners, place: tuple[int, int]) -> Reading:
    """Return a grade as others have it, of whom a text says so at a place: not as their new one."""
    return told._replace(
        span=Span(start=place[0], end=place[1], key=told.span.key),
        owner=Owner(named=owners, reason=TOLD_ALIKE, is_other=True),
        when=When(frame=Frame.PAST, reason=STANDING),
        refusal="",
        kept=True,
        is_fresh=False,
        in_title=False,
    )


def told_last(accepted: Sequence[Reading], place: int, sentence: int) -> Reading | None:
    """Return the last grade before a place, of its sentence or the one before."""
    told = [one for one in accepted if one.span.end <= place and sentence - one.sentence < 2]
    return told[-1] if told else None
