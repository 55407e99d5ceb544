"""The log of outcomes, visits and deliveries: found by authority, day and state, the newest first, page by page.

A page goes on behind the last row of the one before, which is named by its id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.model.alert import Delivery
from monitor.model.outcome import Outcome, Visit
from monitor.storage.alerts import Alerts
from monitor.storage.driver import Database, Value
from monitor.storage.outcomes import Outcomes


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeFilter:
    """Which outcomes, visits or deliveries are wanted. None, and an empty tuple, mean all; both days are included.

    `statuses` are those of outcomes or of deliveries. `after` is the id of the row behind which a page goes on; one
    that is not there any more is passed over. `by_change`: outcomes that changed last first, whenever they took effect.
    """

    la_codes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    statuses: tuple[str, ...] = ()
    source: str | None = None
    event: str | None = None
    by_change: bool = False
    after: str | None = None
    limit: int | None = None


class OutcomeLog:
    """Queries over the stored outcomes, visits and deliveries."""

    def __init__(self, database: Database, outcomes: Outcomes, alerts: Alerts) -> None:
        self._database = database
        self._outcomes = outcomes
        self._alerts = alerts

    def outcomes(self, wanted: OutcomeFilter) -> list[Outcome]:
        """Return the outcomes that fit, the newest first."""
        query = _Query(self._database, "outcomes", "changed_at" if wanted.by_change else "effective", wanted)
        query.add_days("effective", wanted)
        query.add_in("t.status", wanted.statuses)
        query.add("t.event = ?", wanted.event)
        query.add("EXISTS (SELECT 1 FROM evidence e WHERE e.subject = t.id AND e.source = ?)", wanted.source)
        found = (self._outcomes.get(row["id"]) for row in self._database.rows(*query.sql()))
        return [one for one in found if one is not None]

    def visits(self, wanted: OutcomeFilter) -> list[Visit]:
        """Return the visits that fit, the newest first."""
        query = _Query(self._database, "visits", "date", wanted)
        query.add_days("date", wanted)
        query.add("EXISTS (SELECT 1 FROM evidence e WHERE e.subject = t.id AND e.source = ?)", wanted.source)
        found = (self._outcomes.visit(row["id"]) for row in self._database.rows(*query.sql()))
        return [one for one in found if one is not None]

    def deliveries(self, wanted: OutcomeFilter) -> list[Delivery]:
        """Return the deliveries that fit, the newest first. Authorities and sources are not looked at."""
        query = _Query(self._database, "deliveries", "created", OutcomeFilter(after=wanted.after, limit=wanted.limit))
        query.add("t.created >= ?", None if wanted.since is None else wanted.since.isoformat())
        query.add("t.created < ?", None if wanted.until is None else f"{wanted.until.isoformat()}U")
        query.add_in("t.state", wanted.statuses)
        found = (self._alerts.delivery(row["id"]) for row in self._database.rows(*query.sql()))
        return [one for one in found if one is not None]

    def counts(self) -> dict[str, int]:
        """Return the number of outcomes in each status."""
        rows = self._database.rows("SELECT status, count(*) AS n FROM outcomes GROUP BY status")
        return {row["status"]: row["n"] for row in rows}

    def delivery_counts(self) -> dict[str, int]:
        """Return the number of deliveries in each state."""
        rows = self._database.rows("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
        return {row["state"]: row["n"] for row in rows}


class _Query:
    """A list in the order (`order` descending, id), from behind a cursor."""

    def __init__(self, database: Database, table: str, order: str, wanted: OutcomeFilter) -> None:
        self._table, self._order, self._limit = table, order, wanted.limit
        self._conditions: list[str] = []
        self._parameters: list[Value] = []
        self.add_in("t.la_code", wanted.la_codes)
        behind = None
        if wanted.after is not None:
            behind = database.row(f"SELECT {order} AS place FROM {table} WHERE id = ?", (wanted.after,))  # noqa: S608
        if behind is not None:
            self._conditions.append(f"t.{order} <= ? AND (t.{order} < ? OR t.id > ?)")
            self._parameters += [behind["place"], behind["place"], wanted.after]

    def add(self, condition: str, value: Value) -> None:
        if value is not None:
            self._conditions.append(condition)
            self._parameters.append(value)

    def add_in(self, column: str, values: Sequence[str]) -> None:
        if values:
            self._conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
            self._parameters += values

    def add_days(self, column: str, wanted: OutcomeFilter) -> None:
        self.add(f"t.{column} >= ?", None if wanted.since is None else wanted.since.isoformat())
        self.add(f"t.{column} <= ?", None if wanted.until is None else wanted.until.isoformat())

    def sql(self) -> tuple[str, list[Value]]:
        where = f"WHERE {' AND '.join(self._conditions)}" if self._conditions else ""
        limit = "" if self._limit is None else "LIMIT ?"
        sql = f"SELECT t.id FROM {self._table} t {where} ORDER BY t.{self._order} DESC, t.id {limit}"  # noqa: S608
        return sql, [*self._parameters, *([] if self._limit is None else [self._limit])]
