"""The words that say when a grade was given. Each pattern is for lower-case marked text."""

import re
from typing import Final

from monitor.model.framework import REQUIRES_IMPROVEMENT
from monitor.stages.detect.cues import Heads, cue, hinted
from monitor.stages.detect.lexicon import AREA, AUTHORITY, GRADE_MARKS, SERVICE, G

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|"
    r"Feb|Apr|Aug|Sept?|Oct|Nov|Dec)"
)
YEAR: Final = cue(
    rf"(?<![\d£/.,-])(?:({MONTH})(?:\s\d{{1,2}}(?:st|nd|rd|th)?,?)?,?\s(?:of\s)?)?(?<!\bdate )(20[0-3]\d)\b(?![,/]\d)"
)
# The same without the month, far faster: it begins with letters of which a text has few.
ONLY_YEAR: Final = re.compile(r"20(?<![\d£/.,-]20)(?<!\bdate 20)[0-3]\d\b(?![,/]\d)")
LAST: Final = hinted(
    r"\b(?:previous(?:ly)?|formerly|earlier(?=\s(?:rated|judged|graded|rating|grade|judge?ment|"
    r"inspection|verdict))|prior|last\s(?:full\s|time|graded\s|major\s|Ofsted\s|ILACS\s|formal\s|"
    r"such\s|published\s|routine\s|official\s|similar\s|standard\s|been\s)?(?:inspect\w*|visit\w*|rated|"
    r"judged|graded|assess\w*|report\w*|rating|called|looked|came|made|judge?ment|out|review\w*|ratings)"
    r"|until\s(?:now|recently|th(?:is|at)\s(?:report|inspection))|before\s(?:this|that|the\slatest|today)|before(?=[\s.,;!?\"')]*$|,\s(?:says?|said|according)\b)|(?:the\sold|its\spredecessor)\s(?:one\s|report\s)?(?:said|had|read|spoke|saw)|held\sa\srating|"
    r"the\sone\sbefore|immediately\sbefore|old\s(?:rating|grade))\b|^\W*(?:last|that)\stime\b",
    "previous previously formerly earlier prior last until before held immediately old predecessor that",
)
PAST: Final = hinted(
    r"\b(?:at\sth(?:e|at)\stime|back\sin|once(?!\s(?:again|more)|-)|had\s(?:previously|only|earlier|both|"
    r"just|then|again|since\sbeen|originally|already)|used\sto\sbe|used\sto(?=\s[\"']?[\ue001-\ue004])|(?:spent|"
    r"spend)\b[^;.]{0,30}\b(?:years|decade)\b|\bthen\s(?:reported|found|said|rated|judged)|then(?=[\s.,;!?\"')]*$)|"
    r"twice\s(?:rated|judged|found|branded)|(?:rated|judged|graded|found|given|"
    r"received)\b[^;.]{0,60}\blast\syear|historic\w*|originally|initially|first\sachieved|first\srated"
    r"|(?:was|were)\sthen|then\s(?:rated|judged|graded)|having\s(?:been|previously)|\bof\sthat\syear\b|(?:an?|"
    r"the)\searlier\s(?:inspection|report|visit|full)|earlier\s(?:inspections?|visits?|reports?)|(?:two|three|four|five|"
    r"several|both|all)\sprevious|(?:years|"
    r"months)\sof\sbeing|decades?\sof|ever\shad|(?:every|each)\s(?:other\s|earlier\s|previous\s)?time|(?:had|held)\sbefore|"
    r"(?:inspections|visits|reports|verdicts|judge?ments)\s(?:that|which)\s(?:\w+\s)?(?:ended|resulted|finished|came\sout)|"
    r"than\s(?:\w+\s){0,2}when|build(?:s|ing)\son\s(?:an?|the|its|their)|under\s(?:the|an?)\s"
    r"(?:former|old|previous|earlier)\s(?:\w+\s)?(?:framework|regime|system))\b",
    (
        "ever held time back once had used spent spend then twice last historic historically originally initially "
        "first having earlier previous being decade decades every each year inspections visits reports verdicts "
        "under than builds building judgements judgments"
    ),
)
THEIR_REPORT: Final = cue(r"\bthe\s(?:\w+\s)?(?:inspection|report)\sof\s20\d\d\b")
_REQUIRED: Final = GRADE_MARKS[REQUIRES_IMPROVEMENT]
PLUPERFECT: Final = hinted(
    rf"(\b(?:said|says|announced|revealed|confirmed|learn\w*|heard|told|found|news|shows?|showed|"
    rf"celebrat\w+|welcom\w+|congratulat\w+|noted|reported|delighted|pleased|thrilled)\b[^.;]{{0,60}})?\b(?:had|'d)\s(?:been\s)?(?:all\s|"
    rf"also\s|both\s)?(?:rated|judged|graded|deemed|found|given|branded|received|held|got|"
    rf"(?:been|made)(?=\s[\"']?{G})|described|considered|assessed|scored|achieved|declared|fallen|dropped|"
    rf"risen)\b|\bhad\s(?=[\"']?{_REQUIRED})",
    "had d",
)
AGO: Final = hinted(
    r"\b(?:more\sthan\s|over\s|almost\s|nearly\s|just\s|only\s|some\s|about\s|around\s|"
    r"a\slittle\s(?:over|more\sthan)\s|under\s|less\sthan\s)*(a|an|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|\d{1,2}|several|few)\s(?:short\s|and\sa\shalf\s)?(years?|months?|decade)\s(ago|"
    r"back(?=\s(?:it|they|we|the|its|their)\b)|earlier|before|previously|after(?!\s(?:that|the|his|her|an?)\s)|on\s(?:from|since)|since)\b",
    "year years month months decade",
)
EXIT: Final = hinted(
    rf"\b(?:out\sof(?!\s(?:the\s)?(?:two|three|four|five|six|\d))|left(?!\scare\b|\s(?:its|their|the)\s[^,;.]{{0,40}}?services)|against(?!\s{AREA})|versus|no\slonger|shed(?:s|ding)?|"
    rf"ditch(?:es|ed|ing)?|remov(?:ed?|es|"
    rf"ing)|escap\w+|left\sbehind|sh(?:ak|ook)\w*\soff|los(?:es?|t|ing)|emerg\w+\sfrom|leav(?:es|ing|"
    rf"e)|exit(?:s|ed|ing)?|free\s(?:of|from)|rid\sof|thr(?:ow|ew)\w*\soff|overturn\w*|end(?:s|ed|ing)\s(?:its|their)|"
    rf"moved?\son\sfrom|gone\sfrom\sbeing|lift(?:s|ed)?\s(?:from|its|the)|off|improvement\s(?:on|from)|"
    rf"strip(?:s|ped)\sof|turn\w*\saround|replac\w+|swap\w*|trad(?:ed?|es|ing)(?:\sin)?|exchang\w*)\s(?!with\b)"
    rf"(?:(?:(?!\sas\s|inspection|\sreport|\s(?:is|are|was|were|has|have|gave|given?|rate[sd]?|judged)\s)"
    rf"[^,;.{G[1:-1]}]){{0,45}})?(?<!\sto\s)$",
    (
        "out left against versus no shed sheds ditched remove removing escape emerged shake shook lose lost losing "
        "leaves leave leaving ends ended ending exit free rid throw threw overturned move moved gone lifts off "
        "improvement strips turned replaced swap trade trading exchange"
    ),
)
# "not enough to lift the services out of ...": the grade stays.
STAYED: Final = hinted(
    r"\b(?:not\s(?:been\s)?(?:enough|sufficient\w*|able)|fail(?:s|ed|ing)?|unable|insufficient|too\slittle)\b[^,;.]{0,80}$",
    "not fail unable insufficient little",
)
# "It has not moved from G", "has yet to climb from G": of what stands before the "from".
NOT_LEFT: Final = cue(r"\b(?:not|n't|never|no|without|fail\w*|yet\sto|unable|struggl\w*)\b[^,;.]{0,40}$")
# "It has not moved from G": it has it still.
NOT_MOVED: Final = cue(r"\b(?:not|n't|never)\s(?:\w+\s)?(?:moved|budged|shifted|changed|stirred|strayed|departed)\s?$")
REACH: Final = 110  # characters before a grade


