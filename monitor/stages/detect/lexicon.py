"""The words that matter, found in one pass: grades, judgement areas, services, and what is another provision.

Longest first: "requires improvement to be good" is one grade in every broken form. Source: wordings of reports and of
the press since 2013; the older scale (adequate, satisfactory, performs well) is left out on purpose.
"""

from typing import Final

from monitor.model.framework import (
    ADOPTION,
    CARE_LEAVERS,
    GOOD,
    HELP_AND_PROTECTION,
    IN_CARE,
    IN_CARE_AND_CARE_LEAVERS,
    INADEQUATE,
    LEADERS,
    OUTSTANDING,
    OVERALL,
    REQUIRES_IMPROVEMENT,
)
from monitor.stages.detect.other_words import ADULT, COURT_SERVICE, FOSTERING, HOMES, SCHOOLS, SEND

# Each marked passage is replaced by a run of one private character of the same length, so that patterns over the
# marked text are short and its offsets stay those of the text.
AUTHORITY: Final = "\ue010"
SERVICE: Final = "\ue030"
OTHER: Final = "\ue040"
ORDER: Final = {INADEQUATE: 0, REQUIRES_IMPROVEMENT: 1, GOOD: 2, OUTSTANDING: 3}
GRADE_MARKS: Final = {OUTSTANDING: "\ue001", GOOD: "\ue002", REQUIRES_IMPROVEMENT: "\ue003", INADEQUATE: "\ue004"}
ALL_AREAS: Final = "all"
SOME_AREAS: Final = "some"
AREA_MARKS: Final = {
    LEADERS: "\ue020",
    HELP_AND_PROTECTION: "\ue021",
    IN_CARE: "\ue022",
    CARE_LEAVERS: "\ue023",
    IN_CARE_AND_CARE_LEAVERS: "\ue024",
    ADOPTION: "\ue025",
    OVERALL: "\ue026",
    ALL_AREAS: "\ue027",
    SOME_AREAS: "\ue028",
}
KEY_OF_MARK: Final = {mark: key for key, mark in (*GRADE_MARKS.items(), *AREA_MARKS.items())}
G: Final = "[\ue001-\ue004]"
AREA: Final = "[\ue020-\ue028]"

