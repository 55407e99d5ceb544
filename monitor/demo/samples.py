"""The sample articles and reports of the demonstration: invented, in our own words, dated around the day it is run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

INVENTED = "This text was invented for the demonstration of the inspection monitor."


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleArticle:
    """An article of a sample site. `step` is the pass from which on it is published."""

    path: str
    title: str
    published: datetime
    paragraphs: tuple[str, ...]
    step: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleReport:
    """A report file of the sample report site."""

    file: str
    urn: str
    provider: str
    label: str
    published: date
    lines: tuple[str, ...]
    step: int = 1


def inspection_week(now: datetime) -> tuple[date, date]:
    """Return the Monday and the Friday of an inspection whose report is due about now: six weeks ago."""
    day = (now - timedelta(days=42)).date()
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=4)


def press_articles(now: datetime) -> Sequence[SampleArticle]:
    """Return what the sample newspaper publishes."""
    return (
        SampleArticle(
            path="/news/rutland-leaders-outstanding",
            title="Rutland's children's services leaders judged outstanding by Ofsted",
            published=now - timedelta(hours=5),
            paragraphs=(
                "Ofsted has judged the leaders of Rutland County Council's children's services outstanding.",
                (
                    "Services for children who need help and protection were judged good. Services for children in "
                    "care and for care leavers were judged good too."
                ),
                "Rutland was rated good at its last inspection, in 2024.",
                INVENTED,
            ),
        ),
        SampleArticle(
            path="/news/oakham-primary-inadequate",
            title="Oakham primary school drops from outstanding to inadequate",
            published=now - timedelta(hours=9),
            paragraphs=(
                "A primary school in Oakham, once outstanding, has been rated inadequate by Ofsted.",
                "Rutland County Council said it was supporting the headteacher.",
                INVENTED,
            ),
        ),
        SampleArticle(
            path="/news/bypass-opens",
            title="Bypass opens after two years of roadworks",
            published=now - timedelta(hours=11),
            paragraphs=("Drivers can use the new bypass from today.", INVENTED),
        ),
    )


def council_articles(now: datetime) -> Sequence[SampleArticle]:
    """Return what the sample council's newsroom publishes."""
    return (
        SampleArticle(
            path="/news/2/outstanding-leaders",
            title="Inspectors praise our children's services",
            published=now - timedelta(hours=2),
            paragraphs=(
                "Leaders of children's services at Rutland County Council have been judged outstanding by Ofsted.",
                (
                    "Inspectors judged our services for children who need help and protection good, and our services "
                    "for children in care and for care leavers good as well."
                ),
                INVENTED,
            ),
        ),
        SampleArticle(
            path="/news/1/bin-days",
            title="Bin collection days over the holidays",
            published=now - timedelta(days=3),
            paragraphs=("Collections move by one day.", INVENTED),
        ),
    )


def reports(now: datetime) -> Sequence[SampleReport]:
    """Return the files of the sample report site. The inspection's report comes at the second pass."""
    monday, friday = inspection_week(now)
    return (
        SampleReport(
            file="90000002",
            urn="80547",
            provider="Rutland County Council",
            label="Children's services inspection",
            published=now.date(),
            step=2,
            lines=(
                "Inspection of Rutland County Council local authority",
                "children’s services",
                f"Inspection dates: {monday.day} {monday:%B} to {friday.day} {friday:%B %Y}",
                "Lead inspector: A. Sample, His Majesty’s Inspector",
                "Judgement",
                "Grade",
                "The impact of leaders on social work practice with children and families",
                "Outstanding",
                "The experiences and progress of children who need help and protection",
                "Good",
                "The experiences and progress of children in care",
                "Good",
                "The experiences and progress of care leavers",
                "Good",
                INVENTED,
            ),
        ),
        SampleReport(
            file="90000001",
            urn="80478",
            provider="Kirklees Metropolitan Council",
            label="Children's services focused visit",
            published=now.date() - timedelta(days=1),
            lines=(
                "Focused visit to Kirklees children’s services",
                "This letter summarises the findings of the focused visit to Kirklees children’s services on",
                f"{monday.day} {monday:%B %Y}.",
                INVENTED,
            ),
        ),
    )
