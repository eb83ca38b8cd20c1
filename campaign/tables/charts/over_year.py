"""Curves over the twelve months of a year, with a target across them. Names and last figures stand at the right end.

The scale begins where the figures begin, not at zero: growth of 6.1 and of 6.9 percent would look the same otherwise.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from campaign.tables.charts.canvas import Canvas
from campaign.tables.charts.scale import step_of
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut

MONTHS = 12
LEAST = 24
"""Cells of the plot below which nothing is drawn."""


class YearCurve(NamedTuple):
    """``values`` of the twelve months, None where nothing is known; ``name`` stands at the right end."""

    name: str
    values: Sequence[int | None]
    tone: str


def over_year(width: int, height: int, signs: Signs, curves: Sequence[YearCurve], told: Callable[[int], str], *,
              target: tuple[int, str] | None = None) -> list[Line]:
    """``height`` lines of ``width`` cells, the last of which says the months; nothing without a value or where it is too narrow.

    ``told`` writes a value of the scale; ``target`` is a value, and what is written at its end.
    """
    drawn = [curve for curve in curves if any(value is not None for value in curve.values)]
    known = [value for curve in drawn for value in curve.values if value is not None]
    if not known:
        return []
    known += [target[0]] if target is not None else []
    step = step_of(max(max(known) - min(known), 1), max(height // 2 - 1, 1))
    low, high = min(known) // step * step, -(-max(known) // step) * step
    high = max(high, low + step)
    names = [curve.name for curve in drawn] + ([target[1]] if target is not None else [])
    ticks = [(at, told(at)) for at in range(low, high + 1, step)]
    left, right = max(cells(said) for _at, said in ticks) + 1, max(map(cells, names)) + 2
    columns = width - left - right
    if columns < LEAST or height < 3:
        return []
    canvas = Canvas(width, height, signs)
    scale = (height - 1.3) / (high - low)

    def row(value: int) -> float:
        """Above the months, which have the lowest row."""
        return 1 + (value - low) * scale

    def place(month: int) -> float:
        return left + (month + 0.5) * columns / MONTHS

    for at, said in ticks:
        canvas.right(left - 1, int(row(at)), said, "quiet")
    for month in range(0, MONTHS, 1 if columns >= 3 * MONTHS else 2):  # numbers of two digits would touch
        canvas.put(int(place(month)), 0, str(month + 1), "quiet")
    for curve in drawn:
        points = [(place(at), row(value)) for at, value in enumerate(curve.values) if value is not None]
        canvas.curve(_between(points), curve.tone)
    if target is not None:
        canvas.curve([(x, row(target[0])) for x in range(left, left + columns, 2)], "quiet")
    ends = [(row(next(value for value in reversed(curve.values) if value is not None)), curve.name, curve.tone)
            for curve in drawn]
    ends += [(row(target[0]), target[1], "quiet")] if target is not None else []
    below = height
    for at, (up, name, tone) in enumerate(sorted(ends, key=lambda one: -one[0])):
        below = max(min(int(up), below - 1), len(ends) - at)
        canvas.put(left + columns + 1, below, cut(name, right - 1), tone)
    return canvas.lines()


def _between(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A line through the points, two to a cell; one alone is a dot."""
    found = list(points[:1])
    for (x, y), (to, up) in pairwise(points):
        parts = max(int((to - x) * 2), 1)
        found += [(x + (to - x) * part / parts, y + (up - y) * part / parts) for part in range(1, parts + 1)]
    return found