def is_stayed(before: str, heads: Heads) -> bool:
    """Tell whether what stands before a grade says that it was not left: "not enough to lift the services out of"."""
    return EXIT.search(before[-REACH:], heads) is not None and STAYED.search(before, heads) is not None


NONE_ESCAPES: Final = hinted(
    r"^\W*(?:nothing|none|nobody|no\s\w+|not\sone)\b[^;.]{0,90}\b(?:escape|avoid)\w*\s[\"']?$",
    "nothing none nobody no not",
)
LIFTED: Final = cue(
    rf"^[\"']?\s(?:Ofsted\s)?(?:tag|rating|judge?ment|status|label|grade|grading|"
    rf"verdict)\b[^.;,{G[1:-1]}]{{0,60}}?\s(?:has\sbeen\s|was\s|is\s|have\sbeen\s|"
    rf"being\s)?(?:\w+ly\s)?(?:lifted|removed|shed|dropped|lost|overturned|left\sbehind|gone|history|"
    rf"over|ditched)\b|^[\"']?\s(?:has\s|have\s)?ended\b"
)
SINCE_AFTER: Final = cue(
    r"^[\"']?(?:\s(?:rating|grade|judge?ment|verdict|status))?,?(?:\sby\sOfsted)?\s(?:(?:ever\s)?since\s(?:(?:\w+\s)?(?P<year>20\d\d)|last\syear)|"
    r"(?:again\s)?earlier\sthis\s(?:year|month)|when\s(?:he|she|they|it|i|we)\s(?:took\sover|arrived|came|started|joined|began|was\sappointed)\b|for\s(?:the\s(?:last|past)\s)?(?:\w+\s){1,2}years)"
)
THE_FIRST_BEFORE: Final = re.compile(r"\bfirst\s(?:[\w']+\s){0,3}[\"']?$")  # "its first G since 2013"
PRESENT_PERFECT: Final = hinted(
    r"\b(?:has|have|'s|'ve)\s[\"']?(?:\w+ly\s|now\s|just\s|also\s|both\s|all\s|again\s|"
    r"once\smore\s)*(?:been\s)?(?:\w+ly\s|now\s)*(?:rated|judged|graded|deemed|found|given|awarded|"
    r"handed|received|achieved|retained|maintained|kept|moved|gone|risen|fallen|dropped|improved|"
    r"deteriorated|declined|worsened|"
    r"classed|branded|upgraded|downgraded|raised|earned|won|secured|scooped|remained|become|jumped|"
    r"climbed|slipped|declared|been|sheds?|assessed|labelled|ranked|given|described)\b",
    "has have s ve",
)
NOW: Final = hinted(
    r"\b(?:today|now|this\s(?:week|morning|month|afternoon)|yesterday|latest|new(?:ly)?(?=\s(?:report|"
    r"rating|grade|judge?ment|inspection|Ofsted))|published|just(?!\s\w+\s(?:years?|months?)\b)|currently)\b",
    "today now this yesterday latest new newly published just currently",
)
THAN: Final = hinted(r"\bthan\s(?:[\w']+\s){0,4}[\"']?$", "than")
ATTACHED: Final = {"which", "when", "where", "though", "although", "while"}
STANDING: Final = hinted(
    rf"\bcurrently\b|\b(?:threat\w*|risk\w*|jeopard\w*)\b[^{G[1:-1]}]{{0,30}}\b(?:its|their)\s|"
    rf"^[,\s]*(?:which|whose|who|where)\b[^,;]*\b(?:is|are)\s(?:both\s|also\s)?(?:rated|judged|graded|"
    rf"deemed)\b|^,\s(?:which|whose)\b[^,;]{{0,40}}\b(?:ha(?:s|ve)\sbeen\s(?:rated|judged|graded|deemed)|"
    rf"(?:ofsted|inspectors)\s(?:has|have)\s(?:rated|judged|graded|called|found))\b(?![^,;]*\b(?:now|just|this|today)\b)|"
    r"^,\s(?:which|whom)\s(?:ofsted|inspectors)\s(?:rates?|judges?|grades?|calls?|considers?)\b|"
    rf"\b(?:department|services?|council|authority)\sthat\s(?:ofsted|inspectors)\s(?:has|have)\s(?:rated|judged|graded|branded|found|called)\b",
    "currently threat threaten risk risked jeopardy which whose whom who where that",
)
# "Current rating: G", where no previous one is listed beside it.
CURRENT_BEFORE: Final = cue(
    r"\bcurrent\s(?:ofsted\s|overall\s|inspection\s){0,2}(?:rating|grade|grading|judge?ment|status)\s?(?::|-|is|of)\s[\"']?$"
)
# "Leeds, a G council, is helping ..."
APPOSED_BEFORE: Final = re.compile(rf"{AUTHORITY},\san?\s[\"']?$")
# "Being a G authority, we were to be looked at lightly"
BEING_BEFORE: Final = cue(r"\bbeing\san?\s[\"']?$")
OF_A_COUNCIL_AFTER: Final = cue(
    r"^[\"']?(?:-rated)?\s(?:local\s)?(?:council|authority|borough|county|department|service)\b"
)
COUNCIL_AFTER: Final = re.compile(r"^[\"']?\s(?:council|authority|borough|county|department),\s")
STANDS_FOR: Final = hinted(rf"{G}\s(?:for|since)\s(?:\w+\s){{0,3}}(?:years|decades?|20\d\d)", "years decade 0")
OPENS_PAST: Final = hinted(
    r"^\W*(?:last\syear\b|before,\s|(?:\w+\s){1,3}years\sago\b|not\slong\sago\b|(?:only\s)?a\sfew\smonths\sago\b|back\sin\b|previously\b|historically\b|"
    r"(?:date\s[\d-]+\s)?earlier\sthis\s(?:year|month)\b|(?:back\s)?then\b|at\sthe\stime\b|the\sprevious\s|for\s(?:\w+\s){1,3}(?:years|decade)\b|over\sthe\sborder\b)",
    "last ago back before previously historically earlier then time previous years decade border",
)
SPELL: Final = hinted(r"\b(?:years|months|decade)\s(?:in|during)\swhich\b|\bwhen\sit\swas\sset\sup\b", "which set")
# "the director who led its rise to G": told of a person, and not of those who came to inspect.
WORK_OF_SOMEBODY: Final = hinted(
    r"(?<!\binspectors )(?<!\binspectors, )(?<!\bofsted, )\bwho\s(?:\w+\s){0,2}"
    r"(?:led|took|steered|guided|helped|oversaw|saw|brought|moved|lifted|turned)\b[^.;]*$",
    "who",
)
COORDINATE: Final = re.compile(r"^[\"']?(?:\s\w+){0,3}?,?\s(?:and|or|then)\s(?:\w+\s){0,2}[\"']?$")
POSSESSED: Final = cue(
    rf"(?:{AUTHORITY}(?:'s|')?|\b(?:its|their|the\s(?:council|borough|county|city|authority)'s))\s$|"
    rf"\bone\sof\s(?:the\s|a\s|only\s)?(?:few|handful)\b[^;.]{{0,30}}$"
)
SERVICES_AFTER: Final = re.compile(rf"^\s(?:{SERVICE}|ofsted\sgrade)")
RANKS: Final = cue(
    rf"\blast\s(?:week|month|year|night|few|two|three|four|five|six|autumn|spring|summer|winter|\w+day|{MONTH})\b"
)
NUMBERS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "several": 3,
    "few": 3,
}

