"""Decide of each grade word whether it is a judgement about an authority's services, and if not, what it is instead.

A refusal is a sentence for a person; nothing is dropped without one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.detect import grade_cues as cues
from monitor.stages.detect.frame_cues import EXIT, NO_MORE
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import HOLE, Scope

_COUNTED_FROM: Final = 90  # characters before a grade
NAMES_OF_OTHERS: Final = {
    "school": "a school's or nursery's",
    "childrens-home": "a home's",
    "fostering": "a fostering or adoption agency's",
    "send": "about special educational needs",
    "adult-care": "about adult care",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether a grade word is a judgement. `refused` says why not; `is_loose`: only its look speaks for it."""

    refused: str | None = None
    is_loose: bool = False


def examine(marked: Marked, span: Span, scope: Scope) -> Verdict:
    """Decide of one grade word in its scope."""
    word = _word(marked, span, scope)
    refused = _other_provision(marked, span) or _not_said(word)
    if refused:
        return Verdict(refused=refused)
    if word.in_title and word.phrase.lower() in cues.FIGURATIVE:
        return Verdict(is_loose=True)
    if _said_outright(word) or (_may_stand_alone(word) and _judged(word)):
        return Verdict()
    if _may_stand_alone(word) and (word.quoted or word.capital or (word.in_title and word.follows)):
        return Verdict(is_loose=True)
    return Verdict(refused="is an ordinary word here")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Word:
    """A grade word with what stands around it. `near` is what stands shortly before it on its line."""

    marked: Marked
    span: Span
    scope: Scope
    phrase: str
    before: str
    near: str
    after: str
    quoted: bool
    capital: bool
    follows: bool  # what comes next does not make the word an adjective
    in_title: bool

    @property
    def sentence(self) -> str:
        low, high = self.marked.bounds[self.marked.sentence_at(self.span.start)]
        return self.marked.marks[low:high]


def _word(marked: Marked, span: Span, scope: Scope) -> _Word:
    before = scope.text[: span.start - scope.start].replace(HOLE, "")
    after = scope.text[span.end - scope.start :]
    if not after.strip() or after.lstrip()[0] == HOLE:
        after = marked.marks[span.end : span.end + 40].split("\n", 1)[0]
    pair = cues.ADJECTIVE_PAIR.match(after)
    phrase = marked.text[span.start : span.end].strip("\"'")
    return _Word(
        marked=marked,
        span=span,
        scope=scope,
        phrase=phrase,
        before=before,
        near=before[-cues.REACH :],
        after=after,
        quoted=marked.text[span.start] in "\"'" and marked.text[span.end - 1] in "\"'",
        capital=_is_capital_inside(marked, span, phrase),
        follows=bool(cues.FUNCTION_AFTER.match(after))
        and not (pair and not cues.FUNCTION_AFTER.match(after[pair.end() :])),
        in_title=span.start < marked.title_end,
    )


def _not_said(word: _Word) -> str | None:
    """Return why the words around a grade do not give it, None where they may."""
    if cues.AT_RISK.search(word.near):
        return None
    return next((reason for reason, applies in _REFUSALS if applies(word)), None)


def _is_denied(word: _Word) -> bool:
    """Tell whether a negation governs the grade: it does not reach over "and was rated ..."."""
    denial = cues.NEGATION.search(word.near)
    return denial is not None and not cues.NEW_VERB.search(denial.group())


def _is_wish(word: _Word) -> bool:
    modal = cues.MODAL.search(word.near) or cues.MAY.search(word.near)
    if modal is None or word.scope.is_from or EXIT.search(word.near):
        return False
    return not cues.DONE.search(word.near[modal.start() :])


def _is_of_scale(word: _Word) -> bool:
    named = len(set(re.findall(G, word.sentence)))
    if named < 2:
        return False
    if named > 2 and AUTHORITY not in word.sentence and (named > 3 or cues.LADDER.search(word.sentence)):
        return True
    return bool(cues.SCALE.search(word.sentence))


def _is_listed(word: _Word) -> bool:
    sentence = word.sentence
    if len(set(re.findall(G, sentence))) < 3 or AUTHORITY in sentence:
        return False
    return bool(re.search(rf"\bor\s{G}|{G}\sor\s", sentence))


def _is_counted(word: _Word) -> bool:
    low, _ = word.marked.bounds[word.marked.sentence_at(word.span.start)]
    line = word.marked.marks[max(low, word.span.start - _COUNTED_FROM) : word.span.start]
    if AUTHORITY in word.scope.text or AUTHORITY in line:
        return False
    return bool(
        cues.COUNTED.search(line)
        or cues.GENERIC.search(word.before[-70:])
        or cues.SOME_OF_MANY.search(word.before)
        or cues.OVER_MANY.match(word.after)
    )


