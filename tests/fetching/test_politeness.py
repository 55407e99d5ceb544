"""A guest at other people's servers: one request at a time, pauses kept, robots.txt obeyed for pages."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from monitor.errors import FetchError
from monitor.fetching import HttpFetcher
from monitor.fetching.robots import LONGEST_DELAY, RobotsMemory, Rules, rules
from monitor.model.source import Request
from tests.fetching.site import OPEN, Asked, Script, Site, answer, get, redirect, serving

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


def robots(body: bytes = ROBOTS, status: str = "200 OK") -> bytes:
    return answer(body, status, Content_Type="text/plain")


def stamped(moments: list[float]) -> Script:
    def script(_: Asked, line: socket.socket) -> None:
        moments.append(time.monotonic())
        line.sendall(answer())

    return script


def test_robots_is_asked_once_and_obeyed_for_pages(fetcher: HttpFetcher, site: Site) -> None:
    site.pages |= {"/robots.txt": robots(), "/a": answer(), "/private/b": answer()}
    get(fetcher, site, "/a", page=True)
    with pytest.raises(FetchError, match=r"robots\.txt asks") as raised:
        get(fetcher, site, "/private/b", page=True)
    assert raised.value.blocked
    assert site.paths() == ["/robots.txt", "/a"]


def test_feeds_are_made_to_be_polled_and_ask_no_robots(fetcher: HttpFetcher, site: Site) -> None:
    site.pages |= {"/robots.txt": robots(b"User-agent: *\nDisallow: /"), "/feed": answer()}
    assert get(fetcher, site, "/feed").status == 200
    assert site.paths() == ["/feed"]


def test_robots_may_address_us_by_name(fetcher: HttpFetcher, site: Site) -> None:
    site.pages |= {"/robots.txt": robots(b"User-agent: inspection-monitor\nDisallow: /\n"), "/a": answer()}
    with pytest.raises(FetchError, match=r"robots\.txt asks"):
        get(fetcher, site, "/a", page=True)


@pytest.mark.parametrize(
    "script", [robots(status="404 Not Found"), robots(b"<html>home</html>"), robots(b"Disallow: /x\n" * 200_000)]
)
def test_without_rules_everything_is_allowed(fetcher: HttpFetcher, site: Site, script: bytes) -> None:
    site.pages |= {"/robots.txt": script, "/a": answer()}
    assert get(fetcher, site, "/a", page=True).status == 200


@pytest.mark.parametrize("script", [robots(status="500 Oops"), robots(status="429 Slow"), b"garbage"])
def test_pages_wait_while_robots_is_in_trouble(fetcher: HttpFetcher, site: Site, script: bytes) -> None:
    site.pages |= {"/robots.txt": script, "/a": answer()}
    with pytest.raises(FetchError, match=r"robots\.txt of .* can't be had") as raised:
        get(fetcher, site, "/a", page=True)
    assert (raised.value.transient, raised.value.blocked) == (True, False)
    assert "/a" not in site.paths()


def test_a_redirect_is_no_way_around_robots(fetcher: HttpFetcher, site: Site) -> None:
    site.pages |= {"/robots.txt": robots(), "/a": redirect("/private/b"), "/private/b": answer()}
    with pytest.raises(FetchError, match=r"robots\.txt asks"):
        get(fetcher, site, "/a", page=True)


def test_rules_that_are_known_outlive_a_robots_in_trouble() -> None:
    memory, day = RobotsMemory(), 86_400.0
    good = memory.remember("o", rules(ROBOTS, read_at=0.0))
    held = memory.remember("o", Rules(read_at=day + 1, unknown="HTTP 500"))
    assert not held.allows("http://x/private/b")
    assert good.parsed is held.parsed
    assert memory.known("o", day + 30) is not None
    assert memory.known("o", day + 100) is None
    assert memory.remember("o", Rules(read_at=9 * day, unknown="HTTP 500")).unknown == "HTTP 500"


def test_rules_are_known_to_the_next_run_with_their_delay(site: Site, tmp_path: Path) -> None:
    moments: list[float] = []
    site.pages["/robots.txt"] = robots(ROBOTS + b"Crawl-delay: 0.2\n")
    site.pages |= {"/a": stamped(moments), "/b": stamped(moments)}
    file = tmp_path / "robots.json"
    for path in ("/a", "/a"):
        with HttpFetcher(allow=OPEN, per_host_delay=0.0, robots_file=file) as fetcher:
            get(fetcher, site, path, page=True)
            with pytest.raises(FetchError, match=r"robots\.txt asks"):
                get(fetcher, site, "/private/b", page=True)
            get(fetcher, site, "/b", page=True)
    assert site.paths() == ["/robots.txt", "/a", "/b", "/a", "/b"]
    assert moments[3] - moments[2] >= 0.2
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"http://127.0.0.1": 3}', '{"x": {"text": "", "read_at": "?"}}'])
def test_a_broken_file_of_rules_is_as_good_as_none(site: Site, tmp_path: Path, kept: str) -> None:
    file = tmp_path / "robots.json"
    file.write_text(kept, "utf-8")
    site.pages["/a"] = answer()
    with HttpFetcher(allow=OPEN, per_host_delay=0.0, robots_file=file) as fetcher:
        assert get(fetcher, site, "/a", page=True).status == 200


def test_a_crawl_delay_without_end_is_cut() -> None:
    assert rules(b"User-agent: *\nCrawl-delay: 999999", read_at=0.0).delay == LONGEST_DELAY
    assert rules(b"User-agent: *\nCrawl-delay: 2.5", read_at=0.0).delay == 2.5
    assert rules(b"User-agent: *\nCrawl-delay: soon", read_at=0.0).delay == 0.0


def test_the_crawl_delay_is_kept_even_where_the_settings_ask_for_none(fetcher: HttpFetcher, site: Site) -> None:
    moments: list[float] = []
    site.pages["/robots.txt"] = robots(b"User-agent: *\nCrawl-delay: 0.3\n")
    site.pages |= {f"/{n}": stamped(moments) for n in range(3)}
    for n in range(3):
        get(fetcher, site, f"/{n}", page=True)
    assert all(later - earlier >= 0.3 for earlier, later in pairwise(moments))


def test_the_longer_of_the_general_pause_and_the_sources_own_is_kept(site: Site) -> None:
    moments: list[float] = []
    site.pages |= {"/a": stamped(moments)}
    with HttpFetcher(allow=OPEN, per_host_delay=0.05) as fetcher:
        for delay in (None, timedelta(seconds=0.25), timedelta(0)):
            fetcher.fetch(Request(url=site.url + "/a"), source_url=site.url, delay=delay)
    assert moments[1] - moments[0] >= 0.25
    assert moments[2] - moments[1] >= 0.05


def test_a_host_is_asked_one_thing_at_a_time_and_others_meanwhile(fetcher: HttpFetcher) -> None:
    guard, open_now, most = threading.Lock(), 0, 0
    both = threading.Barrier(2, timeout=5)

    def counted(asked: Asked, line: socket.socket) -> None:
        nonlocal open_now, most
        with guard:
            open_now += 1
            most = max(most, open_now)
        if asked.path == "/first":
            both.wait()
        with guard:
            open_now -= 1
        line.sendall(answer())

    def meeting(_: Asked, line: socket.socket) -> None:
        both.wait()
        line.sendall(answer())

    with serving("127.0.0.1") as one, serving("127.0.0.2") as other, ThreadPoolExecutor(8) as pool:
        one.pages |= {"/first": counted, **{f"/{n}": counted for n in range(5)}}
        other.pages["/"] = meeting
        waiting = [pool.submit(get, fetcher, one, path) for path in ("/first", *(f"/{n}" for n in range(5)))]
        waiting.append(pool.submit(get, fetcher, other, "/"))
        assert all(done.result(timeout=10).status == 200 for done in waiting)
    assert most == 1
