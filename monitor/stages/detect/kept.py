"""Tell whether a grade is said to be kept, or to be again what it was."""

import re
from typing import Final

from monitor.stages.detect.cues import cue, hinted
from monitor.stages.detect.frame_cues import is_stayed
from monitor.stages.detect.places import Place

_KEPT: Final = hinted(
    r"\b(?:retain\w*|maintain(?:s|ed|ing)?|kept(?!\sback)|keep(?:s|ing)?(?!\s\w+\s(?:company|trust|staff|social))(?=\s(?:its|their|the|a|hold|up|on|\W?[\ue001-\ue004]))|"
    r"remain\w*|continu\w+\sto\b(?=\s(?:be|receive|hold|provide|have|[\"']?$))|"
    r"(?:second|third|fourth|fifth)\s\s(?:[\w']+\s){0,3}running|(?:second|third|fourth)\s(?:consecutive|successive|straight|time\s(?:running|in\sa\srow|straight))|"
    r"consecutive(?!\s(?:upgrade|rise|improvement))|(?:twice|two|three)\s(?:times\s|inspections\s)?(?:running|in\sa\srow|on\sthe\strot)|unchanged|"
    r"(?<!one and the )same\s(?:rating|"
    r"grade|grading|judge?ment|overall)(?!\sas\s(?:the\s|that\sof\s)?$)|h[eo]lds?\son\s?to|stay(?:s|ed)|h[au]ngs?\son\sto|"
    r"back-to-back(?!\s(?:upgrade|rise|improvement))|sustained(?!\s(?:improvement|progress|effort|change|focus|work|investment))|"
    r"since\s20\d\d\s[^,;.]{1,50}\s(?:has|have)\sbeen\s(?:rated|judged|graded|deemed)|"
    r"(?<!upgrade )(?<!rise )(?<!improvement )in\s(?:a\srow|succession)|"
    r"(?:no|little)\s(?:reason|cause|need)\sto\s(?:change|alter|move)(?=\s))\b",
    (
        "no little since retain maintain kept keep keeps remain continue second third fourth fifth consecutive twice "
        "two three unchanged same hold held holds stay stays hangs hang hung back sustained row succession"
    ),
)
# "G is the judgement that it keeps".
_KEPT_AFTER: Final = cue(
    r"^[\"']?\s(?:is|was|are)\s(?:the|a)\s(?:ofsted\s)?(?:judge?ment|rating|grade|verdict|mark)\s(?:(?:that|which)\s)?[^,;.]{0,40}?\b"
    r"(?:keeps?|kept|retain(?:s|ed)|maintain(?:s|ed))\b"
    r"|^[\"']?,?\s(?:and\s|but\s)?not\sfor\sthe\sfirst\stime\b"
)
_ANOTHER: Final = hinted(r"\banother\s[\"']?$", "another")
_STILL: Final = hinted(
    r"\b(?:still|again|once\smore|reaffirm\w*|reconfirm\w*|"
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth)\stime)\b",
    "still again once reaffirm reconfirm second third fourth fifth sixth seventh eighth ninth",
)
_NTH_TIME: Final = cue(
    r"\W*(?:it|this|that)\s(?:is|was)\s(?:now\s)?(?:the|its|their)\s(?:second|third|fourth|fifth)\s(?:\w+\s)?(?:time|such\s\w+|rating|report|verdict)\b"
    r"(?=\s(?:in|since|running|that\s(?:it|they|the\s(?:council|county|city|borough|authority)))\b)"
)
_STILL_COLON: Final = re.compile(r"\bstill\s(?:\w+\s?){0,2}:?$")  # "here we still are: G"


def is_kept(place: Place, own: str, around: str) -> bool:
    """Tell whether a grade is kept. `own` is what stands before it and belongs to it, `around` what is told with it."""
    before, heads = place.before, place.heads
    return (
        bool(_KEPT.search(own, heads) or _KEPT.search(around, heads) or _ANOTHER.search(before, heads))
        or bool(_KEPT_AFTER.match(place.marked.marks[place.span.end : place.high]))
        or is_stayed(before, heads)
        or place.is_unmoved
    )


def is_still(place: Place, around: str) -> bool:
    """Tell whether a grade is still or again the same: "still G", "G for the third time". `around` is told with it."""
    return (
        bool(_STILL.search(around, place.heads))
        or ("still" in place.scope.antecedent and bool(_STILL_COLON.search(place.scope.antecedent)))
        or _is_nth_time(place)
    )


def _is_nth_time(place: Place) -> bool:
    """Tell whether the next sentence says that a grade was not given for the first time: "It is the third time"."""
    bounds = place.marked.bounds
    following = bounds[place.sentence + 1] if place.sentence + 1 < len(bounds) else None
    return following is not None and _NTH_TIME.match(place.marked.plain, *following) is not None
