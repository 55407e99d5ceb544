"""What waits for a person: an ambiguous authority, an unknown label, an unreadable report, a conflict."""

from dataclasses import dataclass
from datetime import datetime

from monitor.storage.driver import Database, required_moment, stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One thing that waits. `kind` and `subject` identify it: the same thing is asked once."""

    kind: str
    subject: str
    text: str
    since: datetime


class Questions:
    """The open questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, kind: str, subject: str, text: str, *, at: datetime) -> bool:
        """Store a question, inside a transaction; return whether it is new (a known one keeps its date)."""
        return (
            self._database.execute(
                """INSERT INTO questions (kind, subject, text, since) VALUES (?, ?, ?, ?)
                    ON CONFLICT (kind, subject) DO NOTHING""",
                (kind, subject, text, stamp(at)),
            )
            > 0
        )

    def answer(self, kind: str, subject: str, *, at: datetime) -> None:
        """Close a question that needs no answer any more, inside a transaction."""
        self._database.execute(
            "UPDATE questions SET answered = ? WHERE kind = ? AND subject = ? AND answered IS NULL",
            (stamp(at), kind, subject),
        )

    def open(self) -> list[Question]:
        """Return what waits, the oldest first."""
        rows = self._database.rows("SELECT * FROM questions WHERE answered IS NULL ORDER BY since, id")
        return [
            Question(kind=row["kind"], subject=row["subject"], text=row["text"], since=required_moment(row["since"]))
            for row in rows
        ]
