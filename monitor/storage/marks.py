"""Marks: things done once, and when."""

from datetime import datetime

from monitor.storage.driver import Database, stamp


class Marks:
    """The stored marks, by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has(self, name: str) -> bool:
        """Return whether this was done."""
        return self._database.row("SELECT 1 FROM marks WHERE name = ?", (name,)) is not None

    def set(self, name: str, *, at: datetime) -> None:
        """Store that this was done, inside a transaction."""
        self._database.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, stamp(at)))
