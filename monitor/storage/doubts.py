"""What is not known after a restore: what was seen and told between the making of the copy and its restoring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.storage.driver import Database, required_moment, stamp

PART_IS_ENOUGH_AFTER = timedelta(days=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """The time of which this database knows nothing: from the making of the copy to its restoring."""

    copied: datetime
    restored: datetime


class Doubts:
    """The last restore, and the sources that have had no whole poll since."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, gap: Gap, sources: Iterable[str]) -> None:
        """Store that a copy was restored, and which sources have to be looked at since, inside a transaction."""
        for name, at in (("copied", gap.copied), ("restored", gap.restored)):
            self._database.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, stamp(at)))
        self._database.execute("DELETE FROM doubts")
        for source in sorted(set(sources)):
            self._database.execute("INSERT INTO doubts VALUES (?)", (source,))

    def gap(self) -> Gap | None:
        """Return the gap that the last restore left, None where there was none."""
        marks = {row["name"]: row["at"] for row in self._database.rows("SELECT * FROM marks")}
        if "restored" not in marks:
            return None
        return Gap(copied=required_moment(marks["copied"]), restored=required_moment(marks["restored"]))

    def has(self, source: str, page: str) -> bool:
        """Return whether what a page of a source shows may have been told before the restore.

        A page that was seen since is out of doubt, whatever the others do; `page` is its name among the validators.
        """
        return (
            self._database.row(
                """SELECT 1 FROM doubts d JOIN marks m ON m.name = 'restored' WHERE d.source = :source AND NOT EXISTS
                    (SELECT 1 FROM pages p WHERE p.source = :source AND p.url = :page AND p.checked >= m.at)""",
                {"source": source, "page": page},
            )
            is not None
        )

    def settle(self, source: str, *, whole: bool, at: datetime) -> None:
        """Store that a source was polled, inside a transaction: what it shows from now on is new.

        One of which a page or two never answer is not in doubt for ever: after some days a poll in part is enough.
        """
        gap = self.gap()
        if whole or (gap is not None and at - gap.restored > PART_IS_ENOUGH_AFTER):
            self._database.execute("DELETE FROM doubts WHERE source = ?", (source,))
