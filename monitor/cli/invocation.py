"""One call of the command line: which settings file it means, loaded when a command first needs it."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from monitor.errors import SettingsError

if TYPE_CHECKING:
    from monitor.bootstrap import Desk
    from monitor.settings import Settings

SYSTEM_FILE: Final = Path("/etc/inspection-monitor/config.yaml")


@dataclass(kw_only=True)
class Invocation:
    """What the options before the command said, and the environment it was called in."""

    config: Path | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    system_file: Path = SYSTEM_FILE

    @cached_property
    def file(self) -> Path:
        """The settings file. Raises SettingsError where there is none."""
        if self.config is not None:
            return self.config
        if self.environ.get("MONITOR_CONFIG"):
            return Path(self.environ["MONITOR_CONFIG"])
        for candidate in (Path("config.yaml"), self.system_file):
            if candidate.exists():
                return candidate
        raise SettingsError(
            [f"no settings: neither ./config.yaml nor {self.system_file}; name a file with --config or $MONITOR_CONFIG"]
        )

    def load(self, *, secrets_needed: bool = True) -> "Settings":
        """Return the settings, read anew. Raises SettingsError."""
        from monitor.settings import load_settings

        credentials = self.environ.get("CREDENTIALS_DIRECTORY")
        return load_settings(
            self.file, self.environ, Path(credentials) if credentials else None, secrets_needed=secrets_needed
        )

    @cached_property
    def settings(self) -> "Settings":
        """The settings, read once. Raises SettingsError."""
        return self.load()

    @cached_property
    def log_settings(self) -> "Settings":
        """The settings as reading the log needs them: without the service's secrets. Raises SettingsError."""
        return self.load(secrets_needed=False)

    def open(self) -> "Desk":
        """Return the log and the verdicts, as a context manager; the service's secrets are not needed for them.

        Raises SettingsError or StoreError.
        """
        import logging

        from monitor.bootstrap import Desk
        from monitor.daemon.journal import configure

        # Events go to standard error, so that what a command prints can be piped on.
        configure(as_json=False, level=logging.WARNING)
        return Desk(self.log_settings)


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def user_name() -> str:
    """Return who gives a verdict: the user of this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
