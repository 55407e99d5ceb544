"""A report of the sample report site: invented lines about plain facts."""

from datetime import date

from monitor.demo.samples import SampleReport

REPORT = SampleReport(
    file="50000003",
    urn="80482",
    provider="Leicester",
    label="Children's services inspection",
    published=date(2021, 11, 12),
    lines=(
        "Inspection of Leicester City Council children’s social care services",
        "Inspection dates: 20 September 2021 to 1 October 2021",
        "Judgement",
        "Grade",
        "The impact of leaders on social work practice with children and families",
        "Good",
        "The experiences and progress of children who need help and protection",
        "Good",
        "The experiences and progress of children in care and care leavers",
        "Good",
        "Overall effectiveness",
        "Good",
    ),
)
