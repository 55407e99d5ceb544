"""Decide of each grade word whether it is a judgement about an authority's services, and if not, what it is instead.

A refusal is a sentence for a person; nothing is dropped without one.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from monitor.model.framework import GOOD, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.detect import grade_cues as cues
from monitor.stages.detect.counted import AMONG_SO_MANY, COUNTED, is_counted
from monitor.stages.detect.cues import Heads
from monitor.stages.detect.frame_cues import EXIT, NO_MORE, is_stayed
from monitor.stages.detect.lexicon import AUTHORITY, GRADE_MARKS, OTHER, SERVICE, G
from monitor.stages.detect.places import Place
from monitor.stages.detect.scopes import HOLE
from monitor.stages.detect.whose_word import is_of_another_body, is_of_its_own
from monitor.stages.detect.wishes import is_wished

_STAYS: Final = ("not ", "fail", "yet to")  # how "not enough to lift it out of G" begins
_FOLLOWS: Final = 30  # characters within which a school that follows is whose the grade is, beside services
_OR: Final = re.compile(rf"\bor\s{G}|{G}\sor\s")
_PRONOUN: Final = re.compile(r"\W*(?:it|they|we)\b")
_WHERE: Final = re.compile(rf"{OTHER}\s(?:in|at|near|run\sby|owned\sby)\s(?:the\s)?$")  # "a home in Leeds": where it is
ADJECTIVE: Final = "is said of something else than a rating"
OF_A_BOARD: Final = "is a safeguarding board's grade here"
DENIED: Final = "is denied or compared with, not given"
OF_CAPACITY: Final = "is about the capacity to improve"
OWN_WORD: Final = "is the council's own word"
WISHED: Final = "is wished for, expected or a condition"
_ANOTHER_CLAUSE: Final = re.compile(r"[,;]|\b(?:while|but|and its|and their)\b")
_CAPITALS: Final = re.compile(r"\b[A-Z]{3,}\b")
_SERVICE_FOLLOWS: Final = re.compile(
    rf"^\s+(?:{SERVICE}|{AUTHORITY}|council\b|authority\b|local\sauthority\b|department\b)"
)
_AS_BEFORE: Final = re.compile(
    r"(?:\b(?:as|rated|judged|graded|deemed|found|given|to|remains?|still|a|an|the|was|were|overall|"
    rf"decided|of|was|them|it|services?|council|at|in)|[{SERVICE}{AUTHORITY}])\s*$"
)


class Verdict(NamedTuple):
    """Whether a grade word is a judgement. `refused` says why not; `is_loose`: only its look speaks for it."""

    refused: str | None = None
    is_loose: bool = False


_GIVEN: Final = Verdict()
_LOOSE: Final = Verdict(is_loose=True)


def examine(place: Place) -> Verdict:
    """Decide of one grade word in its scope."""
    word = _word(place)
    refused = _other_provision(place) or _not_said(word)
    if refused:
        return Verdict(refused=ADJECTIVE if _is_adjective(word) else refused)
    if place.in_title and word.phrase.lower() in cues.FIGURATIVE:
        return _LOOSE
    if word.place.span.key == GOOD and (
        cues.TO_SEE.match(word.after) or cues.OF_NO_SERVICE.search(word.near, word.heads)
    ):
        return Verdict(refused=ADJECTIVE)
    may_stand_alone = word.follows or bool(_SERVICE_FOLLOWS.match(word.after))
    if _said_outright(word) or (may_stand_alone and _judged(word)):
        return _GIVEN
    if may_stand_alone and (word.quoted or word.capital or (place.in_title and word.follows) or word.is_whole):
        return _LOOSE
    return Verdict(refused=ADJECTIVE if _is_adjective(word) else "is an ordinary word here")


class _Word(NamedTuple):
    """A grade word with what stands around it. `near` is what stands shortly before it on its line."""

    place: Place
    heads: Heads
    phrase: str
    before: str
    near: str
    after: str
    quoted: bool
    capital: bool
    is_whole: bool  # "requires improvement to be good": nobody but Ofsted says so
    follows: bool  # what comes next does not make the word an adjective


def _word(place: Place) -> _Word:
    text, span = place.marked.text, place.span
    before = place.before.replace(HOLE, "")
    after = place.after
    if not after.strip() or after.lstrip()[0] == HOLE:
        after = place.marked.marks[span.end : span.end + 40].split("\n", 1)[0]
    phrase = text[span.start : span.end].strip("\"'")
    follows = cues.FUNCTION_AFTER.match(after) is not None and cues.PRAISE_AFTER.match(after) is None
    pair = cues.ADJECTIVE_PAIR.match(after) if follows else None
    return _Word(
        place=place,
        heads=place.heads,
        phrase=phrase,
        before=before,
        near=before[-cues.REACH :],
        after=after,
        quoted=text[span.start] in "\"'" and text[span.end - 1] in "\"'",
        capital=_is_capital_inside(place, phrase),
        is_whole=span.key == REQUIRES_IMPROVEMENT and phrase.lower().endswith(("good", "good)")),
        follows=follows and not (pair and not cues.FUNCTION_AFTER.match(after[pair.end() :])),
    )


def _is_adjective(word: _Word) -> bool:
    """Tell whether a grade only praises what follows: "good progress", "an outstanding place to live"."""
    if word.place.span.key not in {GOOD, OUTSTANDING} or word.quoted or cues.GIVEN_BEFORE.search(word.before):
        return False
    return not word.follows and not _SERVICE_FOLLOWS.match(word.after) and not cues.RATING_AFTER.match(word.after)


def _not_said(word: _Word) -> str | None:
    """Return why the words around a grade do not give it, None where they may."""
    if cues.AT_RISK.search(word.near, word.heads):
        return None
    for reason, applies in _REFUSALS:
        if applies(word):
            return reason
    return None


def _is_of_board(word: _Word) -> bool:
    before = word.place.scope.antecedent + word.before
    return ("board" in before or "scb" in before) and cues.BOARD.search(before) is not None


def _is_denied(word: _Word) -> bool:
    """Tell whether a negation governs the grade: it does not reach over "and was rated ..."."""
    denial = cues.NEGATION.search(word.near, word.heads)
    if denial is None or cues.NEW_VERB.search(denial.group()) or cues.NONE_NOT.search(word.near):
        return False
    return not (denial.group().startswith(_STAYS) and is_stayed(word.before, word.heads))


def _is_its_own(word: _Word) -> bool:
    before = word.place.scope.antecedent + word.before
    return is_of_its_own(before, word.after, word.place.line, word.heads)


def _is_either(word: _Word) -> bool:
    return cues.EITHER.match(word.after) is not None or cues.OR_BEFORE.search(word.before) is not None


def _is_of_scale(word: _Word) -> bool:
    line = word.place.line
    if cues.NEXT_ON_SCALE.search(word.before):
        return True
    if "from " in line and cues.RANGE_BEFORE.search(line[: word.place.span.start - word.place.low]):
        return True
    named = _count_of_grades(line)
    if named < 2:
        return False
    if named > 2 and AUTHORITY not in line and (named > 3 or cues.LADDER.search(line)):
        return True
    return bool(cues.SCALE.search(line))


def _is_listed(word: _Word) -> bool:
    line = word.place.line
    if " or " not in line or AUTHORITY in line or _count_of_grades(line) < 3:
        return False
    return bool(_OR.search(line))


def _count_of_grades(line: str) -> int:
    """Return how many different grades a line names."""
    return sum([mark in line for mark in GRADE_MARKS.values()])


_REFUSALS: Final[tuple[tuple[str, Callable[[_Word], object]], ...]] = (
    (
        OF_A_BOARD,
        lambda word: _is_of_board(word) and not cues.GIVEN_TO_SERVICES.match(word.after),
    ),
    (
        DENIED,
        lambda word: (
            (_is_denied(word) or cues.NOBODY.search(word.before.lstrip(", "), word.heads))
            and not NO_MORE.match(word.after)
        ),
    ),
    ("is another body's word", lambda word: is_of_another_body(word.place.line, word.heads)),
    (OWN_WORD, _is_its_own),
    (OF_CAPACITY, lambda word: cues.CAPACITY.search(word.near, word.heads)),
    (
        "is said of single points",
        lambda word: (
            (word.place.span.key == REQUIRES_IMPROVEMENT and cues.TO_DO.match(word.after))
            or cues.SINGLED_OUT.search(word.near, word.heads)
            or cues.IN_SOME_PLACES.match(word.after)
            or cues.AND_IN_PLACES.match(word.after)
            or cues.OF_WORDS_OR_MEANS.search(word.near, word.heads)
        ),
    ),
    (
        ADJECTIVE,
        lambda word: word.place.span.key == GOOD and not word.quoted and cues.did_good(word.before, word.after),
    ),
    ("is said of such ratings in general", lambda word: cues.COSTS.match(word.after)),
    (WISHED, lambda word: is_wished(word.place.scope, word.near, word.after, word.heads)),
    (COUNTED, lambda word: _is_either(word) and is_counted(word.place, word.before, word.after)),
    ("stands in an either-or, not as a result", _is_either),
    ("is quoted as a mistake", lambda word: cues.MISTAKEN.search(word.before, word.heads)),
    ("explains the scale of grades", lambda word: _is_of_scale(word) and not word.place.is_labelled),
    ("is one of a list of grades", _is_listed),
    (COUNTED, lambda word: is_counted(word.place, word.before, word.after)),
)


def _other_provision(place: Place) -> str | None:
    """Return whose grade it is where the nearest subject is a school, a home, an agency, SEND or adult care."""
    if OTHER not in place.line:
        return None
    marked, span, low, high = place.marked, place.span, place.low, place.high
    others = [other for other in marked.others if low <= other.start < high]
    ours = [place.end for place in (*marked.services, *marked.areas) if low <= place.start and place.end <= span.start]
    councils = [m for m in marked.mentions if low <= m.start and m.end <= span.start and "ouncil" in m.name]
    ours += [m.end for m in councils if not _WHERE.search(marked.marks, low, m.start)]
    subject = [other for other in others if other.end <= span.start and not any(other.end <= end for end in ours)]
    if subject:
        return cues.GRADE_OF_OTHERS[subject[-1].key]
    is_ours = SERVICE in place.line or AUTHORITY in place.line or "council" in place.line
    reach = _FOLLOWS if is_ours or _PRONOUN.match(place.line) else high
    follows = [
        other
        for other in others
        if 0 <= other.start - span.end < reach and not _ANOTHER_CLAUSE.search(marked.text[span.end : other.start])
    ]
    if follows and not ours:
        return cues.GRADE_OF_OTHERS[follows[0].key]
    return None


def _said_outright(word: _Word) -> bool:
    """Tell whether the words next to a grade leave no other reading."""
    before, near, after, heads = word.before, word.near, word.after, word.heads
    return bool(
        cues.NAMES_RATING.search(word.phrase)
        or cues.RATING_AFTER.match(after)
        or cues.IS_THE_RATING.match(after)
        or cues.NTH_TIME_AFTER.match(after)
        or (word.follows and word.place.is_labelled)
        or EXIT.search(near, heads)
        or NO_MORE.match(after)
        or cues.AREA_BEFORE.search(before)
        or cues.STANDING_BEFORE.search(before, heads)
        or cues.OVERALL_AFTER.match(after)
        or ("of" in before[-9:] and cues.JUDGEMENT_OF.search(before))
        or (cues.COUNCIL_AFTER.match(after) and not word.place.scope.is_from and cues.ARTICLE_BEFORE.search(before))
        or (cues.COUNCILS_AFTER.match(after) and AMONG_SO_MANY.search(before))
        or cues.JOINED.search(near, heads)
        or (word.quoted and cues.SERVICE_WORD_AFTER.match(after))
        or (word.quoted and cues.THE_BEFORE.search(before) and cues.IS_TOLD_OF_AFTER.match(after))
        or (word.place.in_title and word.follows and cues.SERVICE_BEFORE.search(before))
        or (word.follows and (cues.NOW_BEFORE.match(before) or _follows_on(word)))
    )


def _follows_on(word: _Word) -> bool:
    """Tell whether a grade goes on from what stands before it: a list, a colon, "from ...", "having been ..."."""
    here = word.place.span.start - word.place.low
    return bool(
        cues.HAVING_BEEN.search(word.before, word.heads)
        or ("(" in word.before and cues.IN_BRACKETS.search(word.before))
        or (":" in word.before and not word.before.strip(" :\n"))
        or (word.place.scope.is_from and not cues.FROM_ANOTHER.search(word.before + "|" + word.after[:12]))
        or word.before.endswith("ofsted's ")
        or any(one.search(word.place.line, 0, here) for one in (cues.COORDINATED, cues.AND_THEIRS))
        or (word.before.endswith((", ", "(")) and cues.SPAN_AFTER.match(word.after))
    )


def _judged(word: _Word) -> bool:
    """Tell whether a verb of judging, or a form of "be" after services, governs the grade."""
    near = word.near
    requires = word.place.span.key == REQUIRES_IMPROVEMENT
    if cues.JUDGED.search(near) and (not requires or word.quoted or word.capital or _AS_BEFORE.search(word.before)):
        return True
    return bool(
        cues.COPULA.search(near)
        or cues.WHAT_WAS.search(near)
        or (requires and cues.SUBJECT_BEFORE.search(word.before[-60:]))
    )


def _is_capital_inside(place: Place, phrase: str) -> bool:
    """Tell whether the grade is set off by a capital inside a line that is otherwise in lower case."""
    if not phrase[:1].isupper() or place.in_title:
        return False
    line = place.marked.text[place.low : place.high]
    if place.span.start - place.low < 2 and line.strip(" .-'\"").lower() != phrase.lower():
        return False
    return not (phrase.isupper() and len(_CAPITALS.findall(line)) > len(line.split()) / 2)
