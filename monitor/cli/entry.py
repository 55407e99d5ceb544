"""The command `monitor`: finds the command, and turns every failure into one clear line and the right exit code."""

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from monitor import __version__
from monitor.cli.invocation import Invocation
from monitor.errors import LockedError, MonitorError, SettingsError

FAILED: Final = 1
USED_WRONGLY: Final = 2
LOCKED: Final = 75  # sysexits.h: EX_TEMPFAIL
BAD_SETTINGS: Final = 78  # sysexits.h: EX_CONFIG
INTERRUPTED: Final = 130

# name: (module in this package, what it does). The function in the module is the name with '_' for '-'.
COMMANDS: Final = {
    "run": ("service", "Be the service: poll, read, tell, until SIGTERM."),
    "poll": ("service", "Make one pass over what is due, through to delivery."),
    "sources": ("sources", "Show how each source does; `sources probe` tries them."),
    "articles": ("articles", "List or search the stored articles."),
    "article": ("articles", "Show one article with what was understood."),
    "outcomes": ("outcomes", "List newly published results with their evidence."),
    "outcome": ("outcomes", "Show one result with its evidence."),
    "visits": ("outcomes", "List visits without grades."),
    "ratings": ("ratings", "Show the grades that stand, or one authority's history."),
    "alerts": ("alerts", "List what was or will be sent; `alerts test`, `retry`, `release`."),
    "review": ("review", "Decide about an outcome: confirm, reject or reopen."),
    "web": ("web", "Set the password of the review pages."),
    "analyse": ("analyse", "Say what the monitor makes of a text, with reasons."),
    "read-report": ("read_report", "Read the grades of official report PDFs."),
    "replay": ("replay", "Rebuild the ledger from the archive with today's rules."),
    "backup": ("backup", "Write a verified copy of everything into one file."),
    "restore": ("backup", "Put a backup back, without sending anything again."),
    "purge": ("purge", "Remove a page on notice, with a tombstone."),
    "check": ("check", "Examine settings and environment."),
    "demo": ("demo", "See the whole job against sample sites, offline."),
    "completion": ("completion", "Print the shell's completion script."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when called; their one-line help stands in the table above."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"monitor.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = get_close_matches(args[0], COMMANDS, n=1)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settings file; else $MONITOR_CONFIG, ./config.yaml or /etc/inspection-monitor/config.yaml.",
)
@click.version_option(__version__, prog_name="monitor")
@click.pass_context
def monitor(ctx: click.Context, config: Path | None) -> None:
    """Watch for Ofsted inspections of English councils' children's services, and tell when a rating changes."""
    ctx.obj = Invocation(config=config)


def main() -> None:
    """Run the command line and exit."""
    os.umask(0o077)  # what the monitor stores is its owner's alone
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; whatever failed is said on standard error."""
    try:
        result = monitor.main(args=arguments, prog_name="monitor", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) had enough. Standard output points away now: closing it at exit can't fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (MonitorError, OSError) as error:
        return _say(error)
    return result if isinstance(result, int) else 0


def _say(error: MonitorError | OSError) -> int:
    if isinstance(error, SettingsError):
        for problem in error.problems:
            click.echo(problem, err=True)
        return BAD_SETTINGS
    click.echo(f"monitor: {error}", err=True)
    return LOCKED if isinstance(error, LockedError) else FAILED
