"""Over TLS: no certificate is taken on trust, a CA file of the settings is, and nobody leads us back to plain http."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import create_server

import pytest

from monitor.errors import FetchError
from monitor.fetching import HttpFetcher
from monitor.model.source import Request
from tests.fetching.site import OPEN, answer, redirect, serving

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs the openssl program to make a certificate")


@dataclass
class Safe:
    """A server behind a certificate that nobody has signed."""

    url: str
    certificate: Path
    said: bytes = b""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, own = folder / "key.pem", folder / "own.pem"
    asked = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [OPENSSL or "", *asked, *names, "-keyout", str(key), "-out", str(own)]
    subprocess.run(command, check=True, capture_output=True)
    return key, own


@pytest.fixture
def safe(certificate: tuple[Path, Path]) -> Iterator[Safe]:
    key, own = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, key)
    with create_server(("127.0.0.1", 0)) as listening:
        site = Safe(url=f"https://127.0.0.1:{listening.getsockname()[1]}/", certificate=own)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    plain, _ = listening.accept()
                    with suppress(OSError), context.wrap_socket(plain, server_side=True) as line:
                        line.recv(10_000)
                        line.sendall(site.said)

        threading.Thread(target=serve, daemon=True).start()
        yield site


def test_a_certificate_that_nobody_signed_is_refused(safe: Safe) -> None:
    safe.said = answer()
    with HttpFetcher(allow=OPEN) as fetcher, pytest.raises(FetchError, match="no safe connection"):
        fetcher.fetch(Request(url=safe.url), source_url=safe.url)


def test_the_ca_file_of_the_settings_is_trusted(safe: Safe) -> None:
    safe.said = answer(b"safe")
    with HttpFetcher(allow=OPEN, ca_file=safe.certificate) as fetcher:
        assert fetcher.fetch(Request(url=safe.url), source_url=safe.url).body == b"safe"


def test_nobody_leads_us_from_https_to_plain_http(safe: Safe) -> None:
    with serving() as plain, HttpFetcher(allow=OPEN, ca_file=safe.certificate) as fetcher:
        safe.said = redirect(plain.url + "/")
        with pytest.raises(FetchError, match="from https to plain http"):
            fetcher.fetch(Request(url=safe.url), source_url=safe.url)
        assert plain.asked == []


def test_a_ca_file_that_cannot_be_read_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        HttpFetcher(ca_file=tmp_path / "missing.pem")
