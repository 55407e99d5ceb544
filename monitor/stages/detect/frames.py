"""Say when a grade was given: now, or once. Each conclusion names the words that led to it."""

import re
from enum import Enum
from typing import Final, NamedTuple

from monitor.stages.detect import frame_cues as cues
from monitor.stages.detect.cues import Heads
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE
from monitor.stages.detect.places import GRADE_RUN, Place
from monitor.stages.detect.scopes import Scope
from monitor.stages.detect.years import is_perfect, year_of, years_ago, years_later

_MINUTES_SHOW: Final = 600  # characters: minutes tell all in the pluperfect, and open like minutes
_LABEL: Final = 44  # characters that "current Ofsted rating: " may have
GOES_ON: Final = "the sentence before opens with an earlier year"
TOLD_BESIDE: Final = "told beside a new grade"
TOLD_AS_NEW: Final = "told as new"
NOT_AS_NEW: Final = "not told as new"
TOLD_EARLIER: Final = "told as earlier"
JUST_TOLD: Final = "the rating just told"
STANDING: Final = "used as a standing attribute"
TOLD_BEFORE: Final = "told as what had been before"
SINCE: Final = 'follows "since'  # how it begins
TOLD_LAST: Final = "told of the last inspection"
_AFTER: Final = frozenset({"after", "following", "having", "despite", "compared", "before"})
_BEING_RATED: Final = re.compile(r"\bbeing\s(?:rated|judged)\b")
_SINCE_THEN: Final = re.compile(
    rf"\bsince\s(?:(?:being|it|they|its|our|their|we|an?|the|inspectors|ofsted|services)\b|[{AUTHORITY}{SERVICE}])"
)
_SINCE_A_YEAR: Final = re.compile(r"\bsince\s(?:\w+\s){0,2}20\d\d[,\s]*$")  # "since May 2020, when it was rated G"


class Frame(Enum):
    """The time of a grade: told as new, recalled, or the starting point of a move."""

    NOW = "now"
    PAST = "past"
    FROM = "from"


class When(NamedTuple):
    """The frame of one grade. `rank` orders earlier grades: the highest was in force just before the news."""

    frame: Frame
    reason: str
    year: int | None = None
    month: int | None = None
    is_last: bool = False  # "at the last inspection", "previously": the grade just before the news
    years_ago: int | None = None
    is_exit: bool = False  # "no longer inadequate": the grade left behind just now


def frame(place: Place, scopes: list[Scope], *, today: int | None) -> When:
    """Return when the grade was given, as its scope says. `today` is the year of publication, None if not known."""
    marked, span, before, after, heads = place.marked, place.span, place.before, place.after, place.heads
    is_bracketed = marked.plain.find("(", span.end, span.end + 3) >= 0
    bracket = cues.IN_BRACKETS.match(marked.plain, span.end, span.end + 24) if is_bracketed else None
    year, month = (int(bracket.group(1)), None) if bracket else year_of(place)
    later = years_later(place, today) if year is None else None
    year = year or later
    ago = years_ago(_window(place), heads) if cues.AGO.may_be(heads) else None
    if place.scope.is_from and not place.is_unmoved:
        return When(
            frame=Frame.FROM,
            reason='follows "from"',
            year=year,
            is_last=bool(cues.LAST.search(place.scope.text, heads)),
            years_ago=ago,
        )
    is_stayed = cues.is_stayed(before, heads) or cues.NONE_ESCAPES.search(before, heads)
    is_left = cues.EXIT.search(before[-cues.REACH :], heads) and not is_stayed
    if is_left or cues.LIFTED.match(after) or cues.NO_MORE.match(after):
        return When(
            frame=Frame.FROM,
            reason="the text says that this grade is left behind",
            year=year,
            years_ago=ago,
            is_exit=cues.HAS_LEFT.search(before[-cues.REACH :]) is not None
            or (year is None and not cues.LEFT_ONCE.search(marked.plain[place.low : place.high])),
        )
    if year is not None and cues.THAN.search(before[-60:], heads):
        return When(frame=Frame.FROM, reason="compared with an earlier year", year=year)
    opened = cues.BRACKET_OPENS.search(marked.plain, max(place.low, span.start - 24), span.start)
    if opened:
        year = int(opened.group(1)) if opened.group(1) else year
    dated = When(frame=Frame.NOW, reason=TOLD_AS_NEW, year=year, month=month, years_ago=ago)
    if opened or (bracket and today is not None and int(bracket.group(1)) < today):
        reason = "stands in brackets as the one before" if opened else f"dated {year}"
        return dated._replace(frame=Frame.PAST, reason=reason, is_last=bool(opened))
    near = _near(place)
    earlier = _standing(place) or _told_as_past(place, near, today) or _dated_back(place, near, scopes, dated, today)
    if earlier is None:
        return dated
    if earlier == STANDING and year is None:
        dated = dated._replace(year=_since(place))
    return dated._replace(frame=Frame.PAST, reason=earlier, is_last=earlier == TOLD_LAST)


