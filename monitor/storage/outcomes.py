"""Outcomes and visits with their evidence, and what people decided about outcomes."""

import json
from collections.abc import Mapping
from datetime import date

from monitor.model.claim import Direction
from monitor.model.inspection import VisitKind
from monitor.model.outcome import (
    Decision,
    Event,
    Evidence,
    Move,
    Outcome,
    Status,
    Verdict,
    Visit,
)
from monitor.storage.driver import Database, Row, required_moment, stamp


class Outcomes:
    """The stored outcomes, visits and verdicts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, outcome: Outcome) -> None:
        """Store an outcome with its evidence in place of what was stored under its id, inside a transaction."""
        values = {
            "id": outcome.id,
            "la_code": outcome.la_code,
            "framework": outcome.framework,
            "type": outcome.inspection_type,
            "start": _text(outcome.start),
            "end": _text(outcome.end),
            "published": _text(outcome.published),
            "effective": outcome.effective.isoformat(),
            "event": outcome.event,
            "direction": outcome.direction,
            "status": outcome.status,
            "moves": json.dumps([_move_data(move) for move in outcome.moves]),
            "flags": json.dumps(outcome.flags, ensure_ascii=False),
            "explanation": outcome.explanation,
            "first_seen": stamp(outcome.first_seen),
            "detected_at": stamp(outcome.detected_at),
            "corrects_ledger": outcome.corrects_ledger,
            "changed_at": stamp(outcome.changed_at or outcome.detected_at),
        }
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(f":{name}" for name in values)
        changes = ", ".join(f'"{name}" = :{name}' for name in values if name != "id")
        self._database.execute(
            f"INSERT INTO outcomes ({columns}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}",  # noqa: S608
            values,
        )
        self._save_evidence(outcome.id, outcome.evidence)

    def _save_evidence(self, subject: str, evidence: tuple[Evidence, ...]) -> None:
        self._database.execute("DELETE FROM evidence WHERE subject = ?", (subject,))
        for position, one in enumerate(evidence):
            self._database.execute(
                "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    subject,
                    position,
                    one.article,
                    one.source,
                    one.outlet,
                    one.url,
                    one.published.isoformat(),
                    one.quote,
                    one.independent,
                    one.is_report,
                    one.agrees,
                    json.dumps(dict(one.grades)),
                ),
            )

    def get(self, outcome: str) -> Outcome | None:
        """Return an outcome by its id, None if there is none."""
        found = self._outcomes("WHERE id = ?", (outcome,))
        return found[0] if found else None

    def of_authority(self, la_code: str) -> list[Outcome]:
        """Return every outcome of an authority, the oldest first, withdrawn and rejected ones included."""
        return self._outcomes("WHERE la_code = ? ORDER BY effective, id", (la_code,))

    def all(self) -> list[Outcome]:
        """Return every outcome, the newest first."""
        return self._outcomes("ORDER BY effective DESC, id", ())

    def _outcomes(self, condition: str, parameters: tuple[str, ...]) -> list[Outcome]:
        rows = self._database.rows(f"SELECT * FROM outcomes {condition}", parameters)  # noqa: S608
        return [_outcome(row, self._evidence(row["id"])) for row in rows]

    def _evidence(self, subject: str) -> tuple[Evidence, ...]:
        rows = self._database.rows("SELECT * FROM evidence WHERE subject = ? ORDER BY position", (subject,))
        return tuple(_evidence(row) for row in rows)

    def replace_visits(self, la_code: str, visits: list[Visit]) -> None:
        """Store the visits of an authority in place of all that were stored, inside a transaction."""
        for row in self._database.rows("SELECT id FROM visits WHERE la_code = ?", (la_code,)):
            self._database.execute("DELETE FROM evidence WHERE subject = ?", (row["id"],))
        self._database.execute("DELETE FROM visits WHERE la_code = ?", (la_code,))
        for visit in visits:
            self._database.execute(
                "INSERT INTO visits VALUES (?, ?, ?, ?)", (visit.id, visit.la_code, visit.visit, visit.date)
            )
            self._save_evidence(visit.id, visit.evidence)

    def visits(self, la_code: str | None = None) -> list[Visit]:
        """Return the visits, of one authority where it is given, the newest first."""
        if la_code is None:
            rows = self._database.rows("SELECT * FROM visits ORDER BY date DESC, id")
        else:
            rows = self._database.rows("SELECT * FROM visits WHERE la_code = ? ORDER BY date DESC, id", (la_code,))
        return [_visit(row, self._evidence(row["id"])) for row in rows]

    def visit(self, visit: str) -> Visit | None:
        """Return a visit by its id, None if there is none."""
        row = self._database.row("SELECT * FROM visits WHERE id = ?", (visit,))
        return None if row is None else _visit(row, self._evidence(visit))

    def rejected(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the outcomes that people rejected, by authority."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._database.rows("SELECT la_code, id FROM outcomes WHERE status = ? ORDER BY id", ("rejected",)):
            found[row["la_code"]] = (*found.get(row["la_code"], ()), row["id"])
        return found

    def add_verdict(self, verdict: Verdict) -> None:
        """Append what a person decided, inside a transaction."""
        self._database.execute(
            "INSERT INTO verdicts (outcome, decision, note, who, at) VALUES (?, ?, ?, ?, ?)",
            (verdict.outcome, verdict.decision, verdict.note, verdict.who, stamp(verdict.at)),
        )

    def verdicts(self, la_code: str) -> list[Verdict]:
        """Return every verdict on outcomes of an authority, the oldest first."""
        rows = self._database.rows(
            """SELECT v.* FROM verdicts v JOIN outcomes o ON o.id = v.outcome WHERE o.la_code = ? ORDER BY v.id""",
            (la_code,),
        )
        return [
            Verdict(
                outcome=row["outcome"],
                decision=Decision(row["decision"]),
                note=row["note"],
                who=row["who"],
                at=required_moment(row["at"]),
            )
            for row in rows
        ]


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _move_data(move: Move) -> dict[str, str | None]:
    return {
        "judgement": move.judgement,
        "before": move.before,
        "after": move.after,
        "direction": move.direction,
        "compared_with": move.compared_with,
    }


def _move(data: Mapping[str, str]) -> Move:
    return Move(
        judgement=data["judgement"],
        before=data["before"],
        after=data["after"],
        direction=Direction(data["direction"]),
        compared_with=data["compared_with"],
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(
        article=row["article"],
        source=row["source"],
        outlet=row["outlet"],
        url=row["url"],
        published=date.fromisoformat(row["published"]),
        quote=row["quote"],
        independent=bool(row["independent"]),
        is_report=bool(row["is_report"]),
        agrees=bool(row["agrees"]),
        grades=json.loads(row["grades"]),
    )


def _outcome(row: Row, evidence: tuple[Evidence, ...]) -> Outcome:
    return Outcome(
        id=row["id"],
        la_code=row["la_code"],
        framework=row["framework"],
        inspection_type=row["type"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        published=_day(row["published"]),
        effective=date.fromisoformat(row["effective"]),
        event=Event(row["event"]),
        direction=Direction(row["direction"]),
        status=Status(row["status"]),
        moves=tuple(_move(data) for data in json.loads(row["moves"])),
        evidence=evidence,
        explanation=row["explanation"],
        first_seen=required_moment(row["first_seen"]),
        detected_at=required_moment(row["detected_at"]),
        flags=tuple(json.loads(row["flags"])),
        corrects_ledger=bool(row["corrects_ledger"]),
        changed_at=required_moment(row["changed_at"]),
    )


def _visit(row: Row, evidence: tuple[Evidence, ...]) -> Visit:
    return Visit(
        id=row["id"], la_code=row["la_code"], visit=VisitKind(row["visit"]), date=row["date"], evidence=evidence
    )
