"""`monitor read-report`: the grades of official report PDFs, read in child processes under limits."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import click
from rich.text import Text

from monitor.cli.grades import STYLES, grade, judgement
from monitor.cli.output import console, plain, print_json
from monitor.errors import SandboxError
from monitor.model.authority import Authority
from monitor.model.report import ReportReading
from monitor.ports import Sandbox
from monitor.sandbox import Workers
from monitor.stages.read_report import read_report as read
from monitor.stages.report_data import report_data
from monitor.storage.baseline import load_baseline

_SECONDS: Final = 60  # for one file; the slowest real report takes less than one
_MEMORY: Final = 1_500_000_000  # bytes of address space for the child that reads it


@click.command("read-report")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="A list with one object for each file.")
def read_report(files: Sequence[Path], *, as_json: bool) -> int:
    """Print the grades that report PDFs give. Unreadable files are said to be so, and nothing is guessed."""
    authorities = load_baseline().authorities
    missing = False
    readings: list[tuple[Path, ReportReading]] = []
    limits = Workers(count=1, cpu_seconds=_SECONDS, memory_bytes=_MEMORY, wall_seconds=_SECONDS)
    with closing(limits) as sandbox:
        for file in files:
            try:
                reading = _read(sandbox, file.read_bytes(), authorities)
            except OSError as error:
                missing = True
                reading = ReportReading(readable=False, problems=(f"can't be opened: {error.strerror}",))
            readings.append((file, reading))
            if not as_json:
                _print(file, reading, authorities)
    if as_json:
        print_json([report_data(str(file), reading, authorities) for file, reading in readings])
    return int(missing)


def _read(sandbox: Sandbox, body: bytes, authorities: Sequence[Authority]) -> ReportReading:
    try:
        return sandbox.run(read, body, authorities)
    except SandboxError as error:
        return ReportReading(readable=False, problems=(str(error),))


def _print(file: Path, reading: ReportReading, authorities: Sequence[Authority]) -> None:
    out = console()
    name = next((one.name for one in authorities if one.la_code == reading.la_code), "authority not known")
    if not reading.readable:
        out.print(Text(f"{plain(str(file))}: not readable", style="red"))
    else:
        what = f"{reading.visit} visit" if reading.visit else f"{reading.framework or 'framework not known'}"
        kind = f", {reading.inspection_type}" if reading.inspection_type else ""
        days = f"{reading.start or '?'} to {reading.end or '?'}"
        out.print(Text(f"{plain(str(file))}: {name}, {what}{kind}, {days}", style="bold"))
    for key, value in reading.grades.items():
        out.print(Text(f"  {judgement(key):<24} ").append(grade(value), style=STYLES.get(value, "")))
    for problem in reading.problems:
        out.print(Text(f"  ! {plain(problem)}", style="yellow"))
