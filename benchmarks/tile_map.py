"""Lay the 153 authorities out as equal tiles, each near its neighbours: makes monitor/data/tiles.csv from places.csv.

Run by hand when an authority comes or goes: `python -m benchmarks.tile_map > monitor/data/tiles.csv`. The same places
give the same map. Neighbours pull each other to lie side by side in their true direction; tiles of one region hold
together; swapping tiles goes on while that gets better on the whole (simulated annealing).
"""

import csv
import math
import random
import sys
from collections.abc import Iterator
from typing import Final

from monitor.storage.baseline import load_baseline

COLUMNS: Final = 17
ROWS: Final = 21
MOVES: Final = 1_500_000
NEAREST: Final = 7
# What a person put right: labels, and tiles that lie better elsewhere (on the grid as printed, before or after moves).
LABELS: Final = {
    "Leicestershire": "Lecs", "Derbyshire": "Dbys", "Nottinghamshire": "Nots", "Northumberland": "Nhum",
    "Newcastle upon Tyne": "Newc", "St Helens": "StHe", "Telford and Wrekin": "Telf", "Stoke-on-Trent": "Stok",
    "Cheshire East": "CheE", "Cheshire West and Chester": "CheW", "City of London": "City", "Southampton": "Soto",
    "Kingston upon Hull": "Hull", "East Riding of Yorkshire": "ERid", "North Yorkshire": "NYor",
    "Westmorland and Furness": "WFur", "Redcar and Cleveland": "Redc", "Brighton and Hove": "Brig",
    "Kingston upon Thames": "King", "Richmond upon Thames": "Rich", "Tower Hamlets": "TowH", "Isles of Scilly": "Scil",
    "Isle of Wight": "IoW", "Windsor and Maidenhead": "Wind", "Hammersmith and Fulham": "H&F",
    "Kensington and Chelsea": "K&C", "Barking and Dagenham": "B&D", "Waltham Forest": "WalF", "Essex": "Essx",
    "Derby": "Derb", "Leicester": "Leic", "Nottingham": "Nott",
}  # fmt: skip
MOVED: Final = {
    "Northumberland": (5, 0), "North Tyneside": (6, 0), "Newcastle upon Tyne": (7, 0), "Gateshead": (6, 1),
    "South Tyneside": (7, 1), "Durham": (6, 2), "Sunderland": (7, 2), "Hartlepool": (8, 2), "Darlington": (6, 3),
    "Stockton-on-Tees": (7, 3), "Middlesbrough": (8, 3), "Redcar and Cleveland": (9, 2),
    "North Yorkshire": (10, 3), "York": (11, 3), "Calderdale": (8, 4), "Bradford": (9, 4), "Leeds": (10, 4),
    "Wakefield": (11, 4), "East Riding of Yorkshire": (12, 4), "Kingston upon Hull": (13, 4),
    "Kirklees": (10, 5), "Barnsley": (11, 5), "Doncaster": (12, 5), "North Lincolnshire": (13, 5),
    "Sheffield": (10, 6), "Rotherham": (11, 6), "North East Lincolnshire": (13, 6),
    "Westmorland and Furness": (5, 3), "Medway": (13, 17),
}  # fmt: skip
Cell = tuple[int, int]
Edge = tuple[
    int, float, float, float
]  # the other tile, where it should be seen from this one, and how much that weighs


def short_names(names: list[str]) -> list[str]:
    """Return a label of up to four letters for each name, each once."""
    labels: list[str] = []
    for name in names:
        labels.append(next(one for one in _labels(name) if one not in labels))
    return labels


def _labels(name: str) -> Iterator[str]:
    words = [
        word
        for word in name.replace(",", "").replace("-", " ").split()
        if word.lower() not in ("of", "and", "upon", "the", "on")
    ]
    if len(words) > 1:
        yield (words[0][0] + words[-1][:3]).capitalize() if len(words) == 2 else "".join(w[0] for w in words).upper()
        yield words[0][:2].capitalize() + words[-1][:2].capitalize()
    whole = "".join(words)
    yield whole[:4].capitalize()
    for at in range(4, len(whole)):
        yield (whole[:3] + whole[at]).capitalize()


