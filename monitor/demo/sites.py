"""The sample sites of the demonstration, on loopback: a newspaper with a feed, a council without one, a report site."""

import hashlib
import html
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from monitor.demo.pdf import pdf
from monitor.demo.samples import SampleArticle, SampleReport

Answer = tuple[str, bytes] | None  # content type and body, None for 404
Site = Callable[[str, str], Answer]  # path and query to answer


@dataclass(kw_only=True)
class SampleSites:
    """Three sites that publish more with each step. Used as a context manager: closed at its end."""

    press_articles: Sequence[SampleArticle]
    council_articles: Sequence[SampleArticle]
    reports: Sequence[SampleReport]
    council_name: str = "Rutland County Council (sample)"
    step: int = 1
    servers: list[ThreadingHTTPServer] = field(default_factory=list)

    def __enter__(self) -> "SampleSites":
        for site in (self._press, self._council, self._ofsted):
            server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.servers.append(server)
        return self

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def _base(self, number: int) -> str:
        return f"http://127.0.0.1:{self.servers[number].server_address[1]}"

    @property
    def press(self) -> str:
        return f"{self._base(0)}/feed"

    @property
    def council(self) -> str:
        return f"{self._base(1)}/news"

    @property
    def ofsted(self) -> str:
        return f"{self._base(2)}/search?level_1_types=3&level_2_types%5B%5D=12&start=0&rows=100"

    def _shown(self, articles: Sequence[SampleArticle]) -> list[SampleArticle]:
        return [article for article in articles if article.step <= self.step]

    def _press(self, path: str, _: str) -> Answer:
        articles = self._shown(self.press_articles)
        if path == "/feed":
            return "application/rss+xml; charset=utf-8", _rss(articles, self._base(0)).encode()
        return _article(articles, path, "The Sample Herald")

    def _council(self, path: str, _: str) -> Answer:
        articles = self._shown(self.council_articles)
        if path == "/news":
            rows = "".join(
                f"<li class='news-item'><h2><a href='{article.path}'>{html.escape(article.title)}</a></h2>"
                f"<p class='date'>{article.published:%d %B %Y}</p></li>"
                for article in articles
            )
            return _page("News", f"<h1>News</h1><ul>{rows}</ul>")
        return _article(articles, path, self.council_name)

    def _ofsted(self, path: str, query: str) -> Answer:
        files = [report for report in self.reports if report.step <= self.step]
        if path == "/search":
            return _search(files if parse_qs(query).get("start", ["0"]) == ["0"] else [])
        if match := re.fullmatch(r"/provider/44/(\d+)", path):
            return _provider([report for report in files if report.urn == match[1]], self._base(2))
        if match := re.fullmatch(r"/v1/file/(\d+)", path):
            return next((("application/pdf", pdf(report.lines)) for report in files if report.file == match[1]), None)
        return None


def _page(title: str, body: str) -> Answer:
    page = f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>{html.escape(title)}</title></head>"
    return "text/html; charset=utf-8", f"{page}<body>{body}</body></html>".encode()


def _article(articles: Sequence[SampleArticle], path: str, outlet: str) -> Answer:
    article = next((one for one in articles if one.path == path), None)
    if article is None:
        return None
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs)
    return _page(
        f"{article.title} | {outlet}",
        f"<main><article><h1>{html.escape(article.title)}</h1>"
        f"<p>Published on <time datetime='{article.published.isoformat()}'>{article.published:%d %B %Y}</time></p>"
        f"{text}</article></main>",
    )


def _rss(articles: Sequence[SampleArticle], base: str) -> str:
    items = "".join(
        f"<item><title>{html.escape(article.title)}</title><link>{base}{article.path}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>{base}/?p={number}</guid><pubDate>{format_datetime(article.published)}</pubDate>"
        f"<description>{html.escape(article.paragraphs[0])}</description></item>"
        for number, article in enumerate(articles)
    )
    channel = f"<title>The Sample Herald</title><link>{base}</link><description>Sample news</description>{items}"
    return f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel>{channel}</channel></rss>"


def _search(files: Sequence[SampleReport]) -> Answer:
    latest = {report.urn: report for report in sorted(files, key=lambda report: report.published)}
    rows = "".join(
        f"<li class='search-result'><h3><a href='/provider/44/{urn}'>{html.escape(report.provider)}</a></h3>"
        f"<ul><li>URN: {urn}</li><li>Latest report: {report.published:%d %B %Y}</li></ul></li>"
        for urn, report in latest.items()
    )
    return _page("Search results", f"<h1>Search results</h1><ul class='results-list'>{rows}</ul>")


def _provider(files: Sequence[SampleReport], base: str) -> Answer:
    if not files:
        return None
    rows = "".join(
        f"<li><p>{report.published:%d %B %Y}</p><a class='publication-link' href='{base}/v1/file/{report.file}'>"
        f"{report.label}<span class='nonvisual'>{report.label}, pdf - {report.published:%d %B %Y}</span></a></li>"
        for report in files
    )
    return _page(
        files[0].provider, f"<h1>{html.escape(files[0].provider)}</h1><p>URN: {files[0].urn}</p><ol>{rows}</ol>"
    )


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            answer = ("text/plain", b"User-agent: *\n") if url.path == "/robots.txt" else site(url.path, url.query)
            kind, body = answer or ("text/plain", b"not found")
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            fresh = answer is not None and self.headers.get("If-None-Match") == etag
            self.send_response(404 if answer is None else 304 if fresh else 200)
            self.send_header("Content-Type", kind)
            self.send_header("ETag", etag)
            self.send_header("Content-Length", "0" if fresh else str(len(body)))
            self.end_headers()
            if not fresh:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
            """Keep the terminal for the demonstration."""

    return Handler
