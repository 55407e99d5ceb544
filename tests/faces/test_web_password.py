"""From anywhere but this machine, the pages ask for a password."""

import base64
from pathlib import Path

import httpx
import pytest

from monitor.errors import MonitorError
from monitor.web.app import create_app
from monitor.web.password import Password, set_password
from monitor.web.server import WebServer, bind, hosts_of
from tests.fakes import bench

RIGHT = "correct horse battery"


def basic(password: str) -> str:
    return f"Basic {base64.b64encode(f'ada:{password}'.encode()).decode()}"


def test_only_the_right_password_is_let_in(tmp_path: Path) -> None:
    set_password(tmp_path, RIGHT)
    password = Password(tmp_path)
    assert password.admits(basic(RIGHT))
    assert password.admits(basic(RIGHT))
    for wrong in ("", "Basic", "Basic !!!", "Bearer x", basic(""), basic(RIGHT.upper()), basic(f"{RIGHT} ")):
        assert not password.admits(wrong), wrong


def test_the_password_itself_is_nowhere_and_its_file_is_nobody_elses(tmp_path: Path) -> None:
    path = set_password(tmp_path, RIGHT)
    assert RIGHT not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="12 characters"):
        set_password(tmp_path, "short")


def test_where_none_is_set_or_its_file_is_damaged_nobody_comes_in(tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="no password is set"):
        Password(tmp_path)
    set_password(tmp_path, RIGHT).write_text("scrypt$x\n")
    with pytest.raises(MonitorError, match="sets it anew"):
        Password(tmp_path)


def test_every_route_asks_for_the_password(tmp_path: Path) -> None:
    set_password(tmp_path, RIGHT)
    listening = bind("127.0.0.1", 0, guarded=True)
    port = listening.getsockname()[1]
    hosts = hosts_of("127.0.0.1", port, ["monitor.example.org"])
    app = create_app(bench(tmp_path).tools, hosts=hosts, is_alive=lambda: True, admits=Password(tmp_path).admits)
    server = WebServer(app, listening)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        for path in ("/", "/api/outcomes", "/feeds/all.atom", "/metrics", "/static/monitor.css", "/nowhere"):
            refused = client.get(path)
            assert refused.status_code == 401
            assert "frame-ancestors" in refused.headers["content-security-policy"]
        named = {"Authorization": basic(RIGHT), "Host": "monitor.example.org"}
        assert client.get("/", headers=named).status_code == 200
    server.close()
