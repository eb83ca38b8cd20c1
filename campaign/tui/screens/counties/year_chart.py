"""A year of two growth rates and their target as a chart of text cells: the months from left to right. ASCII signs, pure.

The scale begins where the figures begin, not at zero: growth of 6.1 and of 6.9 percent would look the same otherwise. Every
series has a sign of its own, so that nothing rests on colour.
"""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.tables.charts.beside import merged
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells
from campaign.words.indicators import growth_text

MONTHS = 12
STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
"""What may lie between two lines, 1/100 percent."""
ROWS = (4, 8)
"""At least and at most so many lines above the axis."""
FIGURE = 6
"""Cells of a month from which on its figures fit below."""


class Course(NamedTuple):
    """One series: twelve values in 1/100 percent, None where nothing is known."""

    sign: str
    """One ASCII character."""
    tone: str
    values: Sequence[int | None]


class Frame(NamedTuple):
    """The scale, and where the months stand."""

    lowest: int
    """What the lowest line stands for, 1/100 percent."""
    step: int
    rows: int
    gutter: int
    """Cells left of the scale's line."""
    each: int
    """Cells of a month."""

    def place(self, value: int | None) -> int | None:
        """The line of a value, 0 the lowest; rounded half up."""
        return None if value is None else (2 * (value - self.lowest) + self.step) // (2 * self.step)

    @property
    def scale(self) -> list[str]:
        return [growth_text(self.lowest + at * self.step) for at in range(self.rows)]


def frame(courses: Sequence[Course], target: int | None, width: int) -> Frame | None:
    """As few lines as ``ROWS`` allows; None when nothing is known, or there are not two cells for a month."""
    known = [value for course in courses for value in course.values if value is not None]
    if not known:
        return None
    if target is not None:
        known.append(target)
    least, most = min(known), max(known)
    step = next((step for step in STEPS if -(-most // step) - least // step < ROWS[1]), STEPS[-1])
    first, last = least // step, -(-most // step)
    found = Frame(first * step, step, min(max(last - first + 1, ROWS[0]), ROWS[1]), 0, 0)
    gutter = max(map(cells, found.scale))
    each = (width - gutter - 1) // MONTHS
    return found._replace(gutter=gutter, each=min(each, 2 * FIGURE)) if each >= 2 else None


def draw(shape: Frame, courses: Sequence[Course], target: int | None) -> list[Line]:
    """The lines of the scale, with the marks of two courses side by side in each month and ``target`` as dashes; the axis; the
    months.
    """
    lines: list[Line] = []
    scale, size = shape.scale, max((shape.each - 1) // 2, 1)
    for at in range(shape.rows - 1, -1, -1):
        fill: Piece = ("-", "yellow") if shape.place(target) == at else (" ", "")
        line: list[Piece] = [(cell(scale[at], shape.gutter, "right") + "|", "quiet")]
        for month in range(MONTHS):
            for course in courses:
                here = shape.place(course.values[month]) == at
                line.append((course.sign * size, course.tone) if here else (fill[0] * size, fill[1]))
            line.append((fill[0] * (shape.each - len(courses) * size), fill[1]))
        lines.append(merged(line))
    lines.append([(" " * shape.gutter + "+" + "-" * (shape.each * MONTHS), "quiet")])
    lines.append([(" " * (shape.gutter + 1) + "".join(_month(month, shape.each) for month in range(MONTHS)), "quiet")])
    return lines


def _month(at: int, size: int) -> str:
    """Its number; of two months with two cells each the first has all four: numbers of two digits would touch."""
    if size > 2:
        return cell(str(at + 1), size)
    return "" if at % 2 else cell(str(at + 1), 2 * size)


def figures(shape: Frame, course: Course) -> Line | None:
    """Its figures below the months; None where they do not fit."""
    if shape.each < FIGURE:
        return None
    told = [growth_text(value) if value is not None else "" for value in course.values]
    return [(cell(course.sign, shape.gutter, "right") + " ", course.tone), ("".join(cell(text, shape.each) for text in told), "")]
