"""Say when a grade was given: now, or once. Each conclusion names the words that led to it."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from monitor.stages.detect import frame_cues as cues
from monitor.stages.detect.lexicon import G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import Scope

_MINUTES_SHOW: Final = 600  # characters: minutes tell all in the pluperfect, and open like minutes
STANDING: Final = "used as a standing attribute"
_TOLD_LAST: Final = "told of the last inspection"


class Frame(Enum):
    """The time of a grade: told as new, recalled, or the starting point of a move."""

    NOW = "now"
    PAST = "past"
    FROM = "from"


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """The frame of one grade. `rank` orders earlier grades: the highest was in force just before the news."""

    frame: Frame
    reason: str
    year: int | None = None
    month: int | None = None
    is_last: bool = False  # "at the last inspection", "previously": the grade just before the news
    years_ago: int | None = None
    is_exit: bool = False  # "no longer inadequate": the grade left behind just now


def frame(marked: Marked, span: Span, scope: Scope, scopes: list[Scope], *, today: int | None) -> When:
    """Return when the grade was given, as its scope says. `today` is the year of publication, None if not known."""
    before = scope.text[: span.start - scope.start]
    after = scope.text[span.end - scope.start :]
    bracket = cues.IN_BRACKETS.match(marked.plain[span.end : span.end + 24])
    year, month = (int(bracket.group(1)), None) if bracket else _year(scope, span)
    number = marked.sentence_at(span.start)
    ago = _years_ago(_window(scope, span))
    if scope.is_from:
        return When(
            frame=Frame.FROM,
            reason='follows "from"',
            year=year,
            is_last=bool(cues.LAST.search(scope.text)),
            years_ago=ago,
        )
    if cues.EXIT.search(before[-110:]) or cues.LIFTED.match(after) or cues.NO_MORE.match(after):
        return When(
            frame=Frame.FROM,
            reason="the text says that this grade is left behind",
            year=year,
            years_ago=ago,
            is_exit=year is None and not cues.LEFT_ONCE.search(marked.plain[slice(*marked.bounds[number])]),
        )
    if cues.THAN.search(before[-60:]) and year is not None:
        return When(frame=Frame.FROM, reason="compared with an earlier year", year=year)
    dated = When(frame=Frame.NOW, reason="told as new", year=year, month=month, years_ago=ago)
    if bracket and today is not None and int(bracket.group(1)) < today:
        return replace(dated, frame=Frame.PAST, reason=f"dated {year}")
    earlier = (
        _standing(marked, span, scope)
        or _told_as_past(marked, span, scope, today)
        or _dated_back(span, scope, scopes, dated, today, sentence=marked.bounds[number][0])
    )
    if earlier is None:
        return dated
    return replace(dated, frame=Frame.PAST, reason=earlier, is_last=earlier == _TOLD_LAST)


def _standing(marked: Marked, span: Span, scope: Scope) -> str | None:
    """Return a reason where the grade is an attribute that an authority has had for a while."""
    before, after = scope.text[: span.start - scope.start], scope.text[span.end - scope.start :]
    is_whose = scope.lead.split(" ")[0] == "whose" and not cues.NOW.search(scope.text)
    standing = (
        is_whose
        or (cues.POSSESSED.search(before) and cues.SERVICES_AFTER.match(after))
        or cues.SINCE_AFTER.match(marked.marks[span.end : span.end + 60])
        or cues.STANDING.search(scope.text)
        or cues.WHOSE.search(before)
        or _is_aside(marked, span)
        or cues.RATED_AFTER.match(after)
        or (cues.NAMED_AFTER.match(after) and not cues.JUST_SAID.search(before))
    )
    return STANDING if standing else None


def _is_aside(marked: Marked, span: Span) -> bool:
    """Tell whether a participle between commas describes whose grade it is: "..., rated inadequate, ..."."""
    low, high = marked.bounds[marked.sentence_at(span.start)]
    if not cues.ASIDE_BEFORE.search(marked.marks[max(low, span.start - 40) : span.start]):
        return False
    return bool(cues.ASIDE_AFTER.match(marked.marks[span.end : high])) and not cues.NOW.search(marked.plain, low, high)


def _told_as_past(marked: Marked, span: Span, scope: Scope, today: int | None) -> str | None:
    """Return a reason where the words around the grade tell it as earlier, without a date."""
    text = _near(scope, span)
    if scope.lead.split(" ")[0] in cues.ATTACHED:
        text = scope.antecedent[-45:] + text
    is_near = bool(cues.LAST.search(scope.text[max(0, span.start - scope.start - 30) :]))
    if cues.LAST.search(_without_ranks(text)) and (is_near or not _is_perfect(span, scope)):
        return _TOLD_LAST
    if cues.PAST.search(text) or cues.SPELL.search(scope.text[: span.start - scope.start]):
        return "told as earlier"
    low = marked.bounds[marked.sentence_at(span.start)][0]
    opens_past = cues.OPENS_PAST.match(marked.plain[low : low + 40])
    if opens_past and not cues.NOW.search(scope.text) and not _is_perfect(span, scope):
        return "the sentence opens with an earlier time"
    if _goes_on_from_earlier(marked, span, scope, today):
        return "the sentence before opens with an earlier year"
    pluperfect = cues.PLUPERFECT.search(text)
    if pluperfect is None or pluperfect.group(1) or cues.MINUTES.search(marked.plain, 0, _MINUTES_SHOW):
        return None
    return "told as what had been before"


def _goes_on_from_earlier(marked: Marked, span: Span, scope: Scope, today: int | None) -> bool:
    """Tell whether a sentence in the simple past goes on from one that opens with an earlier year."""
    number = marked.sentence_at(span.start)
    if number == 0 or today is None or _is_perfect(span, scope) or cues.NOW.search(scope.text):
        return False
    above, _ = marked.bounds[number - 1]
    dated = cues.OPENS_DATED.match(marked.plain[above : above + 40])
    is_simple = bool(cues.SIMPLE_PAST.search(scope.text[: span.start - scope.start]))
    return dated is not None and is_simple and int(dated.group(1)) < today


def _dated_back(
    span: Span, scope: Scope, scopes: list[Scope], dated: When, today: int | None, *, sentence: int
) -> str | None:
    """Return a reason where a date, or "after ...", puts the grade before the news."""
    text = _near(scope, span)
    if scope.lead.split(" ")[0] in cues.ATTACHED:
        text = scope.antecedent[-45:] + text
    perfect = _is_perfect(span, scope)
    if dated.year is not None and not perfect and _is_old(dated, today, text):
        return f"dated {dated.year}"
    if dated.years_ago is not None and not perfect and not cues.NOW.search(text):
        return "told as years ago"
    is_earlier = _is_after_clause(scope, scopes) or (scope.start == sentence and cues.FRONTED.match(scope.text))
    return f'follows "{scope.lead}"' if is_earlier else None


def _is_perfect(span: Span, scope: Scope) -> bool:
    return bool(cues.PRESENT_PERFECT.search(scope.text[: span.end - scope.start]))


def _near(scope: Scope, span: Span) -> str:
    """Return the part of a scope whose cues count for a grade: before the first grade, and around this one."""
    low, high = span.start - scope.start, span.end - scope.start
    runs = [match.span() for match in cues.GRADE_RUN.finditer(scope.text)]
    if len(runs) < 2:
        return scope.text
    before = max((end for _, end in runs if end <= low), default=0)
    after = min((start for start, _ in runs if start >= high), default=len(scope.text) + 30)
    joined = bool(cues.COORDINATE.match(scope.text[before:low])) if before else False
    head = scope.text[: runs[0][0] if joined else max(0, runs[0][0] - 28)] if before else ""
    return f"{head} {scope.text[before : max(high, after - 30)]}"


def _window(scope: Scope, span: Span) -> str:
    """Return the part of a scope between the grades before and after this one."""
    low, high = span.start - scope.start, span.end - scope.start
    runs = [match.span() for match in cues.GRADE_RUN.finditer(scope.text)]
    before = max((end for _, end in runs if end <= low), default=0)
    after = min((start for start, _ in runs if start >= high), default=len(scope.text))
    return scope.text[before:after]


def _without_ranks(text: str) -> str:
    return cues.RANKS.sub(" ", text)


def _is_old(dated: When, today: int | None, text: str) -> bool:
    """Tell whether a year beside a grade makes it an earlier one. An inspection is up to a year older than its news."""
    if today is None or dated.year is None:
        return not cues.NOW.search(text) and (
            dated.month is None or not re.search(r"\binspect|\bvisit", text, re.IGNORECASE)
        )
    if dated.year >= today:
        return False
    is_recent = dated.year == today - 1 and dated.month is not None and dated.month >= 7
    return not is_recent


def _is_after_clause(scope: Scope, scopes: list[Scope]) -> bool:
    """Tell whether the grade stands in "after being rated ..." beside another grade of the same sentence."""
    word = scope.lead.split(" ")[0]
    if word == "since" and re.search(r"\bsince\s(?:being|it|they|its|an?|the)\b", scope.text, re.IGNORECASE):
        return True
    if word not in {"after", "following", "having", "despite", "compared", "before"}:
        return False
    if word == "despite" and not re.search(r"\bbeing\s(?:rated|judged)\b", scope.text):
        return False
    if cues.NOW.search(scope.text) or cues.AFTER_A_WHILE.match(scope.text):
        return False
    return any(
        other is not scope
        and not _is_exit(other)
        and not other.is_from
        and other.lead.split(" ")[0] not in {"after", "following"}
        and re.search(G, other.text)
        for other in scopes
    )


def _is_exit(scope: Scope) -> bool:
    return any(
        cues.EXIT.search(scope.text[max(0, match.start() - 110) : match.start()])
        for match in cues.GRADE_RUN.finditer(scope.text)
    )


def _year(scope: Scope, span: Span) -> tuple[int | None, int | None]:
    """Return year and month beside a grade: in the same comma segment first, then the nearest before another grade."""
    text, low, high = scope.text, span.start - scope.start, span.end - scope.start
    best: tuple[int, int, int | None] | None = None
    runs = [match.end() for match in cues.GRADE_RUN.finditer(text) if match.end() <= low]
    for match in cues.YEAR.finditer(text) if "20" in text else ():
        between = text[high : match.start()] if match.start() >= high else text[match.end() : low]
        if cues.COMPARED_YEAR.search(text[: match.start()]):
            continue  # "two grades down on 2019" dates the grade before
        if match.end() <= low and any(match.start() - end < low - match.end() for end in runs if end <= match.start()):
            continue  # the year of the grade before
        distance = len(between) + 200 * len(re.findall(rf"{G}+", between)) + (25 if match.end() <= low else 0)
        if best is None or distance < best[0]:
            month = cues.MONTHS.get(match.group(1).lower()) if match.group(1) else None
            best = (distance, int(match.group(2)), month)
    if best is None and scope.antecedent and scope.lead.split(" ")[0] in cues.ATTACHED:
        dates = cues.YEAR.findall(scope.antecedent[-45:])
        if dates:
            return int(dates[-1][1]), cues.MONTHS.get(dates[-1][0].lower())
    return (best[1], best[2]) if best is not None and best[0] < 200 else (None, None)


def _years_ago(text: str) -> int | None:
    match = cues.AGO.search(text)
    if match is None or match.group(2).startswith("month"):
        return None
    if match.group(3).lower() in {"after", "since"} and not text.lower().lstrip(" ,;-").startswith(
        match.group().lower()
    ):
        return None
    number = match.group(1).lower()
    count = int(number) if number.isdigit() else cues.NUMBERS[number]
    return count * 10 if match.group(2) == "decade" else count
