"""The page and the API: the log, read only, for this machine only."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from monitor.errors import SettingsError
from monitor.services.log import Log
from monitor.web.app import create_app
from monitor.web.server import WebServer, bind, hosts_of
from tests.fakes import bench


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    tools = bench(tmp_path).tools
    listening = bind("127.0.0.1", 0)
    port = listening.getsockname()[1]
    hosts = hosts_of("127.0.0.1", port)
    app = create_app(Log(tools), authorities=tools.baseline.authorities, hosts=hosts, is_alive=lambda: True)
    server = WebServer(app, listening)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client
    server.close()


def test_the_page_says_up_to_which_day_its_grades_are_published(client: httpx.Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "18 June 2026" in page.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8765"])
def test_any_other_host_name_is_refused(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/api/outcomes", "/nowhere", "/static/monitor.css"])
def test_every_answer_forbids_scripts_frames_and_sniffing(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_api_shows_all_standing_overall_grades(client: httpx.Client) -> None:
    rows = client.get("/api/ratings").json()
    overall = [row for row in rows if row["judgement"] == "overall"]
    assert len(overall) == 153
    assert sum(row["dated"] for row in overall) == 2  # Brent and Somerset have had no overall grade since 2026


def test_an_unknown_authority_is_said_to_be_unknown(client: httpx.Client) -> None:
    answer = client.get("/api/outcomes", params={"authority": "Atlantis"})
    assert answer.status_code == 404
    assert "Atlantis" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/api/outcomes").status_code == 405


def test_a_taken_port_is_said_in_one_line() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SettingsError, match=r"can't be used.*choose another port"),
    ):
        bind("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])
def test_the_page_is_served_on_this_machine_only(host: str) -> None:
    with pytest.raises(SettingsError, match="this machine only"):
        bind(host, 0)
