"""Say which grade stood just before a new one, and which way the grade moved."""

from collections.abc import Sequence
from typing import Final

from monitor.model.claim import Direction
from monitor.model.framework import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT
from monitor.stages.detect.cues import cue
from monitor.stages.detect.frames import GOES_ON, NOT_AS_NEW, STANDING, TOLD_BESIDE, Frame, When
from monitor.stages.detect.lexicon import ORDER, OTHER
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.readings import NO_MOVE, Reading

SAME_AS_BEFORE: Final = cue(
    r"\b(?:previous|last)\s(?:judge?ment|rating|grade|inspection|verdict|report)\b[^.]{0,40}\b(?:was|"
    r"were|is)\s(?:also\s|exactly\s)?(?:the\ssame|identical|no\sdifferent)\b"
    r"|\b(?:held|had|has|attained|keeps?|maintain(?:s|ed)?|retain(?:s|ed)?)\s(?:exactly\s)?(?:the\ssame|a\ssimilar)\s"
    r"(?:\w+\s)?(?:rating|grade|judge?ment|verdict|result)\b"
    r"|\b(?:had|last|previous|20\d\d)\b[^.;]{0,60}\b(?:received|got|given|achieved|earned|awarded)\s(?:exactly\s)?"
    r"the\ssame\s(?:rating|grade|judge?ment|verdict|result)\b"
    r"|\b(?:received|got|given|achieved|earned|awarded)\sthe\ssame\s(?:rating|grade|judge?ment|verdict|result)\s"
    r"(?:last\s(?:time|year)|before|previously|in\s20)"
    r"|\b(?:council|authority|borough|county|city|department|directorate|trust|it|they|we|(?<!school )services?)\s"
    r"(?:(?:has|have|had|also|again)\s)*(?:keeps?|kept|retain(?:s|ed)|maintain(?:s|ed)|held\son\s?to)\s"
    r"(?:the|our|their|its)\s(?:rating|grade|judge?ment)\b"
    r"(?!\s(?:for|in|of)\b)"
    r"|\b(?:rated|judged|graded|good|outstanding|inadequate|improvement|rating|grade|verdict)\b[^.;]{0,50},\s(?:just\s|exactly\s)?as\s(?:in|at)\s20\d\d\b"
    r"|,\sas\s(?:in|at)\s(?:the|its|their)\s(?:last|previous)\b"
    r"|\bin\s20\d\d,?\s(?:it|they|(?:the|its)\s\w+)\s(?:was|were|had\sbeen)\s(?:exactly\s|much\s)?the\ssame\b"
    r"|\bmakes\s(?:it\s)?(?:two|three|four|five)\s(?:such\s)?(?:\w+\s)?(?:running|in\s(?:a\srow|succession)|on\sthe\strot)\b"
    r"|\b(?:glad|proud|pleased|delighted|happy)\sto\shave\s(?:kept|retained|maintained|held\son\s?to)\s(?:the|our|their|its)\s(?:rating|grade)\b"
    r"|\b(?:second|third|fourth)\s(?:time|inspection|report)\s(?:running|"
    r"in\sa\srow)\b|\bas\s(?:it|they)\s(?:had|was|were|did)\s(?:been\s)?(?:in\s20|at\s(?:the|its|their)|"
    r"in\s(?:the|its|their)\s(?:\w+\s)?(?:report|inspection)\sof\s|when|before\b|previously\b|last\stime\b|(?:\w+\s)?years?\s(?:ago|earlier|before))|,\sthe\ssame\sas\s(?:in|at)\s(?:the|its|their|20\d\d)\b|\b(?:was|"
    r"is)\sthe\ssame\sas\s(?:at|in|the|last)\b|\bsame\s(?:Ofsted\s)?(?:rating|grade|grading|judge?ment|verdict)\s(?:as"
    r"(?!\s(?:the\s)?(?:whole|rest|others?|overall|services?)\b)|it\s(?:had|got|received|was))\b|\b(?:rating|grade)\s(?:is|was|stays|remains)\sunchanged\b"
    r"|\b(?:second|third|fourth|fifth)\s[\"']?(?:good|outstanding|inadequate|requires\simprovement)[\"']?\s(?:\w+\s){0,2}(?:in\sa\srow|running|in\ssuccession)\b"
    r"|\bno\s(?:better|worse)\s(?:and|or|nor)\s(?:no\s)?(?:better|worse)\sthan\b|\b(?:judge?ment|rating|grade|verdict)(?:\sof\s20\d\d)?\sstands\b"
    r"|\bso\s(?:did|was|were|had)\s(?:the\s(?:one|report|inspection|judge?ment|verdict)\s)?(?:in|of)\s20\d\d\b"
    r"|\b(?:had|have|held)\s(?:this|that|the\ssame)\s(?:rating|grade|judge?ment|mark|status)\s(?:last\stime|before|previously|already|in\s20\d\d)\b"
    r"|\b(?:answer|verdict|judge?ment|rating|grade|conclusion|word|result)\s(?:is|was)\s(?:again\s)?(?:the\s(?:one|same)|what)\s(?:that\s)?"
    r"(?:it|they|inspectors|ofsted)\s(?:gave|reached|came\sto|had\sgiven)\s(?:in|at|last)\b"
    r"|\bno\s(?:cause|reason|need)\sto\s(?:go\s(?:higher|lower|up|down)|change\s(?:it|that|the)|alter\s(?:it|that|the))\b"
    r"|\b(?!schools?\b|homes?\b|nursery\b|academy\b|college\b|hospital\b)\w+\s(?:has\s|had\s|have\s)?held\son\s?to\s(?:its|their)\s"
    r"(?:rating|grade|judge?ment)\b(?!\s(?:for|of|in(?!\sspite))\b)"
    r"|\b(?:is|was)\sthe\ssame\s(?:rating|grade|mark|judge?ment|verdict|result)\s(?:that|which|it|they|as\sin)\b"
    r"|\b(?:rating|grade|mark|judge?ment|verdict|result)\s(?:is|was)\sno\s(?:different|other)\s(?:from|than)\s(?:that|the\sone|what|in)\b"
    r"|\bno\schange\s(?:from|on|since)\s[\"']?(?:good|outstanding|inadequate|requires\simprovement|20\d\d|last\stime)\b"
    r"|\b(?:(?:keeps?|leaves?|left)\s(?:(?!from\b|behind\b)[\w'-]+\s){0,4}?[\w'-]+|stays?|remains?|is|are)\s(?:just\s|exactly\s)?"
    r"where\s(?:we|it|they|the\s(?:council|authority|borough|county|city|department|services?))\s(?:were|was|stood|had\sbeen)\b(?!\s\w+ed\b|\shurt\b|\snot\b)|\b(?:reached|came\sto)\sthe\ssame\s(?:conclusion|view|verdict|finding)\b"
    r"|\b(?:results?|outcomes?|ratings?|grades?|judge?ments?|verdicts?|marks?)\s(?:was|were)\s(?:exactly\s)?the\ssame\s"
    r"(?:in\s20\d\d|last\stime|(?:\w+\s)?years?\s(?:ago|before|earlier))\b"
)
# Without one of these no text says so; looking for them is far cheaper.
SAME_HINTS: Final = (
    *(
        "the same",
        "same rating",
        "same ofsted",
        "same grad",
        "same judg",
        "same verdict",
        "identical",
        "no different",
        "no other",
    ),
    *(f"as {who} {verb}" for who in ("it", "they") for verb in ("had", "was", "were", "did")),
    *(f"{verb} {whose} " for verb in ("keep", "kept") for whose in ("the", "our", "their", "its")),
    *(
        "a similar",
        " running",
        "in a row",
        "in succession",
        "unchanged",
        "no better",
        "no worse",
        " stands",
        " where ",
        "no change",
        *(f"no {what} to " for what in ("cause", "reason", "need")),
        *(f"the one {who} " for who in ("it", "they", "ofsted", "inspectors")),
        *(f"{verb} {which} " for verb in ("had", "have", "held") for which in ("this", "that")),
        *(f"so {verb} " for verb in ("did", "was", "were", "had")),
        " as in ",
        ", as at",
        "retain",
        "maintained",
        "held on",
    ),
)
_ADEQUATE: Final = cue(
    r"\b(?:rated|graded|judged|deemed|ranked|found|considered|from|than|was|were|been|them|it|the|only|of|got|given|received|awarded|gave)\s(?:as\s|to\sbe\s)?[\"']?adequate\b"
    r"(?!\s(?:standard|support|help|care|protection|progress))"
)
_WHOLE: Final = (
    r"(?:overall\seffectiveness|(?:overall|ofsted)\s(?:rating|grade|judge?ment)|"
    r"services(?=\s(?:has|have|had)\s\w+\ssince\s20))"
)
_MOVE: Final = cue(
    r"(?<!since )(?<!after )(?<!before )\b(?:the|this|its|their|a)\s(?:(?!previous|last)\w+\s)?"
    r"(?P<down>downgrad(?:e|ing))\b(?!\s(?:of|to|in|by)\b)"
    r"|\b(?:the|this|its|their|an?)\s(?:ofsted\s)?upgrad(?:e|ing)\s(?:by\sofsted|in\sits\srating|of\sits\srating)\b"
    r"|\b(?:bettered|improved|raised|boosted)\s(?:its|their|the)\s(?:(?:ofsted|overall)\s)?(?:rating|grade|judge?ment)\b"
    r"|\b(?:moved|marked|bumped|put|taken|brought|taking|moving|marking)\s(?:(?:the|this)\s(?:council|authority|borough|county|city|department)|it|them|us)\s"
    r"(?:up|(?P<put>down))(?=[.,;]|\s(?:an?|one|two|the)\s(?:\w+\s)?(?:grade|notch|level|rung|step|ladder|scale)|\W*$)"
    r"|\b(?:services?|care|department|council|authority)(?:\s(?:for|in|at|of)(?:\s[\w'-]+){1,3})?\s(?:has|have)\s(?:got|become|grown)\s"
    r"(?P<worse>worse|less\seffective)(?:\soverall)?\b(?=[^.;]*\b(?:since|last\sinspect))"
    r"|(?<=since )(?:20\d\d|(?:its|the|their)\slast\s\w+)\b[^.;]{0,90}\b(?:has|have)\s(?:got|become|grown)\s"
    r"(?P<poorer>worse|less\seffective)\b"
    rf"|\b{_WHOLE}\s(?:[\w']+\s){{0,8}}?[\"']?(?:has|have|had)\s(?:\w+ly\s)?"
    r"(?:improved|risen|(?P<fell>declined|deteriorated|worsened|fallen|dropped))\b"
)
_DOWNWARDS: Final = ("down", "put", "fell", "worse", "poorer")
_NO_MOVE_OF_NOW: Final = cue(
    r"\b(?:not|never|hop\w+|will|would|could|may|might|by\s20\d\d|credit|bond|debt|agency|"
    r"agencies|neighbour\w*|college)\b|n't\b"
)
_BEFORE_THAT: Final = cue(r"\bbefore\s(?:this|that)\b|\b(?:years?|inspection)\s(?:prior|before)\b")
_OPENS_BEFORE_THAT: Final = cue(r"^\W*before\sthat\b")
_THEN: Final = cue(
    r"^\W*(?:(?:and|but)\s)?(?:then|next|later|afterwards|subsequently|after\sthat|(?:\w+\s){1,2}years?\s(?:later|on|after\sthat))\b"
)
_LATER_STILL: Final = cue(r"\byears?\s(?:later|on|after)(?=[.,;]|\W*$)")
_TOLD_ALONG: Final = frozenset({TOLD_BESIDE, NOT_AS_NEW, GOES_ON})
_SURE: Final = 0.5
_UNDATED_LAST: Final = 9000
_UNDATED: Final = 1000
_EARLIER: Final = -2  # in the same year, and before it
_LEFT_THEN: Final = -1  # left in the same year for another one of then
_LATER: Final = 2  # in the same year as far as the text says, and after it


