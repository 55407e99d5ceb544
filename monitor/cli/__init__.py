"""The commands of the terminal. Each is loaded only when it is called: the start-up stays light."""

from monitor.cli.entry import main

__all__ = ["main"]
