"""The words that say whose grade is told, and whose is only compared with it. For lower-case marked text."""

import re
from typing import Final

from monitor.stages.detect.cues import cue
from monitor.stages.detect.lexicon import AUTHORITY, G

_ITS_KIND: Final = r"(?:\s(?:city|county|borough))?(?:\scouncil)?"  # after a name: "Leeds City Council"

ASIDE: Final = cue(
    r"\b(?:except|excluding|than|alongside|unlike|neighbour\w*|nearby|outside|"
    r"from(?!\s(?:\w+\s)?[\"']?(?:inadequate|requir\w+|good|outstanding)\b)|joined|"
    r"career|worked|working|role|job|similar|partner(?!ship|s,)\w*|improver|only(?:\sby)?|against|near|beside|"
    r"in\spartnership\swith|apart\sfrom|previously\s(?:at|of|with)|formerly\s(?:at|of|with)|director\s(?:at|in|of)|like|"
    r"compar\w+|mentor\w*|supported\sby|help\sof|post\sat|spell\sat|stint\sat|"
    r"(?:it|we|they|which|that)\sshares?\swith)\b[^.;:\n]{0,26}$|\bread\s(?:more|next|also)\b:?[^.;:\n]{0,26}$"
)
CAREER: Final = cue(
    r"\b(?:(?:he|she)\s(?:works|(?:now|currently)\s(?:leads|runs|heads|works))|(?:(?:he|she)\s(?:has\s)?|who\s)(?:had\s|previously\s|also\s|once\s)?(?:led|ran|headed|managed|leaves|left|quits?|retired)|who\sis\salso\s(?:the\s)?(?:chief\sexecutive|director|head)\sof|joined(?!\s(?:forces|up))|career|worked|role|job|previously|formerly|director\s(?:at|in|of)|"
    r"post\sat|spell|stint|(?:comes?|came|coming)\sfrom)\b[^.;:\n]{0,60}$"
)
JOB_AFTER: Final = cue(
    r"^(?:'s|s')?\s(?:\w+\s){0,3}?(?:director|chief|boss|head|manager|deputy|leader|social\sworker|colleague)"
)
# "Leeds responds to Bradford's rating": the headline is about the other one.
ANSWERS: Final = cue(
    rf"^(?:\scouncil)?(?:'s)?\s(?:(?:responds?|response|reacts?|reaction|statement|reply|replies)\s(?:to|on)|(?:says|congratulates|welcomes|comments\son)"
    rf"(?:\sabout)?)\s(?:the\s)?(?:\w+\s){{0,3}}?{AUTHORITY}"
)
# "It began helping Leeds": one that is helped, but not "helped Leeds to a good rating".
HELPED_BEFORE: Final = cue(r"\bhelp(?:ing|ed)\s(?:the\s)?$")
HELPED_TO: Final = cue(r"^(?:'s)?[^.;,]{0,40}\s(?:to|out\sof|get|become|reach|win|earn|gain|secure)\b")
PARTNER_AFTER: Final = cue(rf"^{_ITS_KIND},\s(?:its|their|the|an?)\s(?:[\w']+\s){{0,2}}partner\b")
IS_NEIGHBOUR: Final = re.compile(r"'s?\s(?:\w+\s)?(?:neighbour|rival|twin)\b")  # "Leeds, York's neighbour"
# "Leeds, which is G, will help": what it is it was before.
WILL_HELP_AFTER: Final = cue(
    rf"^{_ITS_KIND}(?:,\s(?:which|who)\s[^,;.]{{0,60}},|\s\([^)]{{0,40}}\))?\s(?:will|would|is\sto|has\sagreed\sto|has\sbeen\sasked\sto|is)\s(?:now\s|also\s)?"
    r"(?:help|support|advise|assist|mentor|step\sin|lend)(?:ing)?\b"
    rf"|^{_ITS_KIND}\s(?:has|have|had)\s(?:\w+ly\s)?(?:been\s)?(?:help|support|advis|assist|mentor)(?:ing|ed)\s(?:the\s(?:council|authority|borough|county|city|"
    r"department|service)|it|them|us|improve)\b"
)
# One that helps another, or lends it a person, gets no grade for it.
HELPER_AFTER: Final = cue(
    r"^(?:\s(?:city|county|borough|council))*\s(?:had\s|has\s|was\s|then\s)*(?:took|taken|takes?|stepped|put|ran|run|"
    r"brought|drafted|sent|asked|appointed)\s(?:[\w']+\s){0,4}(?:over|in|them|it|to|control|charge|on|up)\b"
)
LENT: Final = cue(r"\b(?:commissioner|adviser|improvement\spartner)\b")
ONCE_BEFORE: Final = cue(r"\b(?:former(?:ly)?|ex-?|previous(?:ly)?|once|one-time)\s?$")
# "The third partner, Leeds, was rated ...": a fellow that gets a grade of its own.
FELLOW_BEFORE: Final = cue(r"\b(?:partner|neighbour|member)\b[^.;:,\n]{0,26},\s(?:the\s)?$")
GRADED_AFTER: Final = cue(
    rf"^{_ITS_KIND},?\s(?:(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:(?:also|now|both|itself)\s)*"
    r"(?:rated|judged|graded|found|deemed|given|awarded|upgraded|downgraded|named)\b|(?:comes?|came|has\scome)\s(?:out|away)\s(?:as|with|at|on|one)\b)"
)
# "works with Leeds", "gave Leeds the task": one that helps.
WORKS_WITH_BEFORE: Final = cue(
    r"\b(?:(?:work|works|worked|working)\s(?:\w+\s)?with|under\s(?:an?\s)?contract\s(?:with|to)|"
    r"(?:tried|piloted|pioneered|developed|invented|devised|used|tested)\s(?:out\s)?(?:first\s)?(?:in|by|at))\s(?:the\s)?$"
)
JOB_BEFORE: Final = cue(r"\b(?:chief\sexecutive|director|head|boss|leader)\s(?:of|at)\s$")
TASK_AFTER: Final = cue(
    rf"^{_ITS_KIND}\s(?:(?:was\s|were\s)?(?:given\s)?the\s(?:task|job)\sof\b|(?:(?:was|were)\s(?:told|asked|ordered|sent)\s)?"
    r"to\s(?:take\s(?:charge|over|control)|step\sin|help\sout|run\s(?:it|them)\b))"
)
# "The director at Leeds has gone": a post of now, and the authority that the text is about.
POST_NOW: Final = cue(
    r"^(?!.*\b(?:former(?:ly)?|ex|previous(?:ly)?|once|then|career|he|she|who)\b).*\bdirector(?:\sof\schildren's\sservices)?\s(?:at|in)\s(?:[\w-]+\s)?$"
)
ACTS_AFTER: Final = cue(
    rf"^{_ITS_KIND}\s(?:(?:has|have|is)(?!\s(?:been\s)?(?:help|lent|second))|will|resigned|quit|stepped|left|apologised)\b"
)
# A board's name is no council's: "City & Hackney".
WITH_THE_CITY: Final = cue(r"\bcity\s(?:and|&)\shackney$")
# A bigger place that only says where the authority lies: "Waltham Forest in London", "a part of Devon".
PART_BEFORE: Final = cue(
    r"\b(?:(?:(?:an?|this|that|every)\s(?:\w+\s)?(?:part|corner|area|side|half)|parts|in\spart)\sof|(?:boroughs?|city|towns?|district|"
    r"unitary)\sin)\s(?:the\s)?(?:county\sof\s)?$|\b(?:north|south|east|west|mid)[\s-]$"
)
WITHIN: Final = cue(r"^(?:'s)?(?:\s\([^)]{2,12}\))?,?\sin\s(?:the\s)?(?:county\sof\s)?$")
CLOSED_HINTS: Final = (
    ", wh",
    ", run ",
    ", led ",
    ", managed",
    ", shared",
    ", provided",
    ", delivered",
    ", overseen",
    ", jointly",
)
CLOSED_CLAUSE: Final = re.compile(
    r",\s(?:which|who|whose|(?:jointly\s)?(?:run|led|managed|shared|provided|delivered|overseen))\b[^,;:]*,(?=\s)"
)
SHARED_WITH: Final = re.compile(r"\b(?:shared?s?|jointly|together|alongside|in\spartnership)\b[^,;:]*\bwith\b")
# "The former is G1, the latter G2": of two that were named together.
OF_THE_TWO: Final = cue(
    r"\bthe\s(former|latter)\b|\b(?:in|at|of)\sthe\s(first|second)(?=,|\s(?:[\"'\ue001-\ue004]|(?:it|they|services)?\s?(?:is|are|was|were)\b))"
)
# "Leeds and York have it too": a sentence that says no more than that of the grade just told.
HAS_IT_TOO: Final = (
    rf"^(?:{AUTHORITY}|[\s,&]|\b(?:and|both|also|the|councils?|boroughs?|city|county|neighbouring)\b)+"
    r"\s(?:holds?|ha[sd]|have|shares?)\sit\s(?:too|as\swell)\b"
)
OTHERS: Final = cue(
    r"\b(?:only|no|the)\s(?:one\s|two\s|three\s|\w+\s)?other\b(?!\s(?:way|direction|hand|end)\b)|\banother\s(?:\w+\s)?(?:council|"
    r"authority)\b|\balone\b|^\W*(?:only|just|elsewhere in the region)\s|\bother\s(?:councils|"
    r"authorities)\b|\bthe\ssame\s(?:climb|jump|leap|rating|grade)\b|\bneighbour\w*\b|\bnext\sdoor\b|"
    r"\belsewhere\sin\b|\bover\sthe\sborder\b|\b(?:one|two|three|four|five|six|several|few)\sother\s(?:[\w-]+\s)?"
    rf"(?:councils|boroughs|authorities|counties)\b|\b(?:year|month|week)s?\safter\s(?:the\s)?{AUTHORITY}"
    rf"|{HAS_IT_TOO}"
)
# "It stands in contrast to others nearby.": what follows names them.
OTHERS_AHEAD: Final = cue(
    r"\bothers\s(?:nearby|around)\b|\bneighbours\b|\b(?:the|its|with)\s(?:\w+\s)?other\s(?:[\w-]+\s)?(?:councils|boroughs|"
    r"authorities|counties)\b|\bnot\sthe\sonly\s(?:one|council|borough|authority|county)\b"
)
# "No council had been rated G1. Now two have."
NONE_BEFORE: Final = cue(
    r"\b(?:no\s(?:other\s)?(?:[\w-]+\s)?(?:council|authority|borough|county)|nobody|no\sone|no\schildren's\sservices\s(?:department)?)\b"
)
NOW_HAS: Final = cue(
    r"\b(?:has|have|is|are|did|does)\.?$|\b(?:two|three|both)\s(?:did|have|has)\b|\bnow\s(?:has|have)\b|\b(?:has|have|is|are)\s(?:now|just)\sbecome\sthe\sfirst\b"
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
    " it too",
    " one too",
    "as well",
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
SOME_OF_THEM: Final = cue(r"\b(?:one|two|three|four|five|six|some|most|many|half|\d+)\sof\s(?:which|whom|them)\b")
FOR_AFTER: Final = cue(
    rf"^[\"']?(?:\s(?:rating|grade|judge?ment|verdict)s?)?(?:\s(?:that\s)?(?:ofsted|inspectors)\s(?:has|have|had)?\s?(?:given|gave|awarded))?"
    rf"(?:\s(?:given|awarded|handed)(?:\sby\sofsted)?)?\s(?:also\s)?(?:for|to)\s(?:also\s)?(?:the\s)?({AUTHORITY})"
)
KIND_OF: Final = cue(r"the(?<=\bthe)\s(city|county|borough|island)(?:'s|\scouncil)?\b")
# "The two councils have worked together since inspectors found the city's services ...": found of one of them.
OWN_CLAUSE: Final = cue(
    r"\b(?:after|when|where|since|because)\b[^,;.]{0,40}\bthe\s(?:city|county|borough|island)(?:'s|\scouncil)?\s[^,;.]{0,40}$"
)
KIND_IN_NAME: Final = {"island": "isle"}
NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        ("both two 2 pair duo", "three 3 trio", "four 4", "five 5", "six 6", "seven 7", "eight 8"), start=2
    )
    for word in words.split()
}
_COUNCILS: Final = r"(?:councils|authorities|boroughs|counties|cities|departments|neighbours|town\shalls|las)\b"
SO_MANY: Final = cue(rf"\b({'|'.join(NUMBERS)})\s(?:[\w'-]+\s){{0,5}}?{_COUNCILS}|\b(trio|duo)\b")
PARTS: Final = cue(r"\b(?:of\s(?:which|whom)|the\sothers?)\b")  # "four councils, two of which are ..."
RATED_BEFORE: Final = re.compile(rf"{G}[\"']?-(?:rated|graded|judged)\s$")  # "good-rated Leeds and York"
SEVERAL: Final = cue(r"\b(?:councils|authorities|boroughs|counties|cities)\b")
OF_INSPECTIONS: Final = cue(rf"\b(?:ofsted|inspect|rat(?:ed|ing)|grade|judg|report|visit)|{G}")
TOGETHER: Final = cue(
    r"\b(?:(both)(?!\sthe)|either\s(?:council|authority|borough)|the\s(two|pair|three|trio|duo|four)|all\s(three|four)|each\s(?:authority|council|borough))\b"
)
# Where a name stands in the same clause, only what is its subject counts: "..., and the pair have now ...".
THEY_TOGETHER: Final = cue(
    rf"\b(?:the\s(two|pair|three|trio|duo|four)|(both)|all\s(three|four))(?:\s(?:of\sthem|{_COUNCILS}))?\s"
    r"(?:has|have|had|was|were|are|is|now|also|got|get|received?|keep|kept|retain(?:ed)?|hold|held|share|remain(?:ed)?)\b"
)
# "The two Labour boroughs are ...": a group that opens its sentence, whoever else is named in it.
THE_GROUP: Final = cue(
    rf"^\W*(?:(?:the|these|those)\s(?:({'|'.join(NUMBERS)})\s)?|(both)\s)(?:(?!other)[\w-]+\s){{0,2}}{_COUNCILS}\s(?:are|were|have|had|now|both|also|got|keep|kept|remain)\b"
)
CONJUNCTION: Final = re.compile(
    r"^\)?(?:'s)?(?:\s\((?!good\b|ri\b)[A-Za-z]{2,6}\))?(?:,?\sin\s[^,.;()]{2,30}?,?)?(?:\s(?:and|&)\s(?:(?:in|for|at|of)\s)?(?:the\s)?|,\s(?:and\s)?(?:(?:in|for)\s)?(?:the\s)?|\s?/\s?|(?:\s[Cc]ouncils)?\s(?:and|&)\s)$"
)
# "..., North Yorkshire, also outstanding": a grade that stands in apposition to a name, whatever the name stands for.
APPOSED: Final = cue(
    rf"^(?:'s)?{_ITS_KIND}"
    r"(?:,\s(?:its|their|the|an?)\s(?:[\w']+\s){0,2}partner,(?:\swhich)?\s(?:is|are|was|were|has\sbeen|have\sbeen)\s|,\s|\s\()(?:one\sof\s(?:the|a)\s(?:few\s)?(?:councils|authorities)\s(?:that\s(?:is|are)\s)?)?(?:(?:also|itself|now|currently|already|still|long|rated|"
    r"judged|graded|in\sturn|too|an?)\s)*[\"']?$"
)
STANDS: Final = cue(
    rf"^(?:'s)?{_ITS_KIND}(?:,|\s\()\s?(?:still|already|currently|itself|also|long)\s(?:rated|judged|graded)?\s?[\"']?$"
)
RELATIVE: Final = cue(rf"^(?:'s)?{_ITS_KIND},\s(?:which|whose)\s[^;.:{G[1:-1]}]{{0,50}}$")
COMES_BEFORE: Final = cue(r"\W*(?:after|following|like|unlike|behind|besides)\s(?:the\s)?")
# "A, B and C, which have all been rated ...": hangs on the last name and tells of all.
WHICH_ALL: Final = cue(
    r"\brespectively\b|^\W*which\s(?:have|are|were|had|both|all|each|inspectors|ofsted|the\swatchdog)\b"
)
# "at 'inadequate' Surrey, Newham and Medway": a grade right before a name.
RIGHT_AFTER: Final = cue(rf"^[\"']?(?:-rated)?\s(?={AUTHORITY})")
# "comes from Leeds, which ...", "led Leeds from G1 to G2"
TOLD_OF_POST: Final = re.compile(
    r",\s(?:which|where)\s|(?:\scouncil)?\s(?:up\s|down\s|back\s)?(?:from|to|out\sof)\s[\"']?(?:inadequate|requires|good|outstanding)"
)
# "Outstanding: Leeds, York", "Rated good: Hull": a grade that heads a list.
HEADS_BEFORE: Final = cue(r"^\W*(?:(?:also|those|councils)\s)?(?:(?:rated|judged|graded|found)\s)?[\"']?$")
HEADS_AFTER: Final = re.compile(rf"[\"']?\s?[:-]\s(?:the\s)?(?={AUTHORITY})")
# "supported by 'outstanding'-rated Leeds"
RATED_NAME_AFTER: Final = re.compile(rf"[\"']?-(?:rated|graded|judged)\s(?={AUTHORITY})")
# "It joins Leeds and York as the only ones with ...": those that it joins were there before.
JOINS_BEFORE: Final = cue(r"\b(?:joins?|joined|joining)\s(?:the\s)?(?:likes\sof\s)?$")
# "They are all rated ...": of those that the sentence before is about.
THEY: Final = cue(
    r"\b(?:they|each|these|all)(?:\sof\sthem)?(?:'ve|'re)?(?:\s\w+){0,3}\s(?:are|were|was|is|have|has|had|been|got|hold|holds|received)\b"
    rf"[^;.{G[1:-1]}]{{0,60}}$"
)
OLD_SCALE: Final = re.compile(r"\b(?:adequate|satisfactory)\b")
AND: Final = re.compile(r"[\"']?(?:,\s|,?\sand\s)[\"']?")