def _standing(place: Place) -> str | None:
    """Return a reason where the grade is an attribute that an authority has had for a while."""
    text, before, after, heads = place.scope.text, place.before, place.after, place.heads
    span = place.span
    standing = (
        (
            place.opener == "whose"
            and not cues.NOW.search(text, heads)
            and not is_perfect(place)
            and not cues.WHOSE_VERDICT.match(text)
        )
        or (cues.SERVICES_AFTER.match(after) and cues.POSSESSED.search(before))
        or (
            cues.SINCE_AFTER.match(place.marked.marks[span.end : span.end + 60])
            and not cues.THE_FIRST_BEFORE.search(before)
        )
        or cues.STANDING.search(text, heads)
        or cues.STANDS_FOR.search(text, heads)
        or (cues.WHOSE.search(before, heads) and not cues.IN_COMPANY.search(before))
        or _is_aside(place)
        or cues.RATED_AFTER.match(after)
        or _is_current(place)
        or (cues.OF_A_COUNCIL_AFTER.match(after) and cues.BEING_BEFORE.search(before))
        or (cues.COUNCIL_AFTER.match(after) and cues.APPOSED_BEFORE.search(place.marked.marks, place.low, span.start))
        or (cues.NAMED_AFTER.match(after) and not cues.JUST_SAID.search(before))
    )
    return STANDING if standing else None


def _since(place: Place) -> int | None:
    """Return the year since which an authority has had a grade, as the words after it say: "G since 2016"."""
    end = place.span.end
    since = cues.SINCE_AFTER.match(place.marked.marks[end : end + 60])
    return int(since["year"]) if since is not None and since["year"] is not None else None


def _is_current(place: Place) -> bool:
    """Tell whether a grade is given as the current one, and no previous one beside it: "Current rating: G"."""
    plain, start = place.marked.plain, place.span.start
    before = plain[max(place.low, start - _LABEL) : start]
    return "current" in before and cues.CURRENT_BEFORE.search(before) is not None and "previous" not in plain


def _is_aside(place: Place) -> bool:
    """Tell whether a participle between commas describes whose grade it is: "..., rated inadequate, ..."."""
    marked, start, heads = place.marked, place.span.start, place.heads
    if not cues.ASIDE_BEFORE.search(marked.marks[max(place.low, start - 40) : start], heads):
        return False
    is_closed = bool(cues.ASIDE_AFTER.match(marked.marks[place.span.end : place.high]))
    # "found G1 in 2019, is now G2": the other grade is the one of now
    others = GRADE_RUN.search(marked.marks, place.low, place.scope.start) or GRADE_RUN.search(
        marked.marks, place.scope.end, place.high
    )
    around = place.scope.text if others else marked.plain[place.low : place.high]
    return is_closed and not cues.NOW.search(around, heads)


def _told_as_past(place: Place, near: str, today: int | None) -> str | None:
    """Return a reason where the words around the grade tell it as earlier, without a date."""
    scope, heads, marked = place.scope, place.heads, place.marked
    text = scope.antecedent[-45:] + near if place.opener in cues.ATTACHED else near
    if cues.LAST.search(text, heads) and cues.LAST.search(_without_ranks(text), heads):
        is_near = bool(cues.LAST.search(scope.text[max(0, place.first - 30) :], heads))
        if is_near or not is_perfect(place):
            return TOLD_LAST
    is_past = cues.PAST.search(text, heads) or ("20" in text and cues.THEIR_REPORT.search(text))
    if is_past or cues.SPELL.search(place.before, heads) or cues.WORK_OF_SOMEBODY.search(place.before, heads):
        return TOLD_EARLIER
    opening = max(place.low, marked.plain.rfind(': "', place.low, place.span.start))
    opens_past = cues.OPENS_PAST.search(marked.plain[opening : opening + 40], heads)
    if opens_past and not cues.NOW.search(scope.text, heads) and not is_perfect(place):
        return "the sentence opens with an earlier time"
    if _goes_on_from_earlier(place, today):
        return GOES_ON
    pluperfect = cues.PLUPERFECT.search(text, heads)
    if pluperfect is None or pluperfect.group(1) or cues.MINUTES.search(marked.plain, 0, _MINUTES_SHOW):
        return None
    return TOLD_BEFORE


