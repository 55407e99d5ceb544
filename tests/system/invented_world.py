"""An invented world for the main job from end to end: our own words about plain facts, in steps of time."""

from datetime import UTC, date, datetime

from monitor.demo.samples import SampleArticle, SampleReport


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)


PRESS = (
    SampleArticle(
        path="/2017/leicester",
        title="Leicester's children's services no longer inadequate",
        published=at("2017-09-05"),
        step=1,
        paragraphs=(
            "Children's services at Leicester City Council have been rated requires improvement by Ofsted.",
            "Two years ago, at the last inspection in 2015, they were judged to be inadequate overall.",
            "Inspectors visited the city in June and July and found that social workers stay for longer.",
        ),
    ),
    SampleArticle(
        path="/2021/round-up",
        title="Leicester council rises to good",
        published=at("2021-11-17"),
        step=2,
        paragraphs=(
            "Ofsted has rated Leicester City Council's children's services good, up from requires improvement in 2017.",
            "The inspection took place in September.",
            (
                "Meanwhile, Trafford council, which was rated inadequate in 2019, had a monitoring visit in September. "
                "Inspectors said that assessments had got better."
            ),
        ),
    ),
    SampleArticle(
        path="/2021/school",
        title="Leicester primary school drops from outstanding to inadequate",
        published=at("2021-11-14"),
        step=2,
        paragraphs=("A primary school in Leicester has been judged inadequate by Ofsted after years at the top.",),
    ),
    SampleArticle(
        path="/2021/home",
        title="Children's home in Derby rated inadequate",
        published=at("2021-11-13"),
        step=2,
        paragraphs=("A private children's home in Derby has been rated inadequate by Ofsted.",),
    ),
    SampleArticle(
        path="/2021/bypass",
        title="New bypass is open",
        published=at("2021-11-12"),
        step=2,
        paragraphs=("The road was paid for by three parishes.",),
    ),
)
COUNCIL = (
    SampleArticle(
        path="/news/2/good",
        title="Inspectors say our children's services are good",
        published=at("2021-11-12"),
        step=2,
        paragraphs=(
            "Children's services at Leicester City Council have been rated good in every area by Ofsted.",
            "Inspectors spent two weeks with our teams in September, and said that leaders know what works.",
        ),
    ),
    SampleArticle(
        path="/news/1/parks",
        title="Park benches to be painted",
        published=at("2017-09-01"),
        step=1,
        paragraphs=("The benches will be green again.",),
    ),
)


def sif(name: str, dates: str, overall: str, grades: tuple[str, str, str, str, str]) -> tuple[str, ...]:
    help_, permanence, adoption, leavers, leaders = grades
    return (
        name,
        "Inspection of services for children in need of help and protection, children looked after and care leavers",
        f"Inspection date: {dates}",
        f"Children’s services in {name} {overall}",
        "1. Children who need help and protection",
        help_,
        "2. Children looked after and achieving permanence",
        permanence,
        "2.1 Adoption performance",
        adoption,
        "2.2 Experiences and progress of care leavers",
        leavers,
        "3. Leadership, management and governance",
        leaders,
    )


def ilacs(name: str, dates: str, grades: tuple[str, str, str, str]) -> tuple[str, ...]:
    leaders, help_, care, overall = grades
    return (
        f"Inspection of {name} children’s social care services",
        f"Inspection dates: {dates}",
        "Judgement",
        "Grade",
        "The impact of leaders on social work practice with children and families",
        leaders,
        "The experiences and progress of children who need help and protection",
        help_,
        "The experiences and progress of children in care and care leavers",
        care,
        "Overall effectiveness",
        overall,
    )


def report(file: str, urn: str, provider: str, published: str, step: int, lines: tuple[str, ...]) -> SampleReport:
    return SampleReport(
        file=file,
        urn=urn,
        provider=provider,
        label="Children's services inspection",
        published=date.fromisoformat(published),
        step=step,
        lines=lines,
    )


IMPROVEMENT = "Requires improvement"
REPORTS = (
    report(
        "50000001",
        "80482",
        "Leicester",
        "2015-03-20",
        0,
        sif(
            "Leicester City Council",
            "14 January 2015 – 4 February 2015",
            "are inadequate",
            ("Inadequate", IMPROVEMENT, "Good", IMPROVEMENT, "Inadequate"),
        ),
    ),
    report(
        "50000002",
        "80482",
        "Leicester",
        "2017-09-04",
        1,
        sif(
            "Leicester City Council",
            "19 June 2017 to 13 July 2017",
            "require improvement to be good",
            (IMPROVEMENT, IMPROVEMENT, "Good", IMPROVEMENT, "Good"),
        ),
    ),
    report(
        "50000003",
        "80482",
        "Leicester",
        "2021-11-12",
        2,
        ilacs("Leicester City Council", "20 September 2021 to 1 October 2021", ("Good", "Good", "Good", "Good")),
    ),
    report(
        "50000004",
        "2532283",
        "Dorset",
        "2021-11-19",
        2,
        ilacs("Dorset Council", "27 September 2021 to 8 October 2021", ("Good", IMPROVEMENT, "Good", "Good")),
    ),
    report("50000005", "80431", "Blackpool", "2012-07-13", 0, ("Report not found",)),
)
