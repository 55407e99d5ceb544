"""The words that name a kind of visit without grades. Each pattern is for lower-case text."""

from typing import Final

from monitor.model.inspection import VisitKind
from monitor.stages.detect.cues import anchored

_VISIT: Final = r"(?:visits?|inspections?|reports?|letters?|reviews?|checks?)"
# Words between the kind and its noun: "focused two-day visit", not "focused on visits".
_GAP: Final = r"(?:(?!on\b|in\b|upon\b|the\b|an?\b|its\b|our\b|their\b|how\b|and\b|area\b|send\b)[\w'-]+\s){0,3}"
_JOINTLY: Final = r"(?:multi-?agency\s)?(?:inspections?|reviews?|reports?|letters?)\b"
_OTHER_INSPECTORS: Final = r"(?:constabulary|police|probation|HMIC\w*)"
_NOT_OF_OFFENDERS: Final = r"(?![^.;]{0,120}\byouth\s(?:offending|justice))"
NAMED: Final = (
    (
        VisitKind.JTAI,
        anchored(
            (r"\bJTAIs?\b", "jtai jtais"),
            (
                (
                    r"\bjoint\s(?:targeted\s)?area\s(?!(?:\w+\s)?(?:send|sen|special)\b)(?:\w+\s){0,2}inspections?\b"
                    r"|\bjoint\starget(?:ed)?\s(?:\w+\s){0,2}inspections?\b"
                    rf"|\bjoint\s{_JOINTLY}(?=[^.;]{{0,140}}\b{_OTHER_INSPECTORS}|[^.;]*\.\s[^.;]{{0,80}}\b{_OTHER_INSPECTORS})"
                    rf"{_NOT_OF_OFFENDERS}"
                ),
                "joint",
            ),
            (
                rf"\b{_OTHER_INSPECTORS}\b{_NOT_OF_OFFENDERS}[^.;]{{0,60}}\bjoint(?:ly)?\s(?:\w+\s)?{_JOINTLY}",
                "constabulary police probation hmicfrs hmic",
            ),
            (
                (
                    r"\bofsted\b[^.;]{0,60}?\b(?:HMICFRS|(?:constabulary|police)(?:'s)?\sinspect\w+|"
                    rf"inspectorates?\sof\s(?:constabulary|policing|probation))\b{_NOT_OF_OFFENDERS}"
                ),
                "ofsted",
            ),
            (r"\b(?:three|four|several)\sinspectorates\b", "three four several"),
            (r"\bmulti-?agency\sinspections?\b", "multi multiagency"),
        ),
    ),
    (
        VisitKind.FOCUSED,
        anchored(
            (rf"\bfocus(?:s?ed)?[\"']?[\s-]{_GAP}{_VISIT}\b", "focus"),
            (
                rf"\b{_VISIT}\s(?:\w+\s)?(?:known|described|billed)\sas\s(?:an?\s)?['\"]?focus\w*",
                "visit inspection report letter review check checks",
            ),
            (r"\btargeted\svisits?\b", "targeted"),
            (r"\b(?:inspectors|ofsted)\s(?:[\w']+\s){0,4}t(?:ake|aken|ook)\sa\sfocus\w*\slook\b", "inspectors ofsted"),
            (r"\b(?:on|in|during|after)\s(?:a|its|their|this)\sfocus\w*\slook\b", "on in during after"),
        ),
    ),
    (
        VisitKind.MONITORING,
        anchored(
            (
                rf"\bmonitoring[\"']?[\s-]{_GAP}{_VISIT}\b|\bmonitored\svisit|\bmonitoring\s(?:inspectors|team)\b",
                "monitoring",
            ),
            (
                r"\b(?:inspectors|ofsted)\s(?:[\w']+\s){0,3}monitored\s(?:the\s)?(?:progress|improvement|services)\b",
                "inspectors ofsted",
            ),
            (
                (
                    r"\bvisit(?:ed|s)?\b[^.;]{0,30}\bfor\smonitoring\b"
                    r"|\bvisit(?:ed|s)?\b[^.;]{0,40}\bto\smonitor\s(?:its|their|the|progress|improvement)\b"
                    r"|\binspectors\shave\s(?:\w+\s)?(?:been|come)\s(?:back\s)?to\smonitor\b(?!\s(?:[\w']+\s){0,2}(?:[\w'-]*homes?|schools?)\b)"
                ),
                "visit inspectors",
            ),
            (
                (
                    r"\b(?:post-inspection|progress|ofsted(?:'s)?(?:\s(?:latest|newest|recent|\w+th|first|second|third))?"
                    r"|latest|newest|most\srecent)\smonitoring\b(?!\s(?:board|group|report\sby))"
                ),
                "post progress ofsted latest newest most",
            ),
        ),
    ),
    (
        VisitKind.ASSURANCE,
        anchored((r"(?<!focused\s)(?<!focussed\s)\bassurance\s(?:visits?|inspections?)\b", "assurance")),
    ),
)
JOINT: Final = dict(NAMED)[VisitKind.JTAI]
# Without one of these no text names a visit.
HINTS: Final = (
    "visit",
    "jtai",
    "joint",
    "monitor",
    "focus",
    "assurance",
    "inspectorate",
    "constabulary",
    "hmic",
    "police",
    "multi-agency",
    "multiagency",
)
