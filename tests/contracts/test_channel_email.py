"""Mail against a real SMTP server on loopback."""

import email
import email.policy
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from monitor.channels.email import Email, Settings
from monitor.errors import DeliveryError
from monitor.model.alert import AlertType, Letter, Message

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LETTER = Letter(
    type=AlertType.OUTCOME_CHANGED,
    subject="Derby: good, was requires improvement – reported by the Café Echo",
    text="A line that begins with a dot:\n.\n.. and £5 for “quotes”.\n" + "long " * 300,
    html="<p>£5 for “quotes”</p>\n",
    data="{}",
)


@dataclass
class Postbox:
    """What the server took, and how it answers."""

    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    at_recipient: str = "250 OK"
    at_data: str = "250 2.0.0 taken"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.at_data.startswith("250"):
            content = envelope.original_content or b""
            self.taken.append((envelope.mail_from or "", list(envelope.rcpt_tos), content))
        return self.at_data


@contextmanager
def serving(
    postbox: Postbox, *, certificate: Path | None = None, at_once: bool = False, login: bool = False
) -> Iterator[int]:
    """Serve mail: in the clear, after STARTTLS, or, with `at_once`, over TLS from the first byte."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    controller = Controller(
        postbox,
        hostname="127.0.0.1",
        port=free_port(),
        ssl_context=context if at_once else None,
        tls_context=None if at_once else context,
        require_starttls=context is not None and not at_once,
        auth_required=login,
        authenticator=knows_ann,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def knows_ann(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    known = LoginPassword(b"ann", b"secret")
    return AuthResult(success=data == known, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a key and certificate of 127.0.0.1, signed by itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, cert, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1")
    names = ("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert))
    subprocess.run([openssl, *made, *names], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def channel(port: int, **more: object) -> Email:
    values = {
        "id": "team",
        "kind": "email",
        "host": "127.0.0.1",
        "port": port,
        "sender": "Monitor <monitor@example.org>",
        "to": ["a@example.org", "b@example.org", "a@example.org"],
        **more,
    }
    return Email(id="team", settings=Settings.model_validate(values))


def message(one: Email, *, key: str = "key1", thread: tuple[str, ...] = ()) -> Message:
    return one.compose(LETTER, key=key, recipient="a@example.org", at=AT, thread=thread)


def parsed(body: bytes) -> EmailMessage:
    found = email.message_from_bytes(body, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_mail_arrives_whole_with_text_and_html() -> None:
    postbox = Postbox()
    with serving(postbox) as port:
        one = channel(port)
        assert one.send(message(one), at=AT) == "250 2.0.0 taken"
    sender, recipients, content = postbox.taken[0]
    mail = parsed(content)
    assert (sender, recipients) == ("monitor@example.org", ["a@example.org"])
    assert mail["subject"] == LETTER.subject
    assert mail["message-id"] == "<key1@example.org>"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == LETTER.text.splitlines()
    assert html.get_content().splitlines() == LETTER.html.splitlines()
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_same_letter_is_the_same_bytes_for_life() -> None:
    one = channel(25)
    assert message(one) == message(one)


@pytest.mark.parametrize("tail", ["", " é", " – Café Echo", " é x é y", " ‘ё’ " + "я" * 90])
def test_a_subject_of_any_length_arrives_as_it_was_written(tail: str) -> None:
    one, words = channel(25), "Leicester: good, was requires improvement - confirmed by Ofsted's report " * 3
    for length in range(1, 180):
        subject = f"{words[:length].strip()}{tail}".strip()
        body = one.compose(replace(LETTER, subject=subject), key="k", recipient="a@example.org", at=AT).body
        assert parsed(body)["subject"] == subject
        assert not body.partition(b"Subject:")[2].startswith(b"\r\n")
        assert all(len(line) <= 990 for line in body.split(b"\r\n"))


def test_a_follow_up_is_in_the_thread_of_the_first() -> None:
    mail = parsed(message(channel(25), key="key9", thread=("key1", "key2")).body)
    assert mail["in-reply-to"] == "<key1@example.org>"
    assert mail["references"] == "<key1@example.org> <key2@example.org>"


def test_each_recipient_gets_one_mail_of_his_own() -> None:
    assert channel(25).recipients() == ("a@example.org", "b@example.org")


@pytest.mark.parametrize(
    ("postbox", "permanent"),
    [
        (Postbox(at_recipient="450 4.2.0 greylisted"), False),
        (Postbox(at_recipient="550 5.1.1 no such user"), True),
        (Postbox(at_data="451 4.3.0 later"), False),
        (Postbox(at_data="554 5.7.1 no"), True),
    ],
)
def test_a_refusal_says_whether_it_is_for_good(postbox: Postbox, permanent: bool) -> None:
    with serving(postbox) as port:
        one = channel(port)
        with pytest.raises(DeliveryError, match=r"was refused: [45]5") as refused:
            one.send(message(one), at=AT)
    assert refused.value.permanent is permanent
    assert refused.value.answered


@pytest.mark.parametrize(("tls", "at_once"), [("starttls", False), ("tls", True)])
def test_a_mail_goes_over_an_encrypted_line_with_a_login(certificate: Path, tls: str, at_once: bool) -> None:
    postbox = Postbox()
    with serving(postbox, certificate=certificate, at_once=at_once, login=not at_once) as port:
        login = {} if at_once else {"username": "ann", "password": "secret"}
        one = channel(port, tls=tls, ca_file=certificate, **login)
        one.send(message(one), at=AT)
    assert len(postbox.taken) == 1


def test_a_server_whose_certificate_is_not_trusted_gets_no_mail(certificate: Path) -> None:
    postbox = Postbox()
    with serving(postbox, certificate=certificate) as port:
        one = channel(port, tls="starttls")
        with pytest.raises(DeliveryError, match="CERTIFICATE_VERIFY_FAILED"):
            one.send(message(one), at=AT)
    assert postbox.taken == []


def test_a_server_that_asks_for_a_login_is_tried_again_since_a_person_can_mend_that(certificate: Path) -> None:
    with serving(Postbox(), certificate=certificate, login=True) as port:
        one = channel(port, tls="starttls", ca_file=certificate)
        with pytest.raises(DeliveryError, match="the sender was refused: 530") as refused:
            one.send(message(one), at=AT)
        wrong = channel(port, tls="starttls", ca_file=certificate, username="ann", password="guess")
        with pytest.raises(DeliveryError, match="SMTPAuthenticationError") as failed:
            wrong.send(message(wrong), at=AT)
    assert not refused.value.permanent
    assert not failed.value.permanent
    assert "guess" not in str(failed.value)


def test_a_server_that_is_down_may_be_tried_again() -> None:
    one = channel(free_port())
    with pytest.raises(DeliveryError, match="ConnectionRefusedError") as failed:
        one.send(message(one), at=AT)
    assert (failed.value.permanent, failed.value.answered) == (False, True)


def test_a_server_without_starttls_gets_no_mail() -> None:
    postbox = Postbox()
    with serving(postbox) as port:
        one = channel(port, tls="starttls")
        with pytest.raises(DeliveryError, match="STARTTLS"):
            one.send(message(one), at=AT)
    assert postbox.taken == []


def test_a_line_cut_after_the_mail_leaves_open_whether_it_was_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=take_and_cut, args=(server,))
        thread.start()
        one = channel(server.getsockname()[1])
        with pytest.raises(DeliveryError, match="no answer to the mail") as cut:
            one.send(message(one), at=AT)
        thread.join()
    assert (cut.value.permanent, cut.value.answered) == (False, False)


def test_a_line_cut_before_the_mail_has_handed_nothing_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=greet_and_cut, args=(server,))
        thread.start()
        one = channel(server.getsockname()[1])
        with pytest.raises(DeliveryError, match="SMTPServerDisconnected") as cut:
            one.send(message(one), at=AT)
        thread.join()
    assert (cut.value.permanent, cut.value.answered) == (False, True)


def greet_and_cut(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, connection.makefile("rwb") as line:
        for answer in (b"220 hello", b"250 hello"):
            line.write(answer + b"\r\n")
            line.flush()
            line.readline()


def take_and_cut(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, connection.makefile("rwb") as line:
        for answer in (b"220 hello", b"250 hello", b"250 sender", b"250 recipient", b"354 go on"):
            line.write(answer + b"\r\n")
            line.flush()
            if not answer.startswith(b"354"):
                line.readline()
        while line.readline() not in (b".\r\n", b""):
            pass


def test_a_subject_of_a_stranger_adds_no_header() -> None:
    letter = replace(LETTER, subject="Echo Bcc: x@example.org =?utf-8?q?y?=")
    one = channel(25)
    mail = parsed(one.compose(letter, key="k", recipient="a@example.org", at=AT).body)
    assert mail["bcc"] is None
    assert mail["to"] == "a@example.org"
