"""Settings of a mail channel: what can't work is refused, and a password is shown nowhere."""

import pytest
from pydantic import ValidationError

from monitor.channels import kinds
from tests.contracts.test_channel_email import channel


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": []},
        {"to": ["Ann <a@example.org>"]},
        {"to": ["a@example.org\r\nRCPT TO:<x@example.org>"]},
        {"sender": "nobody"},
        {"sender": "Monitor\n <m@example.org>"},
        {"tls": "maybe"},
        {"username": "ann"},
        {"host": "mail.example.org", "username": "ann", "password": "secret"},
        {"colour": "red"},
    ],
)
def test_settings_that_can_not_work_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        channel(25, **wrong)


def test_a_password_is_shown_nowhere() -> None:
    one = channel(25, username="ann", password="hunter2hunter2")
    assert "hunter2" not in repr(one) + repr(one.settings) + str(one.settings.model_dump())


def test_channels_are_found_by_their_files() -> None:
    assert set(kinds()) >= {"email", "webhook"}
