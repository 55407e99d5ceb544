"""`monitor completion`: the script that makes a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from monitor.cli.entry import monitor


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of SHELL.

    bash: monitor completion bash > ~/.local/share/bash-completion/completions/monitor
    zsh: monitor completion zsh > ~/.zfunc/_monitor (and fpath+=~/.zfunc before compinit)
    fish: monitor completion fish > ~/.config/fish/completions/monitor.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(found(monitor, {}, "monitor", "_MONITOR_COMPLETE").source())
