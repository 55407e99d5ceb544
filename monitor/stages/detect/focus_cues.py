"""The words that say whose grade is told, and whose is only compared with it. For lower-case marked text."""

import re
from typing import Final

from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import AUTHORITY, G

ASIDE: Final = cue(
    r"\b(?:except|excluding|than|alongside|unlike|neighbour\w*|nearby|outside|from|joined|"
    r"career|worked|working|role|job|similar|partner(?!ship)\w*|improver|only(?:\sby)?|against|near|beside|"
    r"apart\sfrom|previously\s(?:at|of|with)|formerly\s(?:at|of|with)|director\s(?:at|in|of)|like|"
    r"compar\w+|mentor\w*|supported\sby|help\sof|post\sat|spell\sat|stint\sat|"
    r"read\smore:?)\b[^.;:\n]{0,26}$"
)
CAREER: Final = cue(
    r"\b(?:(?:he|she|who)\s(?:has\s|had\s|previously\s|also\s|once\s)?(?:led|ran|headed|managed)|joined|career|worked|role|job|previously|formerly|director\s(?:at|in|of)|"
    r"post\sat|spell|stint|(?:comes?|came|coming)\sfrom)\b[^.;:\n]{0,60}$"
)
JOB_AFTER: Final = cue(
    r"^(?:'s|s')?\s(?:\w+\s){0,3}?(?:director|chief|boss|head|manager|deputy|leader|social\sworker|colleague)"
)
# One that helps another, or lends it a person, gets no grade for it.
HELPER_AFTER: Final = cue(
    r"^(?:\s(?:city|county|borough|council))*\s(?:had\s|has\s|was\s|then\s)*(?:took|taken|takes?|stepped|put|ran|run|"
    r"brought|drafted|sent|asked|appointed)\s(?:[\w']+\s){0,4}(?:over|in|them|it|to|control|charge|on|up)\b"
)
LENT: Final = cue(r"\b(?:commissioner|adviser|improvement\spartner)\b")
ONCE_BEFORE: Final = cue(r"\b(?:former(?:ly)?|ex-?|previous(?:ly)?|once|one-time)\s?$")
# A bigger place that only says where the authority lies: "Waltham Forest in London", "a part of Devon".
PART_BEFORE: Final = cue(
    r"\b(?:(?:(?:an?|this|that|every)\s(?:\w+\s)?(?:part|corner|area|side|half)|parts)\sof|(?:boroughs?|city|towns?|district|"
    r"unitary)\sin)\s(?:the\s)?(?:county\sof\s)?$"
)
WITHIN: Final = cue(r"^(?:'s)?(?:\s\([^)]{2,12}\))?,?\sin\s(?:the\s)?(?:county\sof\s)?$")
OTHERS: Final = cue(
    r"\b(?:only|no|the)\s(?:one\s|two\s|three\s|\w+\s)?other\b|\banother\s(?:\w+\s)?(?:council|"
    r"authority)\b|\balone\b|^\W*(?:only|just|elsewhere in the region)\s|\bother\s(?:councils|"
    r"authorities)\b|\bthe\ssame\s(?:climb|jump|leap|rating|grade)\b|\bneighbour\w*\b|\bnext\sdoor\b|"
    r"\belsewhere\sin\b|\bover\sthe\sborder\b|\b(?:one|two|three|four|five|six|several|few)\sother\s(?:[\w-]+\s)?"
    rf"(?:councils|boroughs|authorities|counties)\b|\b(?:year|month|week)s?\safter\s(?:the\s)?{AUTHORITY}"
)
# Without one of these a sentence compares nobody; looking for them is far cheaper.
OTHERS_HINTS: Final = (
    "other",
    "alone",
    "only",
    "just",
    "elsewhere",
    "same",
    "neighbour",
    "next door",
    "border",
    "year after",
    "years after",
    "month after",
    "months after",
    "week after",
    "weeks after",
)
NAMELESS_OTHER: Final = cue(
    r"\b(?:no|only|one|two|three|few|any|many|most|several)\s(?:one\s)?other\s(?:\w+\s)?(?:council|authorit|area)"
)
FOR_AFTER: Final = cue(
    rf"^[\"']?(?:\s(?:rating|grade|judge?ment|verdict)s?)?\s(?:also\s)?(?:for|to)\s(?:also\s)?(?:the\s)?({AUTHORITY})"
)
TOGETHER: Final = cue(r"\b(?:both(?!\sthe)|the\s(?:two|pair|three)|all\sthree)\b")
KIND_OF: Final = cue(r"the(?<=\bthe)\s(city|county|borough|island)(?:'s|\scouncil)?\b")
KIND_IN_NAME: Final = {"island": "isle"}
NUMBERS: Final = {"both": 2, "pair": 2, "two": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4}
SO_MANY: Final = cue(
    rf"\b({'|'.join(NUMBERS)})\s(?:\w+\s){{0,3}}(?:councils|authorities|boroughs|counties|cities|departments)\b(?!')"
)
# Without one of these a line speaks of no several authorities; looking for them is far cheaper.
SEVERAL_HINTS: Final = ("councils", "authorities", "boroughs", "counties", "cities", "departments")
SEVERAL: Final = cue(r"\b(?:councils|authorities|boroughs|counties|cities)\b(?!')")
CONJUNCTION: Final = re.compile(
    r"^(?:'s)?(?:\s\([A-Za-z]{2,6}\))?(?:,?\sin\s[^,.;()]{2,30}?,?)?(?:\s(?:and|&)\s(?:the\s)?|,\s(?:and\s)?(?:the\s)?|\s?/\s?|(?:\s[Cc]ouncils)?\s(?:and|&)\s)$"
)
GRADE_OF_ANY_SCALE: Final = re.compile(rf"{G}+|\b(?:adequate|satisfactory|average)\b")
