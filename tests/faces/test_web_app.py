"""The pages and the API: who is answered, who may change something, and that the same rows are shown everywhere."""

import csv
import gc
import json
import re
import socket
from collections.abc import Iterator
from io import StringIO
from operator import itemgetter
from pathlib import Path

import httpx
import pytest

from monitor.errors import SettingsError
from monitor.services.log import Log
from monitor.services.log_data import Wanted
from monitor.web.server import bind
from tests.faces.pages import filled, visiting
from tests.fakes import Bench, bench

PAGES = (
    "/", "/england", "/authorities", "/authorities/856", "/articles", "/articles?q=inspectors", "/articles/a1",
    "/articles/a1?compare=2", "/outcomes", "/outcomes/id0001", "/outcomes/id0001/verdict?decision=reject", "/review",
    "/sources", "/alerts", "/alerts/{delivery}", "/api/docs",
)  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Bench:
    return filled(tmp_path)


@pytest.fixture
def client(made: Bench) -> Iterator[httpx.Client]:
    with visiting(made.tools) as client:
        yield client


def token(client: httpx.Client, page: str = "/sources") -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(page).text)
    assert found is not None
    return found[1]


def test_the_page_says_up_to_which_day_its_grades_are_published(tmp_path: Path) -> None:
    with visiting(bench(tmp_path).tools) as client:
        page = client.get("/")
    assert page.status_code == 200
    assert "18 June 2026" in page.text


def test_every_page_is_there_and_small(made: Bench, client: httpx.Client) -> None:
    delivery = Log(made.tools).alerts(Wanted())[0]["id"]
    for path in PAGES:
        page = client.get(path.format(delivery=delivery))
        assert page.status_code == 200, path
        assert len(page.content) < 150_000, path


HOSTS = (
    "evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8765", "localhost", "[::1]", "0.0.0.0",
    "127.0.0.1.nip.example", "user@127.0.0.1", "127.0.0.1:99999", "127.1:8765", "monitor.internal",
)  # fmt: skip


def test_any_other_host_name_is_refused_on_every_route(client: httpx.Client) -> None:
    for path in ("/", "/api/outcomes", "/feeds/all.atom", "/static/monitor.css", "/nowhere", "/healthz", "/metrics"):
        for host in HOSTS:
            assert client.get(path, headers={"Host": host}).status_code == 421, (path, host)
    assert client.post("/sources/herald/poll", headers={"Host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/api/outcomes", "/nowhere", "/static/monitor.css", "/api/outcomes?limit=0"])