_RATING: Final = (
    r"(?:ratings?|grad(?:e|ing|es)|judge?ments?|marks?|scores?|verdict|category|level|assessment|"
    r"ranking|accolade|tier|band|rung|bracket|classification)"
)
_FOUR: Final = rf"(?:(?:the|its|their|Ofsted's)\s+)?four(?:\s+(?:possible\s+)?{_RATING})?"
_SCALE: Final = (
    r"(?:the\s+|(?:Ofsted|(?:the\s+)?(?:regulator|watchdog|inspectorate))'s\s+|its\s+|their\s+|Ofsted\s+)?(?:four-point\s+|rating\s+|grading\s+|Ofsted\s+)?"
    r"(?:scale|ladder|pile)\b"
)
_QUOTE: Final = r"""["']?"""
_STEP: Final = r"(?:step|rung|notch|grade|level|place|category|rating|band)"
_STEP_WORDS: Final = "just one right immediately step rung notch grade level place category rating band"
_BELOW: Final = rf"(?:(?:just|one|right|immediately)|(?:one\s+)?{_STEP})\s+(?:below|beneath|short\s+of)"
_ABOVE: Final = rf"(?:(?:just|one|right|immediately)|(?:one\s+)?{_STEP})\s+above"
_GOOD_AFTER: Final = (
    rf"""(?:[\s\-,(]*{_QUOTE}\s*to\s+be\s+(?:(?:rated|judged|considered|graded)\s+)?{_QUOTE}\s*good{_QUOTE}\)?)?"""
)
_REQUIRES: Final = (
    rf"(?:requir(?:e|es|ed|ing)|need(?:s|ed|ing)?|"
    rf"in\s+need\s+of){_QUOTE}[\s\-]+{_QUOTE}improve?ments?\b{_QUOTE}{_GOOD_AFTER}{_QUOTE}"
    rf"|(?:(?:requir(?:e|es|ed|ing)|need(?:s|ed|ing)?)\s+(?:further|some|more|much|significant)\s+improvements?|"
    rf"(?:must|needs?\s+to|ha(?:s|ve)\s+to)\s+(?:still\s+)?improve(?:\s+further)?)\s+(?:in\s+order\s+)?to\s+"
    rf"(?:be|become|reach|get)\s+(?:\w+\s+){{0,2}}?{_QUOTE}good\b{_QUOTE}"
    rf"|second[\s-](?:lowest|worst)(?:\s+(?:possible|available))*\s+(?:{_RATING}|of\s+(?:the\s+)?four\b)"
    r"|(?<!the )improvement\s+(?:required|needed)\b"
    rf"|(?:{_RATING}\s+)?{_BELOW}\s+{_QUOTE}good\b{_QUOTE}"
    rf"|{_ABOVE}\s+{_QUOTE}inadequate\b{_QUOTE}"
    r"|improvement\s+(?:was|is)\s+(?:needed|required)\b(?!\s+(?:in|to|on|with|for)\b)"
    r"|ri\b"
)
# A rank is a grade where Ofsted gives it, not "in the regiment".
_RANK: Final = (
    r"(?:(?<=ofsted's )|(?<=its )|(?=\w+\s+rank\s+(?:by|from)\s+Ofsted))(?:{})\s+rank\b(?!\s+(?:in|of|for)\b)"
)
_BEST: Final = (
    r"(?:outstandings?|ou(?:ts|st)anding|top[\s-]rated|top[\s-]graded)\b"
    rf"|(?:(?<=\bno )|(?<=\bany ))(?:higher|better)\s+(?:grade|rating|mark)\b(?!\s+than\b(?!\s+(?:this|that"
    rf"|the\s+one)\b))"
    rf"|(?<!second-)(?<!second )(?<!two )(?<!three )(?:top(?:most)?|highest|best|maximum)"
    rf"(?:\s+(?:possible|available|overall|Ofsted|inspection|quality))*\s+{_RATING}(?:\s+(?:possible|available))?"
    rf"(?!\s+(?:ever|yet|so\s+far)\b)"
    rf"|{_RANK.format('top(?:most)?|highest|best')}|top\s+(?:marks|honours|billing)"
    rf"|(?<!second-)(?<!second )(?:top|highest|best)(?:\s+one)?\s+of\s+{_FOUR}"
    rf"|(?<!from the )(?<!from )(?<!below the )(?<!off the )(?<!short of the )top\s+of\s+{_SCALE}"
)
_WORST: Final = (
    r"(?:inadequa(?:tes?|cy)|in(?:n?ada|de|ad|adi)quate|inadequte)\b|special[\s-]measures\b"
    rf"|(?:(?<=\bno )|(?<=\bany ))(?:lower|worse)\s+(?:grade|rating|mark)\b(?!\s+than\b(?!\s+(?:this|that"
    rf"|the\s+one)\b))"
    rf"|(?<!second-)(?<!second )(?<!two )(?<!three )(?:lowest|worst|bottom|poorest)(?:\s+(?:possible|available|overall|"
    rf"Ofsted|inspection))*\s+{_RATING}(?:\s+(?:possible|available))?"
    rf"|{_RANK.format('lowest|worst|bottom')}|(?<!second-)(?<!second )(?:lowest|worst|bottom)(?:\s+one)?\s+of\s+{_FOUR}"
    rf"|(?<!step from the )(?<!rung from the )(?<!notch from the )(?<!up from the )(?:bottom"
    rf"|foot)\s+of\s+(?:{_SCALE}|(?:the\s+)?Ofsted(?:'s)?\s+table\b)"
)
_GOOD: Final = (
    r"(?:(?<!\ba )|(?!good\s+(?:deal|many|few|while|way)\b))"
    r"good\b(?!\s+(?:enough|news|luck|sense|reasons?|faith|headway|marks)\b)|(?:(?<=set of )|"
    r"(?<=row of )|(?<=run of )|(?<=string of )|(?<=sweep of )|(?<=haul of )|"
    r"(?<=\bthree )|(?<=\bfour )|(?<=\bfive )|(?<=\bstraight ))goods\b"
    rf"|second[\s-](?:highest|best)(?:\s+(?:possible|available))*\s+(?:{_RATING}|of\s+(?:the\s+)?four\b)"
    rf"|{_BELOW}\s+{_QUOTE}outstanding\b{_QUOTE}|{_ABOVE}\s+{_QUOTE}requires?\s+improvement\b{_QUOTE}"
)

