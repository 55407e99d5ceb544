"""Tell a grade that is not Ofsted's word but another body's, or the council's own."""

from typing import Final

from monitor.stages.detect.cues import Heads, cue, heads, hinted
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G

# "Services were inadequate, a coroner said": the word is hers, and no grade. A name is no judge ("Cllr Judge said"), a
# committee no audit, and "rated good, as the auditors heard" is still a rating.
_THE: Final = r"(?:an?|the|another)\s(?:(?!after\b|since\b|before\b|despite\b|for\b)[\w-]+\s){0,3}?"
_OTHER_BODY: Final = (
    r"(?:coroner|judge|auditors?|(?:internal|external)\saudit|ombudsman|court|survey|regulator\sof\ssocial\shousing|"
    r"(?:practice|case|peer|homicide|independent)\sreview(?:er)?s?)\b"
)
_SEVERAL: Final = r"(?:(?:external|independent|peer)\s)?(?:auditors|(?<=\s)reviewers)\b"
_SAYS: Final = (
    r"\b(?:found|finds|said|says|called|calls|ruled|rules|concluded|concludes|described|describes|considered|rated|"
    r"judged|graded|put)\b"
)
_UP_TO: Final = r"(?:(?!\b(?:whose|which|but|now|rated|judged|graded)\b)[^,;.]){0,90}?"
_OTHER_RATER: Final = hinted(
    rf"(?:\b{_THE}{_OTHER_BODY}|^\W*{_SEVERAL})[^,;.{G[1:-1]}]{{0,60}}?{_SAYS}{_UP_TO}{G}|"
    rf"(?<!rated\s)(?<!graded\s)(?<!judged\s)(?<!\sas\s){G}[^,;.]{{0,90}},\s{_THE}{_OTHER_BODY}(?:[^,;.]|,(?=\d)){{0,60}}?{_SAYS}|"
    rf"{G}[^,;.]{{0,60}}?\sby\s{_THE}{_OTHER_BODY}",
    (
        "coroner judge auditors internal external ombudsman court survey regulator practice case peer homicide "
        "independent reviewers"
    ),
)
# "HMI Probation's grade for youth justice was G"
_OF_PROBATION: Final = hinted(
    rf"\b(?:hmi\s?probation|hmip|inspectorate\sof\sprobation)\b(?:(?!\bofsted\b)[^.;{G[1:-1]}]){{0,110}}{G}",
    "hmi hmip inspectorate",
)
_INSPECTORATE: Final = heads("ofsted inspectors inspection inspectorate watchdog ilacs hmi")


def is_of_another_body(line: str, within: Heads) -> bool:
    """Tell whether a grade's sentence is a court's, an auditor's or a reviewer's, and not Ofsted's."""
    if _OF_PROBATION.search(line, within):
        return True
    return _INSPECTORATE.isdisjoint(within) and _OTHER_RATER.search(line, within) is not None


# "The council had assessed itself as good": its own word, unless inspectors agree with it.
_ITS_OWN: Final = hinted(
    r"\bself[-\s]?(?:assess|evaluat|grad|rat|judg)\w*\b(?:\s(?:had|has|also|says|said|rated|judged|graded|put|found))*"
    rf"(?:(?!\b(?:and|before|then|inspectors|ofsted|rat(?:ed|ing)|judg(?:ed|es|ing)|found|find)\b)[^,;.{G[1:-1]}]){{0,60}}$|"
    r"\b(?:re-?)?(?:rat|judg|grad|assess|scor|mark|evaluat|put)\w*\s(?:itself|themselves|ourselves|"
    rf"(?:its|their|our)\sown\s(?:\w+\s)?(?:{SERVICE}+|(?:services?|work|performance|practice)\b))[^,;.{G[1:-1]}]{{0,40}}$|"
    rf"(?:{AUTHORITY}|\b(?:council|authority|leaders|bosses|managers|directors))(?:,\s(?:which|who))?\s"
    r"(?:(?:had|has|have)\s(?:\w+ly\s)?(?:rated|judged|graded|assessed|scored|considered)|rates?|judges?|grades?)\s(?:its|their)\s"
    rf"(?:own\s)?(?:\w+\s)?(?:{SERVICE}+|services?\b)\s(?:as\s)?[\"']?$|"
    rf"\b(?:council|authority|borough|county|department|it|their|our)(?:'s|s)?\sown\s(?:\w+\s)?(?:assessment|evaluation|view|judge?ment|appraisal)\b"
    rf"(?:(?!\b(?:and|before|then|inspectors|ofsted)\b)[^,;.{G[1:-1]}]){{0,70}}$",
    "self itself themselves ourselves own its their",
)
_AGREED: Final = hinted(
    r"(?<!not )(?<!n't )(?<!never )\b(?:agree|confirm|match|echo|endors|valid|accura|uph[eo]ld|"
    r"same\s(?:view|conclusion)|in\sline)\w*",
    "agree confirm match echo endorse validate accurate upheld uphold same in",
)


_IN_ITS_OWN: Final = cue(r"^[\"']?\sin\s(?:an?|its|their)\s(?:\w+\s)?self[-\s]?(?:assess|evaluat)")


def is_of_its_own(before: str, after: str, line: str, within: Heads) -> bool:
    """Tell whether a grade is what a council gave itself, and inspectors did not confirm it."""
    is_own = _ITS_OWN.search(before, within) is not None or _IN_ITS_OWN.match(after) is not None
    return is_own and _AGREED.search(line, within) is None
