"""The official inspections of all authorities, kept at hand: computed anew only where reports or verdicts changed."""

from datetime import date

from monitor.model.inspection import Inspection
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools


class Standing:
    """Reads the ledger for people."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._ledger = Ledger(tools)
        self._kept: dict[str, tuple[object, tuple[Inspection, ...]]] = {}
        self._shipped: dict[str, tuple[Inspection, ...]] = {}
        for one in tools.baseline.inspections:
            self._shipped[one.la_code] = (*self._shipped.get(one.la_code, ()), one)
        self._state: object = None
        self._all: tuple[Inspection, ...] = ()

    def inspections(self) -> tuple[Inspection, ...]:
        """Return every official inspection, shipped and read here, by the authority's name and day."""
        reports, rejected = self._tools.store.reports.states(), self._tools.store.outcomes.rejected()
        state = (reports, rejected)
        if state != self._state:
            found = [
                one
                for code in self._tools.by_la_code
                for one in self._of(code, (reports[code], rejected.get(code)) if code in reports else None)
            ]
            self._all = tuple(sorted(found, key=self._place))
            self._state = state
        return self._all

    def _of(self, la_code: str, state: object) -> tuple[Inspection, ...]:
        if state is None:
            return self._shipped.get(la_code, ())
        kept = self._kept.get(la_code)
        if kept is None or kept[0] != state:
            kept = self._kept[la_code] = (state, self._ledger.inspections(la_code))
        return kept[1]

    def _place(self, one: Inspection) -> tuple[str, date]:
        return self._tools.by_la_code[one.la_code].name, one.end
