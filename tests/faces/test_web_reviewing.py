"""Reviewing in the pages: what would follow is shown before it is done, and what is done bears the reviewer's name."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from monitor.cli.articles import _print
from tests.faces.pages import filled, visiting
from tests.fakes import Bench


@pytest.fixture
def made(tmp_path: Path) -> Bench:
    return filled(tmp_path)


@pytest.fixture
def client(made: Bench) -> Iterator[httpx.Client]:
    with visiting(made.tools) as client:
        client.get("/")
        yield client


def send(client: httpx.Client, path: str, **form: str) -> httpx.Response:
    """Post a form of ours and follow to where it leads."""
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/sources").text)
    assert token is not None
    return client.post(path, data={"token": token[1], **form}, follow_redirects=True)


def standing(made: Bench) -> int:
    return len(made.tools.store.objections.standing(limit=9))


def status(made: Bench) -> str:
    outcome = made.tools.store.outcomes.get("id0001")
    assert outcome is not None
    return outcome.status.value


def signatures(made: Bench) -> list[str]:
    return [one.who for one in made.tools.store.outcomes.verdicts("856")]


def test_an_objection_that_changes_the_ledger_is_done_when_its_effects_were_seen(
    made: Bench, client: httpx.Client
) -> None:
    asked = send(client, "/articles/a2/objections", claim="0", revision="1", wrong="not-news")
    assert "What would follow" in asked.text
    assert "reported" in asked.text
    assert (standing(made), status(made)) == (0, "corroborated")
    send(client, "/articles/a2/objections", claim="0", revision="1", wrong="not-news", agreed="yes", who="Grace")
    assert (standing(made), status(made)) == (1, "reported")
    page = client.get("/articles/a2").text
    assert "no evidence: not news" in page
    assert "Grace" in page
    number = made.tools.store.objections.standing(limit=1)[0].id
    asked = send(client, f"/articles/a2/objections/{number}/withdraw")
    assert "Take it back" in asked.text
    assert status(made) == "reported"
    send(client, f"/articles/a2/objections/{number}/withdraw", agreed="yes")
    assert (standing(made), status(made)) == (0, "corroborated")


def test_an_objection_that_changes_nothing_is_one_click(made: Bench, client: httpx.Client) -> None:
    assert "wrongly set aside" in send(client, "/articles/a6/objections", wrong="relevant").text
    assert standing(made) == 1


def test_chosen_articles_are_objected_to_together_after_their_effects_were_seen(
    made: Bench, client: httpx.Client
) -> None:
    assert "withdrawn" in send(client, "/articles/objections", article="a1 a2", wrong="not-news").text
    assert standing(made) == 0
    send(client, "/articles/objections", article="a1 a2", wrong="not-news", agreed="yes", back="?q=x")
    assert (standing(made), status(made)) == (2, "withdrawn")


@pytest.mark.parametrize(
    "form", [{"wrong": "nonsense"}, {}, {"wrong": "wrong-grade"}, {"wrong": "not-news", "claim": "9"}]
)
def test_what_can_not_be_meant_is_answered_in_a_sentence(
    made: Bench, client: httpx.Client, form: dict[str, str]
) -> None:
    answer = send(client, "/articles/a1/objections", **form)
    assert answer.status_code in (400, 409)
    assert standing(made) == 0


def test_a_verdict_bears_the_name_that_was_given_and_the_browser_keeps_it(made: Bench, client: httpx.Client) -> None:
    send(client, "/outcomes/id0001/verdict", decision="confirm", note="seen", who=" Ada\u202e  Lovelace\n")
    kept = next(one for one in client.cookies.jar if one.name == "reviewer")
    assert kept.has_nonstandard_attr("HttpOnly")
    assert kept.get_nonstandard_attr("SameSite") == "strict"
    send(client, "/outcomes/id0001/undo")
    assert signatures(made) == ["Ada Lovelace", "Ada Lovelace"]
    assert 'value="Ada Lovelace"' in client.get("/outcomes/id0001/verdict?decision=reject").text
    send(client, "/review/name", who="Jürgen; Köln")
    send(client, "/outcomes/id0001/verdict", decision="reject", note="no", who="")
    assert signatures(made)[-1] == "Jürgen; Köln"


def test_a_verdict_without_a_name_bears_that_of_the_login_or_of_the_service(made: Bench, client: httpx.Client) -> None:
    send(client, "/outcomes/id0001/verdict", decision="confirm", note="seen")
    for authorization in (
        base64.b64encode("Édith:secret".encode()).decode(),
        "!!!",
        base64.b64encode(b"\xff:x").decode(),
    ):
        client.headers["Authorization"] = f"Basic {authorization}"
        send(client, "/outcomes/id0001/verdict", decision="confirm", note="seen")
    assert signatures(made) == ["ada", "Édith", "ada", "ada"]


def test_a_cookie_of_nonsense_is_no_name(client: httpx.Client) -> None:
    for value in ("%ff%00", "%1b%5b31m", "x" * 3000):
        page = client.get("/review", headers={"Cookie": f"reviewer={value}"})
        assert page.status_code == 200
        assert "\x1b" not in page.text
        assert "x" * 81 not in page.text


def test_an_objection_is_shown_the_same_on_the_page_in_the_api_and_in_the_terminal(
    made: Bench, client: httpx.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    send(
        client, "/articles/a2/objections", claim="0", wrong="wrong-grade", agreed="yes", who="Grace", note="It is old."
    )
    row = client.get("/api/articles/a2").json()
    [objection] = row["objections"]
    assert (objection["wrong"], objection["authority"], objection["grade"]) == ("wrong-grade", "Leicester", "good")
    assert (objection["who"], objection["note"], objection["withdrawn"]) == ("Grace", "It is old.", None)
    _print(row)
    assert "! wrong grade Leicester, overall good: It is old. (Grace, 2019-06-10" in capsys.readouterr().out
    assert "It is old." in client.get("/articles/a2").text


def test_a_mark_for_the_chosen_articles_asks_for_some_where_none_is_chosen(made: Bench, client: httpx.Client) -> None:
    answer = send(client, "/articles/objections", wrong="not-news")
    assert answer.status_code == 400
    assert "Choose the articles first" in answer.text
    assert standing(made) == 0
