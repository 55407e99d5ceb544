"""Words of one meaning, as far as it bears on when and how a grade was given. A word has one class."""

from sys import intern
from typing import Final

_CLASSES: Final = {
    "judged": (
        "dubbed termed rated rates rating judged judges graded grades deemed branded labelled declared "
        "classed ranked found considered assessed described adjudged scored marked pronounced concluded "
        "reported"
    ),
    "rating": (
        "ratings grade grading gradings judgement judgment judgements judgments verdict verdicts mark marks "
        "status label category score outcome accolade badge level standard"
    ),
    "received": (
        "receiving getting earning winning bagged bags banked collects received receives receive achieved "
        "achieves got gets gained gains earned earns secured secures awarded handed given gives gave won wins "
        "scooped attained collected obtained celebrating celebrates celebrate celebrated notched clinched "
        "landed picked"
    ),
    "rose": (
        "bettered boosted elevated hauled pulled vaulted upgrade upgrading nudged upgraded uprated raised "
        "lifted climbed climbs climb rose rises risen jumped jumps jump leap leapt leaps promoted graduated "
        "moved moves improved improves improving soared stepped shed sheds escaped turnaround"
    ),
    "fell": (
        "tumbled tumbles slid slides crashed plummeted downgrade downgrading sinks plunges downgraded dropped "
        "drops drop fell falls fallen fall slipped slips slip plunged slumped slump relegated demoted "
        "declined deteriorated sunk sank lost loses stripped worsened"
    ),
    "kept": (
        "preserved clung clings hung hangs sticks stuck retaining keeping holding maintaining renewed "
        "retained retains retain maintained maintains maintain kept keeps keep remained remains remain held "
        "holds hold stayed stays unchanged continued continues continue sustained repeated again still"
    ),
    "previous": "previous previously last earlier prior former formerly predecessor past preceding",
    "new": "newest fresh freshly new latest newly today yesterday recent recently just now current currently",
    "published": "published publishes publication released issued announced revealed confirmed unveiled",
    "inspectorate": "ofsted's inspectors' watchdog's ofsted inspectors inspector inspectorate watchdog regulator",
    "inspection": "inspection inspections inspected inspect ilacs sif review visit visited visits",
    "report": "report's report reports letter findings",
    "council": (
        "council's borough's county's city's authority's council authority borough county city councils "
        "authorities boroughs lea"
    ),
    "department": "services service department departments directorate provision social",
    "said": "said says say told tells stated adding added adds",
    "proud": (
        "proud pleased delighted thrilled thank thanks tribute congratulate congratulations praised praise "
        "praising hard welcome welcomed"
    ),
    "hoped": (
        "hope hopes hoping aim aims aiming want wants ambition aspire aspiration goal target strive striving "
        "determined working towards expect expects expected plan plans"
    ),
    "may": "will would could should may might can must shall",
    "not": "not never nor neither without no none hardly cannot",
    "since": "since after following despite because amid having",
    "had": "had",
    "was": "was were",
    "is": "is are",
    "has": "has have",
    "be": "be been being become becomes became",
    "person": (
        "he she who her his director chief boss leader executive head cllr councillor commissioner minister "
        "secretary chair cabinet mp"
    ),
    "money": "million budget cost costs funding cuts overspend spend spending pay",
    "monitoring": "monitoring monitor focused focussed jtai joint",
    "improvement": "improvement progress journey intervention notice board",
    "other": (
        "other others neighbouring neighbour neighbours only while whereas unlike compared alongside "
        "nationally average nearby elsewhere"
    ),
    "many": "most many some several few per cent percent proportion number",
    "ago": "ago years year months month decade",
    "first": "full first second third fourth",
}
CLASS_OF: Final = {intern(word): intern(f"<{name}>") for name, words in _CLASSES.items() for word in words.split()}