def test_every_answer_forbids_inline_scripts_frames_and_sniffing(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_no_page_has_an_inline_script_style_or_handler(made: Bench, client: httpx.Client) -> None:
    delivery = Log(made.tools).alerts(Wanted())[0]["id"]
    for path in PAGES:
        page = client.get(path.format(delivery=delivery)).text
        assert not re.search(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son[a-z]+=|javascript:", page), path


def test_no_page_asks_another_host_for_anything(client: httpx.Client) -> None:
    for path in ("/", "/england", "/articles", "/sources"):
        page = client.get(path).text
        assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?!/)", page), path


def test_a_change_needs_our_cookie_our_token_and_our_origin(client: httpx.Client) -> None:
    form = {"token": token(client)}
    ours = f"http://{client.base_url.host}:{client.base_url.port}"
    for origin in (
        "https://evil.example",
        "null",
        "http://127.0.0.1",
        "http://localhost:1",
        "file://",
        "",
        "x",
        f"{ours}.evil",
    ):
        assert client.post("/sources/herald/poll", data=form, headers={"Origin": origin}).status_code == 403, origin
    assert client.post("/sources/herald/poll", data={"token": "0" * 64}).status_code == 403
    assert client.post("/sources/herald/poll", data={}).status_code == 403
    assert client.post("/sources/herald/poll", json=form).status_code == 403
    assert client.post("/sources/herald/poll", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    strange = {"Origin": "null", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/sources/herald/poll", data=form, headers=strange).status_code == 403
    assert httpx.post(f"{ours}/sources/herald/poll", data=form, trust_env=False).status_code == 403
    assert client.post("/sources/herald/poll", data=form, headers={"Origin": ours}).status_code == 303


def test_the_cookie_is_for_this_site_alone(client: httpx.Client) -> None:
    cookie = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed_over_the_api(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/api/outcomes", data={"token": token(client)}).status_code == 405


@pytest.mark.parametrize(
    "path", ["/sources/herald/poll", "/outcomes/id0001/undo", "/articles/objections", "/review/settle"]
)
def test_nothing_is_changed_by_reading(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


def test_a_form_that_is_too_long_is_refused(client: httpx.Client) -> None:
    form = {"token": token(client), "note": "x" * 100_000}
    assert client.post("/outcomes/id0001/verdict", data=form).status_code == 413
    many = {"token": token(client), **{f"f{n}": "x" for n in range(1_200)}}
    assert client.post("/outcomes/id0001/verdict", data=many).status_code == 413


def test_the_api_shows_all_standing_overall_grades(tmp_path: Path) -> None:
    with visiting(bench(tmp_path).tools) as client:
        rows = client.get("/api/ratings").json()
    overall = [row for row in rows if row["judgement"] == "overall"]
    assert len(overall) == 153
    assert sum(row["dated"] for row in overall) == 2  # Brent and Somerset have had no overall grade since 2026


def test_an_unknown_authority_is_said_to_be_unknown(client: httpx.Client) -> None:
    answer = client.get("/api/outcomes", params={"authority": "Atlantis"})
    assert answer.status_code == 404
    assert "Atlantis" in answer.json()["detail"]


def test_the_api_pages_by_its_link_header(client: httpx.Client) -> None:
    shown: list[str] = []
    path: str | None = "/api/articles?limit=2"
    for _ in range(9):
        if path is None:
            break
        answer = client.get(path)
        shown += [row["id"] for row in answer.json()]
        onward = answer.links.get("next")
        path = onward["url"] if onward else None
    assert shown == [row["id"] for row in client.get("/api/articles").json()]
    assert len(shown) == 6


def test_page_csv_json_feed_api_and_log_show_the_same(made: Bench, client: httpx.Client) -> None:
    log = Log(made.tools)
    articles = [row["id"] for row in log.articles(Wanted())]
    assert [row["id"] for row in client.get("/articles.json").json()] == articles
    assert [
        row["id"] for row in csv.DictReader(StringIO(client.get("/articles.csv").text.lstrip("\ufeff")))
    ] == articles
    assert re.findall(r'<a class="title" href="/articles/(\w+)"', client.get("/articles").text) == articles
    outcomes = log.outcomes(Wanted())
    assert client.get("/api/outcomes").json() == json.loads(json.dumps(outcomes))
    fed = [item["_outcome"] for item in client.get("/feeds/all.json").json()["items"]]
    assert sorted(fed, key=itemgetter("id")) == json.loads(json.dumps(sorted(outcomes, key=itemgetter("id"))))
    shown = re.findall(r'href="/outcomes/(\w+)" data-open', client.get("/outcomes").text)
    assert shown == [row["id"] for row in outcomes]


def test_a_failing_store_or_a_wrong_address_is_one_clear_answer(client: httpx.Client) -> None:
    for path in ("/nowhere", "/articles/none", "/outcomes/none", "/authorities/000", "/alerts/none"):
        page = client.get(path)
        assert page.status_code == 404
        assert "There is no" in page.text


def test_without_its_store_every_page_is_a_sentence(made: Bench, client: httpx.Client) -> None:
    made.tools.store.close()
    for path, code in (("/", 503), ("/articles", 503), ("/nowhere", 404)):
        page = client.get(path)
        assert (page.status_code, page.headers["content-type"]) == (code, "text/plain; charset=utf-8"), path
    answer = client.get("/api/outcomes")
    assert answer.status_code == 503
    assert "can't be read now" in answer.json()["detail"]


def test_no_answer_waits_for_a_look_at_what_the_program_is_made_of(made: Bench) -> None:
    with visiting(made.tools) as client:
        assert client.get("/").status_code == 200
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_a_taken_port_is_said_in_one_line() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SettingsError, match=r"can't be used.*choose another port"),
    ):
        bind("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])
def test_the_page_is_served_on_this_machine_only(host: str) -> None:
    with pytest.raises(SettingsError, match="without a password"):
        bind(host, 0)
