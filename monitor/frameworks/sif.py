"""SIF, the single inspection framework of November 2013: services for children in need, looked after, leaving care.

The last inspections began in June 2018, months after ILACS did: some councils awaited their first or a re-inspection.
"""

from datetime import date
from typing import Final

from monitor.model.framework import (
    ADOPTION,
    CARE_LEAVERS,
    GOOD,
    HELP_AND_PROTECTION,
    IN_CARE,
    INADEQUATE,
    LEADERS,
    OUTSTANDING,
    OVERALL,
    REQUIRES_IMPROVEMENT,
    Framework,
    Judgement,
)

FRAMEWORK: Final = Framework(
    key="sif",
    name="Single inspection framework (SIF)",
    in_force_from=date(2013, 11, 1),
    in_force_to=date(2018, 8, 31),
    grades=(OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE),
    judgements=(
        # The overall is a sentence above the table and never a row of it, hence no label.
        Judgement(key=OVERALL, title="Overall effectiveness", labels=()),
        Judgement(
            key=HELP_AND_PROTECTION,
            title="Children who need help and protection",
            labels=("Children who need help and protection",),
        ),
        Judgement(
            key=IN_CARE,
            title="Children looked after and achieving permanence",
            labels=("Children looked after and achieving permanence",),
        ),
        Judgement(key=ADOPTION, title="Adoption performance", labels=("Adoption performance",)),
        Judgement(
            key=CARE_LEAVERS,
            title="Experiences and progress of care leavers",
            labels=("Experiences and progress of care leavers",),
        ),
        Judgement(
            key=LEADERS,
            title="Leadership, management and governance",
            labels=("Leadership, management and governance",),
        ),
    ),
    inspection_types=("full", "re-inspection"),
)
