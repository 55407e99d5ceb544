"""The words that say what a text is: where each counts and what it says. For lower-case marked text."""

from typing import Final

from monitor.stages.detect.cues import Anchored, anchored, cue
from monitor.stages.detect.lexicon import AUTHORITY, SERVICE, G

NATION: Final = Anchored(
    (
        r"\b(?:CIW|Estyn|Wales|Welsh|Scotland|Scottish|Northern\sIreland|RQIA|Jersey|Guernsey|Isle\sof\sMan)\b",
        "ciw estyn wales welsh scotland scottish northern rqia jersey guernsey isle",
    ),
    (r"\bCare\sInspectorate\b", "care"),
    (r"\bSocial\sWork\sInspection\sAgency\b", "social"),
)
OFSTED: Final = cue(
    r"\b(?:Ofsted|OFSTED|inspect\w*|watchdog|regulator|ILACS|JTAI|monitoring\svisit|focus(?:s)?ed\svisit)\b"
)
# What a headline, and an opening, may be about; it bears on whether a text tells a new result. With the words of which
# each match has one, or begins with one; none where it may have only a sign.
TITLE_CUES: Final = (
    (
        "is about an appointment",
        (
            "appoint new names hires recruits step steps resign stood take takes bring brings draft drafts join "
            "joins quit quits depart to profile interview"
        ),
        (
            r"\b(?:appoint\w*|new\s(?:\w+\s){0,3}(?:director|boss|chief|head|commissioner|leader)\b|(?:names|"
            r"hires|recruits)\s(?:\w+\s){0,4}(?:director|boss|chief)|steps?\sdown|resign\w*|stood\sdown|"
            r"takes?\s(?:up|over\sas)|brings?\sin|drafts?\sin|joins?\s\w+\sas|quits?|departs?|to\sleave|"
            r"profile|interview)\b"
        ),
    ),
    (
        "advertises jobs",
        "career vacancy job jobs opening recruiting join work apply why come",
        (
            r"\b(?:careers?|vacanc\w+|jobs?\s(?:page|fair|opportunit\w+|vacanc\w+|roles?)|openings?\sfor|"
            r"recruiting|recruitment|join\sus|work\s(?:for|with)\sus|apply\snow|why\swork|come\sand\swork)\b"
        ),
    ),
    (
        "looks ahead to an inspection",
        "to inspectors inspection braced prepare preparing ahead await expect",
        (
            r"\b(?:to\sinspect|to\sbe\sinspected|inspectors\s(?:due|arrive|return|to\sreturn)|braced|"
            r"prepar\w+\sfor|ahead\sof\s(?:an\s)?(?:Ofsted|inspection)|awaits?|inspection\s(?:under\sway|"
            r"begins|starts|due|next)|expect\w*\s(?:Ofsted|inspect\w*))\b"
        ),
    ),
    (
        "tells figures over many councils",
        "",
        (
            r"\b(?:figures|statistics|annual\sreport|per\scent|percent|one\sin\s(?:two|three|four|five|six|"
            r"ten)|proportion|analysis|league\stable|share\sof|\d+\sin\s\d+|how\smany|nationally|country's|"
            r"three-quarters|two-thirds|majority|a\squarter|a\sthird|half\sof)\b|%"
        ),
    ),
    (
        "is about intervention or improvement plans",
        (
            "improvement commissioner intervention notice direction action stripped takeover hand independent "
            "trust adviser recovery"
        ),
        (
            r"\b(?:improvement\s(?:plan|notice|board|journey|partner|adviser)|commissioner|intervention|"
            r"notice\s(?:lifted|served)|direction|action\splan|stripped\sof|takeover|hand\sover|"
            r"independent\strust\sto|trust\sto\s(?:run|take)|adviser|recovery\splan)\b"
        ),
    ),
    (
        "is about money",
        "",
        (
            r"(?:£|\bbudget\b|\boverspend\w*|\bcost(?:s|ing)?\b|\bsavings?\b|\bfunding\b|\bspend(?:s|ing)?\b|"
            r"\bcash\b|\bmillion\b|\bcuts\b|\bbill\b)"
        ),
    ),
    (
        "is about a meeting or a dispute",
        (
            "scrutiny questioned grilled debate motion petition row councillors call calls demand meeting "
            "committee agenda minutes opposition quizzed challenge court judicial legal"
        ),
        (
            r"\b(?:scrutiny|questioned|grilled|debate\w*|motion|petition|row\b|councillors\s(?:demand|call|"
            r"clash|quiz\w*|grill)|calls?\sfor|demands?|meeting|committee|agenda|minutes|opposition|quizzed|"
            r"challenged?|court|judicial|legal)\b"
        ),
    ),
    (
        "explains or argues",
        "why how what opinion comment explain guide lessons need study research blog view anniversary year since",
        (
            r"(?:^\W*(?:why|how|what)\b|\b(?:opinion|comment|explainer|explained|guide|lessons|"
            r"what\s(?:happens|is)|need\sto\sknow|study|research|blog|view|anniversary|year\son|since)\b)"
        ),
    ),
    (
        "is about a visit",
        "focus monitoring jtai joint",
        r"\b(?:focus(?:s)?ed\svisit|monitoring\svisit|JTAI|joint\s(?:targeted\s)?area)\b",
    ),
    ("has the grade in its headline", "", rf"{G}"),
    (
        "speaks of a rating in its headline",
        "rated rating judged downgraded upgraded ofsted verdict inspection praise glowing damning slam",
        (
            r"\b(?:rated|rating|judged|downgraded|upgraded|Ofsted\sreport|verdict|inspection\sreport|praises?|"
            r"glowing|damning|slam\w*)\b"
        ),
    ),
)
# With the words of which each match has one; none where it needs a grade.
LEAD_CUES: Final = (
    (
        "opens with an appointment",
        "retire appointed appointment director boss chief head commissioner step resigned up join leave",
        (
            r"\b(?:retire\w*|retirement|has\sappointed|been\sappointed|appointment\sof|new\s(?:director|boss|"
            r"chief\sexecutive|head|commissioner)\b|the\snew\s(?:\w+\s){0,2}director|stepp?(?:ed|ing|s)\sdown|"
            r"resigned|take[sn]?\sup\s(?:the|her|his)|(?:will\sjoin|has\sjoined)\s(?:as|from|the\s(?:council|"
            r"authority)|\ue010)|is\sto\sleave)\b"
        ),
    ),
    (
        "opens as a job advert",
        "vacancy looking recruit recruiting hiring join career salary apply foster information",
        (
            r"\b(?:vacanc\w+|foster\scarers?\s(?:are\s)?(?:needed|wanted)|information\s(?:evening|session)|"
            r"we(?:'re|\sare)\s(?:looking\sfor|recruiting|hiring)|wants?\sto\srecruit|"
            r"looking\s(?:for|to\srecruit)\s(?:\w+\s){0,3}social\sworkers|join\s(?:us|our)|career|salary|"
            r"apply)\b"
        ),
    ),
    (
        "opens with a coming inspection",
        "will begin begins due being currently next started braced",
        (
            r"\b(?:will\s(?:be\sinspected|inspect)|begins?\s(?:a|an|its)\s(?:\S+\s){0,3}inspection|"
            r"due\sto\s(?:be\sinspected|arrive)|is\s(?:being|currently\sbeing)\sinspected|next\sweek|"
            r"has\sstarted\sits\sinspection|braced)\b"
        ),
    ),
    (
        "opens with figures over many councils",
        "figures statistics annual per percent one proportion quarter third fifth two three half 0 share",
        (
            r"\b(?:figures|statistics|annual\sreport|per\scent|percent|one\sin\s(?:two|three|four|five|six|"
            r"ten)|proportion|(?:a|one)\s(?:quarter|third|fifth)\sof|two-thirds|three-quarters|half\sof|"
            r"of\s\d+\s(?:councils|authorities|inspected)|share\sof)\b|\d\s?%"
        ),
    ),
    (
        "opens with money",
        "0 budget overspend could million",
        r"(?:£\d|\bbudget\b|\boverspend\w*|\bcould\scost\b|\bmillion\sto\b)",
    ),
    (
        "opens with intervention",
        "commissioner improvement statutory served notice minister independent department",
        (
            r"\b(?:commissioner|improvement\snotice|statutory\sdirection|improvement\s(?:plan|board)|"
            r"served\s(?:a|an)\s|notice\s(?:has\sbeen|was)|minister\w*|independent\strust|"
            r"Department\sfor\sEducation\s(?:has|have|will))\b"
        ),
    ),
    (
        "opens with a meeting",
        "scrutiny questioned meeting committee cabinet councillors minutes full told update progress which saw led",
        (
            r"\b(?:scrutiny|were\squestioned|was\squestioned|at\sa\smeeting|(?:committee|cabinet|"
            r"councillors)\s(?:heard|were\stold|has|have|will|considered|discussed|noted|received|approved)|"
            r"minutes|full\scouncil|told\sa\s|update\son|progress\sreport|in\swhich|that\ssaw|which\ssaw|"
            r"which\sled)\b"
        ),
    ),
    (
        "opens with a visit",
        "focus monitoring jtai joint letter while",
        (
            r"\b(?:focus(?:s)?ed\svisit|monitoring\svisit|JTAI|joint\stargeted|letter\s(?:published|to|from)|"
            r"while\snot\sa)\b"
        ),
    ),
    (
        "opens with a grade just given",
        "",
        (
            rf"\b(?:has|have)\s(?:\w+\s){{0,3}}(?:been\s)?(?:rated|judged|graded|deemed|awarded|given|handed|"
            rf"received|found|moved|raised|downgraded|upgraded|removed|praised|shed|retained|maintained|"
            rf"branded|improved|fallen|dropped|risen|slipped|declared|named|achieved|scooped|earned|kept|"
            rf"been)\b[^.]{{0,120}}{G}"
        ),
    ),
    (
        "opens with what the council was given",
        "",
        (
            rf"\b(?:authority|council|services|borough|county|city|trust|we)\s(?:was|were|received|achieved|"
            rf"got|gained|earned|retained)\b[^.]{{0,60}}{G}"
        ),
    ),
    (
        "opens with services and a grade",
        "",
        (
            rf"(?:{SERVICE}|{AUTHORITY}|\bcouncil|\bservices|\bborough|\bcounty|\bcity|\bwe\b|"
            rf"\bOfsted)[^.]{{0,160}}{G}|{G}[^.]{{0,120}}(?:{SERVICE}|{AUTHORITY}|\bOfsted)"
        ),
    ),
)
# What a page has that offers posts, and what one has that sells help to councils, wherever it stands.
OFFER: Final = anchored(
    (r"\bannual\sleave\b", "annual"),
    (r"\bdays'?\s(?:of\s)?leave\b", "days"),
    (r"\bpension\b", "pension"),
    (r"\bsalar(?:y|ies)\b", "salary salaries"),
    (r"\bper\sannum\b", "per"),
    (r"\bapply\s(?:now|today|here|online|for|by)\b", "apply"),
    (r"\bvacanc(?:y|ies)\b", "vacancy"),
    (r"\bclosing\sdate\b", "closing"),
    (r"\bjoin\s(?:us|our)\b", "join"),
    (r"\bcome\s(?:and\s)?work\s(?:for|with)\b", "come"),
    (r"\brelocation\b", "relocation"),
    (r"\bjob\s(?:title|description|advert|purpose|reference)\b", "job"),
    (r"\badvert\stext\b", "advert"),
    (r"\b(?:ideal|successful)\scandidate\b", "ideal successful"),
    (r"\b(?:essential|desirable)\scriteria\b", "essential desirable"),
    (r"(?:(?<=\bwe are )|(?<=\bwe're ))(?:looking\sfor|recruiting|hiring)\b", "looking recruiting hiring"),
)
CASE_STUDY: Final = anchored(
    (r"\bcase\sstud(?:y|ies)\b", "case"),
    (
        r"(?:(?<=\n)|(?<=\nthe )|(?<=\nour ))(?:challenge|solution|client)s?:?(?=\n)",
        "challenge solution client",
    ),
    (
        r"(?<=\bour )(?:software|platform|app|consultants?|product|tool)\b",
        "software platform app consultant product tool",
    ),
)
# A governor's interest says nothing of what a meeting was about.
DECLARED: Final = cue(r"\bdeclar\w+\s(?:(?!in\b)\w+\s){0,3}interests?\b|\binterests?\s(?:was\s|were\s)?declared\b")
A_HOME: Final = cue(r"\b(?:the|its|other|two|three|own|nine)\s(?:\w+\s)?homes?\b")
