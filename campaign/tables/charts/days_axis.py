"""The hundred days from left to right: one axis for all charts of a page, and the campaign as one line."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from campaign.core.model.campaign import Campaign
from campaign.tables.charts.beside import fitted, merged
from campaign.tables.charts.canvas import Canvas
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells
from campaign.text import _, language

ROOMY = 80
"""Columns from which on every tenth day is named, and the end of the golden window in words."""


class Days(NamedTuple):
    """Which day it is. Days are numbers: day 1 is the first."""

    length: int
    today: int
    """Less than 1: it has not begun. More than ``length``: it is over."""
    golden: int = 0
    """The last day of the golden window; 0: there is none."""


def days_of(campaign: Campaign, today: date) -> Days:
    golden = campaign.day(campaign.golden_end) if campaign.golden_end is not None else 0
    return Days(campaign.length, campaign.day(today), golden if 0 < golden <= campaign.length else 0)


class Axis(NamedTuple):
    """Where each day stands. ``left``: cells of the figures before the plot, ``right``: of the names behind it."""

    days: Days
    left: int
    columns: int
    right: int

    @property
    def width(self) -> int:
        return self.left + self.columns + self.right

    def column(self, day: int) -> int:
        """The cell of a day, counted from the left of the whole chart."""
        return self.left + min(max(int((day - 0.5) * self.columns / self.days.length), 0), self.columns - 1)

    def day(self, column: int) -> int:
        """The day that a cell of the plot stands for; today in today's column, whatever else it holds."""
        days = _days_of_columns(self)
        return days[min(max(column - self.left, 0), self.columns - 1)]

    @property
    def gone(self) -> range:
        """The cells up to today."""
        today = min(self.days.today, self.days.length)
        return range(self.left, self.column(today) + 1) if today >= 1 else range(0)

    @property
    def coming(self) -> range:
        """The cells after today."""
        return range(self.gone.stop or self.left, self.left + self.columns)


@lru_cache(8)
def _days_of_columns(axis: Axis) -> Sequence[int]:
    """Every chart of a page asks for each of them several times."""
    length, today = axis.days.length, axis.days.today
    found = [min(int((column + 0.5) * length / axis.columns) + 1, length) for column in range(axis.columns)]
    if 1 <= today <= length:
        found[axis.column(today) - axis.left] = today
    return found


def axis(days: Days, width: int, *, left: int | None = None, right: int = 10) -> Axis:
    """An axis of ``width`` cells in all; what stands beside the plot gives way, names first.

    ``left`` None: as many cells as figures of money need.
    """
    days = days._replace(length=max(days.length, 1))
    left = (7 if language() == "zh" else 8) if left is None else left
    right = max(min(right, (width - left) // 2), 0)
    left = max(min(left, width // 2), 0)
    return Axis(days, left, max(width - left - right, 1), right)


def uprights(canvas: Canvas, axis: Axis) -> None:
    """Today and the end of the golden window, below everything else."""
    days = axis.days
    for day in (days.today, days.golden):
        if 1 <= day <= days.length:
            canvas.upright(axis.column(day))


def days_axis(axis: Axis, signs: Signs) -> Line:
    """The numbers below: today, the first and the last day, the end of the golden window, and what fits between them."""
    days, end = axis.days, axis.left + axis.columns
    step = 10 if axis.columns >= ROOMY else 20
    golden = _("golden to {day}").format(day=days.golden) if axis.columns >= ROOMY else str(days.golden)
    wanted: list[tuple[int, str, str]] = []
    if 1 <= days.today <= days.length:
        wanted.append((days.today, _("today {day}").format(day=days.today), "strong"))
    wanted += [(1, "1", "quiet"), (days.length, str(days.length), "quiet")]
    if 1 <= days.golden < days.length:
        wanted.append((days.golden, golden, "quiet"))
    wanted += [(day, str(day), "quiet") for day in range(step, days.length, step)]
    canvas = Canvas(axis.width, 1, signs)
    for day, text, tone in wanted:
        size, number = cells(text), len(str(day))
        # The number stands below its day, and what it is before it.
        at = min(max(axis.column(day) - number // 2 - (size - number), axis.left), end - size)
        before = max(at - 2, 0)
        if at >= 0 and canvas.clear(before, 0, min(size + at - before + 2, axis.width - before)):
            canvas.put(at, 0, text, tone)
    return canvas.lines()[0]


def days_line(days: Days, width: int, signs: Signs) -> Line:
    """The campaign as one line: what is gone and today, the golden window, the rest."""
    blocks, length = signs.way is Way.BLOCKS, max(days.length, 1)
    gone = round(min(max(days.today, 0), length) * width / length)
    golden = max(round(days.golden * width / length), gone)
    solid, window, rest = "━━─" if blocks else "=-."
    line: list[Piece] = [(solid * gone, "accent")]
    if blocks and gone > 0 and days.today <= length:
        line = [(solid * (gone - 1), "accent"), ("●", "accent")]
    # Without colours the window would look as what is gone.
    line += [(("╌" if blocks and signs.mono else window) * (golden - gone), "fan" if blocks else "quiet"),
             (rest * (width - golden), "rule")]
    return fitted(merged(line), width)
