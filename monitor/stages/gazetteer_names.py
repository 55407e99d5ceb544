"""Names that the press uses and no register lists, and words that look like an authority's name and are not."""

import re
from typing import Final

# la_code -> names seen in articles beside the register's; only those that no other authority shares.
PRESS_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "203": ("Royal Borough of Greenwich Council",),
    "205": ("Hammersmith",),
    "207": ("Kensington",),
    "314": ("Kingston", "Royal Kingston"),
    "318": ("Richmond",),
    "380": ("Bradford District",),
    "800": ("Bathnes",),
    "803": ("South Gloucestershire Borough Council",),
    "807": ("Redcar",),
    "825": ("Bucks", "Bucks County Council"),
    "839": ("BCP Council's", "Bournemouth Christchurch and Poole"),
    "846": ("Brighton",),
    "868": ("Windsor",),
    "883": ("Thurrock Unitary",),
    "889": ("Blackburn and Darwen", "Blackburn"),
    "896": ("Cheshire West", "CWaC"),
    "928": ("Northants",),
    "921": ("Isle of Wight County Council",),
    "936": ("Surrey CC",),
    "941": ("WNC",),
    "940": ("NNC",),
}

# Words of the language, or of other places, too: they count in council words, or after a preposition.
WORDS_TOO: Final = frozenset({"reading", "bury", "sutton", "richmond", "kensington", "telford", "poole", "stoke"})
ACTIVITY: Final = "reading"

# What stands before a place and not before a word: "in Reading", "rated Bury".
PREPOSITION_BEFORE: Final = re.compile(
    r"\b(?:[Ii]n|of|[Ff]or|[Aa]t|to|rate[sd]?|and|says?|by|[Aa]cross|with|around|that|is|was|are|than|from|[Ll]ike|join(?:s|ed|ing)|tells|told|"
    r"ga?ve|gives|between|near|finds|found|puts?|lifts|raises|moves|upgrades|downgrades)\s+$|,\s*$"
)

# What follows a place and never the other meaning of its name: "Bury has become", "Reading's services".
VERB_AFTER: Final = re.compile(
    r"'s\b|(?:,\s(?:meanwhile|too|also|however),)?\s(?:has|had|got|is|was|were|have|became|becomes|gets?|remain(?:s|ed)?|moves?|stay(?:s|ed)|went|goes|slip(?:s|ped)|"
    r"climb(?:s|ed)|join(?:s|ed)|keeps|kept|holds|held|retain(?:s|ed)|(?:re-?)?(?:rated|judged|graded)|deemed|branded|told\s(?:to|it|its|by|that)|handed|given|"
    r"upgraded|downgraded)\b|\s[\"'](?:outstanding|good|requires|inadequate)\b",
    re.IGNORECASE,
)
# The same for a name that is no activity: "Bury improves to good", but not "Reading improves".
MOVE_AFTER: Final = re.compile(
    r"\s(?:improve[sd]|jump(?:s|ed)|drop(?:s|ped)|falls|fell|rises|rose|wins|won|scores|achieves|earns|receive[sd]|celebrates|"
    r"welcomes|lands|sees|hails|praised|bosses|leaders|can|could|will|would|may|might|must|should|needs?)\b",
    re.IGNORECASE,
)

# "Bury children's services"
SERVICES_AFTER: Final = re.compile(
    r"\s(?:children's\s(?:services|social\s(?:care|services))|child\sprotection|social\s(?:services|workers))\b",
    re.IGNORECASE,
)
LIST_AFTER: Final = re.compile(r"\s*(?:[,;.:]|\n|and\s[A-Z]|$)")
# "Bury: inadequate." in a line of its own.
GRADE_AFTER: Final = re.compile(
    r"(?:(?::| -)\s(?:[\w']+\s){0,4}?|\s\()[\"']?(?:outstanding|good|requires|inadequate|adequate)\b", re.IGNORECASE
)
JOINED_AFTER: Final = re.compile(r"(?:\sand|,)\s[A-Z][a-z]+")

