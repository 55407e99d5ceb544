"""ILACS from January 2023: care leavers have a judgement of their own, the fifth."""

from datetime import date
from typing import Final

from monitor.model.framework import (
    CARE_LEAVERS,
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
    key="ilacs-2023",
    name="Inspecting local authority children's services (ILACS), 2023",
    in_force_from=date(2023, 1, 1),
    in_force_to=date(2026, 3, 31),
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
            key=IN_CARE,
            title="Children in care",
            labels=("The experiences and progress of children in care",),
            succeeds=(IN_CARE_AND_CARE_LEAVERS,),
            flagged_with=("sif",),
        ),
        # SIF graded care leavers too, by other criteria: the judgement of 2023 is a new one.
        Judgement(
            key=CARE_LEAVERS,
            title="Care leavers",
            labels=("The experiences and progress of care leavers",),
            comparable_since=date(2023, 1, 1),
        ),
        Judgement(key=OVERALL, title="Overall effectiveness", labels=("Overall effectiveness",)),
    ),
    inspection_types=("standard", "short"),
)
