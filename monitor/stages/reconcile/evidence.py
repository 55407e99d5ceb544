"""Turn report files and articles into the evidence that an outcome shows. Pure."""

from collections.abc import Mapping, Sequence

from monitor.model.framework import OVERALL
from monitor.model.outcome import Evidence, PressEvidence, ReportEvidence
from monitor.stages.fitting import fit
from monitor.stages.reconcile.witnesses import Weighed, outlet_of


def of_files(files: Sequence[ReportEvidence]) -> tuple[Evidence, ...]:
    """Return the report files as evidence, the one in force first."""
    current = files[-1].grades if files else {}
    return tuple(
        Evidence(
            article=file.report,
            source=file.source,
            outlet="Ofsted",
            url=file.url,
            published=file.published,
            quote=file.quote,
            independent=True,
            is_report=True,
            agrees=dict(file.grades) == dict(current),
            grades=dict(file.grades),
        )
        for file in reversed(files)
    )


def of_press(said: Weighed, grades: Mapping[str, str], edition: str | None) -> tuple[Evidence, ...]:
    """Return the articles as evidence, oldest first, each with whether it agrees with the outcome's grades."""
    return tuple(
        Evidence(
            article=piece.article,
            source=piece.source,
            outlet=outlet_of(piece),
            url=piece.url,
            published=piece.published,
            quote=piece.quote,
            independent=independent,
            agrees=_agrees(piece, grades, edition),
            grades=dict(piece.grades),
        )
        for piece, independent in said.pieces
    )


def _agrees(piece: PressEvidence, grades: Mapping[str, str], edition: str | None) -> bool:
    if OVERALL in piece.grades and OVERALL not in grades:
        return False
    return all(grades.get(key, grade) == grade for key, grade in fit(piece.grades, edition).items())
