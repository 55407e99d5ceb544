"""Alerts and the outbox: deliveries that are leased, sent, then marked."""

import json
from datetime import datetime, timedelta

from monitor.model.alert import Alert, AlertType, Attempt, Delivery, DeliveryState
from monitor.storage.driver import Database, Row, moment, required_moment, stamp
from monitor.text import clean

_DELIVERIES = """SELECT d.*, a.type AS alert_type, a.subject AS alert_subject
    FROM deliveries d JOIN alerts a ON a.id = d.alert"""


LONGEST_ANSWER = 500  # characters of a receiver's answer that are kept
LONGEST_WAIT = timedelta(hours=30)  # between two tries: a day, its jitter, and some


class Alerts:
    """The stored alerts with their deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, alert: Alert, deliveries: list[Delivery]) -> None:
        """Store an alert with one delivery for each recipient, inside a transaction."""
        self._database.execute(
            "INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?)",
            (alert.id, alert.type, alert.subject, stamp(alert.created), json.dumps(dict(alert.told)), alert.note),
        )
        for one in deliveries:
            self._database.execute(
                """INSERT INTO deliveries (id, alert, channel, recipient, state, last_answer, created, next_try)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    one.id,
                    alert.id,
                    one.channel,
                    one.recipient,
                    one.state,
                    one.last_answer,
                    stamp(one.created),
                    stamp(one.next_try),
                ),
            )

    def get(self, alert: str) -> Alert:
        """Return an alert by its id."""
        return _alert(self._database.rows("SELECT * FROM alerts WHERE id = ?", (alert,))[0])

    def about(self, subject: str) -> list[tuple[Alert, list[Delivery]]]:
        """Return the alerts about a subject with their deliveries, the oldest first."""
        rows = self._database.rows("SELECT * FROM alerts WHERE subject = ? ORDER BY created, id", (subject,))
        return [(_alert(row), self._deliveries("WHERE d.alert = ? ORDER BY d.id", row["id"])) for row in rows]

    def deliveries(self, *, limit: int) -> list[Delivery]:
        """Return the newest deliveries first."""
        return self._deliveries("ORDER BY d.created DESC, d.id LIMIT ?", limit)

    def in_state(self, state: DeliveryState) -> list[Delivery]:
        """Return the deliveries in a state, the oldest first."""
        return self._deliveries("WHERE d.state = ? ORDER BY d.created, d.id", state)

    def delivery(self, delivery: str) -> Delivery | None:
        """Return a delivery by its id, None if there is none."""
        found = self._deliveries("WHERE d.id = ?", delivery)
        return found[0] if found else None

    def _deliveries(self, condition: str, *parameters: str | int) -> list[Delivery]:
        return [_delivery(row) for row in self._database.rows(f"{_DELIVERIES} {condition}", parameters)]

    def due(self, now: datetime, *, limit: int, waiting_too: bool = False) -> list[Delivery]:
        """Return deliveries to be tried now and not leased, the oldest first.

        With `waiting_too` also those that wait for a later try. One that is to wait longer than any does is due too:
        the clock was wrong then, and set since.
        """
        at = stamp(now)
        rows = self._database.rows(
            f"""{_DELIVERIES} WHERE d.next_try IS NOT NULL AND (d.next_try <= :now OR d.next_try > :never OR :all)
                AND (d.leased_until IS NULL OR d.leased_until <= :now)
                ORDER BY d.created, d.id LIMIT :limit""",
            {"now": at, "all": waiting_too, "limit": limit, "never": stamp(now + LONGEST_WAIT)},
        )
        return [_delivery(row) for row in rows]

    def lease(self, delivery: str, *, now: datetime, until: datetime) -> bool:
        """Take a delivery for one attempt, inside a transaction; False where another has it or it is done."""
        changed = self._database.execute(
            """UPDATE deliveries SET leased_until = ? WHERE id = ? AND next_try IS NOT NULL
                AND (leased_until IS NULL OR leased_until <= ?)""",
            (stamp(until), delivery, stamp(now)),
        )
        return changed == 1

    def end_leases(self) -> None:
        """Make due again what an instance that ended had taken, inside a transaction; for who holds the lock alone."""
        self._database.execute("UPDATE deliveries SET leased_until = NULL WHERE leased_until IS NOT NULL")

    def fix_body(self, delivery: str, body: bytes, *, at: datetime) -> None:
        """Store the bytes of a delivery at its first attempt, inside a transaction: they never change again."""
        self._database.execute(
            "UPDATE deliveries SET body = ?, first_attempt = ? WHERE id = ? AND body IS NULL",
            (body, stamp(at), delivery),
        )

    def mark(
        self, delivery: str, state: DeliveryState, *, answer: str, next_try: datetime | None, counts: bool = True
    ) -> None:
        """Store how an attempt ended, inside a transaction. `counts` is False where the back-off stays as it is."""
        self._database.execute(
            """UPDATE deliveries SET state = ?, last_answer = ?, next_try = ?, leased_until = NULL,
                attempts = attempts + ? WHERE id = ?""",
            (state, answer, stamp(next_try), int(counts), delivery),
        )

    def add_attempt(self, delivery: str, attempt: Attempt) -> None:
        """Append how an attempt ended, inside a transaction; the answer is a stranger's text and cleaned as such."""
        self._database.execute(
            "INSERT INTO attempts (delivery, at, state, answer) VALUES (?, ?, ?, ?)",
            (delivery, stamp(attempt.at), attempt.state, clean(attempt.answer, LONGEST_ANSWER)),
        )

    def attempts(self, delivery: str) -> list[Attempt]:
        """Return how the attempts to send a delivery ended, the oldest first."""
        rows = self._database.rows("SELECT * FROM attempts WHERE delivery = ? ORDER BY id", (delivery,))
        return [
            Attempt(at=required_moment(row["at"]), state=DeliveryState(row["state"]), answer=row["answer"])
            for row in rows
        ]

    def supersede(self, delivery: str, *, reason: str) -> None:
        """Store that a delivery never attempted is not needed any more, inside a transaction."""
        self._database.execute(
            """UPDATE deliveries SET state = ?, last_answer = ?, next_try = NULL WHERE id = ? AND body IS NULL""",
            (DeliveryState.SUPERSEDED, reason, delivery),
        )

    def retry(self, delivery: str, *, at: datetime) -> bool:
        """Make a delivery due again, inside a transaction; False where there is none, or it was superseded."""
        changed = self._database.execute(
            "UPDATE deliveries SET next_try = ?, state = ? WHERE id = ? AND state <> ?",
            (stamp(at), DeliveryState.WAITING, delivery, DeliveryState.SUPERSEDED),
        )
        return changed == 1

    def hold_outbox(self, *, answer: str) -> int:
        """Take everything out of the outbox for a person to decide, inside a transaction; return how many it was."""
        return self._database.execute(
            """UPDATE deliveries SET state = ?, last_answer = ?, next_try = NULL, leased_until = NULL
                WHERE next_try IS NOT NULL""",
            (DeliveryState.HELD, answer),
        )

    def settle(self, delivery: str, *, reason: str) -> None:
        """Store that a held delivery needs no sending, inside a transaction."""
        self._database.execute(
            "UPDATE deliveries SET state = ?, last_answer = ?, next_try = NULL WHERE id = ? AND state = ?",
            (DeliveryState.SUPERSEDED, reason, delivery, DeliveryState.HELD),
        )

    def next_try(self) -> datetime | None:
        """Return when the next delivery is to be tried, None where none waits."""
        row = self._database.row("SELECT min(next_try) AS due FROM deliveries")
        return moment(row["due"]) if row else None


def _alert(row: Row) -> Alert:
    return Alert(
        id=row["id"],
        type=AlertType(row["type"]),
        subject=row["subject"],
        created=required_moment(row["created"]),
        told=json.loads(row["told"]),
        note=row["note"],
    )


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        alert=row["alert"],
        channel=row["channel"],
        recipient=row["recipient"],
        type=AlertType(row["alert_type"]),
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        last_answer=row["last_answer"],
        created=required_moment(row["created"]),
        next_try=moment(row["next_try"]),
        subject=row["alert_subject"],
        body=row["body"],
        first_attempt=moment(row["first_attempt"]),
    )
