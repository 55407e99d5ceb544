"""What the monitor reads on a page: the article, whole, and nothing that stands around it."""

import json

import pytest

from monitor.dates import read_date
from monitor.errors import ParseError
from monitor.model.article import Extract
from monitor.stages.extract import extract, extract_fragment

URL = "https://paper.example/news/grades-rise"
PROSE = [
    "Inspectors have published their report on services for children in Fairshire; the county is pleased.",
    "They spent two weeks there in May, read case files, sat in on meetings and spoke with families and young people.",
    "The leader of the council said that the work of three years had paid off, and thanked the staff.",
    "Caseloads have fallen since the last visit, and fewer children wait for a social worker who knows their story.",
    "The report asks the county to answer letters from families sooner, and to keep better notes of supervision.",
]


def page(*blocks: str, head: str = "", after: str = "", title: str = "Grades rise in Fairshire") -> str:
    body = "".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title} | The Paper</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><main><article><h1>{title}</h1>{body}</article>{after}</main></body></html>"
    )


def read(html: str, url: str = URL) -> Extract:
    return extract(html.encode(), content_type="text/html; charset=utf-8", url=url)


def linked(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


def test_paragraphs_are_kept_apart_by_blank_lines() -> None:
    assert read(page(*PROSE)).text == "\n\n".join(PROSE)


def test_headings_lists_and_tables_keep_their_grades_in_lines() -> None:
    text = read(
        page(
            *PROSE[:2],
            "<h2>The judgements</h2>",
            "<ul><li>Overall: good</li><li>Leaders: requires improvement to be good</li></ul>",
            "<table><tr><th>Judgement</th><th>Grade</th></tr>"
            "<tr><td>Children in care</td><td>Outstanding</td></tr></table>",
            *PROSE[2:],
        )
    ).text
    assert "\n\nThe judgements\n\n- Overall: good\n- Leaders: requires improvement to be good\n\n" in text
    assert "Judgement | Grade\nChildren in care | Outstanding\n\n" in text


def test_a_short_article_is_read_whole() -> None:
    assert read(page(PROSE[0], "It is good.")).text == PROSE[0] + "\n\nIt is good."


@pytest.mark.parametrize(
    "box",
    [
        "<aside><h2>More like this</h2><ul><li><a href='/2'>Borsetshire rated inadequate again</a></li></ul></aside>",
        "<div class='related-articles'><a href='/2'>Borsetshire rated inadequate again</a></div>",
        "<h3>Read more</h3><ul><li><a href='/2'>Borsetshire rated inadequate again</a></li></ul>",
        "<p>Read more: <a href='/2'>Borsetshire rated inadequate again</a></p>",
        "<p><strong>Related:</strong> <a href='/2'>Borsetshire rated inadequate again</a></p>",
        "<p style='display: none'>Borsetshire rated inadequate again</p>",
        "<p hidden>Borsetshire rated inadequate again</p>",
        "<div class='advert'>Borsetshire rated inadequate again? Apply for our job</div>",
        "<div id='cookie-banner'>We use cookies. Borsetshire too</div>",
        "<!-- Borsetshire -->",
    ],
)
def test_boxes_inside_the_article_do_not_leak_other_councils(box: str) -> None:
    text = read(page(*PROSE[:2], box, *PROSE[2:])).text
    assert text == "\n\n".join(PROSE)


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div id="post-12" class="post-12 category-social-care tag-newsletter">{}</div>',
        '<div class="content-with-related">{}</div>',
        '<form id="aspnetForm">{}</form>',
        '<div class="paywall">{}</div>',
        '<div class="hidden-xs social-care">{}</div>',
    ],
)
@pytest.mark.parametrize("count", [2, 5])
def test_an_article_in_an_unluckily_named_element_is_read(wrapper: str, count: int) -> None:
    text = "".join(f"<p>{line}</p>" for line in PROSE[:count])
    menu = "<ul>" + "<li><a href='/x'>Schools</a></li>" * 8 + "</ul>"
    html = f"<html><body>{menu}<h1>Grades rise</h1>{wrapper.format(text)}</body></html>"
    assert PROSE[count - 1] in read(html).text
    assert PROSE[0] in read(html).text


def test_a_paragraph_about_another_council_is_text() -> None:
    other = (
        "Meanwhile Borsetshire retained its good rating, and more on this is expected in the autumn from the county."
    )
    assert other in read(page(*PROSE, other)).text


@pytest.mark.parametrize(
    "wall",
    [
        "<div class='register-wall'><h3>Register Now to Continue Reading</h3><p>Thank you for visiting.</p></div>",
        "<p>Subscribe to continue reading this article.</p><p>Borsetshire was rated inadequate in the same week.</p>",
        "<p>Already have an account?</p><p>Sign in</p>",
        "<p>Digital membership</p><ul><li>Latest digital issues</li></ul><p>From £15 / month</p><p>Subscribe</p>",
    ],
)
def test_an_article_that_ends_at_a_wall_is_cut_there_and_partial(wall: str) -> None:
    found = read(page(*PROSE, wall))
    assert found.text == "\n\n".join(PROSE)
    assert found.partial


