"""What people object to in the reading of articles."""

from datetime import datetime

from monitor.model.objection import Objection, Wrong
from monitor.storage.driver import Database, Row, moment, required_moment, stamp


class Objections:
    """The stored objections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, one: Objection) -> int:
        """Store an objection, inside a transaction; return its id. One that stands already is not stored twice."""
        known = self._database.row(
            """SELECT id FROM objections WHERE article = ? AND kind = ? AND la_code IS ? AND judgement IS ?
                AND quote = ? AND withdrawn IS NULL""",
            (one.article, one.wrong, one.la_code, one.judgement, one.quote),
        )
        if known is not None:
            return int(known["id"])
        return self._database.insert(
            """INSERT INTO objections (article, revision, kind, la_code, judgement, grade, quote, note, who, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                one.article,
                one.revision,
                one.wrong,
                one.la_code,
                one.judgement,
                one.grade,
                one.quote,
                one.note,
                one.who,
                stamp(one.at),
            ),
        )

    def withdraw(self, objection: int, *, at: datetime) -> None:
        """Store that an objection stands no more, inside a transaction."""
        self._database.execute(
            "UPDATE objections SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL", (stamp(at), objection)
        )

    def get(self, objection: int) -> Objection | None:
        """Return an objection by its id, None if there is none."""
        row = self._database.row("SELECT * FROM objections WHERE id = ?", (objection,))
        return None if row is None else _objection(row)

    def of_article(self, article: str) -> list[Objection]:
        """Return the objections to the reading of an article, withdrawn ones too, the oldest first."""
        rows = self._database.rows("SELECT * FROM objections WHERE article = ? ORDER BY id", (article,))
        return [_objection(row) for row in rows]

    def standing(self, *, limit: int) -> list[Objection]:
        """Return the objections that stand, the newest first."""
        rows = self._database.rows(
            "SELECT * FROM objections WHERE withdrawn IS NULL ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [_objection(row) for row in rows]


def _objection(row: Row) -> Objection:
    return Objection(
        id=row["id"],
        article=row["article"],
        revision=row["revision"],
        wrong=Wrong(row["kind"]),
        la_code=row["la_code"],
        judgement=row["judgement"],
        grade=row["grade"],
        quote=row["quote"],
        note=row["note"],
        who=row["who"],
        at=required_moment(row["at"]),
        withdrawn=moment(row["withdrawn"]),
    )
