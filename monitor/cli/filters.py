"""The filters and forms that the commands of the log share."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

import click
from click.shell_completion import CompletionItem

from monitor.cli.invocation import Invocation
from monitor.cli.output import Form
from monitor.errors import SettingsError

if TYPE_CHECKING:
    from monitor.settings import Settings

F = TypeVar("F", bound=Callable[..., object])

_AGO: Final = re.compile(r"(\d{1,5})([dw])")
_DAYS: Final = {"d": 1, "w": 7}


class Day(click.ParamType[date]):
    """A day: 2021-11-12, or so long ago: 30d, 2w."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        text = str(value)
        ago = _AGO.fullmatch(text)
        try:
            if ago is not None:
                return datetime.now(UTC).date() - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
            return date.fromisoformat(text)
        except (ValueError, OverflowError):
            self.fail(f"{text!r} is no day such as 2021-11-12, nor a time ago such as 30d", param, ctx)


class AuthorityCode(click.ParamType[str]):
    """An authority by name, alias, URN or DfE code."""

    name = "authority"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        from monitor.storage.baseline import load_baseline

        names = sorted(one.name for one in load_baseline().authorities)
        return [CompletionItem(name) for name in names if name.lower().startswith(incomplete.lower())]

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from monitor.settings.names import la_code

        try:
            return la_code(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class RegionName(click.ParamType[str]):
    """A region of England."""

    name = "region"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from monitor.settings.names import region

        try:
            return region(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def complete_sources(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's signature
    """Offer the ids of the settings' sources to the shell."""
    settings = _settings_of(ctx)
    return [one.id for one in settings.sources if one.id.startswith(incomplete)] if settings else []


def complete_channels(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's signature
    """Offer the ids of the settings' channels to the shell."""
    settings = _settings_of(ctx)
    return [one.id for one in settings.channels if one.id.startswith(incomplete)] if settings else []


def _settings_of(ctx: click.Context) -> "Settings | None":
    # The shell asks before the command runs, and a broken settings file must not break its prompt.
    try:
        return Invocation(config=ctx.find_root().params.get("config")).log_settings
    except SettingsError:
        return None


DAY: Final = Day()
AUTHORITY: Final = AuthorityCode()
REGION: Final = RegionName()

_FILTERS: Final = {
    "authority": click.option(
        "--authority", "authorities", multiple=True, type=AUTHORITY, help="Name, URN or DfE code; may be repeated."
    ),
    "region": click.option("--region", "regions", multiple=True, type=REGION, help="Such as 'East Midlands'."),
    "since": click.option("--since", type=DAY, help="From this day on: 2021-11-12, 30d, 2w."),
    "until": click.option("--until", type=DAY, help="Up to this day."),
    "status": click.option("--status", metavar="STATUS", help="Only rows in this state."),
    "source": click.option(
        "--source", metavar="ID", shell_complete=complete_sources, help="Only what this source told."
    ),
    "limit": click.option("--limit", type=click.IntRange(min=1), help="At most so many rows."),
}


def filters(*names: str) -> Callable[[F], F]:
    """Give a command these filters, all where none is named."""

    def decorate(function: F) -> F:
        for name in reversed(names or tuple(_FILTERS)):
            function = _FILTERS[name](function)
        return function

    return decorate


def forms(function: F) -> F:
    """Give a command `--json` and `--csv`."""
    function = click.option("--csv", "as_csv", is_flag=True, help="CSV, safe for spreadsheets.")(function)
    return click.option("--json", "as_json", is_flag=True, help="A list of JSON objects.")(function)


def form(*, as_json: bool, as_csv: bool) -> Form:
    """Return the form that was asked for."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    return Form.JSON if as_json else Form.CSV if as_csv else Form.TABLE


def known_status(status: str | None, known: tuple[str, ...]) -> str | None:
    """Return the status if rows can have it. Raises a usage error with the nearest."""
    from monitor.settings.problems import did_you_mean

    if status is not None and status not in known:
        raise click.UsageError(f"unknown status {status!r}{did_you_mean(status, known)}")
    return status
