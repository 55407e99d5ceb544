"""Say from title and summary alone why an entry's page need not be fetched. Generous: a missed change is the worst."""

import re
from typing import Final

from monitor.model.outcome import Trust

# Headlines of real outcomes that hide the subject ("Staff at 'outstanding' council ...", "Young people are heard") set
# how wide this is: one word of any of these groups is enough to read the page.
_NEEDFUL: Final = re.compile(
    r"ofsted|inspect|watchdog|regulator|\brat(?:ed|ing|es)\b|grade|judge|verdict|outstanding|inadequate|\bgood\b"
    r"|improvement|special measures|downgrad|upgrad"
    r"|child|young (?:people|person)|youngster|famil(?:y|ies)|social (?:care|work|services)|safeguard|foster|adopt"
    r"|\bcare\b|looked[ -]after|corporate parent|vulnerable"
    r"|jtai|ilacs|monitoring visit|focus(?:s)?ed visit|letter|report|review|failing|failings|praise|criticis|damning"
    r"|glowing|turnaround|top marks|commissioner|director of",
    re.IGNORECASE,
)
_TELLS: Final = re.compile(
    r"ofsted|inspect|watchdog|inadequate|outstanding|special measures|top marks|\brat(?:ed|ing|es)\b", re.IGNORECASE
)
_OTHER: Final = re.compile(
    (
        r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|pre-?school|childminders?|college|sixth form|"
        r"primary|pupils?|headteacher|care home|nursing home|gp surgery|hospital|dentist|takeaway|"
        r"restaurant|hygiene)\b"
    ),
    re.IGNORECASE,
)
_OURS: Final = re.compile(
    (
        r"\bcouncils?\b|authorit|children'?s (?:services|social|department|trust)|social (?:care|work|"
        r"services)|safeguard|looked[ -]after|children in care|care leavers|child protection|\btrust\b|"
        r"borough|county|services for|ilacs|jtai|vulnerable"
    ),
    re.IGNORECASE,
)


def triage(title: str, summary: str, trust: Trust) -> str | None:
    """Return the reason why an entry's page need not be fetched; None means fetch it."""
    if trust is Trust.INSPECTORATE:
        return None
    told = f"{title}\n{summary}".replace("’", "'")
    if not told.strip():
        return None
    if not _NEEDFUL.search(told):
        return "neither title nor summary has a word about inspections, grades or children's services"
    # A title that tells a grade and names no school is not made a school's by a summary that speaks of one.
    other = _OTHER.search(title if _TELLS.search(title) else told)
    if other is not None and not _OURS.search(told):
        return f"is about other provision ({other.group().lower()}), not about a council's children's services"
    return None
