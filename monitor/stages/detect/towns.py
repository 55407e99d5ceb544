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

FILE: Final = "towns.csv"
_COUNTY: Final = re.compile(r"\bcounty(?:\scouncil|\shall\b|'s\b)|\bthe\scounty\b(?!\scourt)", re.ASCII)
_PERSON_BEFORE: Final = re.compile(r"\b(?!In |At |The |From |Near |For |And |But )[A-Z][\w.'-]* $", re.ASCII)
_BEFORE: Final = 24  # characters


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
    """Return the county, by name and la_code, that all towns of a text lie in, where it speaks of a county; else None.

    The paper's name counts as words of the text. `day` is that of publication: of a county that was split only what was
    told before counts.
    """
    if not _COUNTY.search(marked.plain):
        return None
    text = f"{outlet}\n{marked.text}"
    found = {
        _counties()[match.group()]
        for match in _towns().finditer(text)
        if not _PERSON_BEFORE.search(text[max(0, match.start() - _BEFORE) : match.start()])
    }
    if len(found) != 1:
        return None
    code = found.pop()
    stood = [one for one in (code, *gazetteer.all_predecessors.get(code, ())) if gazetteer.standing((one,), day)]
    codes = (code,) if day is None else tuple(stood[:1])
    return (gazetteer.authority(codes[0]).name, codes) if codes else None