@pytest.mark.parametrize(
    "line",
    [
        "Staff who join the team will be trained, the council said, and keep a smaller caseload in their first year.",
        "Fewer children who are already registered with the service wait for a visit, and more sign up for help.",
        "Families can register with the hub and continue to see the same worker, which inspectors praised.",
    ],
)
def test_prose_with_the_words_of_a_wall_is_prose(line: str) -> None:
    found = read(page(*PROSE[:3], line, *PROSE[3:]))
    assert (line in found.text, found.partial) == (True, False)
    assert found.text.endswith(PROSE[-1])


def test_a_subscribe_button_above_the_article_is_no_wall() -> None:
    found = read(page("<p>Subscribe</p>", *PROSE, "<p>Sign up to our daily newsletter for more news</p>"))
    assert (found.text, found.partial) == ("\n\n".join(PROSE), False)


def test_captions_and_pull_quotes_are_not_read_twice() -> None:
    caption = "<p>Staff of the department outside County Hall. Picture: Fairshire County Council</p>"
    assert read(page(caption, caption, *PROSE)).text.count("County Hall") == 1


@pytest.mark.parametrize(
    ("head", "first"),
    [
        (linked(datePublished="2024-07-15T10:30:00+01:00", dateModified="2026-01-01"), "2024-07-15T09:30:00Z"),
        (f"{linked()[:-9]}</script>" + '<meta property="article:published_time" content="2024-07-15">', "2024-07-15"),
        ('<meta name="DC.date" content="15 July 2024">', "2024-07-15"),
        ("", None),
    ],
)
def test_the_date_is_the_day_it_was_published(head: str, first: str | None) -> None:
    assert read(page(*PROSE, head=head)).published == (read_date(first) if first else None)


@pytest.mark.parametrize(
    "line",
    [
        "<p class='meta'>Published on Monday, July 15, 2024</p>",
        "<time datetime='2024-07-15'>Monday</time>",
        "<p>Published: 15 July 2024</p>",
        "<div class='article-date'><span>15th July 2024</span></div>",
    ],
)
def test_the_date_a_reader_sees_is_read_and_is_no_text(line: str) -> None:
    found = read(page(line, *PROSE))
    assert found.published == read_date("2024-07-15")
    assert found.text.startswith(PROSE[0])


def test_the_date_in_the_address_is_the_last_resort() -> None:
    assert read(page(*PROSE), "https://paper.example/2024/07/15/grades").published == read_date("2024-07-15")


def test_linked_data_in_an_array_or_graph_is_read() -> None:
    facts = {"@type": ["ReportageNewsArticle"], "headline": "Grades rise", "publisher": {"name": "The Paper"}}
    graph = json.dumps([{"@graph": [{"@type": "WebPage"}, facts]}])
    found = read(page(*PROSE, head=f'<script type="application/ld+json">{graph}</script>'))
    assert (found.title, found.outlet) == ("Grades rise", "The Paper")


def test_the_title_has_no_name_of_the_outlet() -> None:
    head = '<meta property="og:title" content="Grades rise in Fairshire | The Paper">'
    assert read(page(*PROSE, head=head)).title == "Grades rise in Fairshire"


@pytest.mark.parametrize(
    ("link", "believed"),
    [
        ("/news/grades-rise-2", "https://paper.example/news/grades-rise-2"),
        ("https://www.paper.example/news/1", "https://www.paper.example/news/1"),
        ("https://paper.example/", None),
        ("https://elsewhere.example/news/1", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_canonical_link_is_believed_only_on_its_own_site(link: str, believed: str | None) -> None:
    assert read(page(*PROSE, head=f'<link rel="canonical" href="{link}">')).canonical == believed


def test_links_in_the_article_are_kept_and_those_around_it_are_not() -> None:
    text = "<p>See <a href='https://reports.ofsted.gov.uk/provider/44/80999'>the report</a> for more on the county.</p>"
    assert read(page(*PROSE, text)).links == ("https://reports.ofsted.gov.uk/provider/44/80999",)


def test_a_fragment_of_a_feed_is_read_like_an_article() -> None:
    found = extract_fragment(
        "".join(f"<p>{line}</p>" for line in PROSE) + "<p>The post X appeared first on Y.</p>", url=URL
    )
    assert (found.text, found.title, found.partial) == ("\n\n".join(PROSE), "", False)


@pytest.mark.parametrize("body", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"", b"\x00\x01\x02\x00\x00\x00\x00" * 90])
def test_what_is_no_page_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError):
        extract(body, content_type="text/html", url=URL)


@pytest.mark.parametrize(
    "body", ["<div>" * 20_000 + "deep", "<i>a</i>" * 20_000, "<p>" + "(" * 60_000, "<html></html>"]
)
def test_hostile_pages_cost_no_more_than_their_text(body: str) -> None:
    assert len(read(body).text) <= 200_000


def test_windows_bytes_under_a_wrong_declaration_are_read() -> None:
    body = page("“Good” – that’s the verdict. " + PROSE[0], *PROSE[1:]).encode("cp1252")
    assert "“Good” – that’s" in extract(body, content_type="text/html; charset=utf-8", url=URL).text
