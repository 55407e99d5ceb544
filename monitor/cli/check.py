"""`monitor check`: examine the settings and the machine, and change nothing."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click
from rich.text import Text

from monitor.cli.entry import BAD_SETTINGS
from monitor.cli.invocation import Invocation, pass_invocation
from monitor.cli.output import console, plain, print_json
from monitor.settings import Settings
from monitor.storage.baseline import load_baseline
from monitor.storage.driver import SAFE_SINCE, SQLITE_VERSION, is_safe_sqlite

_LOW_DISK: Final = 1_000_000_000  # bytes: a year of articles and reports with room to spare


class Level(StrEnum):
    """How much a finding matters."""

    WELL = "well"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    text: str


_STYLES: Final = {Level.WELL: "green", Level.WARNING: "yellow", Level.WRONG: "bold red"}


@click.command()
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the settings file, for editors.")
@pass_invocation
def check(invocation: Invocation, *, schema: bool) -> int:
    """Examine settings and environment; exit 78 where the monitor could not start."""
    if schema:
        from monitor.settings.json_schema import settings_schema

        print_json(settings_schema())
        return 0
    findings = list(examine(invocation.settings))
    out = console()
    for finding in findings:
        out.print(
            Text(f"{finding.level.value:<8}", style=_STYLES[finding.level]).append(plain(finding.text), "default")
        )
    return BAD_SETTINGS if any(one.level is Level.WRONG for one in findings) else 0


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what was found about the settings, the program and the machine."""
    enabled = sum(source.enabled for source in settings.sources)
    yield _well(
        f"{settings.file}: {len(settings.sources)} sources ({enabled} enabled), "
        f"{len(settings.channels)} channels, {len(settings.rules)} rules"
    )
    yield from (Finding(level=Level.WARNING, text=text) for text in settings.warnings)
    ledger = load_baseline(settings.baseline_until)
    yield _well(f"ledger: {len(ledger.inspections)} inspections as published to {ledger.as_published_to}")
    yield from _program()
    yield from _folder(settings.state)
    yield from _network(settings)


def _program() -> Iterator[Finding]:
    yield _well(f"Python {sys.version.split()[0]}")
    needed = ".".join(map(str, SAFE_SINCE))
    if is_safe_sqlite():
        yield _well(f"SQLite {SQLITE_VERSION}")
    else:
        yield Finding(
            level=Level.WARNING,
            text=f"SQLite {SQLITE_VERSION}: versions before {needed} can lose a write-ahead log in rare cases; "
            "keep backups, and don't open the database with another program while the monitor runs",
        )


def _folder(state: Path) -> Iterator[Finding]:
    nearest = next(one for one in (state, *state.parents) if one.exists())
    if not nearest.is_dir():
        yield Finding(level=Level.WRONG, text=f"state: {nearest} is no folder")
    elif not os.access(nearest, os.W_OK | os.X_OK):
        yield Finding(level=Level.WRONG, text=f"state: this user can't write {nearest}; see its owner and rights")
    else:
        yield _well(f"state: {state}" if nearest == state else f"state: {state} (made at the first start)")
    free = shutil.disk_usage(nearest).free
    if free < _LOW_DISK:
        yield Finding(level=Level.WARNING, text=f"state: only {free // 1_000_000} MB free on its disk")


def _network(settings: Settings) -> Iterator[Finding]:
    network = settings.network
    if network.ca_file is not None and not os.access(network.ca_file, os.R_OK):
        yield Finding(level=Level.WRONG, text=f"network.ca_file: {network.ca_file} can't be read")
    if network.proxy is not None:
        yield Finding(
            level=Level.WARNING,
            text="network.proxy: behind a proxy, private addresses are refused by names and literal addresses only, "
            "since the proxy looks names up; let the proxy refuse them too",
        )
    addresses = {f"source {one.id}": one.url for one in settings.sources if one.enabled}
    addresses |= {f"channel {one.id}": str(getattr(one.values, "url", "")) for one in settings.channels}
    for owner, address in addresses.items():
        host = urlsplit(address).hostname or ""
        if not network.allow and _is_private(host):
            text = f"{owner}: {host} is in a private network; it is refused unless network.allow names it"
            yield Finding(level=Level.WARNING, text=text)


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _well(text: str) -> Finding:
    return Finding(level=Level.WELL, text=text)