_EXPERIENCE: Final = (
    r"(?:(?:experiences?(?:\s+and\s+progress)?|quality\s+of\s+(?:support|care|services?)|services?|"
    r"support|help|care|work|provision|"
    r"outcomes?|practice|judge?ments?|progress|experience)\s+(?:of|for|with|given\s+to|offered\s+to|"
    r"provided\s+(?:to|for))\s+(?:the\s+|its\s+|all\s+|local\s+)?)?"
)
_CHILD: Final = r"(?:children|young\s+people|youngsters|child|those|children\s+and\s+young\s+people)"
_LEAVERS: Final = (
    r"(?:care[\s-]leavers?(?:'s?)?(?:\s+(?:services?|support|offer|provision|experiences?|team))?|"
    r"(?:those|children|young\s+people|youngsters)\s+(?:who\s+(?:are|have)\s+)?(?:leaving|"
    r"left)\s+(?:the\s+)?care|"
    r"leaving[\s-]care(?:\s+(?:services?|support|team))?|(?:those\s+)?leaving\s+(?:care|it)|"
    r"care[\s-]experienced\s+(?:young\s+)?(?:people|adults))"
)
_IN_CARE: Final = (
    rf"(?:{_CHILD}\s+(?:who\s+are\s+|already\s+)?in\s+(?:its\s+|council\s+|the\s+council's\s+)?care|"
    rf"looked[\s-]after\s+children(?:\s+services)?|"
    rf"children\s+looked\s+after(?:\s+and\s+achieving\s+permanence)?|"
    r"children\s+(?:who\s+are\s+)?looked\s+after|achieving\s+permanence|corporate\s+parenting)"
)
_PROTECT: Final = (
    rf"(?:{_CHILD}\s+(?:and\s+families\s+)?(?:who|that|which)\s+(?:may\s+)?(?:need(?:ed|s)?|"
    rf"require[ds]?)\s+(?:of\s+)?(?:help|protection|safeguarding)(?:\s+(?:and|or|and/or)\s+(?:protection|"
    rf"help|care|safeguarding))?|"
    rf"(?:{_CHILD}\s+)?(?:(?:and\s+families\s+)?in\s+need\s+of\s+)(?:help|protection|"
    rf"safeguarding)(?:\s+(?:and|or)\s+(?:protection|help|care))?|"
    rf"{_CHILD}\s+needing\s+help(?:\s+(?:and|or)\s+protection)?|"
    r"help\s+and\s+protection(?:\s+(?:of|for)\s+(?:vulnerable\s+)?children)?|"
    r"helping\s+and\s+protecting\s+children|(?:child|children's)\s+protection(?!\s+(?:plans?|"
    r"conference|services?|department|system|issues?|concerns?))|"
    r"early\s+help(?:\s+and\s+protection)?(?!\s+(?:hubs?|services?|offer)))"
)
_LEADERS: Final = (
    r"(?:(?:impact|influence|effectiveness|role)\s+of\s+(?:its\s+|the\s+|"
    r"council\s+)?(?:leaders(?:hip)?|"
    r"management)(?:'s?)?"
    r"(?:\s+(?:and\s+managers\s+)?on\s+(?:social\s+work\s+)?practice(?:\s+with\s+children\s+and\s+families)?)?|"
    r"impact\s+of\s+social\s+work\s+practice|(?:leaders'?|their)\s+impact(?:\s+on\s+social\s+work(?:\s+practice)?)?|"
    r"leadership(?:(?:,|\s+and)\s+(?:management|governance)(?:,?\s+and\s+governance)?)?(?:\s+(?:in|of|"
    r"within|at)\s+(?:the\s+)?children's\s+services)?(?!\s+team)|"
    r"(?<!council )(?<!senior )leaders(?!\s+(?:at|of|in|said|have|say)\b|"
    r"\s+(?:were|are)\b(?!\s+(?:(?:rated|judged|graded|deemed)\s+)?[\"']?outstanding)))"
)
_AREA_NOUN: Final = (
    r"(?:areas?|categor(?:y|ies)|judge?ments?|aspects?|measures?|domains?|criteria|fields|elements|"
    r"parts?|standards?|headings?|themes|disciplines|sections?)"
)
_KEY: Final = r"(?:(?:key|main|inspected|graded|assessed|individual|other|single|core|separate|inspection|service)\s+)*"
_KEY_ALL: Final = _KEY.replace("other|", "")
_NUMBER: Final = r"(?:one|two|three|four|five|six|\d)"
_SOME: Final = (
    rf"(?:{_NUMBER}\s+(?:out\s+)?of\s+(?:(?:its|the|"
    rf"their)\s+)?{_KEY}{_NUMBER}(?:\s+{_KEY}{_AREA_NOUN})?|{_NUMBER}\s+{_KEY}{_AREA_NOUN}\s+(?:out\s+)?of\s+{_NUMBER}\b|(?:some|most|many|certain|several|other|"
    rf"all\s+other|all\s+the\s+other|other(?:\s+{_NUMBER})?|other\s+key|remaining|"
    rf"(?<!all )(?<!each of the )(?<!every of the ){_NUMBER}(?:\s+other|\s+remaining)?|all\s+but\s+one|"
    rf"nearly\s+all|almost\s+all)\s+(?:of\s+(?:the\s+)?)?{_KEY}(?:{_AREA_NOUN}|features|"
    rf"services)\b(?:\s+of\s+(?:its\s+|the\s+)?(?:work|services?|practice|provision))?|"
    rf"of\s+the\s+{_NUMBER}\s+{_KEY}{_AREA_NOUN},\s+{_NUMBER}\b|remaining\s+(?:fourth|third|fifth|one|"
    rf"area|service|\w+)|(?<=with )(?:many\s+|some\s+|several\s+)?(?:features|elements|aspects)|"
    rf"everything\s+else|rest\b)"
)
_ALL: Final = (
    rf"(?:(?:all|each|every|both)(?:\s+single)?(?:\s+(?:one\s+)?of)?(?:\s+(?:the|its|their|"
    rf"our))?(?:\s+{_NUMBER})?(?:\s+of(?:\s+(?:the|"
    rf"its))?)?\s+(?:{_NUMBER}\s+)?{_KEY_ALL}{_AREA_NOUN}\b(?!\s+of\s+the\s+(?:country|county|"
    rf"city))(?:\s+of\s+(?:its\s+|the\s+|our\s+|children's\s+)?(?:work|services?|inspection|practice|"
    rf"provision))?(?:\s+(?:inspected|assessed|looked\s+at|examined|graded|that\s+w(?:as|"
    rf"ere)\s+(?:inspected|assessed|examined|graded)))?|"
    r"across[\s-]the[\s-]board|clean[\s-]sweep|every\s+one(?=\s+was)|all\s+(?:counts|fronts|of\s+it(?=,)))"
)
_ADOPTION: Final = (
    r"(?:adoption(?!\s+(?:charit|panel|week))(?:\s+(?:services?|performance|support|work|team))?|"
    r"(?:services?|support|help|work)\s+(?:for|with)\s+adopted\s+children)"
)
_OVERALL: Final = (
    r"(?:overall(?:\s+(?:effectiveness|grad(?:e|ing)|rating|judge?ment|score|verdict|assessment|"
    r"performance|outcome|quality)(?:\s+of\s+(?:the\s+)?(?:children's\s+)?services?)?)?|"
    r"(?:taken\s+)?as\s+a\s+whole)"
)
_SERVICES: Final = (
    r"(?:(?:children'?s?'?|child'?s?|youth)\s+(?:and\s+)?(?:famil(?:y|ies)'?\s+|young\s+people'?s?\s+|"
    r"social\s+care\s+|social\s+work\s+|care\s+)?(?:services?|social\s+care|social\s+services|"
    r"social\s+work|department|directorate|trust|safeguarding)(?:\s+(?:department|directorate|"
    r"services?|team|division|provision|unit))?|"
    r"(?:help|services?|social\s+care|care|support)\s+(?:for|to)\s+(?:vulnerable\s+|its\s+|local\s+|"
    r"all\s+|the\s+)?(?:children|young\s+people|youngsters)(?:\s+and\s+(?:young\s+people|families|"
    r"their\s+families))?|"
    r"social\s+(?:care|services|work)\s+(?:services?\s+)?for\s+children|(?:children|"
    r"kids)\s+and\s+famil(?:y|ies)\s+services?|child\s+protection\s+(?:services?|department|system)|"
    r"(?:children's\s+)?safeguarding\s+(?:services?|arrangements|department)|"
    r"social\s+services(?:\s+department)?)"
)
_EXPERIENCE_WORDS: Final = (
    "experiences experience quality services service support help care work provision outcomes practice "
    "judgement judgment progress"
)
_CHILD_WORDS: Final = "children young youngsters child those"