NAMED_AFTER: Final = re.compile(rf"^[\"']?\s(?:{AUTHORITY}|councils?\b|(?:local\s)?authorit(?:y|ies)\b)")
JUST_SAID: Final = cue(
    r"\ban?\s[\"']?$|\b(?:rat|judg|grad|deem|found|brand|declar)\w*\s[^;]{0,30}$|\b(?:as|for|is|are|was|were)\s$|[:-]\s$"
    r"|\b(?:now|becomes?|became|joins?|joined|made)\b[^;.]{0,40}\b(?:one\sof|other|among)\b[^;.]{0,20}$|\bjoin(?:s|ed)\s[^;.]{0,20}$"
)
HAS_LEFT: Final = re.compile(
    r"\bha(?:s|ve)\s(?:now\s|just\s|finally\s|at\slast\s)?(?:shed|left|escaped|lost|shaken|thrown|ditched|climbed\sout|come\sout|moved\sout)\b"
)
LEFT_ONCE: Final = cue(r"\bhad\b|\b(?:last|previous)\s(?:\w+\s)?inspection|\bin\s20\d\d\b")
WHOSE: Final = hinted(
    rf"\b(?:councils?|authorit(?:y|ies)|borough|county|city)(?:\s\w+){{0,3}}\s(?:whose|where|(?:which|that)\s(?:was|were|had))\b[^,;{G[1:-1]}]*$",
    "council councils authority authorities borough county city",
)
# "in the company of two other councils whose services are G"
IN_COMPANY: Final = cue(
    r"\b(?:in\sthe\scompany\sof|on\sa\spar\swith|level\swith|joins?|joined)\s(?:only\s|just\s)?(?:[\w-]+\s){1,5}"
    r"(?:councils|authorities|boroughs)\s(?:whose|that|which|with|to)\b[^.;]{0,60}$"
)
# "an inspection whose overall judgement was G": of a report, not of an authority.
WHOSE_VERDICT: Final = re.compile(
    rf"^\W*whose\s(?:\w+\s){{0,2}}(?:judge?ment|verdict|word|outcome|grade|rating|conclusion|finding|result|{AREA})\s?"
    rf"(?:(?:for|on|of)\s(?:the\s|its\s|their\s)?(?:[\w']+\s)?(?:{SERVICE}+|services?|council|{AUTHORITY}+)\s)?(?:was|were|is)\b"
)
OPENS_DATED: Final = re.compile(
    r"^\W*(?:(?:back\s)?(?:in|by)|(?:[a-z]+\s){0,4}(?:back|rewind)\sto)\s(?:[a-z]+\s)?(20[0-3]\d)\b"
)
_YEARS_LATER: Final = (
    r"(an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\syears?\s"
    r"(?:later\b|on\b|after\sthat\b|after(?=[.,;]))"
)
LATER: Final = re.compile(rf"^\W*(?:(?:just|only|some|about|almost|nearly)\s)?{_YEARS_LATER}")
LATER_AFTER: Final = re.compile(rf"^[\"']?,?\s{_YEARS_LATER}")
# "May 2017 was the last time that inspectors looked at all of it. They judged it G."
WAS_THE_LAST: Final = cue(
    r"\b(?:was|were)\sthe\slast\s(?:time|occasion)\b|\b(?:inspectors|ofsted)\slast\s(?:inspected|visited|came|looked)\b"
)
SIMPLE_PAST: Final = cue(r"\b(?:was|were|received|got|gave|rated|judged|graded|said|came|found)\b")
ASIDE_BEFORE: Final = hinted(
    r",\s(?:in\s\w+\s|last\s\w+\s)?(?:rated|judged|graded|branded|deemed|found|labelled|ranked)\s(?:as\s|to\sbe\s)?[\"']?$",
    "rated judged graded branded deemed found labelled ranked",
)
ASIDE_AFTER: Final = cue(r"^[\"']?(?:\s(?:at|by|during|for|in|since|last|overall|under)\b[^,;.]{0,50})?,\s")
FRONTED: Final = cue(
    r"^\W*(?:after|following|having|since|despite)\b(?![^,]*\b(?:weeks|days|inspection|visit)\b)[^,]*,?$"
)
# "two years after it was called G"
YEARS_BEFORE: Final = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|few|several)\s(?:years?|decade)$"
)
AFTER_IT_WAS: Final = cue(
    r"^\W*after\s(?:being|(?:[\w']+\s){1,5}?(?:was|were|had\sbeen|rated|judged|graded|found|branded|called|condemned|declared))\s"
    r"(?:[\w']+\s){0,4}[\"']?$"
)
AFTER_A_WHILE: Final = cue(
    r"^\W*(?:after|following)\s(?:(?:\w+\s){1,2}(?:weeks?|days?|months?)\b"
    r"|(?:an?|the|its|their)\s(?:[\w-]+\s){0,3}(?:inspection|visit|review)\b(?!\s(?:which|that|rated|judged|found)))"
)
IN_BRACKETS: Final = re.compile(r"[\"']?\s?\((?:in\s|since\s)?(?:[a-z]+\s)?(20[0-3]\d)\)")
# "good (was inadequate)", "outstanding (2019: requires improvement)": the grade before, in brackets.
BRACKET_OPENS: Final = re.compile(
    r"\((?:(?:up|down)\sfrom|was|were|previously|formerly|from|last\stime|before|then|(?:in\s)?(20[0-3]\d))[\s:,-]{1,3}[\"']?$"
)
NO_MORE: Final = cue(r"^[\"']?\s(?:(?:\w+\s)?any\s?(?:more|longer)|no\s(?:more|longer))\b(?!\sthan\b)")
MINUTES: Final = cue(
    r"\b(?:members|councillors|the\s(?:committee|board|panel|cabinet))\s(?:heard|noted|discussed|received|were\stold)\b"
    r"|\bresolved\b|\bminutes\b"
)
RATED_AFTER: Final = cue(r"^[\"']?-(?:rated|graded|judged)\b")
COMPARED_YEAR: Final = cue(
    r"\b(?:(?:grades?|notch(?:es)?)\s(?:down|up)\son|(?:level|grade|mark|rung|place|position)\s(?:of|as\sin)|same\sas\sin|"
    r"(?:is|was)\sthe\s(?:one|word)\s(?:that\s)?(?:it|they|we)\shad\s(?:back\s)?in|"
    r"(?:where|as|what)\s(?:it|they|we)\s(?:was|were|had\sbeen|ha(?:s|ve)\sbeen|did|stood|got)\s(?:ever\s)?(?:(?:early|late)\s)?(?:in|since|at\sthe\s(?:start|end)\sof)|(?:unchanged|ever)\ssince)\s$"
)
COMPARED_AGO: Final = cue(r"\b(?:where|as|what)\s(?:it|they|we)\s(?:was|were|had\sbeen|did|stood|got)\s$")
# Just now: of a grade whose sentence says so.
FRESH: Final = hinted(
    r"\b(?:today|tonight|this\s(?:week|morning|afternoon|evening)|yesterday|newly|last\s(?:week|night)|"
    r"(?:last|on|until)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:this\smonth's|latest)\s(?:ofsted\s)?(?:batch|round|crop|reports|results))\b",
    "latest today tonight this yesterday newly last monday tuesday wednesday thursday friday saturday sunday",
)
