"""What is done as an area, what was planned as a line where it can be told from it, and the fan of what is to come."""

from collections.abc import Sequence

from campaign.tables.charts.against_plan import APART, THIN, Fan
from campaign.tables.charts.canvas import Canvas
from campaign.tables.charts.days_axis import Axis, uprights
from campaign.tables.charts.scale import money_label, step_of
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut

AHEAD = 2
"""Cells between today and what is written at the tip."""


def burn_up(axis: Axis, height: int, signs: Signs, *, done: Sequence[int], plan: Sequence[int], fan: Sequence[Fan] = (),
            now: str = "", planned: str = "", expected: str = "") -> list[Line]:
    """``height`` lines of ``axis.width`` cells; nothing without a plan and anything done, or of fewer than two lines.

    ``done``, ``plan`` and ``fan`` as in ``against_plan``. ``now`` is written at the tip of what is done (``74亿``), ``planned``
    and ``expected`` where the two lines end.
    """
    top = max(0, *plan, *done, *(one.high for one in fan)) * 1.02 if plan or done else 0
    if height < 2 or top <= 0:
        return []
    scale = height / top
    canvas = Canvas(axis.width, height, signs)
    uprights(canvas, axis)
    for x in axis.gone if done else ():
        canvas.column(x, done[min(axis.day(x), len(done)) - 1] * scale, "area")
    future = fan[:max(axis.days.length - axis.days.today, 0)]
    wide = bool(future) and (future[-1].high - future[-1].low) * scale >= THIN
    if wide:
        for x in axis.coming:
            one = future[min(max(axis.day(x) - axis.days.today - 1, 0), len(future) - 1)]
            canvas.band(x, one.low * scale, one.high * scale, "fan")
    apart = bool(future and plan) and abs(plan[-1] - future[-1].median) * scale >= APART
    if apart:
        canvas.curve([(x + half, future[min(max(axis.day(x) - axis.days.today - 1, 0), len(future) - 1)].median * scale)
                      for x in axis.coming[1:] for half in (0, 0.5)], "accent")
    canvas.curve(_planned(axis, plan, done, scale), "strong")
    _words(canvas, axis, scale, done[-1] if done else None, now)
    _ends(canvas, axis, [(due * scale, planned, "strong") for due in plan[-1:]]
          + [(one.median * scale, expected, "accent") for one in future[-1:]])
    step = step_of(top, max(min(4, height // 3), 1))
    for value in range(0, int(top) + 1, step):
        said = money_label(value, step)
        if cells(said) < axis.left:
            canvas.right(axis.left - 1, min(int(value * scale), height - 1), said, "quiet")
    return canvas.lines()


def _planned(axis: Axis, plan: Sequence[int], done: Sequence[int], scale: float) -> list[tuple[float, float]]:
    """The points of the plan, half a cell apart; up to today only where it is a row or more from what is done."""
    found, gone, ahead = [], axis.gone, axis.coming.start
    for at in range(2 * axis.columns if plan else 0):
        day = (at + 0.5) / (2 * axis.columns) * len(plan)
        due = plan[min(int(day), len(plan) - 1)]
        x = axis.left + at // 2
        if x in gone and done and abs(done[min(axis.day(x), len(done)) - 1] - due) * scale < 1:
            continue
        if x != ahead:
            found.append((axis.left + at / 2, max(due * scale - 0.02, 0)))
    return found


def _words(canvas: Canvas, axis: Axis, scale: float, done: int | None, now: str) -> None:
    """``now`` right of the tip, in the next row where nothing stands."""
    if done is None or not now or not axis.gone:
        return
    x, tip, size = axis.gone.stop + AHEAD, int(done * scale), cells(now)
    for y in (tip - 1, tip - 2, tip, 0):
        if canvas.clear(x - 1, y, size + 2):
            canvas.put(x, y, now, "strong")
            return


def _ends(canvas: Canvas, axis: Axis, names: Sequence[tuple[float, str, str]]) -> None:
    """Names where lines end; the second gives way to the first."""
    taken: set[int] = set()
    for rows, name, tone in names:
        y = min(max(int(rows - 0.02), 0), canvas.height - 1)
        while y in taken and y > 0:
            y -= 1
        if name and axis.right > 1 and y not in taken:
            taken.add(y)
            canvas.put(axis.left + axis.columns + 1, y, cut(name, axis.right - 1), tone)
