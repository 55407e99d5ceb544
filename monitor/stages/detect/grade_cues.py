"""The words that make a grade word a judgement, or something else. For lower-case marked text."""

import re
from typing import Final

from monitor.model.framework import OVERALL
from monitor.stages.detect.cues import cue, hinted
from monitor.stages.detect.lexicon import ALL_AREAS, AREA, AREA_MARKS, AUTHORITY, SERVICE, SOME_AREAS, G

# Cues stand near the word they are about; looking further back costs time and finds other people's cues.
REACH: Final = 110
JUDGED: Final = cue(
    r"\b(?:re-?)?(?:rat(?:ed|es?|ing)|judg(?:ed?|es|ing)|grad(?:ed?|es|ing)|deem(?:ed|s)?|f(?:ou|"
    r"i)nd(?:s|ing)?|declar\w+|brand(?:ed|s|ing)?|label(?:led|s)?|assess(?:ed|es)?|rank(?:ed|s)?|"
    r"class(?:ed|ified|es)?|describ\w+|consider\w+|call(?:ed|s)|scor(?:ed?|es|ing)"
    r"|scoop(?:ed|s)?|achiev\w+|award(?:ed|s|ing)?|giv(?:en|es|ing)|gave|hand(?:ed|s)|receiv\w+|"
    r"earn(?:ed|s)?|w[io]n(?:s|ning)?|secur(?:ed|es|ing)|g[eo]t(?:s|ting)?|gain(?:ed|s|ing)?|"
    r"bag(?:ged|s)|land(?:ed|s)|retain\w*|ke(?:pt|eps?|eping)|maintain\w*|h[eo]ld(?:s|ing)?|remain\w*|"
    r"stay(?:s|ed|ing)?|continu\w+"
    r"|mov(?:ed?|es|ing)|rais(?:ed?|es)|lift(?:ed|s)?|upgrad\w+|downgrad\w+|uprated|promot\w+|"
    r"jump(?:ed|s)?|lea(?:pt|ps?|ped)|climb(?:ed|s|ing)?|r[io]s(?:en?|es|ing)|rose|slip(?:s|ped)?|"
    r"drop(?:s|ped)?|f[ae]ll(?:s|en)?|plunge[sd]?|slump\w*|relegated|demoted|improv(?:ed?|es|ing)|"
    r"went|go(?:es|ne|ing)?|bec[ao]me|becoming|graduat\w+|advanc\w+|soar\w*|bounc\w+|sink|sank|sunk|"
    r"declin\w+"
    r"|dam(?:ned|ning)|condemn(?:ed|s)|slammed|named|celebrat\w+|welcom\w+|recognised|recognis\w+|confirm\w+|"
    r"officially|hailed|prais\w+|conclud\w+|decid\w+|ha(?:s|ve)\s(?:it|them)\sas|came\sout|com(?:es|ing)\sout|c[ao]m(?:es?|ing)\saway|told|thought|said|says|"
    r"stat(?:es|ed|ing)|hit|branded|stamped|marked|concluding|place[sd]|put|made|makes|ended|reach\w*|"
    r"settl(?:ed?|es|ing)\sfor|make\sdo|making\sdo|content\swith|stuck|saddled|lumbered|back\s(?:at|to|on)|"
    r"show(?:ed|s)|see[sn]?|sees|saw|brings?|brought|carr(?:y|ies)|proud|report(?:ed|s)?|return(?:ed|"
    r"s)?|deliver(?:ed|s)|impressive)\b[^;]{0,90}$"
)
SUBJECT: Final = (
    rf"(?:[{AUTHORITY}{SERVICE}]|\b(?:councils?|authority|services?|departments?|directorate|trust|"
    rf"provision|they|it|we|our|which|who|that|rating|grade|grading|judge?ment|verdict|borough|county|"
    rf"city|district|town|service|unit|all|everything|outcome|result|result:|overall|both|one|that|"
    rf"care|effectiveness|report|company|children's|what)(?:'s)?\b|{AREA})"
)
COPULA: Final = cue(
    rf"{SUBJECT}[\"']?(?:,?\s[\w'-]+){{0,6}}?[\s,]*(?:\b(?:is|are|was|were|be|been|as|being|now|"
    rf"officially|previously|formerly|once|then|already|'re|'s|still|again|both|all|also|overall|to|"
    rf"too|:|-)\b[\s,:]*|[:\-|]\s*)+(?:a|an|the|only|at|:|-)?\s*$"
)
RATING_AFTER: Final = cue(
    r"^[\"')]*[\s-]*(?:overall\s|Ofsted\s|inspection\s|new\s|latest\s|official\s|quality\s|"
    r"and\s){0,2}(?:ratings?|rated|grad(?:e|es|ing)|judge?ments?|verdict|status|tag|label|category|"
    r"rankings?|marks?|score|column|bracket|Ofsted|ruling|classification|accolade|features|elements|aspects)\b"
)
THE_RATING: Final = (
    rf"^[\"')]*\s(?:is|was)\s(?:the|its|their|Ofsted's|a)\s(?:new\s|latest\s)?(?:{AREA_MARKS[OVERALL]}+|(?:rating|grade|"
    r"judge?ment|verdict|mark)\b)"
)
NTH_TIME_AFTER: Final = cue(
    r"^[\"']?\sfor\s(?:a|the)\s(?:second|third|fourth)\s(?:consecutive|successive|straight|time|inspection)\b"
)
# It is the verdict too in "Good: that is their verdict", and in "Inadequate - so says Ofsted".
IS_THE_RATING: Final = cue(
    rf"{THE_RATING}(?=[^.;]*\b(?:Ofsted|inspect\w+|report)\b|\W*$|\sof\b)"
    r"|^[\"')]*\s?[:,-]{1,2}\s?(?:(?:that|this)\s(?:is|was)\s(?:the|its|their|ofsted's|how|what)\b|so\s(?:says|said|ofsted|inspectors)\b)"
    r"|^[\"')]*,\s(?:the|its|their)\s(?:\w+\s)?(?:rating|grade|judge?ment|verdict|mark)\s(?:of|in|from|given|it|they)\b"
)
# "What was G1 is G2"
WHAT_WAS: Final = cue(
    rf"\bwhat\s(?:was|were|used\sto\sbe)\s[\"']?{G}+[\"']?\s(?:is|are|has\sbecome)\s(?:now\s)?[\"']?$"
)
OVERALL_AFTER: Final = re.compile(
    rf"^[\"')]*\s{AREA_MARKS[OVERALL]}+[\"')]*(?:\s*[.,;:)\n]|\s*$|\s(?:in|at|by|for|with|from|and|but|though|although)\b)"
)
FUNCTION_AFTER: Final = cue(
    r"^[\"'’)\]]*(?:[\s]*(?:[.,;:!?()\n\[]|-\s|$)|\s+[\ue026\ue027]|\s+(?:-|in|for|by|at|on|overall|"
    r"across|and|or|but|to|with|within|after|following|from|as|when|while|since|despite|because|under|"
    r"during|ones|last|this|today|yesterday|again|once|also|now|is|was|were|are|has|have|had|rating|says?|"
    r"said|than|that|which|who|though|although|if|up|down|only|of|just|then|too|both|all|by|compared|"
    r"against|throughout|per|via|rather|meaning|due|amid|over|before|until|the|its|their|our|it|they|"
    r"he|she|we|according|so|months?|weeks?|years?|two|three|four|five|six|seven|eight|nine|ten|a|an|"
    r"not|no|ahead|thanks|for|recently|previously|based|into|still|straight|all|either|early|late|\d+|earlier|on|"
    r"back|inspectors?|watchdog|Ofsted|regulator|respectively|twice|(?:some|many|several)\s(?:years|months|weeks)|three|times|behind|ever|where|whereas|followed|came|reached|led|must|sparked|prompted|triggered|closes|ended|follows|comes)\b)"
)
NEGATION: Final = hinted(
    rf"(?:\b(?:not(?!\s(?:much|that|so)\s(?:more|long|many)\b)|never|none|nor|neither|nobody|cannot|without|far\sfrom|fail(?:ed|s|ing)?\sto|"
    rf"way\s(?:from|off)|(?:close|near)\sto|nearer(?:\sto)?|(?<!nothing )short\sof|"
    rf"cusp\sof|verge\sof|edge\sof|towards?|instead\sof|"
    rf"rather\sthan|yet\sto|below|above|beyond|anything\sbut|shy\sof|short\sof\sbeing|nothing\s(?:is|"
    rf"was))\b|n't\b)(?!\s(?:only|just|stop|prevent|surpris|change|affect|"
    rf"alter))(?:{AUTHORITY}++|{SERVICE}++|[^,;{G[1:-1]}{AUTHORITY}{SERVICE}]){{0,48}}$",
    (
        "not never none nor neither nobody cannot without far failed fails failing way close near nearer short cusp "
        "verge edge toward towards instead rather yet below above beyond anything shy nothing t"
    ),
)
NOBODY: Final = hinted(
    r"^[\W]*(?:no|none|not\sone|nobody|neither|few|just\s(?:one|two|three)(?!\s(?:years|months))|no\sother)\b(?!\s(?:wonder|"
    r"surprise|longer|doubt))",
    "no none not nobody neither few just",
)
SCALE: Final = cue(
    r"\b(?:now\s(?:called|known\sas|termed)|scale|rang(?:e|es|ing)\sfrom|runs?\sfrom|only\s(?:one\s)?(?:category|grade|rating)|"
    r"four[\s-](?:point|grade|tier|ratings)|possible\s(?:ratings|grades|judge?ments|outcomes)|"
    r"(?:ratings|grades|judge?ments)\s(?:are|can\sbe|include)|can\sbe\s(?:rated|judged|graded)|"
    r"could\sbe\s(?:rated|judged|graded)|one\sof\sfour\s(?:ratings|grades))\b"
)
# "good, and in some areas exceptional, support"
PRAISE_AFTER: Final = cue(
    r"^,\s(?:and|or|but|if|even|sometimes|often)\s[^,;.]{3,50},\s(?:\w+\s)?"
    r"(?:support|care|help|practice|work|working|advice|progress|outcomes?|standards?|plans?|planning|provision|relationships?)\b"
)
GIVEN_BEFORE: Final = cue(r"\b(?:rated|judged|graded|deemed|be|become|remain\w*|stay\w*)\s$")  # "rated good next year"
TO_SEE: Final = cue(r"^\sto\s(?:see|hear|read|know|have|get|learn|find|meet|talk|work)\b")
ADJECTIVE_PAIR: Final = cue(r"^\s(?:and|or|but)\s(?:\w+\s){0,2}?" + f"{G}+")
STANDING_BEFORE: Final = hinted(
    r"\b(?:previously|formerly|once|currently|officially)[\s-]$", "previously formerly once currently officially"
)
SPAN_AFTER: Final = cue(r"^\s(?:for|since)\s")
# The second of "G1 in 2015 and G2 in 2018".
COORDINATED: Final = re.compile(
    rf"{G}[^;.{G[1:-1]}]{{0,110}}(?:,|\band|\bthen)\s(?:then\s|by\s|in\s20\d\d\s|again\s|as\s|now\s|finally\s|to\s)*$"
)
# "Leeds's services were rated G1 and York's G2", "... and York and Hull G2"
_ONE: Final = rf"(?:the\s)?{AUTHORITY}+(?:'s|')?"
AND_THEIRS: Final = re.compile(rf"{G}[\"']?,?\s(?:and|but|while|with)\s{_ONE}(?:(?:,|,?\sand)\s{_ONE})*\s$")
AT_RISK: Final = hinted(
    rf"\b(?:threat\w*|risk\w*|jeopard\w*)\b[^{G[1:-1]}]{{0,30}}\b(?:its|their)\s(?:\w+\s)?$",
    "threat threaten risk risked jeopardy",
)
FROM_ANOTHER: Final = cue(r"\bfrom\san?\s\|\s(?:local\s)?(?:authority|council)")
JOINED: Final = hinted(
    r"\bjoin(?:ed|s|ing)?\b[^;.]{0,40}\b(?:group|list|band|ranks|club|handful|few|number)\b[^;.]{0,40}$", "join joined"
)
SINGLED_OUT: Final = hinted(
    rf"(?:\b(?:areas|issues|matters|things|aspects|points)\b|[{AREA_MARKS[ALL_AREAS]}{AREA_MARKS[SOME_AREAS]}])"
    r"[^;.]{0,40}\b(?:highlighted|identified|flagged|listed)\sas\s[\"']?$|"
    r"\b(?:some|several|certain|many)(?:\s(?!of\b|(?:years?|months?|weeks|times|inspections|reviews|council|they|it|we)\b)"
    r"[\w-]+){1,4}(?:,[^,;]{3,30},)?\s(?:(?:still|also|yet)\s)?$|"
    r"\b(?:things|matters|points|issues)\sthat\s[\"']?$|"
    r"\b(?:now\sand\sthen|at\stimes|sometimes|occasionally)\s(?:(?:it|they)\s)?(?:was|were|is|are)\s[\"']?$|"
    r"\bin\s(?:places|parts)\s[\"']?$|"
    r"\b(?:parts|only\sthe\s(?:first|last|latter|third|fourth|fifth))\s(?:was|were|is|are)\s(?:(?:rated|judged|graded|found)\s)?[\"']?$",
    "highlighted identified flagged listed some several certain many parts only things matters points issues now at "
    "sometimes occasionally in",
)
# "Their answers about the murders were 'inadequate'."
OF_WORDS_OR_MEANS: Final = hinted(
    rf"\b(?:answers?|repl(?:y|ies)|apolog(?:y|ies)|explanations?|excuses?|funding|resources|salar(?:y|ies)|pay|premises|buildings?|offices)"
    rf"\b[^.;{G[1:-1]}{SERVICE}]{{0,70}}\b(?:was|were|is|are|as)\s(?:\w+ly\s)?[\"']?$",
    (
        "answers reply replies apology apologies explanation excuse funding resources salary salaries pay premises "
        "building offices"
    ),
)
# "Progress has been good", "Staff morale is good": said of no service.
OF_NO_SERVICE: Final = hinted(
    r"\bprogress\s(?:is|was|has\sbeen|had\sbeen)\s(?:\w+\s){0,4}$"
    r"|\b(?:morale|communications?|recording|record[\s-]keeping|attendance|retention|turnout|relationships|relations|"
    r"engagement|supervision|attainment|health|behaviour|food|weather)\s(?:among\s\w+\s)?"
    r"(?:is|was|are|were|remains?|remained|has\sbeen)\s(?:\w+ly\s)?$",
    (
        "progress morale communication recording record attendance retention turnout relationships relations "
        "engagement supervision attainment health behaviour food weather"
    ),
)
JUDGEMENT_OF: Final = cue(r"\b(?:judge?ment|rating|grade|grading|verdict)s?\sof\s(?:an?\s)?[\"']?$")
NEW_VERB: Final = cue(r"\b(?:and|but)\s(?:was|were|is|are|has|have|it|they|now)\b")
LADDER: Final = cue(
    rf"\bfrom\s[^.;]{{0,12}}{G}+[^.;]{{0,16}}\bto\s[^.;]{{0,12}}{G}+[^.;]{{0,16}}\bto\s[^.;]{{0,12}}{G}"
)
TO_DO: Final = cue(
    rf"^[\"']?\sto\s(?!be\b|(?:its|their)\s(?:name|credit)\b|[^,;.]{{0,20}}{G})"
)  # "needs improvement to protect children"
# "no area that was not G": all were.
NONE_NOT: Final = cue(
    r"\b(?:no|none|nothing|not\sone)\b[^.;,]{0,30}\b(?:that\s)?(?:was|is|were|are|has\sbeen)\s?(?:not|n't)\s[\"']?$"
    rf"|\b(?:no|not(?:\s(?:an?|one))?)\s(?:single\s)?(?:respect|way|area|part|aspect|measure|count|field|{AREA}+)\s(?:(?:in|on|by)\s)?(?:which\s|where\s)?"
    r"[^.;,]{0,60}\b(?:was|is|were|are|ha(?:s|ve)|had)\s?(?:not|n't)\s(?:been\s)?(?:(?:found|judged|rated|graded)\s)?[\"']?$"
)
FIGURATIVE: Final = frozenset({"top marks", "top honours", "top billing"})
SERVICE_BEFORE: Final = re.compile(rf"[{SERVICE}](?:\srun)?[\s:,-]*$")
# "good and in places outstanding": praise
AND_IN_PLACES: Final = cue(
    rf"^[\"']?,?\s(?:and|or|but|if\snot)\s(?:even\s)?(?:in\s(?:places|parts|some\s\w+)|sometimes|at\stimes|often|occasionally)\s[\"']?{G}"
)
IN_SOME_PLACES: Final = cue(
    rf"^[\"']?\s(?:in|for)\s(?:the\sareas?\sof\s(?!{AREA})|(?:the\s)?['\"]?(?:keeping\schildren\ssafe|staying\ssafe)\b)"
    rf"|^[\"']?\sin\s(?:some|many|a\sfew|most|several|parts|places)\b(?!\sways)(?!\s\w+\sand\s{AREA_MARKS[OVERALL]})"
)
_DID_GOOD_ENDS: Final = ("some ", "much ", "more ", "any ", "no ", "a lot of ", "little ", "for ")
# "does some good"; "is over for good", and not "left one grade behind for good".
_DID_GOOD: Final = cue(
    rf"\b(?:do|does|did|done|doing)\s(?:some|much|more|any|no|a\slot\sof|little)\s$|^[^{G[1:-1]}]*\bfor\s$"
)