_REFUSALS: Final[tuple[tuple[str, Callable[[_Word], object]], ...]] = (
    (
        "is denied or compared with, not given",
        lambda word: (
            not NO_MORE.match(word.after) and (_is_denied(word) or cues.NOBODY.search(word.before.lstrip(", ")))
        ),
    ),
    ("is about the capacity to improve", lambda word: cues.CAPACITY.search(word.near)),
    (
        "is said of single points",
        lambda word: (
            (word.span.key == REQUIRES_IMPROVEMENT and cues.TO_DO.match(word.after))
            or cues.SINGLED_OUT.search(word.near)
            or cues.IN_SOME_PLACES.match(word.after)
        ),
    ),
    ("is said of such ratings in general", lambda word: cues.COSTS.match(word.after)),
    ("is wished for, expected or a condition", _is_wish),
    (
        "stands in an either-or, not as a result",
        lambda word: cues.EITHER.match(word.after) or cues.OR_BEFORE.search(word.before),
    ),
    ("is quoted as a mistake", lambda word: cues.MISTAKEN.search(word.before)),
    ("explains the scale of grades", _is_of_scale),
    ("is one of a list of grades", _is_listed),
    ("is counted over many councils or said of councils in general", _is_counted),
)


def _other_provision(marked: Marked, span: Span) -> str | None:
    """Return whose grade it is where the nearest subject is a school, a home, an agency, SEND or adult care."""
    low, high = marked.bounds[marked.sentence_at(span.start)]
    others = [other for other in marked.others if low <= other.start < high]
    if not others:
        return None
    ours = [place.end for place in (*marked.services, *marked.areas) if low <= place.start and place.end <= span.start]
    ours += [m.end for m in marked.mentions if low <= m.start and m.end <= span.start and "ouncil" in m.name]
    subject = [other for other in others if other.end <= span.start and not any(other.end <= end for end in ours)]
    if subject:
        return f"is {NAMES_OF_OTHERS[subject[-1].key]} grade here"
    follows = [
        other
        for other in others
        if 0 <= other.start - span.end < 30
        and not re.search(r"[,;]|\b(?:while|but)\b", marked.text[span.end : other.start])
    ]
    if follows and not ours:
        return f"is {NAMES_OF_OTHERS[follows[0].key]} grade here"
    return None


def _said_outright(word: _Word) -> bool:
    """Tell whether the words next to a grade leave no other reading."""
    before, after = word.before, word.after
    return bool(
        cues.NAMES_RATING.search(word.phrase)
        or cues.RATING_AFTER.match(after)
        or EXIT.search(before[-cues.REACH :])
        or NO_MORE.match(after)
        or cues.AREA_BEFORE.search(before)
        or cues.STANDING_BEFORE.search(before)
        or cues.JUDGEMENT_OF.search(before)
        or (cues.COUNCIL_AFTER.match(after) and not word.scope.is_from and cues.ARTICLE_BEFORE.search(before))
        or cues.JOINED.search(before[-cues.REACH :])
        or (word.quoted and cues.SERVICE_WORD_AFTER.match(after))
        or (word.in_title and word.follows and cues.SERVICE_BEFORE.search(before))
        or (word.follows and _follows_on(word))
    )


def _follows_on(word: _Word) -> bool:
    """Tell whether a grade goes on from what stands before it: a list, a colon, "from ...", "having been ..."."""
    return bool(
        cues.HAVING_BEEN.search(word.before)
        or (":" in word.before and not word.before.strip(" :\n"))
        or (word.scope.is_from and not cues.FROM_ANOTHER.search(word.before + "|" + word.after[:12]))
        or _coordinated(word.marked, word.span)
        or (word.before.endswith((", ", "(")) and cues.SPAN_AFTER.match(word.after))
    )


def _may_stand_alone(word: _Word) -> bool:
    return word.follows or _service_follows(word.after)


def _judged(word: _Word) -> bool:
    """Tell whether a verb of judging, or a form of "be" after services, governs the grade."""
    near = word.before[-cues.REACH :]
    requires = word.span.key == REQUIRES_IMPROVEMENT
    if cues.JUDGED.search(near) and (not requires or word.quoted or word.capital or _as_before(word.before)):
        return True
    return bool(cues.COPULA.search(near) or (requires and cues.SUBJECT_BEFORE.search(word.before[-60:])))


def _as_before(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:as|rated|judged|graded|deemed|found|given|to|remains?|still|a|an|the|was|were|overall|"
            r"decided|of|was|them|it|services?|council|at|in)\s*$|"
            f"[{SERVICE}{AUTHORITY}]"
            r"\s*$",
            before,
            re.IGNORECASE,
        )
    )


def _coordinated(marked: Marked, span: Span) -> bool:
    """Tell whether the grade is the second of "G1 in 2015 and G2 in 2018"."""
    low, _ = marked.bounds[marked.sentence_at(span.start)]
    return bool(cues.COORDINATED.search(marked.marks[low : span.start]))


def _service_follows(after: str) -> bool:
    return bool(
        re.match(rf"^\s+(?:{SERVICE}|{AUTHORITY}|council\b|authority\b|local\sauthority\b|department\b)", after)
    )


def _is_capital_inside(marked: Marked, span: Span, phrase: str) -> bool:
    """Tell whether the grade is set off by a capital inside a line that is otherwise in lower case."""
    if not phrase[:1].isupper() or span.start < marked.title_end:
        return False
    low, high = marked.bounds[marked.sentence_at(span.start)]
    if span.start - low < 2 and marked.text[low:high].strip(" .-'\"").lower() != phrase.lower():
        return False
    line = marked.text[low:high]
    capitals = len(re.findall(r"\b[A-Z]{3,}\b", line))
    return not (phrase.isupper() and capitals > len(line.split()) / 2)


ORDER: Final = {INADEQUATE: 0, REQUIRES_IMPROVEMENT: 1, GOOD: 2, OUTSTANDING: 3}
