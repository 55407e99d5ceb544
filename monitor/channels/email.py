"""Mail over SMTP: plain text and HTML, one mail for each recipient, one Message-ID for life."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from monitor.errors import DeliveryError
from monitor.model.alert import Letter, Message
from monitor.ports import Channel, Fetcher
from monitor.text import clean

if TYPE_CHECKING:
    import smtplib

KIND: Final = "email"
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_TIMEOUT: Final = 30.0  # seconds for each step of the conversation


def _address(text: str) -> str:
    from email.utils import parseaddr

    _, address = parseaddr(text)
    local, _, domain = address.rpartition("@")
    # The whole conversation is ASCII: a server without SMTPUTF8 would refuse anything else.
    is_plain = text.isascii() and text.isprintable() and not any(letter in address for letter in " <>,;\"'\\()")
    if not local or not domain or not is_plain:
        raise ValueError("must be a mail address such as a@example.org or Name <a@example.org>")
    return text


def _bare(text: str) -> str:
    if "<" in _address(text):
        raise ValueError("must be a bare mail address such as a@example.org")
    return text


class Settings(BaseModel):
    """A mail server, a sender and the people who get the mails."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description="Name of the channel, used in rules.")
    kind: Literal["email"]
    host: str = Field(min_length=1, description="Mail server.")
    port: int = Field(default=25, ge=1, le=65_535, description="25 within a network, 587 with starttls, 465 with tls.")
    tls: Literal["none", "starttls", "tls"] = Field(default="none", description="How the conversation is encrypted.")
    username: str | None = Field(default=None, description="Needed only where the server asks for a login.")
    password: SecretStr | None = Field(default=None, description="At best ${NAME} from the environment.")
    sender: Annotated[str, AfterValidator(_address)] = Field(
        description="From: a@example.org, or Name <a@example.org>."
    )
    to: list[Annotated[str, AfterValidator(_bare)]] = Field(min_length=1, description="Each gets a mail of its own.")
    ca_file: Path | None = Field(default=None, description="Certificates to trust besides the system's.")

    @model_validator(mode="after")
    def _login_is_whole_and_hidden(self) -> Self:
        if (self.username is None) != (self.password is None):
            raise ValueError("username and password belong together")
        if self.password is not None and self.tls == "none" and self.host not in _LOOPBACK:
            raise ValueError("a password is sent only over tls or starttls")
        return self


@dataclass(frozen=True, kw_only=True)
class Email:
    """Sends mails over one server, one for each recipient."""

    id: str
    settings: Settings = field(repr=False)
    kind: str = KIND

    def recipients(self) -> tuple[str, ...]:
        """Return the addresses, each once."""
        return tuple(dict.fromkeys(self.settings.to))

    def compose(
        self, letter: Letter, *, key: str, recipient: str, at: datetime, thread: tuple[str, ...] = ()
    ) -> Message:
        """Return the letter as a whole mail; nothing in it is random, so that its bytes are the same each time."""
        from monitor.channels.mail_bytes import mail_bytes

        body = mail_bytes(
            sender=self.settings.sender,
            recipient=recipient,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            key=key,
            at=at,
            thread=thread,
        )
        return Message(key=key, channel=self.id, recipient=recipient, body=body)

    def send(self, message: Message, *, at: datetime) -> str:  # noqa: ARG002 - the mail's date is the first attempt's
        """Hand the mail over; return the server's answer.

        Raises DeliveryError: permanent for an answer of 5xx to the recipient or the mail; without an answer (the server
        may have taken it) only where the line was cut after the mail itself was on its way.
        """
        import smtplib

        try:
            client = self._open()
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(self.id, f"{self.settings.host}:{self.settings.port}: {_said(error)}") from error
        try:
            return self._hand_over(client, message)
        finally:
            client.close()

    def _open(self) -> "smtplib.SMTP":
        import smtplib
        import ssl

        host, port, tls = self.settings.host, self.settings.port, self.settings.tls
        # No look-up of our own name, which can hang: servers accept an address literal (RFC 5321, 4.1.3).
        own = "[127.0.0.1]"
        context = None
        if tls != "none":
            context = ssl.create_default_context()
            if self.settings.ca_file is not None:
                context.load_verify_locations(self.settings.ca_file)
        client = (
            smtplib.SMTP_SSL(host, port, local_hostname=own, timeout=_TIMEOUT, context=context)
            if tls == "tls"
            else smtplib.SMTP(host, port, local_hostname=own, timeout=_TIMEOUT)
        )
        try:
            if tls == "starttls":
                client.starttls(context=context)
            client.ehlo_or_helo_if_needed()
            if self.settings.username is not None and self.settings.password is not None:
                client.login(self.settings.username, self.settings.password.get_secret_value())
        except (smtplib.SMTPException, OSError):
            client.close()
            raise
        return client

    def _hand_over(self, client: "smtplib.SMTP", message: Message) -> str:
        import smtplib
        from email.utils import parseaddr

        try:
            # A sender that is refused (no login, a foreign domain) is a setting that a person can mend in time.
            self._accepted(client.mail(parseaddr(self.settings.sender)[1]), "the sender", may_be_final=False)
            self._accepted(client.rcpt(message.recipient), message.recipient)
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(self.id, _said(error)) from error
        try:
            code, answer = client.data(message.body)
        except smtplib.SMTPDataError as error:  # the server refused to begin
            code, answer = error.smtp_code, _octets(error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(self.id, f"no answer to the mail: {_said(error)}", answered=False) from error
        said = self._accepted((code, answer), "the mail")
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
        return said

    def _accepted(self, answered: tuple[int, bytes], what: str, *, may_be_final: bool = True) -> str:
        code, answer = answered
        said = _line(f"{code} {answer.decode('utf-8', 'replace')}")
        if 200 <= code < 300:
            return said
        raise DeliveryError(self.id, f"{what} was refused: {said}", permanent=may_be_final and 500 <= code < 600)


def _said(error: Exception) -> str:
    return _line(f"{type(error).__name__}: {error}")


def _octets(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _line(text: str) -> str:
    return " ".join(clean(text, 300).split())


def build(settings: Settings, fetcher: Fetcher) -> Channel:  # noqa: ARG001 - mail does not go over HTTP
    """Return the channel of these settings."""
    return Email(id=settings.id, settings=settings)
