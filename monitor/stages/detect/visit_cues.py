"""The words that tell of a visit without grades, and when it was. Each pattern is for lower-case text."""

import re
from typing import Final

from monitor.model.framework import OVERALL
from monitor.stages.detect.cues import anchored, cue
from monitor.stages.detect.lexicon import ALL_AREAS, AREA_MARKS, AUTHORITY, SERVICE, G

_MONTH: Final = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December|Sept?|Oct|Nov|Dec|"
    r"Jan|Feb)"
)
# The words that these may begin with.
_MONTHS: Final = (
    "january february march april may june july august september october november december sep sept oct nov dec jan feb"
)
_LATERS: Final = "second third fourth fifth sixth seventh eighth ninth tenth"
_AGAINS: Final = "back again returned came called visited"
_LATER: Final = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_ORDINAL: Final = rf"(?:first|{_LATER})"
_AGAIN: Final = (
    rf"\b(?:back|again|returned|came|called|visited)\s(?:\w+\s){{0,4}}for\s(?:a|the)\s{_LATER}\stime\b"
    r"(?!\s(?:running|in\sa\srow)\b)"
)
_DATES: Final = (
    (rf"\b{_MONTH}\s\d{{1,2}}\s?(?:and|&|-)\s?\d{{1,2}}\b", _MONTHS),
    (rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s?(?:and|&|-)\s?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b", "0"),
)
_NO_VISIT: Final = (
    r"(?!\s(?:strike|walk-?out|stoppage|protest|conference|event|festival|course|training|workshop|trial|hearing)s?\b"
    r"|\s(?:a|per|each|every)\sweek\b|\sof\s(?:\w+\s){0,2}(?:strike|strikes|action|walk-?outs?|protests?|talks|debate|events?|training|workshops?|hearings?)\b)"
)
# Inspectors at an authority, whatever it is called; what is only telling beside a word for them.
ANY: Final = anchored(
    (r"\b(?:re-?)?visit(?:ed|s|ing)?\b", "revisit re visit"),
    (rf"\btwo[\s-]days?\b{_NO_VISIT}", "two"),
    (r"\binspection\s(?=on\s\d)", "inspection"),
    (rf"\b{_ORDINAL}\s(?:\w+\s)?(?:check|trip|return)\b", f"first {_LATERS}"),
    weak=(
        (_AGAIN, _AGAINS),
        (rf"\bfor\sthe\s{_LATER}\stime\ssince\b", "for"),
        (rf"\b{_LATER}\stime\s(?:they|inspectors|ofsted)\b", _LATERS),
        (r"\b(?:check|look|return)(?:s|ed|ing)?\b(?!\safter)", "check look return"),
        (
            r"\b(?:came|called|been|went|were|was|goes)\s(?:back|there|here|in|at|with|on\ssite)\b",
            "came called been went were was goes",
        ),
        (r"\b(?:came|spent|tested|examined)\b", "came spent tested examined"),
        (r"\bdropp(?:ed|ing)\sin\b", "dropped"),
        (
            r"\b(?:ofsted|inspectors|hmi|it|they)\s(?:ha(?:s|ve)\swritten|wrote)\sto\b|\binspectors\s(?:have|had)\sbeen\b",
            "ofsted inspectors hmi it they",
        ),
        (
            r"(?<!case\s)(?<!practice\s)(?<!own\s)(?<!pay\s)(?<!which\sthe\s)\breview(?:ed)?\b(?!\sof\s(?:\w+\s)?(?:pay|grades|posts|salar))",
            "review",
        ),
        (r"\bfollow-up\b", "follow"),
        (
            (
                r"\bin\s(?:its|their)\s(?:[\w-]+\s){0,2}letter\b"
                r"|\bin\s(?:a|the)\s(?:[\w-]+\s){0,2}letter\b(?=[^.;]{0,80}\b(?:ofsted|inspectors|hmi|watchdog|it)\s)"
            ),
            "in",
        ),
        *_DATES,
    ),
)
INSPECTORS: Final = cue(
    r"\b(?:inspectors?|inspectorate|inspection|ofsted|hmi|watchdog|regulator|they\s(?:came|visited|returned|called|were\sback|have\sbeen))\b"
)
# Only a visit without grades ends in a letter, lasts two days, or is said not to be a full inspection.
LETTER: Final = anchored(
    (r"\bletter\b", "letter"),
    (r"\b(?:has\swritten|wrote)\sto\b", "has wrote"),
    (
        (
            r"\bnot\sa\s(?:full|formal|graded)\b|\b(?:not|n't)\s(?:give|carry|include|lead\sto|come\swith|"
            r"result\sin|change|award|bring|alter)\s(?:a|an|any|the)?\s?(?:\w+\s)?(?:grad\w+|rating|judge?ment)"
        ),
        "not n",
    ),
    (rf"\btwo[\s-]days?\b{_NO_VISIT}", "two"),
    (r"\bcouple\sof\sdays\b", "couple"),
    (r"\b(?:short|brief|return)\svisit\b", "short brief return"),
    (
        r"\b(?:rating|grade|judge?ment)\s(?:stays|is\sunchanged|is\sunaffected)\b",
        "rating grade judgement judgment",
    ),
    (
        r"\b(?:no|without\sa|any)\s(?:new\s)?(?:graded|formal|overall|new)\s(?:judge?ment|grade|rating)",
        "no without any",
    ),
    (
        rf"\b(?:{_ORDINAL}|latest|newest|most\srecent)\s(?:such\s|ofsted\s)?(?:visit|check|return|trip)\b",
        f"first {_LATERS} latest newest most",
    ),
    (r"\bfollow-up\b", "follow"),
    (
        (
            r"\b(?:returned|(?:came|been|went)\sback)\b[^.;]{0,50}\bto\s(?:check|see|look|test|assess|review|examine|establish)\b"
            r"[^.;]{0,60}\b(?:progress|improve\w*|chang\w+|moved?\son|far)\b"
        ),
        "returned came been went",
    ),
    (r"\b(?:thematic|quarterly)\b|\brevisit\w*\b", "thematic quarterly revisit"),
    *_DATES,
    (_AGAIN, _AGAINS),
    (r"\bvisited\s(?:\w+\s){0,4}(?:twice|(?:two|three|four|five|six|seven|eight|nine|ten)\stimes)\ssince\b", "visited"),
    (rf"\bvisit\s(?:was|is)\s(?:the|its|their)\s{_ORDINAL}\b", "visit"),
    (rf"\b{_LATER}\stime\s(?:\w+\s){{0,6}}since\b", _LATERS),
)
# One of these is in whatever tells of a full inspection; looking for them is far cheaper.
FULL_HINTS: Final = ("full", "week", "-day", "between", "fortnight", "visits")
FULL: Final = cue(
    r"(?<!not\sa\s)\bfull\sinspection|\b(?:\w+|\d)[-\s](?:week|weeks)\b(?=[^.;]{0,20}inspection)|\b(?!two)[\w]+-day\b"
    r"|\bbetween\s\d"
    rf"|\bbetween\s[^.;]{{0,20}}{_MONTH}[^.;]{{0,8}}\sand\s|\bfortnight|\bvisits\s+(?:are|to\s+(?:see|review))"
)
DAYS: Final = cue(
    rf"\b{_MONTH}\b|\bsame\s(?:two\s)?(?:days?|week)\b|\b(?:last|this|earlier\sthis)\s(?:month|week|autumn|summer|spring|winter)\b"
)
# What stands before or after the words of a visit when it has not been, or when such visits are spoken of in general.
_BETWEEN: Final = (
    r"(?:(?!after\b|following\b|since\b|during\b|from\b|at\b|in\b|said\b|says\b|that\b|and\b)[\w'-]+\s){0,3}"
)
AHEAD_BEFORE: Final = cue(
    r"\b(?:will|could|would(?!\s(?:love|like|welcome)\b)|should|may|might|future|next|upcoming|forthcoming|"
    r"ongoing|(?:series|programme|round|number)\sof|instead\sof|rather\sthan|each|every|any|such|subject\sto|"
    r"until|before|expects?|expected|due|awaits?|awaiting|ahead\sof|prepar\w+\sfor|usually|can|if\sa|when\sa|"
    r"replaced?|what\sis(?!\s(?:known|called|described))|no|without\sa|than\sa|is\scalled\sa|under|schedul\w+|plann\w+|there\s(?:is|are)|(?:is|are)\sto\shave|"
    rf"ready\sfor|bracing\sfor|(?:likely|due|expected)\s(?:in|for|by)\s[^.;]{{1,30}},\swith)\s{_BETWEEN}$"
    r"|\b(?:will|could|would|may|might|can|should)\s(?:\w+ly\s|soon\s|also\s)?(?:arrive|come|carry|make|return|visit|hold|"
    r"follow|take|face)\b[^.;]{0,60}$"
)
IN_GENERAL: Final = cue(rf"\b(?:regular|quarterly|frequent|annual)\s{_BETWEEN}$")
AHEAD_AFTER: Final = cue(
    r"^,\sif\s(?:one|it|any)\b|^(?:s\b|'?\s)?\s?(?:\w+\s){0,2}?(?:(?:will|would|are|can|may|should)\s(?!seen\b|now\b|found\b|welcom\w+)|"
    r"is\s(?:due|expected|planned|likely)|(?:later|next)\s(?:this|year|month|week|spring|summer|autumn)|"
    r"in\sthe\scoming|to\scome\b|timetable|programme|cycle|framework|usually|normally|every\b|each\b|the\sinspectorate\slooks\b)"
)
# Sure enough to outweigh "the first" and a headline.
TO_COME: Final = cue(
    r"\b(?:will|awaits?|awaiting|expect(?:s|ed|ing)?|due|(?:ready|brac\w+)\sfor|ahead\sof|prepar\w+\sfor|next|upcoming|"
    rf"forthcoming|schedul\w+|plann\w+)\s{_BETWEEN}$"
)
TO_COME_AFTER: Final = cue(
    r"^[^.;,]{0,40}?\b(?:has\s(?:begun|started)|begins|starts|under\s?way)\b|"
    r"^(?:s\b)?[^.;,]{0,40}?\b(?:will\snot|postponed|cancelled|put\soff|called\soff)\b"
    r"|^(?:s\b)?[^.;]{0,60}?\b(?:(?:was|were)\s(?:now\s)?to\s(?:be|come|take)|rescheduled)\b"
    r"|^(?:s\b)?[^.;,]{0,20}?\b(?:planned|due|scheduled)\s(?:for|in|to|later|next|this)\b"
    r"|^(?:s\b)?\s(?:by|to|of|from)\s[^.;,]{1,70}?\s(?:is|are)\s(?:due|expected|planned|likely|scheduled|overdue)\b"
    r"|^(?:s\b)?\s(?:(?:is|are)\s(?:due|expected|planned|likely|scheduled|to|overdue)\b|will\s(?:be|take|come|happen|follow|look)\b)"
)
# What a visit did: it has been, whatever stands before it ("no further visit", "the next monitoring visit found").
DONE_AFTER: Final = cue(
    r"^[^.;,]{0,50}?\b(?:found|saw|(?<!been )(?<!were )(?<!was )told|showed|shows|took\splace|revealed|raised|praised|"
    r"highlighted|concluded|noted|looked|identified|was\s(?:carried|held|made|published|conducted|done)|focused\son|had\b)"
    r"|^\shave\s(?:since\s|now\s|all\s)?(?:shown|seen|praised|noted|recognised|pointed|reported|found|confirmed)\b"
    r"|^\s(?:\w+ly\s)?(?:(?!plann|schedul|expect|need|requir|call|nam|propos)\w+ed|dealt|went|came|took|gave|led|told|"
    r"brought|made|was|were)\b"
)
# Several visits told as one event: of more than one authority, or counted up to the newest.
SO_OFTEN: Final = cue(r"\bha(?:s|ve)\s(?:now\s|since\s)?been\s(?:\w+\stimes\s|twice\s)?on\s$")
# "It has had a board since, and regular monitoring visits"
HAD_SEVERAL: Final = cue(r"\b(?:ha(?:s|ve)\shad|there\shave\sbeen)\b(?![^.;]*\b(?:no|more|next)\b)[^.;]{0,60}$")
SEVERAL_DONE: Final = cue(
    r"^[^.;]{0,90}?\b(?:found|brought|ha(?:ve|d)\s(?:since\s|now\s)?(?:shown|seen|praised|noted|recognised|pointed|reported|found|confirmed)|saw|took\splace|most\srecent(?:ly)?|latest|last\s(?:month|week))\b"
)
NEWEST: Final = cue(
    r"\bmost\srecent(?:ly)?\b|\bthe\s(?:latest|newest|newer|last)\s(?:one|of\s(?:the|these|them)|visit|was)\b"
)
MANY: Final = cue(r"(?:visit|inspection|report|letter|review|check|look|JTAI)s$")
TWO_OR_MORE: Final = cue(r"\b(?:focuss?ed|monitoring)\svisits\b")
OUTCOME_OF: Final = cue(r"\b(?:after|following|from|findings|letters?|reports?|results?)\s(?:\w+\s){0,3}$")
MINISTER: Final = anchored(
    (r"\bminister(?:ial)?\b[^.;\n]{0,60}\bletter\b", "minister ministerial"),
    (r"\bletter\b[^.;\n]{0,60}\bminister\b", "letter"),
)
# "As with all focused visits", "as part of its programme of focused visits": it is one.
AS_ONE_OF: Final = cue(
    r"\b(?:as\swith|like)\s(?:all|any|every|other)\s(?:\w+\s)?$"
    r"|\bas\spart\sof\s(?:[\w']+\s){1,4}(?:programme|round|cycle|series)\sof\s(?:\w+\s)?$"
)
# A heading, and under it that there was none.
NONE_AFTER: Final = cue(
    r"s?\s*:?\s*(?:there\s(?:has|have)\sbeen\s(?:none\b|no\s(?:such\s)?(?:visits?|inspections?)\b)|none(?:\s(?:yet|so\sfar))?\s*(?:[.\n]|$))"
)
INSPECTED_UNDER: Final = cue(r"\binspected\b[^.;]{0,80}\bunder\s(?:\w+\s){0,3}$")
# "focused visits to Leeds and York": those that were made there.
TO_NAMED: Final = re.compile(rf"\s(?:to|of|at|in)\s(?:the\s)?(?:{SERVICE}+\s(?:of|in|at)\s(?:the\s)?)?(?={AUTHORITY})")
# "Leeds, 20 and 21 February: ...", "York: ...": how an entry of a list begins.
ENTRY_AFTER: Final = re.compile(r"\s?[,:]\s")
ONE_OF: Final = cue(r"\bone\sof\s(?!which|whom|them)(?:\w+\s){1,4}$")
WEEKS: Final = cue(r"\bweeks?\b")  # as long as only a full inspection
NTH_SINCE: Final = cue(rf"\b{_ORDINAL}\s(?:\w+\s){{0,2}}(?:visit|inspection|time)\s[^.;]{{0,20}}\bsince\b")
BOTH: Final = cue(r"\b(?:both(?!\sthe)|the\s(?:first\s)?(?:two|pair)|two\s(?:councils|authorities|boroughs))\b")
# A visit before the one that a text is about: it is recalled, and only told where no other is.
OLD: Final = cue(
    r"\b(?:last|previous|earlier|prior)\s(?:monitoring|focus\w*)|\bsince\s(?:the|a|its|that|our|their)\s(?:\w+\s)?"
    r"(?:monitoring|focus\w*)|\b(?:monitoring|focus\w*)\svisits?\slast\syear\b"
    r"|\blast\syear's\s(?:\w+\s)?(?:monitoring|focus\w*)"
)
AT_THE_LAST: Final = cue(r"\bat\s(?:the|its|their|our)\slast\s$")
AGO_BEFORE: Final = cue(r"^\W*\w+\syears?\sago,?\s(?:\w+\s){0,3}$")
AGO_AFTER: Final = cue(r"^[^.;,]{0,20}\byears?\sago\b")
# Not Ofsted's visits to children's services.
ELSEWHERE_BEFORE: Final = cue(
    r"\b(?:auditors\s(?:have|had|began|are|were|will)|peer|send|dfe|nhs\sengland|lga|priority\saction|local\sarea|department\sfor\seducation)\b[^.;]{0,50}$"
    r"|\b(?:an?|the|one|its)\s(?:[\w'-]+\s){0,2}(?:school|college|academy|nursery|children's\shome)\b[^.;,]{0,50}$"
    r"|\byouth\s(?:offending|justice)\b[^.;]*$"
)
ELSEWHERE_AFTER: Final = cue(
    r"^[^.;]{0,50}?\bby\s(?:\w+\s)?auditors\b|^[^.;]{0,12}?\b(?:to|of|at)\s(?:(?!children's\s(?:services|social))[\w'-]+\s){0,4}"
    r"(?:home|homes|school|schools|college|nursery|academy|prison|partnership|send|adult|fostering|adoption|agency)\b"
)
OTHER_VISITOR: Final = cue(
    r"\b(?:minister(?:ial)?|secretary|commissioner|dfe|department\sfor\seducation|peer|lga|adoption|fostering|schools?|clubs?|childminders?|nurser(?:y|ies)|youth\scentre|ombudsman|local\sgovernment\sassociation|other\scouncils|health\svisit\w*|home\svisits?|website|"
    r"visiting\s(?:children|families|community)|visit\sshots|send|special\s(?:educational\s)?needs|cqc|hmicfrs|probation)\b"
)
# What only an authority lives with that was rated inadequate.
TROUBLED: Final = anchored(
    (
        (
            r"\bimprovement\s(?:partner|board|notice)|\bintervention|\bcommissioner|\bspecial\smeasures|\bstripped\sof|\bimprovement\sjourney|"
            r"\bnot\s(?:getting\sbetter|improving)\s(?:fast|quickly)|\bpace\sof\s(?:change|improvement)|\btoo\sslow|\bfailing\b"
        ),
        "improvement intervention commissioner special stripped not pace too failing",
    )
)
LOOKED: Final = cue(
    r"\b(?:inspectors|ofsted|visit(?:ed)?|inspected|looked)\b"
    rf"|\b\d{{1,2}}\s(?:{_MONTH}\s)?(?:and|to|&|-)\s\d{{1,2}}\s{_MONTH}\b"
)
HEADING: Final = cue(
    rf"(?:\W*[^\w{AUTHORITY}])?{AUTHORITY}++(?:\s(?:[\w']+\s){{0,4}}(?:council|borough|county|city|trust))?\W*"
)
MAY: Final = re.compile(r"(?<!^)\bMay\b")
COMPARED_BEFORE: Final = cue(r"\b(?:than|since|prompted)\b[^.;,]{0,30}$|^\W*since\b[^.;]*$")
BEFORE_THAT: Final = cue(r"^[^.;]{0,40}?(?<!has )(?<!have )\bhad\b")
LATEST: Final = cue(
    r"\b(?:latest|newest|most\srecent|recent|(?:the|a|its|'s|their|our)\s(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)|(?:first|second|third|fourth)\sof|welcom\w+)\b"
)
GRADED_INSPECTION: Final = cue(
    rf"{G}\s(?:ofsted\s)?inspection\b|{AREA_MARKS[OVERALL]}+\s(?:was|came\sout)\s[^;.,]{{0,20}}{G}|{G}[\"']?\s(?:in\s|across\s)?{AREA_MARKS[ALL_AREAS]}"
)
GRADED: Final = cue(rf"[^,;.(]*{G}[^,;.)]{{0,60}}")
GRADED_AFTER: Final = cue(rf"(?:\b(?:rated|judged|graded|found|deemed|branded)\s[^,;.]{{0,40}}?)?{G}[^,;.)]{{0,60}}")
SINCE: Final = cue(r"\b(?:since|after|following)\s[^,;.()]{0,60}?(?:,\s(?:in|of)\s(?:\w+\s)?)?\b20\d\d\b")
DAY: Final = cue(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s?(?:and|to|-|&)\s?)?(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b"
    r"(?:,?\s(20\d\d)|(\slast\syear))?"
)
MONTH_OF: Final = cue(rf"\b{_MONTH}\b(?!\s\w+ly\b)(?:,?\s(?:of\s)?(20\d\d)|(\slast\syear))?")
YEAR_ONLY: Final = cue(r"(?<![\d£/.,-])(20[0-3]\d)\b(?![,/]\d)")
