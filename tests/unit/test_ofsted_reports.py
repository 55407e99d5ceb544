"""What the monitor reads on the report site: every file once, and never "no reports" for a page it can't read."""

from datetime import timedelta

import pytest

from monitor.dates import read_date
from monitor.errors import ParseError
from monitor.model.report import ReportLabel
from monitor.model.source import Parsed, Request
from monitor.sources import ofsted_reports
from monitor.sources.report_labels import report_label, shown_label
from tests.unit.sources import NOW, parse, source

SITE = "https://reports.ofsted.gov.uk"
SEARCH = f"{SITE}/search?q=&level_1_types=3&level_2_types%5B%5D=12&start=0&rows=100"
SOURCE = source("ofsted-reports", SEARCH)


def row(urn: str, day: str = "12 July 2024") -> str:
    return (
        f'<li class="search-result"><h3><a href="/provider/44/{urn}">Council {urn}</a></h3>'
        f"<ul><li>Category: Local authority children's services</li><li>Latest report: {day}</li></ul></li>"
    )


def results(*rows: str, total: int | None = None) -> str:
    count = f"<p>Showing 1 of {total}</p>" if total is not None else ""
    return f"<html><title>Search results</title><body>{count}<ul>{''.join(rows)}</ul></body></html>"


def report(number: str, label: str, day: str, host: str = "files.ofsted.gov.uk") -> str:
    return (
        f'<li class="timeline__day"><p class="timeline__date">{day}</p>'
        f'<a class="publication-link" href="https://{host}/v1/file/{number}">{label}'
        f'<span class="nonvisual">{label}, pdf - {day}</span></a></li>'
    )


def provider(urn: str, *reports: str) -> str:
    head = f"<html><title>Fairshire</title><body><h1>Fairshire</h1><p>URN: {urn}</p>"
    return f"{head}<ol>{''.join(reports)}</ol></body></html>"


def search(body: str, state: dict[str, str] | None = None, start: int = 0) -> Parsed:
    return parse(SOURCE, body, state=state, request=Request(url=SEARCH.replace("start=0", f"start={start}")))


def read(urn: str, body: str, state: dict[str, str] | None = None, purpose: str = "provider:") -> Parsed:
    return parse(SOURCE, body, state=state, request=Request(url=f"{SITE}/provider/44/{urn}", purpose=purpose))


def asked(state: dict[str, str], *, full: bool = False) -> list[str]:
    return [request.url for request in ofsted_reports.requests(SOURCE, state, now=NOW, full=full)]


def test_the_first_poll_reads_every_provider_of_the_search() -> None:
    found = search(results(row("80418"), row("2637539"), total=2))
    assert [request.url for request in found.follow] == [f"{SITE}/provider/44/80418", f"{SITE}/provider/44/2637539"]
    assert all(request.page for request in found.follow)


def test_a_row_that_did_not_change_is_not_followed_again() -> None:
    body = results(row("80418"), total=1)
    first = search(body)
    state = dict(first.state)
    state |= read(
        "80418", provider("80418", report("1", "Children's services inspection", "12 July 2024")), state
    ).state
    assert search(body, state).follow == ()
    assert len(search(results(row("80418", "1 August 2024"), total=1), state).follow) == 1


def test_a_provider_page_that_failed_is_followed_again() -> None:
    body = results(row("80418"), total=1)
    assert len(search(body, dict(search(body).state)).follow) == 1


def test_search_pages_are_followed_to_the_end_of_the_count() -> None:
    page = results(*(row(str(80000 + n)) for n in range(100)), total=153)
    assert search(page).follow[0].url == SEARCH.replace("start=0&rows=100", "start=100&rows=100")
    last = results(*(row(str(81000 + n)) for n in range(53)), total=153)
    assert all("/provider/" in request.url for request in search(last, start=100).follow)


def test_every_known_search_page_is_asked_even_when_the_first_will_not_have_changed() -> None:
    assert len(asked({"rows:0": "100", "rows:100": "53"})) == 2


def test_a_provider_page_is_read_once_a_day_in_any_case() -> None:
    old, fresh = (NOW - timedelta(hours=21)).isoformat(), (NOW - timedelta(hours=2)).isoformat()
    state = {"rows:0": "2", "read:80418": old, "read:80482": fresh}
    assert asked(state)[1:] == [f"{SITE}/provider/44/80418"]
    assert asked(state, full=True)[1:] == [f"{SITE}/provider/44/80418", f"{SITE}/provider/44/80482"]


def test_the_daily_reading_is_spread_over_the_polls_of_a_day() -> None:
    old = (NOW - timedelta(days=2)).isoformat()
    state = {f"read:{80000 + n}": old for n in range(153)}
    assert len(asked(state)) - 1 == 7  # 48 polls a day, twice what is needed


