"""Tell a grade that is wished for, feared or a condition from one that was given. For lower-case marked text."""

from typing import Final

from monitor.stages.detect.cues import Heads, cue, hinted
from monitor.stages.detect.frame_cues import EXIT
from monitor.stages.detect.grade_cues import THE_RATING
from monitor.stages.detect.lexicon import G
from monitor.stages.detect.scopes import HOLE, Scope

# "Good is the grade that we want", "Inadequate is the verdict of parents"
_WANTED_AFTER: Final = cue(
    rf"{THE_RATING}(?:[^.;]*\b(?:hop\w+|want\w*|aim\w*|fear\w*|dread\w*|expect\w*|target\w*)\b|\sof\s(?:parents|families|visitors|residents|users|pupils)\b)"
    r"|^[\"')]*\s(?:at|in|by|after|following)\s(?:the|its|their|our|any)\s(?:next|coming|forthcoming|future)\b"
    r"|^[\"')]*\s(?:rating|grade|judge?ment|verdict)\s(?:is|was|remains?)\s[^,;.]{0,40}?\b(?:years?|months?|way|work|distance|far)\s(?:[\w-]+\s){0,2}(?:away|off)\b(?!\sfrom)"
)
# "some way to go before they are G"
_NOT_YET: Final = hinted(
    r"\b(?:way\sto\sgo(?:\syet)?|more\sto\sdo|work\sto\sdo|much\sto\sdo)\b[^.;]{0,40}\b(?:before|until|till)\s(?:(?:[\w']+\s){1,3}"
    r"(?:is|are|be|becomes?|counts?\sas|called)\s|(?:(?:it|they)\s)?(?:get|reach|achiev)\w*\s(?:an?\s)?|an?\s)"
    rf"(?:an?\s)?(?:[\"']?{G}+[\"']?,?\s(?:and|or),?\s(?:(?:after\sthat|then|later|one\sday|eventually),?\s)?(?:an?\s)?)?[\"']?$",
    "before until till",
)
_MODAL: Final = hinted(
    rf"\b(?:will|would|could|should|might|can|must|shall|aim(?:s|ed|ing)?|hop(?:es?|ed|ing)|want(?:s|"
    rf"ed|ing)?|target\w*|ambitio\w*|aspir\w+|goal|journey|road|path(?:way)?|plan(?:s|ned|ning)?\sto|"
    rf"work(?:ing)?\stowards?|striv\w+|expect(?:s|ed|ing|ation)?|on\strack|in\sorder\sto|^\W*to\sbe|"
    rf"to\s(?:become|get|achieve|reach|make|secure|deliver|ensure|provide|offer)|seek\w*|predict\w*|"
    rf"likely|prospect|chance|need(?:s|ed)?\sto\s(?:be|improve|do)|help(?:s|ing)?\s(?:\w+\s){{0,3}}(?:to\s)?(?:become|be|get|reach)|closer\sto|able\sto\sshow|pledg\w+|vow(?:s|ed|ing)?|promis\w+|"
    rf"determined|drive\sto|if|unless|whether|whenever|required\sto\smake|bid\s(?:to|for)|risk(?:s|ed|"
    rf"ing)?|threat\w*|set\sto|due\sto\sbe|consistently|next|future|eventually|one\sday|"
    rf"getting\sto|fear(?:s|ed|ing)?|worr(?:y|ied|ies)|push(?:ing)?\s(?:to|for)|"
    rf"look(?:ing)?\sto|for\sa(?=\s(?:[\w'-]+\s){{0,3}}[\"']?$))\b[^;{HOLE}]{{0,70}}$",
    (
        "will would could should might can must shall aim aims aimed aiming hope hoping want target ambition aspire "
        "goal journey road path plan plans work strive striving expect track order be become get achieve reach make "
        "secure deliver ensure provide offer seek predict likely prospect chance need help closer able pledge vow "
        "vows vowed vowing promise determined drive if unless whether whenever required bid risk threat set due "
        "consistently next future eventually day getting fear worry push look for"
    ),
)
# "must make do with G": it has it, and wanted more.
_MAKES_DO: Final = cue(
    r"\b(?:settle[ds]?\sfor|ma(?:k|d)e\sdo\swith|content\s(?:itself\s|themselves\s)?with|"
    r"(?:must|ha[sd]\sto|have\sto)\s(?:go|drop|fall|slip)\s(?:back|down)\sto)\s(?:\w+\s){0,2}[\"']?$"
)
_MAY: Final = hinted(
    r"\bmay\s(?:be|become|have|also|yet|still|not|get|achieve|drop|face|lose|soon|well|result|mean)\b[^;]{0,70}$", "may"
)
_DONE: Final = cue(
    r"\b(?:has|have|was|were|is|are|been|'ve|being)\s(?:\w+ly\s|now\s|also\s|both\s|all\s|just\s|"
    r"again\s)*(?:been\s|being\s)?(?:rated|judged|graded|deemed|found|given|awarded|handed|received|"
    r"achieved|retained|branded|labelled|confirmed|moved|upgraded|downgraded|declared|assessed|"
    r"described|now|recognised|raised|scored|told|classed)\b|\b(?:to\s(?:be|have\s(?:been|received|"
    r"achieved|kept|retained|got|won|secured|earned|maintained))\s(?:rated|judged|graded|"
    r"awarded)?.{0,12}$(?<=again))|\bfound\s(?:\w+\s){0,4}to\sbe\b|\b(?:pleased|delighted|proud|"
    r"thrilled|happy|pleasure|great|fantastic|honour)\b.{0,30}\bto\b|\bdeem\w*\b.{0,40}\bto\sbe\b|"
    r"\b(?:judged|considered|assessed|found|reported|confirmed|understood|shown|deemed|"
    r"adjudged)\s(?:\w+\s){0,2}to\sbe\b|\bjudg\w+\b.{0,60}\bto\sbe\b|\bfound\b.{0,70}\bto\sbe\b|"
    r"\b(?:which|that|report|inspectors|ofsted|watchdog)\s(?:ha[sd]\s|have\s)?(?:labelled|branded|rated|judged|graded|called|deemed)\b|"
    r",\s(?:\w+ly\s)?(?:given|handed|labelled|branded|rated|judged|graded)\s(?!the\s(?:chance|choice|opportunity)\b)|"
    r"\bhaving\s(?:been\s)?(?:labelled|branded|rated|judged|graded|found|deemed)\b|"
    r"^can\s(?:now\s|again\s|(?:at\s)?last\s|finally\s)?(?:call|boast|style)\b|"
    r"\bha(?:s|d)\staken\b[^.;]{0,80}\bto\s(?:become|get|reach|be)\b|"
    r"\bhave\s(?:read|seen|heard|noticed|learn\w+)\b|"
    r"\bnow\b"
)
# "Four years is all that it has taken a council that was G1 to become G2": it has become it.
_HAS_TAKEN: Final = hinted(
    r"\bha(?:s|d|ve)\staken\b[^.;]{0,90}\bto\s(?:become|get|reach|be)\s(?:\w+\s){0,2}[\"']?$", "taken"
)
_COULD_TELL: Final = hinted(  # "on Friday I could tell staff that ..." is no wish
    r"\b(?:on\s\w+day|today|yesterday|this\smorning)[\s,]+(?:i|we)\s(?:can|could)\s(?:\w+\s)?(?:tell|report|announce|share)\b"
    r"|(?<!that )(?<!soon )(?<!until )(?<!when )(?<!once )(?<!if )(?<!hope )\b(?:i|we)\scan\s"
    r"(?:now\s|today\s)?(?:tell|report|announce|confirm|share)\b",
    "on today yesterday this i we",
)

# "... could step in if services were rated G"
_IF_IT_WERE: Final = cue(
    r"\b(?:if|unless)\s(?!ever\b)(?:(?!\b(?:had|has|have)\b)[^.;]){0,40}?\b(?:is|are|was|were|be)\s(?:rated|judged|graded|found|deemed)\s[\"']?$"
)


def is_wished(scope: Scope, near: str, after: str, within: Heads) -> bool:
    """Tell whether a grade is wished for. `near` and `after` are what stands shortly before and after it."""
    if _WANTED_AFTER.match(after) or _NOT_YET.search(scope.antecedent + near, within):
        return True
    modal = _MODAL.search(near, within) or _MAY.search(near, within)
    if modal is None or scope.is_from or EXIT.search(near, within):
        return False
    told = near[modal.start() :]
    is_done = _MAKES_DO.search(told) or (_DONE.search(told) and not _IF_IT_WERE.search(told))
    return not (is_done or _COULD_TELL.search(near, within) or _HAS_TAKEN.search(near, within))
