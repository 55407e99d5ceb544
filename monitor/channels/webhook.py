"""Webhooks after the Standard Webhooks specification: a fixed id, a time, a signature over both and the body.

Source: standardwebhooks.com, "Signature scheme": HMAC-SHA256 over `id.timestamp.body`, base64, version `v1`.
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from monitor.errors import DeliveryError
from monitor.model.alert import Letter, Message
from monitor.ports import Channel, Fetcher
from monitor.text import clean

KIND: Final = "webhook"
_PREFIX: Final = "whsec_"
# 410: the receiver says that it is gone for good. 413: the same bytes will always be too many.
_REFUSED_FOR_EVER: Final = frozenset({410, 413})


class Settings(BaseModel):
    """A receiver of webhooks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description="Name of the channel, used in rules.")
    kind: Literal["webhook"]
    url: str = Field(description="Where to POST. https, or plain http inside network.allow.")
    secret: SecretStr = Field(description="Shared secret: whsec_ and base64, at best ${NAME} from the environment.")

    @field_validator("url")
    @classmethod
    def _is_web_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an http or https address")
        if parts.username or parts.password:
            raise ValueError("must not hold a user name or password")
        return url

    @field_validator("secret")
    @classmethod
    def _is_base64(cls, secret: SecretStr) -> SecretStr:
        key_of(secret.get_secret_value())
        return secret


def key_of(secret: str) -> bytes:
    """Return the signing key of a secret as `whsec_` and base64 (padding may be left out), or base64 alone."""
    text = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        key = b""
    if not key:
        raise ValueError(f"must be {_PREFIX} followed by base64")
    return key


def signature(key: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    """Return the value of the header `webhook-signature`."""
    signed = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Posts JSON to one address. The address is the one recipient."""

    id: str
    url: str
    key: bytes = field(repr=False)
    fetcher: Fetcher = field(repr=False)
    kind: str = KIND

    def recipients(self) -> tuple[str, ...]:
        """Return the address."""
        return (self.url,)

    def compose(
        self,
        letter: Letter,
        *,
        key: str,
        recipient: str,
        at: datetime,
        thread: tuple[str, ...] = (),  # noqa: ARG002 - webhooks have no threads: `data.id` says what belongs together
    ) -> Message:
        """Return the letter as the JSON body of a webhook."""
        head = f'{{"type":{json.dumps(letter.type.value)},"timestamp":{json.dumps(at.isoformat())},"data":'
        body = f"{head}{letter.data}}}".encode()
        return Message(key=key, channel=self.id, recipient=recipient, body=body)

    def send(self, message: Message, *, at: datetime) -> str:
        """POST the message; the signature is of this attempt's time, the id and the body are those of the first."""
        timestamp = str(int(at.timestamp()))
        headers = {
            "content-type": "application/json",
            "webhook-id": message.key,
            "webhook-timestamp": timestamp,
            "webhook-signature": signature(self.key, message.key, timestamp, message.body),
        }
        status, answer, retry_after = self.fetcher.post(
            message.recipient, body=message.body, headers=headers, channel=self.id
        )
        said = " ".join(f"{status} {clean(answer, 200)}".split())
        if 200 <= status < 300:
            return said
        raise DeliveryError(
            self.id,
            f"the receiver answered {said}",
            permanent=status in _REFUSED_FOR_EVER,
            retry_after=retry_after,
        )


def build(settings: Settings, fetcher: Fetcher) -> Channel:
    """Return the channel of these settings."""
    key = key_of(settings.secret.get_secret_value())
    return Webhook(id=settings.id, url=settings.url, key=key, fetcher=fetcher)
