"""What is done less what was due, day by day, around the plan as a line; and how far it may be off at the end.

Both curves of a burn-up lie nearly upon each other: the difference alone can be seen, so it has an axis of its own.
"""

from collections.abc import Sequence
from math import ceil, floor
from typing import NamedTuple

from campaign.tables.charts.canvas import LEAST, Canvas
from campaign.tables.charts.days_axis import Axis, uprights
from campaign.tables.charts.scale import money_label, step_of
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut
from campaign.text import _

THIN = 2
"""Rows of a fan at its end below which it would say nothing."""
NEAR = 0.4
"""Rows that are not drawn where only whole cells can be: a day that was nearly on plan lies on its line."""
APART = 1.5
"""Rows between two lines below which they could not be told apart."""


class Fan(NamedTuple):
    """What will be done by one day, cumulated, 万元: nine of ten are above ``low``, one of ten above ``high``."""

    low: int
    median: int
    high: int


def fans(sides: tuple[Sequence[int], Sequence[int], Sequence[int]] | None) -> list[Fan]:
    """Of the days to come, from ``core.forecast.Fan``, which begins with today; nothing without a forecast."""
    return [] if sides is None else [Fan(*day) for day in zip(*(side[1:] for side in sides), strict=True)]


def plan_by_day(length: int, plan: int) -> list[int]:
    """What is due by the end of each day of the campaign, in equal parts (``Campaign.expected``)."""
    return [plan * day // length for day in range(1, length + 1)]


def against_plan(axis: Axis, height: int, signs: Signs, *, done: Sequence[int], plan: Sequence[int],
                 fan: Sequence[Fan] = (), end: str = "") -> list[Line]:
    """``height`` lines of ``axis.width`` cells; nothing where nothing is done yet, or of fewer than two lines.

    ``done[i]`` is cumulated to day i + 1, up to today; ``plan[i]`` likewise, for every day of the campaign; ``fan[i]`` is of the
    i + 1st day from today on. ``end`` is written where the fan ends: ``差 9.3亿``.
    """
    gone = min(len(done), len(plan))
    if height < 2 or not gone:
        return []
    past = [one - due for one, due in zip(done, plan, strict=False)]
    future = [Fan(one.low - due, one.median - due, one.high - due) for one, due in zip(fan, plan[gone:], strict=False)]
    most = max(0, *past, *(one.high for one in future))
    least = min(0, *past, *(one.low for one in future))
    zero, scale = _placed(most, least, height)
    canvas = Canvas(axis.width, height, signs)
    uprights(canvas, axis)
    for x in axis.gone:
        rows = past[min(axis.day(x), gone) - 1] * scale
        thick = LEAST if canvas.blocks else 0.0
        if not canvas.blocks and abs(rows) < NEAR:
            continue
        if rows >= 0:
            canvas.band(x, zero, zero + max(rows, thick if rows else 0), "data")
        else:
            canvas.band(x, zero + min(rows, -thick), zero, "data")
    if future:
        wide = (future[-1].high - future[-1].low) * scale >= THIN
        if wide:
            for x in axis.coming:
                one = future[_at(axis, x, future)]
                canvas.band(x, zero + one.low * scale, zero + one.high * scale, "fan")
        canvas.floor_line(zero, axis.left, axis.left + axis.columns)
        if wide or abs(future[-1].median) * scale >= APART:
            canvas.curve([(x + half, zero + future[_at(axis, x, future)].median * scale)
                          for x in axis.coming[1:] for half in (0, 0.5)], "accent")
        if end and axis.right > 1:
            y = min(max(floor(zero + future[-1].median * scale), 0), height - 1)
            canvas.put(axis.left + axis.columns + 1, y, cut(end, axis.right - 1), "bold accent")
    canvas.floor_line(zero, axis.left, axis.left + axis.columns)
    _label(canvas, axis, zero, scale, least, most)
    return canvas.lines()


def _placed(most: int, least: int, height: int) -> tuple[int, float]:
    """Rows below the plan's line, which lies along the lower edge of the row above them; and rows of one 万元, as many as fit."""
    if most == least:
        return height // 2, 0.0
    found = [(min((height - zero) / most if most else height, zero / -least if least else height), zero)
             for zero in range(1 if least else 0, height)]
    scale, zero = max(found)
    return zero, scale


def _at(axis: Axis, x: int, future: Sequence[Fan]) -> int:
    return min(max(axis.day(x) - axis.days.today - 1, 0), len(future) - 1)


def _label(canvas: Canvas, axis: Axis, zero: int, scale: float, least: int, most: int) -> None:
    """The plan's name, and three or four round differences."""
    step = step_of(most - least, max(min(4, canvas.height // 2), 1))
    taken: set[int] = set()
    for number in sorted(range(ceil(least / step), floor(most / step) + 1), key=abs):
        y = min(max(floor(zero + number * step * scale), 0), canvas.height - 1)
        said = money_label(number * step, step, sign=True) if number else _("plan")
        if y not in taken and cells(said) < axis.left:
            taken.add(y)
            canvas.right(axis.left - 1, y, said, "quiet" if number else "strong")
