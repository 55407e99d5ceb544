"""Turn a report file into a reading: two PDF readers, each parsed by label, that must agree."""

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from itertools import islice
from typing import Final, TypeVar

from monitor.model.authority import Authority
from monitor.model.report import ReportReading
from monitor.stages.reports.reading import read_pages

T = TypeVar("T")

# Titles, dates and grades stand on the first page; a table may break over to the second, a cover come before.
FRONT_PAGES: Final = (1, 2, 4)
_MAGIC_ZONE: Final = 1_024  # PDF readers look for the magic number this far


def read_report(body: bytes, authorities: Sequence[Authority]) -> ReportReading:
    """Return what the report file says of its inspection or visit. A file that can't be read is a reading too.

    Meant for a child process under limits: PDFs of strangers can crash, hang or fill the memory.
    """
    head = body[:_MAGIC_ZONE].lower()
    if b"%pdf-" not in head:
        what = "a web page" if b"<html" in head or b"<!doctype html" in head else "some other file"
        return ReportReading(readable=False, problems=(f"it is {what}, not a PDF",))
    readings: list[ReportReading] = []
    problems: list[str] = []
    for name, pages in _READERS:
        try:
            with closing(pages(body)) as texts:
                readings.append(_read_front(texts, authorities))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - broken files raise dozens of types in either reader
            problems.append(f"{name} can't read it: {type(error).__name__}: {' '.join(str(error).split())[:200]}")
    if problems:
        return ReportReading(readable=False, problems=tuple(problems))
    return agreed(*readings)


def agreed(first: ReportReading, second: ReportReading) -> ReportReading:
    """Return what both readings say. What they don't agree on is left out and named in `problems`."""
    problems = list(dict.fromkeys((*first.problems, *second.problems)))

    def both(what: str, one: T, other: T) -> T | None:
        if one == other:
            return one
        problems.append(f"the two PDF readers don't agree on {what}")
        return None

    if first.readable != second.readable:
        return ReportReading(readable=False, problems=(*problems, "only one of the two PDF readers finds its text"))
    keys = dict.fromkeys((*first.grades, *second.grades))
    grades = {key: both(f"the grade of {key}", first.grades.get(key), second.grades.get(key)) for key in keys}
    return ReportReading(
        readable=first.readable,
        framework=both("the framework", first.framework, second.framework),
        inspection_type=both("the type of inspection", first.inspection_type, second.inspection_type),
        la_code=both("the authority", first.la_code, second.la_code),
        start=both("the first day on site", first.start, second.start),
        end=both("the last day on site", first.end, second.end),
        published=both("the day of publication", first.published, second.published),
        grades={key: grade for key, grade in grades.items() if grade is not None},
        visit=both("the kind of visit", first.visit, second.visit),
        problems=tuple(problems),
    )


def _read_front(pages: Iterator[str], authorities: Sequence[Authority]) -> ReportReading:
    """Return the reading of as few pages as leave nothing open, or of all front pages."""
    read: list[str] = []
    for count in FRONT_PAGES:
        more = list(islice(pages, count - len(read)))
        if read and not more:
            break
        read += more
        reading = read_pages(read, authorities)
        if reading.readable and not reading.problems:
            break
    return reading


def _by_pdfium(body: bytes) -> Generator[str, None, None]:
    import pypdfium2

    with closing(pypdfium2.PdfDocument(body)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                yield text.get_text_bounded()


def _by_pypdf(body: bytes) -> Generator[str, None, None]:
    import pypdf

    # It warns of each oddity of a file; what matters here is whether both readers find the same.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with closing(pypdf.PdfReader(BytesIO(body))) as document:
        for number in range(len(document.pages)):
            yield document.pages[number].extract_text()


_READERS: Final[tuple[tuple[str, Callable[[bytes], Generator[str, None, None]]], ...]] = (
    ("pypdfium2", _by_pdfium),
    ("pypdf", _by_pypdf),
)
