"""Tell which county's council a text means that names only its towns: "the county council", in a story from Ipswich.

The towns, and the districts that have no services for children of their own, are in data/towns.csv.
"""

import csv
import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from monitor.stages.detect.marked import Marked
from monitor.stages.gazetteer import Gazetteer
from monitor.stages.gazetteer_names import NOT_AFTER

FILE: Final = "towns.csv"
_COUNTY: Final = re.compile(r"\bcounty(?:\scouncil|\shall|'s)\b|\bthe\scounty\b(?!\s(?:court|councils))", re.ASCII)
# "Julie Preston": a name goes on.
_NAME_BEFORE: Final = re.compile(r"\b(?!In |At |The |From |Near |For |And |But )[A-Z][\w'-]* $", re.ASCII)
# Where somebody lives, studied or worked, and what is only called after a town.
_ELSEWHERE_BEFORE: Final = re.compile(
    r"\b(?:MP for|[Mm]inister|(?:Arch)?[Bb]ishop of|University of|Battle of|"
    r"(?:lives?|living|grew up|born|school|studied|worked|served|services|office|based|court|placed|homes?) (?:in|at)|"
    r"as far (?:away )?as|moved to|came from) (?:the )?$"
)
_PERSON_AFTER: Final = re.compile(
    r",? (?:who|whose|said|says|added|adds|quits?|resigns?|steps|has (?:quit|resigned|left))\b"
)
_NAME_AFTER: Final = re.compile(r" [A-Z][a-z]")  # in a headline every word may have a capital
_ITS_MP: Final = re.compile(r" MPs?\b", re.ASCII)
_BEFORE: Final = 40  # characters
_TOGETHER: Final = 2  # towns of a text that must agree, where neither its headline nor its paper names one
# Papers of these are read on both sides of a county's border.
_ON_A_BORDER: Final = frozenset(
    {"Banbury", "Boston", "Burton", "Farnham", "Newmarket", "Royston", "Stamford", "Tamworth"}
)


@cache
def _counties() -> dict[str, str]:
    """Return the la_code of each town's county."""
    rows = csv.DictReader(files("monitor.data").joinpath(FILE).read_text("utf-8").splitlines())
    return {row["town"]: row["la_code"] for row in rows}


@cache
def _towns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_counties(), key=len, reverse=True)))})\b")


def county_of_towns(
    marked: Marked, outlet: str, gazetteer: Gazetteer, day: date | None
) -> tuple[str, tuple[str, ...]] | None:
    """Return the county, by name and la_code, whose towns a text names, where it speaks of a county; else None.

    Its headline or its paper names one of them, or its body two, and none that is known lies in another county. `day`
    is that of publication: of a county that was split only what was told before counts.
    """
    if not _COUNTY.search(marked.plain):
        return None
    named = [match for match in _towns().finditer(marked.text) if _is_of_the_story(marked, match)]
    paper = _towns().match(outlet.removeprefix("The "))
    of_paper = {paper.group()} - _ON_A_BORDER if paper is not None else set[str]()
    found = {_counties()[town] for town in {match.group() for match in named} | of_paper}
    is_headed = bool(of_paper) or any(match.start() < marked.title_end for match in named)
    if len(found) != 1 or not (is_headed or len({match.group() for match in named}) >= _TOGETHER):
        return None
    code = found.pop()
    stood = [one for one in (code, *gazetteer.all_predecessors.get(code, ())) if gazetteer.standing((one,), day)]
    codes = (code,) if day is None else tuple(stood[:1])
    return (gazetteer.authority(codes[0]).name, codes) if codes else None


def _is_of_the_story(marked: Marked, match: re.Match[str]) -> bool:
    """Tell whether a name is that of a town where a story plays, not a person's or one further away."""
    text, end = marked.text, match.end()
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if _ITS_MP.match(text, end):
        return "minister" not in marked.plain
    if NOT_AFTER.match(text, end) or _PERSON_AFTER.match(text, end):
        return False
    is_of_name = match.start() >= marked.title_end and _NAME_AFTER.match(text, end)
    return not (is_of_name or _NAME_BEFORE.search(before) or _ELSEWHERE_BEFORE.search(before))