# "It is as good as bankrupt", but "it was rated as good as 2019 began"
_AS_BEFORE: Final = cue(r"(?<!rated\s)(?<!judged\s)(?<!graded\s)(?<!found\s)(?<!deemed\s)(?<!classed\s)\bas\s$")
_GOOD_AT: Final = cue(
    r"^\sat\s(?:(?:all\s|only\s|\w+ly\s)?(?!morning|evening|meeting|hearing|briefing)\w+ing|what|how|when)\b"
)


def did_good(before: str, after: str) -> bool:
    """Tell whether "good" is an ordinary word by what stands beside it: "does some", "is over for", "at listening"."""
    if _GOOD_AT.match(after) or (after.startswith(" as ") and _AS_BEFORE.search(before)):
        return True
    return before.endswith(_DID_GOOD_ENDS) and _DID_GOOD.search(before) is not None


CAPACITY: Final = hinted(r"\bcapacity\s(?:to\simprove|for\simprovement)\b[^;]{0,30}$", "capacity")
COUNCIL_AFTER: Final = cue(
    rf"^\s(?:local\s)?(?:authority|council|one(?=\s*(?:[.,;:!?\"]|$)))\b|^[\"']?\sfor\s(?:the\s)?{AUTHORITY}"
)
NEXT_ON_SCALE: Final = cue(
    r"\b(?:one|a|two)\s(?:rungs?|notch(?:es)?|steps?|grades?|levels?)\s(?:up|down|above|below)\s(?:from\s)?(?:there|it|that)\s"
    r"(?:is|are|comes?|stands?)\s[\"']?$"
)
COUNCILS_AFTER: Final = cue(r"^\s(?:local\s)?(?:authorities|councils|boroughs|counties)\b")
# "one of four ratings from G to G"
RANGE_BEFORE: Final = cue(
    rf"\b(?:ratings|grades|gradings|judge?ments|categories|scale)\s(?:that\s(?:run|go)\s)?from\s[\"']?(?:{G}+[\"']?\sto\s[\"']?)?$"
)
COSTS: Final = cue(
    r"^[\"']?\s(?:rating|judge?ment|grade)s?\s(?:costs?|means?|meant|can|would|could|leads?|brings?|"
    r"triggers?|may|might)\b"
)
AREA_BEFORE: Final = re.compile(rf"{AREA}[\s:\-|,]*$")
MISTAKEN: Final = hinted(
    r"\b(?:wrongly|mistakenly|incorrectly|corrected\sfor|in\serror|misreported)\b",
    "wrongly mistakenly incorrectly corrected error misreported",
)
EITHER: Final = re.compile(rf"^\s(?:or|and/or)\s(?:even\s|better|above|higher|{G})")
OR_BEFORE: Final = re.compile(rf"(?:{G}|\b(?:excellent|adequate|satisfactory|fair|poor))\s(?:or|and/or)\s(?:even\s)?$")

