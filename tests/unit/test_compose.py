"""What an alert says."""

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from monitor.model.alert import Alert, AlertType, Letter
from monitor.model.authority import Authority
from monitor.model.inspection import VisitKind
from monitor.model.outcome import Outcome, Status, Visit
from monitor.stages.compose import LICENCE, letter_about_outcome, letter_about_visit, letter_of_notice
from monitor.stages.follow_up import told_of
from tests.unit.outcome_builders import DERBY, NOW, only, reconciled, report, row, story

OLD = row("ilacs-2018", "rrrr", end="2021-03-25", published="2021-05-11")
ECHO = story("Derby Echo", "g", on="2024-07-01")
REPORT = report("ilacs-2023", "ggggg", end="2024-05-24", published="2024-07-09")
REPORTED = only(reconciled(press=[ECHO], ledger=[OLD]))
CONFIRMED = only(reconciled(press=[ECHO], reports=[REPORT], ledger=[OLD]))
WRONG = only(reconciled(press=[story("Derby Echo", "o", on="2024-07-01")], ledger=[OLD]))


def alert(outcome: Outcome, alert_type: AlertType = AlertType.OUTCOME_CHANGED, note: str = "") -> Alert:
    return Alert(id="a", type=alert_type, subject=outcome.id, created=NOW, told=told_of(outcome), note=note)


def letter(
    outcome: Outcome,
    alert_type: AlertType = AlertType.OUTCOME_CHANGED,
    *,
    note: str = "",
    quote: int = 200,
    earlier: tuple[Alert, ...] = (),
    authority: Authority = DERBY,
) -> Letter:
    return letter_about_outcome(alert(outcome, alert_type, note), outcome, authority, quote=quote, earlier=earlier)


def test_a_letter_says_what_changed_how_sure_that_is_and_who_says_so() -> None:
    said = letter(REPORTED)
    assert said.subject == "Derby: good, was requires improvement - reported by Derby Echo"
    for words in (
        "Reported by Derby Echo.",
        "no second independent outlet and no report",
        "> Derby Echo tells a grade",
        "https://derby-echo.example/2024-07-01",
        "First article: 1 July 2024.",
        f'monitor review {REPORTED.id} reject --note "why"',
    ):
        assert words in said.text
    assert "Open Government Licence" in said.text.replace("\n", " ")
    assert LICENCE in said.html


def test_nothing_is_called_confirmed_before_a_report_or_a_person_confirms_it() -> None:
    assert "onfirmed by" not in letter(REPORTED).subject + letter(REPORTED).text
    assert letter(CONFIRMED).subject == "Derby: good, was requires improvement - confirmed by Ofsted's report"
    by_a_person = replace(REPORTED, status=Status.CONFIRMED)
    assert letter(by_a_person).subject.endswith("confirmed by a person")


@pytest.mark.parametrize(
    ("outcome", "subject"),
    [
        (only(reconciled(reports=[REPORT])), "Derby: good, its first grade - confirmed by Ofsted's report"),
        (
            only(reconciled(reports=[REPORT], ledger=[row("ilacs-2018", "gogr", end="2021-03-25")])),
            "Derby: good, as before; leaders down and children in care up - confirmed by Ofsted's report",
        ),
        (
            only(reconciled(reports=[report("ilacs-2026", "goig", end="2026-09-18")], ledger=[OLD])),
            (
                "Derby: leaders good, help and protection outstanding, children in care inadequate, care leavers good"
                " - confirmed by Ofsted's report"
            ),
        ),
        (
            only(reconciled(press=[story(outlet, "g", on="2024-07-01") for outlet in "ABCDE"], ledger=[OLD])),
            "Derby: good, was requires improvement - reported by A, B, C and others",
        ),
        (
            only(reconciled(press=[ECHO, story("Post", "o", on="2024-07-02")], ledger=[OLD])),
            "Derby: good, was requires improvement - disputed",
        ),
    ],
)
def test_the_subject_has_the_authority_the_grades_and_how_sure_it_is(outcome: Outcome, subject: str) -> None:
    assert letter(outcome).subject == subject


def test_a_correction_says_what_was_told_and_what_holds() -> None:
    said = letter(CONFIRMED, AlertType.OUTCOME_CORRECTED, earlier=(alert(WRONG),))
    assert said.subject.startswith("Correction: Derby: good, was requires improvement")
    assert "We told you: overall outstanding (was requires improvement); reported." in said.text
    assert json.loads(said.data)["told_before"]["overall"] == "outstanding"


