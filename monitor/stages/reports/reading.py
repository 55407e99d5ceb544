"""Turn the texts of a report's front pages into a reading. Pure: the same pages give the same reading."""

from collections.abc import Sequence
from typing import Final

from monitor.frameworks import all_frameworks, framework, in_force
from monitor.model.authority import Authority
from monitor.model.framework import OVERALL, Framework
from monitor.model.report import ReportReading
from monitor.stages.reports.dates import Site, days_of_visit, days_on_site, published_on
from monitor.stages.reports.front import ILACS, SIF, Title, front_text, title_of
from monitor.stages.reports.grades import Table, grade_table, overall_sentence
from monitor.stages.reports.naming import is_name_alone, named_authorities

_LEAST_TEXT: Final = 40  # characters; below, the pages are pictures


def read_pages(pages: Sequence[str], authorities: Sequence[Authority]) -> ReportReading:
    """Return what the front pages of a document say. What is not plain is left out and named in `problems`."""
    text = front_text(pages)
    if len(text.strip()) < _LEAST_TEXT:
        return ReportReading(readable=False, problems=("there is no text on its first pages",))
    title = title_of(text, lambda words: is_name_alone(words, authorities))
    if title is None:
        return ReportReading(readable=True, problems=("its title is of no kind of report that is known",))
    if title.visit is not None:
        return _visit(text, title, authorities)
    if title.family is None:
        return _other(text, title, authorities)
    return _inspection(text, title, authorities)


def _visit(text: str, title: Title, authorities: Sequence[Authority]) -> ReportReading:
    site = days_on_site(text) or days_of_visit(text[title.end :])
    la_code, problems = _authority(title, authorities, site)
    if site is None:
        problems.append("the letter does not plainly say on which days the visit was")
    return ReportReading(
        readable=True,
        la_code=la_code,
        start=site.start if site else None,
        end=site.end if site else None,
        visit=title.visit,
        problems=tuple(problems),
    )


def _other(text: str, title: Title, authorities: Sequence[Authority]) -> ReportReading:
    site = days_on_site(text)
    la_code, _ = _authority(title, authorities, site)
    return ReportReading(
        readable=True,
        la_code=la_code,
        start=site.start if site else None,
        end=site.end if site else None,
        published=published_on(text),
        problems=(f"it is {title.other}: no framework that this program knows",),
    )


def _inspection(text: str, title: Title, authorities: Sequence[Authority]) -> ReportReading:
    site = days_on_site(text)
    la_code, problems = _authority(title, authorities, site)
    if site is None:
        problems.append("the days on site are not plain")
    families = [one for one in all_frameworks() if _family(one) == title.family]
    table = grade_table(text, families)
    if not table.grades and site is None:
        return ReportReading(readable=True, la_code=la_code, problems=(*problems, "there is no table of grades"))
    grades = dict(table.grades)
    problems += [f"two different grades are printed for {judgement}" for judgement in table.conflicts]
    if title.family == SIF and (overall := overall_sentence(text, table.start)) is not None:
        grades[OVERALL] = overall
    edition = _edition(title, site, table, problems)
    if edition is not None:
        problems += _missing(edition, grades, table)
    return ReportReading(
        readable=True,
        framework=edition.key if edition else None,
        inspection_type=_inspection_type(title, site),
        la_code=la_code,
        start=site.start if site else None,
        end=site.end if site else None,
        published=published_on(text),
        grades=grades,
        problems=tuple(problems),
    )


def _authority(title: Title, authorities: Sequence[Authority], site: Site | None) -> tuple[str | None, list[str]]:
    day = site.end if site else None
    codes = named_authorities(title.names, authorities, day) or named_authorities(title.around, authorities, day)
    if len(codes) == 1:
        return codes[0], []
    if codes:
        return None, ["the title names several authorities: " + ", ".join(codes)]
    return None, ["the title names no authority that is known"]


def _family(edition: Framework) -> str:
    return SIF if edition.key == SIF else ILACS


def _edition(title: Title, site: Site | None, table: Table, problems: list[str]) -> Framework | None:
    """Return the edition: the title says SIF or ILACS, the first day on site which ILACS."""
    if title.family == SIF:
        return framework(SIF)
    if site is None:
        return None
    editions = [one for one in in_force(site.start or site.end) if _family(one) == ILACS]
    if not editions:
        problems.append(f"no edition of ILACS was in force on {site.start or site.end}")
        return None
    edition = editions[0]
    foreign = [judgement for judgement in table.grades if edition.judgement(judgement) is None]
    if foreign:
        problems.append(f"{edition.key} does not grade {', '.join(foreign)}, which the report does")
        return None
    return edition


def _missing(edition: Framework, grades: dict[str, str], table: Table) -> list[str]:
    return [
        f"no grade was found for {one.key}"
        for one in edition.judgements
        if one.key not in grades and one.key not in table.not_judged and one.key not in table.conflicts
    ]


def _inspection_type(title: Title, site: Site | None) -> str | None:
    if title.family == SIF:
        return "re-inspection" if title.again else "full"
    if site is None or site.start is None:
        return None
    return "short" if site.is_short else "standard"