NAMES_RATING: Final = re.compile(
    r"\b(?:rating|grade|marks?|judge?ment|level|four|measures|category|goods|outstandings)", re.IGNORECASE
)
# "The 'G' - made public today - came of a visit in May."
THE_BEFORE: Final = cue(r"\b(?:the|this|that|its|their)\s$")
IS_TOLD_OF_AFTER: Final = cue(
    r"^\s+(?:-|\(|(?:made\spublic|published|announced|came|comes|follow(?:s|ed)|was|is|has|means|meant|end(?:s|ed)|reflects|crown(?:s|ed)|replaces|replaced)\b)"
)
ARTICLE_BEFORE: Final = cue(r"\ban?\s$")
HAVING_BEEN: Final = hinted(r"\bhaving\s(?:\w+\s)?been\s(?:\w+\s)?$", "having")
SERVICE_WORD_AFTER: Final = cue(r"^\sservices?\b")
SUBJECT_BEFORE: Final = cue(rf"{SUBJECT}(?:'s)?[\"']?(?:\s\w+){{0,2}}?\s*$")
NOW_BEFORE: Final = cue(r"^\W*(?:and\s)?(?:is|are)\snow\s$")
IN_BRACKETS: Final = cue(
    r"\((?:in\s|up\sfrom\s|was\s|were\s)?(?:20\d\d|previous(?:ly)?|formerly|last\stime|before|then|was|were|from)[\s:,-]{1,3}[\"']?$"
)
_NAMES_OF_OTHERS: Final = {
    "school": "a school's or nursery's",
    "childrens-home": "a home's",
    "fostering": "a fostering or adoption agency's",
    "send": "about special educational needs",
    "adult-care": "about adult care",
    "court-service": "the family courts' service's",
}
GRADE_OF_OTHERS: Final = {key: f"is {name} grade here" for key, name in _NAMES_OF_OTHERS.items()}
# "The board contests the G that Ofsted gave the council's services."
GIVEN_TO_SERVICES: Final = cue(
    rf"^[\"']?\s(?:that|which)\s[^,;.]{{0,40}}?\b(?:gave|given|handed|awarded)\s[^,;.]{{0,30}}?{SERVICE}"
)
# A safeguarding children board is reviewed beside its council, with the same four words.
BOARD: Final = cue(
    r"(?<!\band\s)(?<!\band\sthe\s)(?<!\band\sits\s)(?<!\band\slocal\s)(?<!\band\sthe\slocal\s)(?<!\band\sits\slocal\s)"
    rf"\b(?:safeguarding\s(?:children'?s?\s)?boards?|[a-z]{{0,4}}scb)\b(?:'s)?(?:\s(?:in|of|for)\s(?:the\s)?{AUTHORITY}+(?:'s)?)?"
    rf"[^;.{G[1:-1]}{SERVICE}{AUTHORITY}]{{0,70}}$"
)