def _goes_on_from_earlier(place: Place, today: int | None) -> bool:
    """Tell whether a sentence in the simple past goes on from one that opens with an earlier year."""
    if place.sentence == 0 or not cues.SIMPLE_PAST.search(place.before):
        return False
    above, end = place.marked.bounds[place.sentence - 1]
    dated = cues.OPENS_DATED.match(place.marked.plain[above : above + 40])
    is_earlier = dated is not None and today is not None and int(dated.group(1)) < today
    if not is_earlier and not cues.WAS_THE_LAST.search(place.marked.plain, above, end):
        return False
    return not is_perfect(place) and not cues.NOW.search(place.scope.text, place.heads)


def _dated_back(place: Place, near: str, scopes: list[Scope], dated: When, today: int | None) -> str | None:
    """Return a reason where a date, or "after ...", puts the grade before the news."""
    scope, heads = place.scope, place.heads
    text = scope.antecedent[-45:] + near if place.opener in cues.ATTACHED else near
    if (dated.year is not None or dated.years_ago is not None) and not is_perfect(place):
        if dated.year is not None and _is_old(dated, today, text, heads):
            return f"dated {dated.year}"
        if dated.years_ago is not None and not cues.NOW.search(text, heads):
            return "told as years ago"
    if place.opener == "when" and _SINCE_A_YEAR.search(scope.antecedent):
        return TOLD_EARLIER
    if cues.YEARS_BEFORE.search(scope.antecedent) and cues.AFTER_IT_WAS.match(place.before):
        return "told as years ago"
    is_earlier = _is_after_clause(place, scopes) or (scope.start == place.low and cues.FRONTED.match(scope.text))
    return f'follows "{scope.lead}"' if is_earlier else None


def _near(place: Place) -> str:
    """Return the part of a scope whose cues count for a grade: before the first grade, and around this one."""
    text, runs = place.scope.text, place.runs
    if len(runs) < 2:
        return text
    before, after = _neighbours(place, len(text) + 30)
    joined = bool(cues.COORDINATE.match(text[before : place.first])) if before else False
    head = text[: runs[0][0] if joined else max(0, runs[0][0] - 28)] if before else ""
    return f"{head} {text[before : max(place.last, after - 30)]}"


def _window(place: Place) -> str:
    """Return the part of a scope between the grades before and after this one."""
    before, after = _neighbours(place, len(place.scope.text))
    return place.scope.text[before:after]


def _neighbours(place: Place, last: int) -> tuple[int, int]:
    """Return where the grade before ends (0 if none), and where the one after starts (`last` if none)."""
    before = max((end for _, end in place.runs if end <= place.first), default=0)
    return before, min((start for start, _ in place.runs if start >= place.last), default=last)


def _without_ranks(text: str) -> str:
    return cues.RANKS.sub(" ", text)


def _is_old(dated: When, today: int | None, text: str, heads: Heads) -> bool:
    """Tell whether a year beside a grade makes it an earlier one. An inspection is up to a year older than its news."""
    if today is None or dated.year is None:
        return not cues.NOW.search(text, heads) and (
            dated.month is None or not re.search(r"\binspect|\bvisit", text, re.IGNORECASE)
        )
    if dated.year >= today:
        return False
    is_recent = dated.year == today - 1 and dated.month is not None and dated.month >= 7
    return not is_recent


def _is_after_clause(place: Place, scopes: list[Scope]) -> bool:
    """Tell whether the grade stands in "after being rated ..." beside another grade of the same sentence."""
    word, text = place.opener, place.scope.text
    if word == "since" and _SINCE_THEN.search(text):
        return True
    if word not in _AFTER or (word == "despite" and not _BEING_RATED.search(text)):
        return False
    if cues.NOW.search(text, place.heads) or cues.AFTER_A_WHILE.match(text):
        return False
    if "'s inspection" in text and cues.PRESENT_PERFECT.search(text, place.heads):
        return False  # "after March's inspection it has been upgraded"
    return any(
        other is not place.scope
        and GRADE_RUN.search(other.text)
        and not _is_exit(other, place.heads)
        and not other.is_from
        and other.lead.split(" ")[0] not in {"after", "following"}
        for other in scopes
    )


def _is_exit(scope: Scope, heads: Heads) -> bool:
    return any(
        cues.EXIT.search(scope.text[max(0, match.start() - 110) : match.start()], heads)
        for match in GRADE_RUN.finditer(scope.text)
    )
