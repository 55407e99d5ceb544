"""ILACS as it began in January 2018: children in care and care leavers are one judgement."""

from datetime import date
from typing import Final

from monitor.model.framework import (
    GOOD,
    HELP_AND_PROTECTION,
    IN_CARE,
    IN_CARE_AND_CARE_LEAVERS,
    INADEQUATE,
    LEADERS,
    OUTSTANDING,
    OVERALL,
    REQUIRES_IMPROVEMENT,
    Framework,
    Judgement,
)

FRAMEWORK: Final = Framework(
    key="ilacs-2018",
    name="Inspecting local authority children's services (ILACS), 2018",
    in_force_from=date(2018, 1, 1),
    in_force_to=date(2022, 12, 31),
    grades=(OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE),
    judgements=(
        Judgement(
            key=LEADERS,
            title="Impact of leaders on social work practice with children and families",
            labels=("The impact of leaders on social work practice with children and families",),
            flagged_with=("sif",),
        ),
        Judgement(
            key=HELP_AND_PROTECTION,
            title="Children who need help and protection",
            labels=("The experiences and progress of children who need help and protection",),
        ),
        Judgement(
            key=IN_CARE_AND_CARE_LEAVERS,
            title="Children in care and care leavers",
            labels=("The experiences and progress of children in care and care leavers",),
            succeeds=(IN_CARE,),
        ),
        Judgement(key=OVERALL, title="Overall effectiveness", labels=("Overall effectiveness",)),
    ),
    inspection_types=("standard", "short"),
)