# key, the words that it may begin with, pattern for lower-case text. Where several match at a place the longest wins.
GROUPS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        REQUIRES_IMPROVEMENT,
        (
            "requires require required requiring needs need needed needing in improvement ri must has have second "
            f"{_STEP_WORDS}"
        ),
        _REQUIRES,
    ),
    ("send", "send sen special local", SEND),
    ("court-service", "cafcass", COURT_SERVICE),
    ("adult-care", "adult adults cqc care youth probation prison prisons hospital hospitals nhs", ADULT),
    ("childrens-home", "home homes children childrens residential care nursing respite secure short supported", HOMES),
    ("fostering", "independent fostering foster fostered ifa children regional adoption", FOSTERING),
    (
        IN_CARE_AND_CARE_LEAVERS,
        f"{_EXPERIENCE_WORDS} {_CHILD_WORDS} looked",
        (
            rf"{_EXPERIENCE}{_IN_CARE}(?:,?\s+(?:and|as\s+well\s+as|or)\s+(?:for\s+|those\s+|"
            rf"with\s+)?){_EXPERIENCE}{_LEAVERS}"
        ),
    ),
    (CARE_LEAVERS, f"{_EXPERIENCE_WORDS} {_CHILD_WORDS} leaving", rf"{_EXPERIENCE}{_LEAVERS}"),
    (IN_CARE, f"{_EXPERIENCE_WORDS} {_CHILD_WORDS} looked achieving corporate", rf"{_EXPERIENCE}{_IN_CARE}"),
    (HELP_AND_PROTECTION, f"{_EXPERIENCE_WORDS} {_CHILD_WORDS} in helping early", rf"{_EXPERIENCE}{_PROTECT}"),
    (LEADERS, "impact influence effectiveness role leaders leadership their", _LEADERS),
    ("service", f"{_EXPERIENCE_WORDS} {_CHILD_WORDS} childrens social kids safeguarding", rf"{_SERVICES}\b"),
    (ADOPTION, "adoption services service support help work", _ADOPTION),
    (ALL_AREAS, "all each every both across clean", _ALL),
    (
        SOME_AREAS,
        (
            "one two three four five six 1 2 3 4 5 some most many certain several other all remaining nearly almost "
            "features elements aspects everything rest"
        ),
        _SOME,
    ),
    (
        OUTSTANDING,
        "outstanding outstandings oustanding outsanding top topmost highest best maximum higher better",
        _BEST,
    ),
    (
        INADEQUATE,
        (
            "inadequate inadequates inadequacy inadaquate innadaquate indequate inadquate inadiquate inadequte special "
            "lowest worst bottom foot poorest lower worse"
        ),
        _WORST,
    ),
    (OVERALL, "overall taken as", _OVERALL),
    (
        "school",
        (
            "school schools academy academies sixth college nursery nurseries pre preschool preschools kindergarten "
            "childminder childminders childminding early infant infants primary pupil pupils headteacher headteachers "
            "teaching playgroup daycare after university apprenticeship apprenticeships children childrens"
        ),
        rf"(?:{SCHOOLS})\b",
    ),
    (GOOD, f"good goods second {_STEP_WORDS}", _GOOD),
)
OTHER_PROVISION: Final = frozenset({"send", "adult-care", "childrens-home", "fostering", "school", "court-service"})
