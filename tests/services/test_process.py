"""Reading what waits: from an entry to articles, outcomes and alerts, on a real store."""

from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from monitor.demo.pdf import pdf
from monitor.model.alert import AlertRule, AlertType
from monitor.model.outcome import Status, Trust
from monitor.model.source import Source
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.services.poll import Poller
from monitor.services.process import Processed, Processor, Result
from tests.fakes import START, Bench, bench

SITE = "https://herald.example"
HERALD = Source(
    id="herald", name="The Herald", kind="feed", url=f"{SITE}/feed", every=timedelta(minutes=30), trust=Trust.PRESS
)
OFSTED = Source(
    id="ofsted",
    name="Ofsted",
    kind="ofsted-reports",
    url="https://reports.example/search?start=0&rows=100",
    every=timedelta(hours=1),
    trust=Trust.INSPECTORATE,
)
OUTSTANDING = (
    "Ofsted has rated Leicestershire County Council's children's services outstanding, in a report published today. "
    "They were rated requires improvement at their last inspection, in 2019. Inspectors visited the council in April."
)


@pytest.fixture
def world(tmp_path: Path) -> Bench:
    made = bench(
        tmp_path,
        HERALD,
        OFSTED,
        rules=(AlertRule(to=("desk",), events=("changed", "areas", "first")),),
        until=datetime(2019, 12, 31),  # noqa: DTZ001 - a day
    )
    made.clock.at = datetime.fromisoformat("2024-07-12T09:00:00+00:00")
    return made


def publish(world: Bench, **articles: str) -> None:
    """Serve a feed of articles, each a page of its own; `title: text`."""
    items = ""
    for name, text in articles.items():
        title = name.replace("_", " ")
        world.fetcher.serve(
            f"{SITE}/{name}",
            f"<html><head><title>{title}</title></head><body><main><article><h1>{title}</h1>"
            f"<p>{text}</p></article></main></body></html>",
        )
        items += (
            f"<item><title>{title}</title><link>{SITE}/{name}?utm_source=rss</link><guid>{name}</guid>"
            f"<description>{text[:150]}</description><pubDate>{format_datetime(world.clock.at)}</pubDate></item>"
        )
        world.fetcher.pages[f"{SITE}/{name}?utm_source=rss"] = world.fetcher.pages[f"{SITE}/{name}"]
    world.fetcher.serve(HERALD.url, f"<rss version='2.0'><channel><title>H</title>{items}</channel></rss>")


def read_all(world: Bench, source: Source = HERALD) -> list[Result]:
    Poller(world.tools).poll(source)
    processor = Processor(world.tools)
    waiting = world.tools.store.entries.waiting(world.clock.now(), sources=[source.id], limit=100)
    return [processor.process(entry) for entry in waiting]


def alerts(world: Bench) -> list[AlertType]:
    return [one.type for one in world.tools.store.alerts.deliveries(limit=100)]


