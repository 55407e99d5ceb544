"""An analysis for a person: the text with its claims marked, and why each was made or refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.padding import Padding
from rich.text import Text

from monitor.cli.grades import STYLES, grade, judgement
from monitor.cli.output import console, plain
from monitor.model.article import Document
from monitor.model.authority import Authority
from monitor.model.claim import Analysis, Claim, Quotation, Role


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mark:
    """A numbered passage of the text or title."""

    number: int
    quote: Quotation
    style: str


def print_analysis(document: Document, analysis: Analysis, authorities: Sequence[Authority]) -> None:
    """Print title and text with every claim's words marked, then the claims, visits, questions and reasons."""
    names = {one.la_code: one.name for one in authorities}
    marks, notes = _numbered(analysis, names)
    out = console()
    if document.title:
        title = Text(plain(document.title), style="bold")
        out.print(_marked(document.title, [mark for mark in marks if mark.quote.in_title]) if marks else title)
        out.print()
    out.print(_marked(document.text, [mark for mark in marks if not mark.quote.in_title]))
    out.print()
    about = "About inspections of children's services" if analysis.relevant else "Not about inspections of councils"
    out.print(Text(f"{about}: {analysis.kind.value}", style="bold"))
    for note in notes:
        out.print(Padding(note, (0, 0, 0, 2), expand=False))
    for reason in analysis.reasons:
        out.print(Padding(Text(f"- {plain(reason)}", style="dim"), (0, 0, 0, 2), expand=False))


def _numbered(analysis: Analysis, names: dict[str, str]) -> tuple[list[_Mark], list[Text]]:
    marks: list[_Mark] = []
    notes: list[Text] = []

    def add(quote: Quotation | None, style: str, said: str, why: str) -> None:
        number = len(notes) + 1
        if quote is not None:
            marks.append(_Mark(number=number, quote=quote, style=style))
        note = Text(f"[{number}] ", style=style).append(plain(said), style="default")
        notes.append(note.append(f" - {plain(why)}", style="dim") if why else note)

    for claim in analysis.claims:
        add(claim.quote, STYLES.get(claim.grade, "bold"), _said(claim, names), claim.reason)
    for visit in analysis.visits:
        when = f", {visit.when}" if visit.when else ""
        add(visit.quote, "cyan", f"{names.get(visit.la_code, visit.la_code)}: {visit.visit} visit{when}", visit.reason)
    for one in analysis.ambiguous:
        candidates = " or ".join(names.get(code, code) for code in one.candidates)
        add(one.quote, "magenta", f"{one.name}: {candidates}?", "a person decides")
    return marks, notes


def _said(claim: Claim, names: dict[str, str]) -> str:
    before = f", was {grade(claim.previous)}" if claim.previous else ""
    when = f", inspected {claim.when}" if claim.when else ""
    role = "news" if claim.role is Role.NEWS else "history"
    name = names.get(claim.la_code, claim.la_code)
    sure = f"{claim.confidence:.2f}"
    return f"{name}: {judgement(claim.judgement)} {grade(claim.grade)}{before}{when} ({role}, {sure})"


def _marked(text: str, marks: Sequence[_Mark]) -> Text:
    """Return the text with the marked passages styled and their numbers behind them."""
    out = Text()
    place = 0
    for mark in sorted(marks, key=lambda one: (one.quote.start, one.quote.end)):
        start, end = max(mark.quote.start, place), min(mark.quote.end, len(text))
        if start < end:
            out.append(text[place:start]).append(text[start:end], style=mark.style)
            place = end
        out.append(f"[{mark.number}]", style="bold")
    return out.append(text[place:])
