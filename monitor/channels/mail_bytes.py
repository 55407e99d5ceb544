"""A mail as its bytes go over the wire: the same arguments give the same bytes, in ASCII with CRLF.

The standard library's own folding breaks long subjects after "Subject:" and loses spaces between encoded words (seen in
Python 3.11): subjects are therefore written by `Subjects` below.
"""

from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Final

_LONGEST_LINE: Final = 990  # RFC 5322 allows 998 characters; only a long ASCII subject or thread comes near
_REFERENCES: Final = 10


class Subjects(EmailPolicy):
    """Writes a subject on one line where it is ASCII, else as encoded words (RFC 2047) of its own folding."""

    def fold(self, name: str, value: str) -> str:
        """Return the header as lines."""
        if name.lower() == "subject" and not str(value).isascii():
            words = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
            return f"{name}: {words}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header as octets."""
        return self.fold(name, value).encode("ascii")


_POLICY: Final = Subjects(linesep="\r\n", max_line_length=_LONGEST_LINE)


def mail_bytes(
    *, sender: str, recipient: str, subject: str, text: str, html: str, key: str, at: datetime, thread: tuple[str, ...]
) -> bytes:
    """Return a mail with a plain and an HTML body.

    `thread` are the keys of the mails that it follows, the first one first.
    """
    name, address = parseaddr(sender)
    domain = address.rpartition("@")[2]
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(display_name=name, addr_spec=address)
    mail["To"] = Address(addr_spec=recipient)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{key}@{domain}>"
    if thread:
        mail["In-Reply-To"] = f"<{thread[0]}@{domain}>"
        kept = dict.fromkeys((thread[0], *thread[-_REFERENCES:]))
        mail["References"] = " ".join(f"<{earlier}@{domain}>" for earlier in kept)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{key}")  # the library's own boundary would be random
    return mail.as_bytes()
