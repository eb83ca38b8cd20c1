"""How large the cards of a wall chart are, and where each stands: columns of groups, pages of columns. Lengths in millimetres."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

CARD, LOW, HIGH = 340, 122, 160
"""Units of a card: its width, and its height where there is little room and much; its own drawing counts in them."""
HEADING, GAP, BETWEEN = 66, 8, 18
"""Units: the name of a group, the space below a card, the space between two columns."""
TOP, BOTTOM = 122, 34
"""Units of the page's head and foot."""
SMALLEST, LARGEST = 38, 190
"""Width of a card below which it cannot be read from a step away, and above which it says no more."""
SQUARE, LEAST_SQUARE = 30, 5
"""Sides of a square that stands for a project where cards would be too small."""


class Paper(NamedTuple):
    width: float
    height: float
    margin: float
    unit: float
    """Of the head and foot."""
    columns: int = 0
    """0: as few as hold all cards on one page."""


PAPERS = {"A0": Paper(1189, 841, 22, 1), "A3": Paper(420, 297, 11, 0.34, 5), "A4": Paper(297, 210, 9, 0.29, 4)}
"""Lying."""


class Part(NamedTuple):
    """What one column holds of a group: its heading at ``y``, and its rows from ``first`` to before ``last``."""

    group: int
    y: float
    first: int
    last: int


class Layout(NamedTuple):
    """``columns`` of each page. ``row`` is the height of a card or square with the space below it; ``side`` that of a square, of
    which ``across`` stand in a row; 0: there are cards.
    """

    paper: Paper
    pages: Sequence[Sequence[Sequence[Part]]]
    width: float
    between: float
    heading: float
    row: float
    side: float = 0
    across: int = 1


def layout(counts: Sequence[int], paper: Paper) -> Layout:
    """``counts``: cards of each group."""
    wide, high = paper.width - 2 * paper.margin, paper.height - 2 * paper.margin - (TOP + BOTTOM) * paper.unit
    if paper.columns:
        scale = _width(wide, paper.columns) / CARD
        # The cards of a full column share what is left of it.
        rows = max(int((high - HEADING * scale) / ((LOW + GAP) * scale)), 1)
        return _cards(counts, paper, wide, high, paper.columns, min((high - HEADING * scale) / rows, (HIGH + GAP) * scale))
    for columns in range(1, int(wide / SMALLEST) + 1):
        width = _width(wide, columns)
        if SMALLEST <= width <= LARGEST and (row := _row(counts, high, columns, width / CARD)):
            return _cards(counts, paper, wide, high, columns, row)
    return _squares(counts, paper, wide, high)


def _width(wide: float, columns: int) -> float:
    """Of a column."""
    return wide / (columns + (columns - 1) * BETWEEN / CARD)


def _row(counts: Sequence[int], high: float, columns: int, scale: float) -> float:
    """The highest row with which all cards stand in so many columns; 0 when not even the lowest will do."""
    def needed(units: int) -> int:
        return len(flow(counts, high, HEADING * scale, (units + GAP) * scale))

    if needed(LOW) > columns:
        return 0
    return (next(units for units in range(HIGH, LOW - 1, -1) if needed(units) <= columns) + GAP) * scale


def _cards(counts: Sequence[int], paper: Paper, wide: float, high: float, columns: int, row: float) -> Layout:
    scale = _width(wide, columns) / CARD
    found = flow(counts, high, HEADING * scale, row)
    return Layout(paper, _pages(found, columns), CARD * scale, BETWEEN * scale, HEADING * scale, row)


def _squares(counts: Sequence[int], paper: Paper, wide: float, high: float) -> Layout:
    """The largest with which all stand on one page; more pages of the least when none are small enough."""
    for halves in range(2 * SQUARE, 2 * LEAST_SQUARE - 1, -1):
        for columns in range(4, 13):
            found = _of_side(counts, paper, wide, high, columns, halves / 2)
            if found is not None and len(found.pages) == 1:
                return found
    found = _of_side(counts, paper, wide, high, 12, LEAST_SQUARE, however=True)
    assert found is not None
    return found


def _of_side(counts: Sequence[int], paper: Paper, wide: float, high: float, columns: int, side: float, *,
             however: bool = False) -> Layout | None:
    """None where the columns are too narrow or, unless it must be ``however`` many pages, certainly too few."""
    heading, between = min(max(2.6 * side - 6, 6), 40), 2 * side
    width = (wide - (columns - 1) * between) / columns
    across = int(width / side)
    if across < 4:
        return None
    rows = [ceil(n / across) for n in counts]
    if not however and len(rows) * heading + sum(rows) * side > columns * high:
        return None
    return Layout(paper, _pages(flow(rows, high, heading, side), columns), width, between, heading, side, side, across)


def _pages(columns: Sequence[Sequence[Part]], each: int) -> list[Sequence[Sequence[Part]]]:
    return [columns[at:at + each] for at in range(0, len(columns), each)] or [[]]


def flow(counts: Iterable[int], high: float, heading: float, row: float) -> list[list[Part]]:
    """Columns of ``high``: each group under its heading, which the next column repeats where it goes on; none stands alone."""
    columns: list[list[Part]] = []
    y = high
    for group, count in enumerate(counts):
        first = 0
        while first < count:
            fits = int((high - y - heading) / row + 1e-9)
            if fits < 1:
                columns.append([])
                y = 0.0
                fits = max(int((high - heading) / row + 1e-9), 1)
            last = min(first + fits, count)
            columns[-1].append(Part(group, y, first, last))
            y += heading + (last - first) * row
            first = last
    return columns