def before(past: Sequence[Reading], today: int | None = None) -> list[Reading]:
    """Return the recalled overall grades, the one in force just before the news first. `today` is a year.

    One without a date that goes on from a dated one is later than that: "inadequate in 2014; three years on ...".
    """
    ordered = sorted(past, key=lambda reading: reading.span.start)
    ranks = [_rank(reading.when, today) for reading in ordered]
    for number, reading in enumerate(ordered):
        start = ordered[number - 1] if number else None
        if start is not None and _is_before_that(reading, start):
            ranks[number] = (min(ranks[number - 1][0], reading.when.year or _UNDATED_LAST), _EARLIER)
            continue
        if start is not None and _ends_move(reading, start):
            ranks[number] = (max(ranks[number - 1][0], ranks[number][0]), _LATER)
            continue
        is_later = _is_undated(reading) and _LATER_STILL.search(reading.scope.text) is not None
        if not _goes_on(reading) and not is_later:
            continue
        dated = [
            ranks[earlier]
            for earlier, other in enumerate(ordered[:number])
            if other.when.year is not None
            and (
                reading.sentence - other.sentence == 1
                or (
                    reading.sentence == other.sentence
                    and (_is_left(other) or is_later or _THEN.match(reading.scope.text))
                )
            )
        ]
        if dated:
            ranks[number] = (dated[-1][0], _LATER)
    pairs = sorted(zip(ranks, range(len(ordered)), strict=True), key=lambda pair: pair[0], reverse=True)
    return [ordered[number] for _, number in pairs]