def test_an_article_about_a_new_grade_becomes_an_outcome_and_an_alert(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(world)
    outcome = Log(world.tools).outcomes(Wanted())[0]
    assert (outcome["authority"], outcome["status"], outcome["direction"]) == ("Leicestershire", "reported", "up")
    assert alerts(world) == [AlertType.OUTCOME_CHANGED]


def test_a_stored_article_has_no_tracking_in_its_link(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(world)
    assert [row["url"] for row in Log(world.tools).articles(Wanted())] == [
        f"{SITE}/Leicestershire_childrens_services_rated_outstanding"
    ]


def test_reading_the_same_again_tells_nothing_again(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(world)
    read_all(world)
    assert len(Log(world.tools).outcomes(Wanted())) == 1
    assert len(alerts(world)) == 1


def test_other_news_is_stored_with_the_reason_why_it_was_put_aside(world: Bench) -> None:
    publish(world, Bypass_opens="Drivers may use the new road from Monday, and the potholes are gone.")
    assert [result.how for result in read_all(world)] == [Processed.SET_ASIDE]
    row = Log(world.tools).articles(Wanted())[0]
    assert (row["title"], row["relevant"], len(row["reasons"])) == ("Bypass opens", False, 1)


def test_a_school_is_no_councils_childrens_services(world: Bench) -> None:
    text = "A primary school in Leicestershire has been rated inadequate by Ofsted. The county council was informed."
    publish(world, Primary_school_rated_inadequate=text)
    read_all(world)
    assert Log(world.tools).outcomes(Wanted()) == []


def test_an_edited_page_is_a_new_revision_and_corrects_its_outcome(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated=OUTSTANDING)
    read_all(world)
    publish(world, Leicestershire_childrens_services_rated=OUTSTANDING.replace("outstanding", "good"))
    read_all(world)
    log = Log(world.tools)
    assert [row["revisions"] for row in log.articles(Wanted())] == [2]
    assert [(one["judgements"][0]["to"], one["status"]) for one in log.outcomes(Wanted())] == [("good", "reported")]


def test_a_page_that_fails_once_is_read_at_its_own_next_try_though_its_feed_never_changes(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated=OUTSTANDING)
    link = f"{SITE}/Leicestershire_childrens_services_rated?utm_source=rss"
    page = world.fetcher.pages[link]
    world.fetcher.break_page(link)
    assert [result.how for result in read_all(world)] == [Processed.FAILED]
    world.fetcher.pages[link] = page
    world.clock.advance(timedelta(minutes=5))
    assert [result.how for result in read_all(world)] == [Processed.READ]
    assert len(Log(world.tools).outcomes(Wanted())) == 1


def test_a_page_that_is_refused_is_read_as_far_as_its_feed_shows_it(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    world.fetcher.break_page(
        f"{SITE}/Leicestershire_childrens_services_rated_outstanding?utm_source=rss", "forbidden (403)", transient=False
    )
    read_all(world)
    row = Log(world.tools).articles(Wanted())[0]
    assert row["partial"]
    assert any("forbidden (403)" in reason for reason in row["reasons"])


def test_the_old_news_of_a_first_pass_is_recorded_and_not_told(tmp_path: Path) -> None:
    world = bench(
        tmp_path,
        HERALD,
        max_age=timedelta(days=14),
        until=datetime(2019, 12, 31),  # noqa: DTZ001 - a day
    )
    world.clock.at = datetime.fromisoformat("2024-07-12T09:00:00+00:00")
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    world.clock.at = START
    read_all(world)
    assert len(Log(world.tools).outcomes(Wanted())) == 1
    assert alerts(world) == []


def report_site(
    world: Bench, label: str, lines: tuple[str, ...], *, file: str = "50000001", day: str = "12 July 2024"
) -> None:
    base = "https://reports.example"
    world.fetcher.serve(
        OFSTED.url,
        "<html><body><ul><li class='search-result'><h3><a href='/provider/44/80483'>Leicestershire</a></h3>"
        f"<ul><li>Latest report: {day}</li><li>{file}</li></ul></li></ul></body></html>",
    )
    world.fetcher.serve(
        f"{base}/provider/44/80483",
        f"<html><body><h1>Leicestershire</h1><ol><li><a class='publication-link' href='{base}/v1/file/{file}'>"
        f"{label}<span class='nonvisual'>{label}, pdf - {day}</span></a></li></ol></body></html>",
    )
    world.fetcher.serve(f"{base}/v1/file/{file}", pdf(lines), kind="application/pdf")


def grades(care_leavers: str = "Outstanding", end: str = "26 April 2024") -> tuple[str, ...]:
    return (
        "Inspection of Leicestershire County Council local authority",
        "children’s services",
        f"Inspection dates: 15 to {end}",
        "Judgement",
        "Grade",
        "The impact of leaders on social work practice with children and families",
        "Outstanding",
        "The experiences and progress of children who need help and protection",
        "Outstanding",
        "The experiences and progress of children in care",
        "Outstanding",
        "The experiences and progress of care leavers",
        care_leavers,
        "Overall effectiveness",
        "Outstanding",
    )


def test_a_report_confirms_what_the_press_told_and_is_the_same_outcome(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(world)
    told = Log(world.tools).outcomes(Wanted())[0]["id"]
    report_site(world, "Children's services inspection", grades())
    read_all(world, OFSTED)
    outcomes = Log(world.tools).outcomes(Wanted())
    assert [(one["id"], one["status"], one["evidence_count"]) for one in outcomes] == [(told, "confirmed", 2)]
    assert outcomes[0]["effective"] == "2024-07-12"


def test_a_confirmed_grade_is_the_rating_from_its_day_on(world: Bench) -> None:
    report_site(world, "Children's services inspection", grades())
    read_all(world, OFSTED)
    log, wanted = Log(world.tools), Wanted(la_codes=("855",))
    overall = {
        as_of: next(row["grade"] for row in log.ratings(wanted, as_of=as_of) if row["judgement"] == "overall")
        for as_of in (date(2024, 7, 11), date(2024, 7, 12))
    }
    assert overall == {date(2024, 7, 11): "requires_improvement", date(2024, 7, 12): "outstanding"}


def test_a_report_replaced_by_a_new_file_corrects_one_inspection_and_is_no_second_one(world: Bench) -> None:
    report_site(world, "Children's services inspection", grades())
    read_all(world, OFSTED)
    report_site(world, "Children's services inspection", grades(care_leavers="Good"), file="50000002")
    read_all(world, OFSTED)
    outcomes = Log(world.tools).outcomes(Wanted())
    assert len(outcomes) == 1
    assert {move["judgement"]: move["to"] for move in outcomes[0]["judgements"]}["care_leavers"] == "good"


def test_a_letter_about_a_visit_moves_no_grade(world: Bench) -> None:
    lines = (
        "Focused visit to Leicestershire children’s services",
        "This letter summarises the findings of the focused visit to Leicestershire children’s services on 5 and 6",
        "June 2024. Practice seen was good.",
    )
    report_site(world, "Children's services focused visit", lines)
    read_all(world, OFSTED)
    log = Log(world.tools)
    assert [(one["visit"], one["date"][:7]) for one in log.visits(Wanted())] == [("focused", "2024-06")]
    assert log.outcomes(Wanted()) == []


def test_a_label_that_nobody_has_seen_waits_for_a_person(world: Bench) -> None:
    report_site(world, "Children's services thematic pilot", ("Pilot in Leicestershire", "It gives no grades."))
    read_all(world, OFSTED)
    assert [question["kind"] for question in Log(world.tools).questions()] == ["unknown-label"]


def test_a_file_that_cannot_be_read_waits_for_a_person_and_its_source_is_well(world: Bench) -> None:
    report_site(world, "Children's services inspection", ("Report not found",))
    assert [result.how for result in read_all(world, OFSTED)] == [Processed.UNREADABLE]
    log = Log(world.tools)
    assert [question["kind"] for question in log.questions()] == ["unreadable-report"]
    assert {row["id"]: (row["state"], row["pending"]) for row in log.sources()}["ofsted"] == ("ok", 1)


def test_a_file_that_cannot_be_read_and_does_not_change_still_waits_for_a_person(world: Bench) -> None:
    report_site(world, "Children's services inspection", ("Report not found",))
    file = "https://reports.example/v1/file/50000001"
    world.fetcher.serve(file, pdf(("Report not found",)), etag='"1"', kind="application/pdf")
    read_all(world, OFSTED)
    world.clock.advance(timedelta(days=8))
    read_all(world, OFSTED)
    assert {row["id"]: row["pending"] for row in Log(world.tools).sources()}["ofsted"] == 1


def test_a_page_that_cannot_be_had_for_a_month_is_left_at_what_its_feed_showed(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated=OUTSTANDING)
    world.fetcher.break_page(f"{SITE}/Leicestershire_childrens_services_rated?utm_source=rss")
    for _ in range(40):
        read_all(world)
        world.clock.advance(timedelta(days=1))
    assert Log(world.tools).sources()[0]["pending"] == 0
    assert len(Log(world.tools).articles(Wanted())) == 1


def test_an_area_send_inspection_is_put_aside(world: Bench) -> None:
    report_site(world, "Area SEND full inspection", ("Area SEND inspection of Leicestershire",))
    assert [result.how for result in read_all(world, OFSTED)] == [Processed.SET_ASIDE]


def test_evidence_and_outcome_are_one_commit(world: Bench) -> None:
    publish(world, Leicestershire_childrens_services_rated_outstanding=OUTSTANDING)
    read_all(world)
    outcome = world.tools.store.outcomes.all()[0]
    assert outcome.status is Status.REPORTED
    article = world.tools.store.articles.get(outcome.evidence[0].article)
    assert article is not None
    revision = world.tools.store.articles.revision(article.id, article.revision)
    claim = world.tools.store.articles.claims(article.id, article.revision)[0]
    where = revision.title if claim.quote.in_title else revision.text
    assert where[claim.quote.start : claim.quote.end] == claim.quote.text
    assert revision.body is not None
    assert revision.text.split(".")[0].encode() in world.tools.store.archive.get(revision.body)
