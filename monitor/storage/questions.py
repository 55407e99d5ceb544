"""What waits for a person: an ambiguous authority, an unknown label, an unreadable report, a conflict."""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.outcome import Question
from monitor.storage.driver import Database, Row, required_moment, stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question, and since when it waits."""

    question: Question
    since: datetime


class Questions:
    """The open questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, question: Question, *, at: datetime, reopen: bool = False) -> bool:
        """Store a question, inside a transaction; return whether it is new. One asked before keeps its date.

        One that was answered stays answered, unless it is to be reopened.
        """
        known = self._database.row(
            "SELECT answered FROM questions WHERE kind = ? AND subject = ?", (question.kind, question.subject)
        )
        self._database.execute(
            """INSERT INTO questions (kind, subject, text, la_code, outcome, since) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (kind, subject) DO UPDATE SET text = excluded.text, outcome = excluded.outcome""",
            (question.kind, question.subject, question.text, question.la_code, question.outcome, stamp(at)),
        )
        if reopen:
            self._database.execute(
                "UPDATE questions SET answered = NULL WHERE kind = ? AND subject = ?", (question.kind, question.subject)
            )
        return known is None

    def answer(self, kind: str, subject: str, *, at: datetime) -> None:
        """Close a question that needs no answer any more, inside a transaction."""
        self._database.execute(
            "UPDATE questions SET answered = ? WHERE kind = ? AND subject = ? AND answered IS NULL",
            (stamp(at), kind, subject),
        )

    def take_back(self, kind: str, subject: str) -> None:
        """Forget a question whose reason is gone, inside a transaction: if the reason comes back it is asked anew."""
        self._database.execute(
            "DELETE FROM questions WHERE kind = ? AND subject = ? AND answered IS NULL", (kind, subject)
        )

    def open(self, la_code: str | None = None) -> list[Asked]:
        """Return what waits, about one authority where it is given, the oldest first."""
        rows = self._database.rows(
            """SELECT * FROM questions WHERE answered IS NULL AND (:la_code IS NULL OR la_code = :la_code)
                ORDER BY since, id""",
            {"la_code": la_code},
        )
        return [_asked(row) for row in rows]


def _asked(row: Row) -> Asked:
    return Asked(
        question=Question(
            kind=row["kind"], subject=row["subject"], text=row["text"], la_code=row["la_code"], outcome=row["outcome"]
        ),
        since=required_moment(row["since"]),
    )
