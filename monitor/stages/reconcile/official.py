"""Bring report files and the shipped ledger's rows together into official inspections. Pure.

Identity: an authority and its last day on site. One authority never has two full inspections on site at once, so that
spells that overlap are one inspection, even where a table has another last day than the report.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from monitor.model.inspection import Inspection, Origin
from monitor.model.outcome import ReportEvidence

# The longest stay in 479 inspections, in two spells, is 72 days; a longer one is a misprint, and the last day decides.
LONGEST_STAY = timedelta(days=120)


@dataclass(frozen=True, kw_only=True, slots=True)
class Official:
    """One official inspection as it stands now.

    `files` are its report files, in the order in which they replaced each other: the last one is in force. `row` is the
    shipped ledger's, None where the ledger does not have it.
    """

    inspection: Inspection
    files: tuple[ReportEvidence, ...] = ()
    row: Inspection | None = None

    @property
    def corrects_row(self) -> bool:
        """Whether a report read here differs in a grade from a row that was itself read from the report.

        A row of the summary table is simply overruled: such tables are wrong in about one row of fifty.
        """
        return self.row is not None and self.row.origin is not Origin.SUMMARY and bool(self.differences)

    @property
    def differences(self) -> tuple[tuple[str, str, str], ...]:
        """Return (judgement, the row's grade, the report's grade) wherever the two differ."""
        if self.row is None or not self.files:
            return ()
        return differing(self.row.grades, self.files[-1].grades)

    @property
    def replacements(self) -> tuple[tuple[str, str, str], ...]:
        """Return (judgement, grade told before, grade in force) over all files that were replaced."""
        return tuple(
            dict.fromkeys(change for old in self.files[:-1] for change in differing(old.grades, self.files[-1].grades))
        )


@dataclass(kw_only=True)
class _Spell:
    first: date
    last: date
    files: list[ReportEvidence] = field(default_factory=list)
    rows: list[Inspection] = field(default_factory=list)


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return (judgement, old grade, new grade) for the judgements that both have and grade differently."""
    return tuple((key, old[key], new[key]) for key in sorted(old) if key in new and old[key] != new[key])


def officials(reports: Iterable[ReportEvidence], ledger: Iterable[Inspection]) -> tuple[Official, ...]:
    """Return the inspections of one authority, oldest first."""
    spells = [
        *(_Spell(first=_first(one.start, one.end), last=one.end, files=[one]) for one in reports),
        *(_Spell(first=_first(one.start, one.end), last=one.end, rows=[one]) for one in ledger),
    ]
    merged: list[_Spell] = []
    for spell in sorted(spells, key=lambda one: (one.first, one.last)):
        if merged and spell.first <= merged[-1].last:
            known = merged[-1]
            known.last = max(known.last, spell.last)
            known.files += spell.files
            known.rows += spell.rows
        else:
            merged.append(spell)
    return tuple(sorted((_official(spell) for spell in merged), key=lambda one: one.inspection.end))


def _first(start: date | None, end: date) -> date:
    return start if start is not None and timedelta() <= end - start <= LONGEST_STAY else end


def _official(spell: _Spell) -> Official:
    row = max(spell.rows, key=lambda one: (one.end, one.published), default=None)
    files = tuple(sorted(spell.files, key=_replaced))
    if not files:
        assert row is not None
        return Official(inspection=row, row=row)
    return Official(inspection=_as_read(files, row), files=files, row=row)


def _replaced(file: ReportEvidence) -> tuple[date, int, str]:
    # Ofsted numbers its files as they come: a file that replaces another has the same day or a later one, and a
    # greater number. The length first, so that numbers compare as numbers.
    return (file.published, len(file.report), file.report)


def _as_read(files: Sequence[ReportEvidence], row: Inspection | None) -> Inspection:
    current = files[-1]
    known = row.grades if row is not None else {}
    return Inspection(
        la_code=current.la_code,
        framework=current.framework,
        inspection_type=current.inspection_type,
        start=current.start,
        end=current.end,
        # The day on which it was first published: a file that replaces another makes no news of an old result.
        published=row.published if row is not None else min(file.published for file in files),
        grades={**known, **current.grades},
        origin=Origin.REPORT_READ,
        report=current.url,
    )
