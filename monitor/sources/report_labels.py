"""Tell by a link's label on Ofsted's site what kind of report the file is."""

import re
from typing import Final

from monitor.model.report import ReportLabel

_FORMAT: Final = re.compile(r"(?:,\s*)?\bpdf\b|\s+-\s+\d{1,2} \w+ \d{4}\s*$", re.IGNORECASE)
# The first that fits. SEND and joint inspections say "inspection" and "visit" too, so they come first.
_KINDS: Final = (
    (ReportLabel.SEND, re.compile(r"\bsend\b|special educational needs|local area (?:partnership|inspection|revisit)")),
    (ReportLabel.JTAI, re.compile(r"\bjtai\b|\bjoint\b.*\b(?:inspection|review|visit)")),
    (ReportLabel.MONITORING, re.compile(r"\bmonitoring\b")),
    (ReportLabel.FOCUSED, re.compile(r"\bfocuss?ed\b")),
    (ReportLabel.ASSURANCE, re.compile(r"\bassurance\b")),
    (
        ReportLabel.INSPECTION,
        re.compile(
            r"\bsingle inspection\b|\bilacs\b|\b(?:short|standard|full|re-?)\s?inspection of\b.*\bservices\b|"
            r"\bchildren'?s'? services\b.*\b(?:re-?)?inspection\b|\binspection\b.*\bchildren'?s'? services\b|"
            r"\binspection of (?:local authority|la)\b"
        ),
    ),
)


def shown_label(text: str) -> str:
    """Return a label as a person reads it: single spaces, without ", pdf" and without the date."""
    return " ".join(_FORMAT.sub(" ", " ".join(text.split())).replace(" ,", ",").strip(" ,-").split())


def report_label(text: str) -> ReportLabel:
    """Return what the label promises; OTHER for one that nobody has seen."""
    label = shown_label(text).lower().replace("’", "'")
    return next((kind for kind, pattern in _KINDS if pattern.search(label)), ReportLabel.OTHER)