# "Reading and Slough were rated", and not "Reading and Writing were".
TOGETHER_AFTER: Final = re.compile(
    r"(?:\sand|,)\s(?!Writing\b|Math|English\b|Phonics\b)[A-Z][a-z]+(?:[\s-]+(?:and|of|on|upon|the|in|[A-Z][a-z]+)){0,5}"
    r"\s(?:(?:were|are|have|both|each|got|had|received|came|also)\b|[\"']?(?:outstanding|good|requires|inadequate)\b)"
)

COUNCIL_AFTER: Final = re.compile(
    r"((?:'s|')?\s+(?:(?:city|county|borough|metropolitan|district|unitary|town|[Ll]ocal)\s+){0,3}"
    r"(?:[Cc]ouncil|COUNCIL|[Aa]uthority|MBC|CC)\b)",
    re.IGNORECASE,
)

NOT_AFTER: Final = re.compile(
    r"(?:-based\b|-under-|-super-|[- ](?:in|on|le)[- ](?:Ashfield|Avon|Spring|Sands|Willows)\b|"
    r"\s+(?:St\.?\s+Edmunds|Coldfield|Bonington|Police|University|Hospital|NHS|Football|FC|Live|LIVE|Mercury|Evening|"
    r"Post|Echo|Telegraph|Herald|Gazette|News|Times|"
    r"MPs?\b|Star|Advertiser|Chronicle|Messenger|Independent|Observer|Standard|Guardian|Citizen|Examiner|Mail|Journal|"
    r"Road|Street|Avenue|Park|College|School|Academy|Grammar|High|Primary|Cathedral|Crown|Magistrates|Coroner|United|"
    r"Reporter|Press|Today|World|Voice|"
    r"Town FC|County FC|City FC|Rovers|Fire|Chamber|Festival|Airport|Station|Racecourse|South MP|"
    r"North MP|East MP|West MP|"
    r"Spa\b|Bay\b|Beach|House|Castle|Prison|Festival|Theatre|Nursery|Safeguarding)\b|\.(?:co|gov|org))"
)
NOT_BEFORE: Final = re.compile(
    r"(?:\b(?:North|South|East|West|Mid|Central|New|Great|Lower|Upper|Greater|Northern|Southern|"
    r"Eastern|Western)[ -]|@|/|-)$"
)
# "A Greater Manchester council" is any of ten.
GREATER_BEFORE: Final = "greater "
# "North and West Northamptonshire", "East and West Sussex": the first has lost the end of its name.
_POINTS: Final = r"(?:North|South|East|West|Central|Mid)(?: (?:East|West))?"
POINT: Final = re.compile(rf"{_POINTS} ")
POINT_BEFORE: Final = re.compile(rf"\b({_POINTS}) (?:and|&) $")
PERSON_BEFORE: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Coun|Councillor|Professor|Prof|Baroness|"
    r"Judge)\.?\s(?:[A-Z][a-z]+\s)?$"
    r"|\b(?:Jane|John|Sarah|David|Emma|Paul|Mark|Andrew|Helen|Claire|Karen|Susan|James|Michael|Peter|"
    r"Steve|Chris|Julie|Lisa|"
    r"Anne?|Mary|Tom|Tim|Kate|Laura|Rachel|Alison|Jo|Joe|Ian|Neil|Kevin|Martin|Richard|Robert|Simon|"
    r"Stephen|Fiona|Rob)\s$"
)


def spellings(name: str) -> tuple[str, ...]:
    """Return the ways in which a name is printed: with and for &, spaces for hyphens, and the other way round."""
    forms = {name.replace("’", "'")}
    forms |= {form.replace(" & ", " and ") for form in forms} | {form.replace(" and ", " & ") for form in forms}
    forms |= {form.replace("-", " ") for form in forms}
    forms |= {form.replace("Children's", "Childrens") for form in forms}
    return tuple(forms)