def test_a_new_row_whose_page_does_not_change_settles_after_a_day() -> None:
    request = Request(url=f"{SITE}/provider/44/80418")
    state = {"seen:80418": "new", "row:80418": "old"}
    state |= ofsted_reports.unchanged(SOURCE, request, state, now=NOW)
    assert state["row:80418"] == "old"
    state |= ofsted_reports.unchanged(SOURCE, request, state, now=NOW + timedelta(hours=25))
    assert state["row:80418"] == "new"


def test_a_file_is_found_with_number_label_and_publication_day() -> None:
    (entry,) = read(
        "80482", provider("80482", report("50231520", "Children's services inspection", "29 January 2025"))
    ).entries
    assert (entry.key, entry.urn, entry.label) == ("file:50231520", "80482", ReportLabel.INSPECTION)
    assert entry.label_text == "Children's services inspection"
    assert entry.published == read_date("2025-01-29")
    assert entry.title == "Fairshire: Children's services inspection"


def test_the_old_and_the_new_host_serve_one_file() -> None:
    label, day = "Children's services inspection", "12 July 2024"
    body = provider("80482", report("7", label, day), report("7", label, day, host="files.api.ofsted.gov.uk"))
    assert [entry.key for entry in read("80482", body).entries] == ["file:7"]


def test_the_day_is_found_in_a_time_element_around_the_link() -> None:
    body = (
        "<h1>Fairshire</h1><ol><li>80482"
        '<span class="event__title heading--sub"><a href="https://files.ofsted.gov.uk/v1/file/8">Focused visit</a>'
        '<div class="event__metadata"><time pubdate datetime="2024-07-12">12 Jul</time></div></span></li></ol>'
    )
    assert read("80482", body).entries[0].published == read_date("2024-07-12")


def test_two_files_of_one_day_share_its_date() -> None:
    links = "".join(f'<a href="https://files.ofsted.gov.uk/v1/file/{n}">Focused visit</a>' for n in (1, 2))
    body = f'<h1>80482</h1><ol><li><p class="timeline__date">12 July 2024</p>{links}</li></ol>'
    assert {entry.published for entry in read("80482", body).entries} == {read_date("2024-07-12")}


def test_a_label_nobody_has_seen_is_kept_and_told() -> None:
    found = read("80478", provider("80478", report("9", "Children's services thematic pilot", "18 November 2026")))
    assert found.entries[0].label is ReportLabel.OTHER
    assert "thematic pilot" in found.problems[0]


def test_a_report_on_another_site_is_not_believed() -> None:
    found = read("80482", provider("80482", report("9", "Focused visit", "1 May 2024", host="files.ofsted.example")))
    assert found.entries == ()
    assert "another site" in found.problems[0]


@pytest.mark.parametrize("body", ["", "<html><title>Sorry</title>503</html>", results(), results(total=153)])
def test_a_search_page_without_providers_is_an_error(body: str) -> None:
    with pytest.raises(ParseError, match="no provider found"):
        search(body, {"rows:0": "100"})


def test_a_provider_page_that_lost_its_reports_is_an_error() -> None:
    with pytest.raises(ParseError, match="it had 4 reports"):
        read("80482", provider("80482"), {"links:80482": "4"})


def test_a_first_reading_without_reports_is_an_error_where_the_search_names_one() -> None:
    with pytest.raises(ParseError, match="no report found"):
        read("80482", provider("80482"), {"listed:80482": "1"})


def test_a_new_council_without_reports_is_no_error() -> None:
    assert read("2733690", provider("2733690")).problems == ("provider 2733690 shows no report",)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Children's services inspection", ReportLabel.INSPECTION),
        ("Children’s  services inspection, pdf, pdf - 12 July 2024", ReportLabel.INSPECTION),
        ("Single inspection of LA children's services", ReportLabel.INSPECTION),
        ("Short inspection of local authority children's services", ReportLabel.INSPECTION),
        ("Children's services re-inspection", ReportLabel.INSPECTION),
        ("Inspection of children's services", ReportLabel.INSPECTION),
        ("Children's services focused visit", ReportLabel.FOCUSED),
        ("Children's services monitoring visit", ReportLabel.MONITORING),
        ("Monitoring visit of children's services", ReportLabel.MONITORING),
        ("Joint area child protection inspection", ReportLabel.JTAI),
        ("Joint targeted area inspection", ReportLabel.JTAI),
        ("Area SEND full inspection", ReportLabel.SEND),
        ("Area SEND monitoring inspection", ReportLabel.SEND),
        ("Assurance visit", ReportLabel.ASSURANCE),
        ("Children's services thematic pilot", ReportLabel.OTHER),
        ("", ReportLabel.OTHER),
    ],
)
def test_labels_are_told_apart_by_their_words(text: str, label: ReportLabel) -> None:
    assert report_label(text) is label


def test_a_label_is_shown_without_format_and_date() -> None:
    assert shown_label("Focused  visit , pdf, pdf - 12 July 2024") == "Focused visit"
