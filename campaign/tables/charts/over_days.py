"""Curves over the days of the campaign: lights, ranks, whatever has a number a day. Names stand where the curves end."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.tables.charts.canvas import Canvas
from campaign.tables.charts.days_axis import Axis, uprights
from campaign.tables.charts.scale import step_of
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut


class Curve(NamedTuple):
    """``values[i]`` is of day i + 1; None where nothing is known."""

    name: str
    values: Sequence[float | None]
    tone: str = "accent"
    """Of the line, and of the name."""
    area: str = ""
    """A ground: columns from the floor instead of a line; ``last`` is that of the last day."""
    last: str = ""


def over_days(axis: Axis, height: int, signs: Signs, curves: Sequence[Curve], *, low: float | None = None,
              high: float | None = None, ticks: Sequence[tuple[float, str]] | None = None) -> list[Line]:
    """``height`` lines of ``axis.width`` cells; nothing without a value, or of fewer than two lines.

    ``low`` is the floor (0), ``high`` the top (the largest value); turned round for ranks: ``low=10, high=1``. ``ticks`` are
    values and what is written there; None: two or three round numbers. Areas stand behind lines, whatever their order.
    """
    known = [value for curve in curves for value in curve.values if value is not None]
    if height < 2 or not known:
        return []
    low = 0 if low is None else low
    high = max(*known, low + 1) if high is None else high
    turned = high < low
    # The top of the scale lies within the highest row, not on its edge: there a line could not be drawn.
    scale = (height - (0.25 if not turned else 1)) / (high - low) if high != low else 0.0

    def rows(value: float) -> float:
        return min(max((value - low) * scale, 0.0), float(height))

    canvas = Canvas(axis.width, height, signs)
    uprights(canvas, axis)
    for curve in (curve for curve in curves if curve.area):
        for x in axis.gone:
            value = _of(curve, axis.day(x))
            if value is not None:
                canvas.column(x, rows(value), curve.last if curve.last and x == axis.gone[-1] else curve.area)
    for curve in (curve for curve in curves if not curve.area):
        canvas.curve([(x + half, rows(value) + 0.02) for x in axis.gone
                      for value in (_of(curve, axis.day(x)),) if value is not None for half in (0, 0.5)], curve.tone)
    _names(canvas, axis, [(rows(value) + (-0.02 if curve.area else 0.02), curve.name, curve.tone) for curve in curves
                          for value in (_of(curve, axis.days.today),) if value is not None and curve.name])
    if ticks is None:
        step = step_of(abs(high - low), max(min(3, height // 2), 1))
        first, last = int(min(low, high)), int(max(low, high))
        ticks = [(at, str(at)) for at in sorted({first, *range(-(-first // step) * step, last + 1, step)})]
    for value, said in ticks:
        if cells(said) < axis.left:
            canvas.right(axis.left - 1, min(int(rows(value)), height - 1), said, "quiet")
    return canvas.lines()


def _of(curve: Curve, day: int) -> float | None:
    """The value of a day; of the last one that there is, where the days go beyond."""
    return curve.values[min(day, len(curve.values)) - 1] if curve.values and day >= 1 else None


def _names(canvas: Canvas, axis: Axis, names: Sequence[tuple[float, str, str]]) -> None:
    """Right of the last day, from the highest down, a row each; where the plot has no room they stand behind it."""
    if not axis.gone:
        return
    free = max(axis.coming.stop - axis.gone.stop - 3, 0)
    widest = max((cells(name) for _rows, name, _tone in names), default=0)
    x, room = (axis.gone.stop + 2, free) if free >= widest else (axis.left + axis.columns + 1, axis.right - 1)
    below = canvas.height
    for at, (rows, name, tone) in enumerate(sorted(names, key=lambda one: -one[0])):
        left = len(names) - at - 1
        y = max(min(int(max(rows, 0)), below - 1), min(left, below - 1))
        if room > 1 and y < below:
            below = y
            canvas.put(x, y, cut(name, room), f"bold {tone}" if tone not in ("strong", "", "quiet") else tone)