class Map:
    """Tiles on a grid, and how well they lie."""

    def __init__(self, points: list[tuple[float, float]], regions: list[str], chance: random.Random) -> None:
        self._chance = chance
        self._edges = _edges(points, regions)
        self.cells = _first_cells(points)
        self._holder: dict[Cell, int] = {cell: tile for tile, cell in enumerate(self.cells)}

    def _strain(self, tile: int) -> float:
        x, y = self.cells[tile]
        total = 0.0
        for other, dx, dy, weight in self._edges[tile]:
            ox, oy = self.cells[other]
            total += weight * ((ox - x - dx) ** 2 + (oy - y - dy) ** 2)
        return total

    def anneal(self) -> None:
        for move in range(MOVES):
            heat = 12.0 * (1 - move / MOVES) ** 2 + 0.01
            tile = self._chance.randrange(len(self.cells))
            reach = 1 + int(5 * (1 - move / MOVES))
            x, y = self.cells[tile]
            cell = (x + self._chance.randint(-reach, reach), y + self._chance.randint(-reach, reach))
            if cell != (x, y) and 0 <= cell[0] < COLUMNS and 0 <= cell[1] < ROWS:
                self._try(tile, cell, heat)

    def _try(self, tile: int, cell: Cell, heat: float) -> None:
        other = self._holder.get(cell)
        before = self._strain(tile) + (self._strain(other) if other is not None else 0)
        old = self.cells[tile]
        self._put(tile, cell, other, old)
        after = self._strain(tile) + (self._strain(other) if other is not None else 0)
        if after > before and self._chance.random() >= math.exp((before - after) / heat):
            self._put(tile, old, other, cell)

    def _put(self, tile: int, cell: Cell, other: int | None, old: Cell) -> None:
        self.cells[tile] = cell
        self._holder.pop(old, None)
        self._holder[cell] = tile
        if other is not None:
            self.cells[other] = old
            self._holder[old] = other


def _edges(points: list[tuple[float, float]], regions: list[str]) -> list[list[Edge]]:
    edges: list[dict[int, Edge]] = [{} for _ in points]
    for one, (x, y) in enumerate(points):
        near = sorted(range(len(points)), key=lambda other: math.dist((x, y), points[other]))[1 : NEAREST + 1]
        for rank, other in enumerate(near):
            ox, oy = points[other]
            far = math.dist((x, y), (ox, oy)) or 1.0
            reach = 1.0 + rank * 0.12
            weight = (2.0 if regions[one] == regions[other] else 0.7) / (1 + rank * 0.25)
            dx, dy = (ox - x) / far * reach, (oy - y) / far * reach
            edges[one][other] = (other, dx, dy, weight)
            edges[other][one] = (one, -dx, -dy, weight)
    return [list(found.values()) for found in edges]


def _first_cells(points: list[tuple[float, float]]) -> list[Cell]:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    free = {(x, y) for x in range(COLUMNS) for y in range(ROWS)}
    cells: list[Cell] = []
    for x, y in points:
        wish = ((x - left) / (right - left) * (COLUMNS - 1), (y - top) / (bottom - top) * (ROWS - 1))
        cell = min(sorted(free), key=lambda one: math.dist(one, wish))
        free.discard(cell)
        cells.append(cell)
    return cells


def main() -> None:
    """Print the map as CSV."""
    baseline = load_baseline()
    current = [one for one in baseline.authorities if one.is_current]
    places = [baseline.places[one.la_code] for one in current]
    points = [(place.longitude * math.cos(math.radians(53)), -place.latitude) for place in places]
    laid = Map(points, [one.region for one in current], random.Random(153))
    laid.anneal()
    left, top = min(x for x, _ in laid.cells), min(y for _, y in laid.cells)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("la_code", "column", "row", "short"))
    for one, (x, y), short in zip(current, laid.cells, short_names([one.name for one in current]), strict=True):
        # One row more at the top makes room for the North East and Yorkshire as a person laid them.
        column, row = MOVED.get(one.name, (x - left, y - top + 1))
        writer.writerow((one.la_code, column, row, LABELS.get(one.name, short)))


if __name__ == "__main__":
    main()
