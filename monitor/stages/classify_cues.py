"""The words that say what a text is: where each counts and what it says. For lower-case marked text."""

import re
from typing import Final

from monitor.stages.detect.cues import cue

NATION: Final = re.compile(
    r"\b(?:Care\sInspectorate|CIW|Estyn|Wales|Welsh|Scotland|Scottish|Northern\sIreland|RQIA|"
    r"Social\sWork\sInspection\sAgency|Jersey|Guernsey|Isle\sof\sMan)\b"
)
OFSTED: Final = cue(
    r"\b(?:Ofsted|OFSTED|inspect\w*|watchdog|regulator|ILACS|JTAI|monitoring\svisit|focus(?:s)?ed\svisit)\b"
)
JOINT: Final = cue(r"\bJTAI|\bjoint\s(?:targeted\s)?area\s(?:\w+\s){0,2}inspection")
# What a text is about that tells no new result.
FIGURES_IN_TITLE: Final = cue(
    r"\b(?:figures|statistics|annual\sreport|per\scent|percent|one\sin\s(?:two|three|four|five|six|"
    r"ten)|proportion|analysis|league\stable|share\sof|\d+\sin\s\d+|how\smany|nationally|country's|"
    r"three-quarters|two-thirds|majority|a\squarter|a\sthird|half\sof)\b|%"
)
FIGURES_IN_LEAD: Final = cue(
    r"\b(?:figures|statistics|annual\sreport|per\scent|percent|one\sin\s(?:two|three|four|five|six|"
    r"ten)|proportion|(?:a|one)\s(?:quarter|third|fifth)\sof|two-thirds|three-quarters|half\sof|"
    r"of\s\d+\s(?:councils|authorities|inspected)|share\sof)\b|\d\s?%"
)
JOBS_IN_TITLE: Final = cue(
    r"\b(?:careers?|vacanc\w+|jobs?\s(?:page|fair|opportunit\w+|vacanc\w+|roles?)|openings?\sfor|"
    r"recruiting|recruitment|join\sus|work\s(?:for|with)\sus|apply\snow|why\swork|come\sand\swork)\b"
)
JOBS_IN_LEAD: Final = cue(
    r"\b(?:vacanc\w+|we(?:'re|\sare)\s(?:looking\sfor|recruiting|hiring)|wants?\sto\srecruit|"
    r"looking\s(?:for|to\srecruit)\s(?:\w+\s){0,3}social\sworkers|join\s(?:us|our)|career|salary|"
    r"apply)\b"
)
A_HOME: Final = cue(r"\b(?:the|its|other|two|three|own|nine)\s(?:\w+\s)?homes?\b")