def _is_before_that(reading: Reading, start: Reading) -> bool:
    """Tell whether a grade is one of before another: "G2 in 2017, and G1 before that", "... G2. Before that, G1"."""
    if reading.sentence - start.sentence > 1 or not _BEFORE_THAT.search(reading.scope.text):
        return False
    return reading.sentence == start.sentence or bool(_OPENS_BEFORE_THAT.match(reading.scope.text))


def _ends_move(reading: Reading, start: Reading) -> bool:
    """Tell whether a recalled grade without a time of its own is where a move in its sentence led to."""
    return _is_undated(reading) and reading.sentence == start.sentence and _is_left(start) and not _is_left(reading)


def _is_undated(reading: Reading) -> bool:
    """Tell whether a recalled grade has no time of its own."""
    when = reading.when
    return when.year is None and not when.is_last and when.years_ago is None


def _is_left(reading: Reading) -> bool:
    return reading.when.frame is Frame.FROM


def _goes_on(reading: Reading) -> bool:
    """Tell whether only what stands beside a recalled grade tells that it is recalled."""
    return _is_undated(reading) and reading.when.reason in _TOLD_ALONG


def _rank(when: When, today: int | None) -> tuple[int, int]:
    if when.year is not None:
        return when.year, 1 if when.is_last else _LEFT_THEN if when.frame is Frame.FROM else 0
    if when.is_last or when.is_exit:
        return _UNDATED_LAST, 1
    if when.years_ago is not None and today is not None:
        return today - when.years_ago, 0
    if when.years_ago is not None:
        return _UNDATED - when.years_ago, 0
    return _UNDATED, int(when.frame is Frame.FROM)


