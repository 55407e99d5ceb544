"""The words for other provision than a council's services for children: patterns for lower-case text."""

from typing import Final

SCHOOLS: Final = (
    r"(?<!virtual )(?<!children, )(?<!young people, )schools?(?!\s+(?:nurses?|nursing|place|age|holiday|transport))|"
    r"(?<!social care )(?<!social work )academ(?:y|ies)|sixth[\s-]form|"
    r"college|nurser(?:y|ies)|pre-?schools?|kindergarten|childmind(?:er|ers|ing)|"
    r"early\s+years(?:\s+settings?)?|infants?'?\s+school|primary(?=\s+(?:drops|in|has|was|rated|"
    r"pupils))|pupils?|headteachers?|teaching|playgroup|daycare|after-school\s+club|universit(?:y|"
    r"ies)|apprenticeships?|children's\s+cent(?:re|er)s?"
)
HOMES: Final = (
    r"(?:children's|childrens|residential|care|nursing|respite|secure)(?:\s+(?:care|residential|"
    r"children's))?\s+(?:homes?|units?)\b|homes?\s+for\s+(?:\w+\s+)?(?:children|young\s+people|"
    r"teenagers)|secure\s+training\s+centre|(?:short[\s-]breaks?|respite)\s+(?:home|unit|service|cent(?:re|er))|"
    r"supported\s+accommodation|residential\s+(?:care\s+)?provision"
)
FOSTERING: Final = (
    r"(?:independent\s+)?foster(?:ing|\s+care)\s+(?:services?|agenc(?:y|ies)|provision)|ifas?\b|"
    r"(?<!to )foster(?:ed)?\s+children\b(?!')|children\s+fostered|"
    r"(?:regional\s+)?adoption\s+(?:agenc(?:y|ies)|units?)|fostering\s+and\s+adoption\s+(?:service|agency)"
)
SEND: Final = (
    r"SEND\b|SEN\b|special\s+educational\s+needs(?:\s+and(?:/or)?\s+disabilit(?:y|ies))?|"
    r"local\s+area\s+partnership(?:'s)?|special\s+needs\s+(?:services?|provision)"
)
ADULT: Final = (
    r"adult(?:s'?)?\s+(?:social\s+care|services?|care)|adults'?\s+services?|CQC\b|"
    r"Care\s+Quality\s+Commission|youth\s+(?:offending|justice)\s+(?:service|team)|"
    r"adult\s+(?:education|learning|skills)|probation\s+service|prisons\b|hospitals?\b|"
    r"NHS\s+(?:foundation\s+)?trust"
)
# Not where it only speaks: "Cafcass has welcomed the news".
COURT_SERVICE: Final = (
    r"(?<!chief of )(?<!boss of )cafcass\b"
    r"(?!\s+(?:(?:has|have)\s+)?(?:said|says|told|welcom\w+|prais\w+|chief|boss|chair\w*|director|officers?)\b)"
)
