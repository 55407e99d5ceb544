"""The shipped ledger: authorities, inspections, neighbours and places as published to a day.

Source of the facts: Ofsted's reports, Open Government Licence v3.0; see monitor/data/README.md.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from io import StringIO

from monitor.model.authority import Authority, ChildrensTrust
from monitor.model.framework import OVERALL
from monitor.model.inspection import Inspection, Origin, Published

GRADED = frozenset({"sif", "ilacs-2018", "ilacs-2023", "ilacs-2026"})
_FACTS = ("la_code", "framework", "type", "start", "end", "published", "origin")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A point for an authority, in degrees (WGS 84)."""

    latitude: float
    longitude: float
    basis: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """An authority's place on the map of equal tiles, from the top left, and its short name there."""

    column: int
    row: int
    short: str


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The shipped ledger. `inspections` are full inspections only, by authority and last day on site."""

    authorities: tuple[Authority, ...]
    inspections: tuple[Inspection, ...]
    as_published_to: date
    neighbours: Mapping[str, tuple[str, ...]]  # la_code -> la_codes of its statistical neighbours, nearest first
    places: Mapping[str, Place]

    @cached_property
    def overall_grades(self) -> tuple[Published, ...]:
        """All overall grades, each with the day on which it was published."""
        return tuple(
            Published(one.la_code, one.published, one.grades[OVERALL], one.start, one.end)
            for one in self.inspections
            if OVERALL in one.grades
        )

    def authority(self, la_code: str) -> Authority:
        return next(authority for authority in self.authorities if authority.la_code == la_code)


def load_baseline(until: date | None = None) -> Baseline:
    """Return the shipped ledger, only up to publications of the day `until` where that is given."""
    inspections = tuple(one for one in _inspections() if until is None or one.published <= until)
    shipped_to = max(one.published for one in _inspections())
    return Baseline(
        authorities=_authorities(),
        inspections=inspections,
        as_published_to=shipped_to if until is None else min(until, shipped_to),
        neighbours=_neighbours(),
        places=_places(),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(StringIO(files("monitor").joinpath("data", name).read_text(encoding="utf-8")))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _trust(text: str) -> ChildrensTrust:
    name, valid_from, valid_to = text.split("|")
    return ChildrensTrust(name=name, valid_from=_day(valid_from), valid_to=_day(valid_to))


@cache
def _authorities() -> tuple[Authority, ...]:
    return tuple(
        Authority(
            la_code=row["la_code"],
            urn=row["urn"] or None,
            gss_code=row["gss_code"],
            name=row["name"],
            council_name=row["council_name"],
            region=row["region"],
            type=row["type"],
            domain=row["domain"] or None,
            aliases=_names(row["aliases"]),
            trusts=tuple(_trust(text) for text in _names(row["trusts"])),
            predecessors=_names(row["predecessors"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in _rows("authorities.csv")
    )


@cache
def _inspections() -> tuple[Inspection, ...]:
    # The lac2013 rows judged services for looked-after children only: they are no council ratings.
    return tuple(
        Inspection(
            la_code=row["la_code"],
            framework=row["framework"],
            inspection_type=row["type"],
            start=_day(row["start"]),
            end=date.fromisoformat(row["end"]),
            published=date.fromisoformat(row["published"]),
            grades={key: value for key, value in row.items() if key not in _FACTS and value},
            origin=Origin(row["origin"]),
        )
        for row in _rows("inspections.csv")
        if row["framework"] in GRADED
    )


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    nearest: dict[str, tuple[str, ...]] = {}
    for row in _rows("neighbours.csv"):
        nearest[row["la_code"]] = (*nearest.get(row["la_code"], ()), row["neighbour"])
    return nearest


@cache
def _places() -> Mapping[str, Place]:
    return {
        row["la_code"]: Place(latitude=float(row["latitude"]), longitude=float(row["longitude"]), basis=row["basis"])
        for row in _rows("places.csv")
    }


@cache
def load_tiles() -> Mapping[str, Tile]:
    """Return the map of equal tiles: one for each current authority, by la_code."""
    return {
        row["la_code"]: Tile(column=int(row["column"]), row=int(row["row"]), short=row["short"])
        for row in _rows("tiles.csv")
    }