def previous(new: Reading, earlier: list[Reading], *, today: int | None) -> str | None:
    """Return the grade that the text gives as the one before the new one, None where it gives none."""
    other = earlier[0] if earlier and earlier[0].span.key != new.span.key else None
    if _is_same(new) if other is None else _is_same_beside(other, new):
        return new.span.key
    if new.still and other is not None and _was_left_before(other, new):
        return new.span.key
    told = [one for one in earlier if not (one.span.key == new.span.key and _is_standing(one))]
    others = [one for one in told if one.span.key != new.span.key]
    is_undated = today is None and bool(told) and bool(told[0].keys) and told[0].when.year is not None
    if is_undated and others and told[0].span.key == new.span.key:
        return others[0].span.key  # without a day of publication the dated one is as well the new one
    if told:
        return told[0].span.key
    return new.span.key if new.still else None


def _is_same(new: Reading) -> bool:
    """Tell whether the grade was the new one before, where the text recalls no other."""
    return new.kept or new.is_twice or (new.is_recalled and new.direction is None and (new.still or new.is_dated_back))


def _is_same_beside(other: Reading, new: Reading) -> bool:
    """Tell whether the grade was the new one before, though another one is recalled that seems to have come last."""
    if new.is_twice and _is_left(other) and other.sentence == new.sentence:
        return True  # "downgraded from G1 to G2 in 2015. A new inspection has found no reason to alter that"
    if new.kept and other.when.reason == TOLD_BESIDE and other.chance < _SURE:
        return True  # of "kept" and a grade that may be nobody's, the former
    # "still requires improvement" may be a step up; a grade that is only likely to be recalled was not moved from
    is_step = new.span.key == REQUIRES_IMPROVEMENT and other.when.year is None
    return new.kept and new.is_recalled and not is_step


def _was_left_before(reading: Reading, new: Reading) -> bool:
    """Tell whether a grade was left at an earlier inspection: "again G; in 2019 it had come out of inadequate"."""
    is_apart = _is_left(reading) and not reading.when.is_exit and reading.sentence != new.sentence
    return is_apart and (new.span.key != REQUIRES_IMPROVEMENT or reading.when.year is not None)


def _is_standing(reading: Reading) -> bool:
    """Tell whether a grade only goes with the name, as the new one does too once it is known."""
    return reading.when.reason == STANDING and reading.when.year is None


def from_words(marked: Marked, code: str, grade: str) -> Direction | None:
    """Return the move that a text speaks of without the grade before: "the downgrade", "it bettered its rating".

    A sentence on another authority (than that of the la_code `code`) or on other provision does not count.
    """
    of_others = {marked.sentence_at(one.start) for one in marked.mentions if code not in one.codes}
    told = set[bool]()
    for number, (low, high) in enumerate(marked.bounds):
        match = _MOVE.search(marked.plain, low, high) if number not in of_others else None
        if match and not _NO_MOVE_OF_NOW.search(marked.plain, low, high) and OTHER not in marked.marks[low:high]:
            told.add(any(match[how] for how in _DOWNWARDS))
    if len(told) != 1:
        return None
    moved = Direction.DOWN if told.pop() else Direction.UP
    return moved if moved is not NO_MOVE.get(grade) else None


def from_old_scale(plain: str, grade: str) -> Direction | None:
    """Return the move from "adequate", a grade of the years before 2013 that lies between good and inadequate."""
    if plain.count("adequate") == plain.count("inadequate") or not _ADEQUATE.search(plain):
        return None
    return {GOOD: Direction.UP, OUTSTANDING: Direction.UP, INADEQUATE: Direction.DOWN}.get(grade)


def direction(grade: str, previous: str | None) -> Direction | None:
    """Return which way the grade moved, None where the one before is not told."""
    if previous is None:
        return None
    step = ORDER[grade] - ORDER[previous]
    return Direction.SAME if step == 0 else Direction.UP if step > 0 else Direction.DOWN