def test_a_withdrawal_says_that_what_was_told_does_not_stand() -> None:
    gone = only(reconciled(ledger=[OLD], stored=[WRONG]))
    said = letter(gone, AlertType.OUTCOME_CORRECTED, earlier=(alert(WRONG),))
    assert said.subject == "Correction: Derby: what was told does not stand - withdrawn"
    assert "The grades" not in said.text


def test_an_alert_found_late_says_so() -> None:
    said = letter(CONFIRMED, note="found late")
    assert said.subject.endswith("(found late)")
    assert "It was found late." in said.text
    assert json.loads(said.data)["note"] == "found late"


def test_quotations_are_as_long_as_the_settings_allow() -> None:
    long = only(reconciled(press=[replace(ECHO, quote="word " * 100)], ledger=[OLD]))
    assert "> word word word…" in letter(long, quote=16).text
    none = letter(long, quote=0)
    assert "word" not in none.text
    assert json.loads(none.data)["evidence"][0]["quote"] == ""


def test_the_data_of_a_webhook_has_ten_pieces_of_evidence_at_most_and_says_how_many_there_are() -> None:
    press = [story(f"Outlet {number}", "g", on="2024-07-01") for number in range(30)]
    data = json.loads(letter(only(reconciled(press=press, ledger=[OLD]))).data)
    assert (len(data["evidence"]), data["evidence_count"]) == (10, 30)


def test_the_data_of_a_webhook_is_never_above_its_limit_whatever_strangers_publish() -> None:
    press = [
        replace(
            story(f"Outlet {number}", "g", on="2024-07-01"), url="https://x.example/" + "é" * 1_900, quote="ß" * 900
        )
        for number in range(30)
    ]
    assert len(letter(only(reconciled(press=press, ledger=[OLD])), quote=500).data.encode()) < 19_500


def test_an_outcome_that_is_too_long_by_itself_goes_without_evidence() -> None:
    data = json.loads(letter(replace(REPORTED, explanation="why " * 5_000)).data)
    assert (data["evidence"], data["evidence_count"]) == ([], 1)


def test_an_address_that_is_none_is_not_made_a_link() -> None:
    page = Tags()
    page.feed(letter(only(reconciled(press=[replace(ECHO, url="https://[broken/")], ledger=[OLD]))).html)
    assert "https://[broken/" not in page.links


class Tags(HTMLParser):
    """Collects what a mail program would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]


def test_what_strangers_publish_is_shown_as_text_and_never_run_or_followed() -> None:
    hostile = replace(
        ECHO,
        outlet='Echo"><script>alert(1)</script>\r\nBcc: x@example.org',
        quote="</blockquote><img src=x onerror=alert(1)>\u202egood",
        url="javascript:alert(1)",
    )
    said = letter(only(reconciled(press=[hostile], ledger=[OLD])))
    page = Tags()
    page.feed(said.html)
    assert {"script", "img"}.isdisjoint(page.seen)
    assert all(link is None or link.startswith("https://") for link in page.links)
    assert "\n" not in said.subject
    assert "\r" not in said.text
    assert "\u202e" not in said.text + said.html + said.subject


def test_the_same_outcome_gives_the_same_letter() -> None:
    assert letter(CONFIRMED) == letter(CONFIRMED)


def test_the_first_words_of_a_page_are_readable_in_light_and_dark() -> None:
    assert '<meta name="color-scheme" content="light dark">' in letter(CONFIRMED).html
    assert "background" not in letter(CONFIRMED).html


def test_a_visit_is_said_to_change_no_grade() -> None:
    visit = Visit(id="v", la_code="831", visit=VisitKind.FOCUSED, date="2024-06", evidence=CONFIRMED.evidence)
    told = Alert(id="a", type=AlertType.VISIT_PUBLISHED, subject="v", created=NOW)
    said = letter_about_visit(told, visit, DERBY, quote=200)
    assert said.subject == "Derby: focused visit, 2024-06 - published by Ofsted"
    assert "A visit gives no grades" in said.text
    assert json.loads(said.data)["visit"] == "focused"


def test_a_notice_says_what_happened_in_its_lines() -> None:
    told = Alert(id="a", type=AlertType.SOURCE_FAILING, subject="echo", created=NOW)
    said = letter_of_notice(told, subject="echo", lines=["404 since Monday.", "It is tried again each day."])
    assert said.subject == "A source fails: echo"
    assert "404 since Monday." in said.text
    assert json.loads(said.data)["lines"] == ["404 since Monday.", "It is tried again each day."]
