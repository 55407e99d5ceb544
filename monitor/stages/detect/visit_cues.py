"""The words that tell of a visit without grades, and when it was. Each pattern is for lower-case text."""

from typing import Final

from monitor.model.inspection import VisitKind
from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import G

_MONTH: Final = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December|Sept?|Oct|Nov|Dec|"
    r"Jan|Feb)"
)
_VISIT: Final = r"(?:visits?|inspections?|reports?|letters?|reviews?)"
NAMED: Final = (
    (VisitKind.JTAI, cue(r"\bJTAIs?\b|\bjoint\s(?:targeted\s)?area\s(?:\w+\s){0,2}inspections?\b")),
    (
        VisitKind.FOCUSED,
        cue(rf"\bfocus(?:s?ed)?\s(?:\w+\s){{0,2}}{_VISIT}\b|\b{_VISIT}\s(?:\w+\s)?(?:known|described)\sas\sfocus\w*"),
    ),
    (
        VisitKind.MONITORING,
        cue(
            rf"\bmonitoring\s(?:\w+\s)?{_VISIT}\b|\bmonitored\svisit|\bvisit(?:ed|s)?\b[^.;]{{0,30}}\bfor\smonitoring\b"
            r"|\b(?:post-inspection|progress)\smonitoring\b"
        ),
    ),
    (VisitKind.ASSURANCE, cue(r"\bassurance\svisits?\b")),
)
WORTH_A_LOOK: Final = cue(r"visit|JTAI|joint|monitor|two-day|two\sdays|couple\sof\sdays|inspection\son\s\d|letter")
ANY: Final = cue(
    r"\b(?:visit(?:ed|s)?\b|inspectors\s(?:came|were\s(?:there|in|at|with)|called|returned|spent)\b|two-day\s(?:inspection|review)|"
    r"inspection\s(?:on|of)\s\d{1,2}\s(?:and|to|-)\s\d{1,2}\b)"
)
# Only a visit without grades ends in a letter, lasts two days, or is said not to be a full inspection.
LETTER: Final = cue(
    r"\bletter\b|\bnot\sa\s(?:full|formal|graded)\b|\btwo[\s-]days?\b|\bcouple\sof\sdays\b|\bno\s(?:new\s)?(?:graded|"
    r"formal|overall)\s(?:judge?ment|grade|rating)|\b(?:not|n't)\s(?:give|carry|include|lead\sto|come\swith|"
    r"result\sin|change|award)\s(?:a|an|any|the)?\s?(?:\w+\s)?(?:grad\w+|rating|judge?ment)"
)
FULL: Final = cue(r"\bfull\sinspection|\bvisits\s+(?:are|to\s+(?:see|review))")
DAYS: Final = cue(rf"\b{_MONTH}\b|\btwo[\s-]days?\b|\bcouple\sof\sdays\b|\bsame\s(?:two\s)?(?:days?|week)\b")
# What stands before or after the words of a visit when it has not been, or when such visits are spoken of in general.
AHEAD_BEFORE: Final = cue(
    r"\b(?:will|would|could|should|may|might|further|regular|quarterly|frequent|future|next|upcoming|forthcoming|"
    r"ongoing|(?:series|programme|round|number)\sof|instead\sof|rather\sthan|annual|each|every|any|such|subject\sto|"
    r"until|before|expects?|expected|due|awaits?|awaiting|ahead\sof|prepar\w+\sfor|usually|can|if\sa|when\sa|"
    r"replaced?|what\sis|no|without\sa|than\sa|is\scalled\sa|under|schedul\w+|plann\w+)\s(?:[\w'-]+\s){0,3}$"
)
AHEAD_AFTER: Final = cue(
    r"^(?:s\b|'?\s)?\s?(?:\w+\s){0,2}?(?:(?:will|would|are|can|may|should)\s(?!seen\b|now\b|found\b|welcom\w+)|"
    r"is\s(?:due|expected|planned|likely)|(?:later|next)\s(?:this|year|month|week|spring|summer|autumn)|"
    r"in\sthe\scoming|to\scome\b|timetable|programme|cycle|framework|usually|normally|every\b|each\b|the\sinspectorate\slooks\b)"
)
# A visit before the one that a text is about: it is recalled, and only told where no other is.
OLD: Final = cue(
    r"\b(?:last|previous|earlier|prior)\s(?:monitoring|focus\w*)|\bsince\s(?:the|a|its|that|our|their)\s(?:\w+\s)?"
    r"(?:monitoring|focus\w*)|\b(?:monitoring|focus\w*)\svisits?\slast\syear\b"
)
LATEST: Final = cue(
    r"\b(?:latest|newest|most\srecent|recent|(?:the|a|its|'s|their|our)\s(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)|(?:first|second|third|fourth)\sof)\b"
)
GRADED: Final = cue(rf"[^,;.(]*{G}[^,;.)]{{0,60}}")
GRADED_AFTER: Final = cue(rf"(?:\b(?:rated|judged|graded|found|deemed|branded)\s[^,;.]{{0,40}}?)?{G}[^,;.)]{{0,60}}")
DAY: Final = cue(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s?(?:and|to|-|&)\s?)?(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b"
    r"(?:,?\s(20\d\d)|(\slast\syear))?"
)
MONTH_OF: Final = cue(rf"\b{_MONTH}\b(?!\s\w+ly\b)(?:,?\s(?:of\s)?(20\d\d)|(\slast\syear))?")
YEAR_ONLY: Final = cue(r"(?<![\d£/.,-])(20[0-3]\d)\b(?![,/]\d)")
