"""A chart of columns of text cells: a column a day (or some days), stacked from the bottom, and a line over it. ASCII signs.

What is what never rests on colour: every series has a sign of its own, and the legend says it in words.
"""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells

FRAME = 3
"""Lines beside the columns: the legend above, the axis and its labels below."""


class Series(NamedTuple):
    """One kind of what is drawn. ``note`` stands behind its name in the legend: a figure."""

    name: str
    sign: str
    """One ASCII character."""
    tone: str
    note: str = ""
    short: str = ""
    """A shorter name, for where there is no room for name and figure; the same if empty."""


class Chart(NamedTuple):
    """What is drawn. Values are at least 0; ``top`` is what fills the whole height."""

    stacked: Sequence[Series]
    """From the bottom up."""
    columns: Sequence[Sequence[int]]
    """Per day that has come: the value of each series."""
    top: int
    scale: Sequence[tuple[int, str]]
    """Values on the left axis and what is written there; the larger ones matter most."""
    length: int
    """Days of the whole axis; those after ``columns`` are still to come."""
    ticks: Sequence[tuple[int, str]]
    """Days (0 is the first) and what is written below them, most important first: what does not fit is left out."""
    over: Series | None = None
    line: Sequence[int] = ()
    """Per day of the whole axis: the value of ``over``."""


def draw(chart: Chart, width: int, height: int) -> list[Line]:
    """``height`` lines of at most ``width`` cells: legend, columns, axis, labels. In fewer than five lines only the legend."""
    if height < FRAME + 2 or width < 12:
        return [_legend(chart, width)][:height]
    rows = height - FRAME
    scale = {min(rows - 1, rows - _row(value, chart.top, rows) if value else rows - 1): text
             for value, text in sorted(chart.scale)}
    gutter = min(max((cells(text) for text in scale.values()), default=0), width // 3)
    room = width - gutter - 1
    days, cells_each = _share(chart.length, room)
    shown = [chart.columns[min(at + days, len(chart.columns)) - 1] for at in range(0, len(chart.columns), days)]
    heights = [stack(values, chart.top, rows) for values in shown]
    line = [chart.line[min(at + days, len(chart.line)) - 1] for at in range(0, len(chart.line), days)]
    marks = [max(_row(value, chart.top, rows), 1) if value > 0 else 0 for value in line]
    found = [_legend(chart, width)]
    for row in range(rows, 0, -1):
        plot = [_cell(chart, heights[at] if at < len(heights) else (), marks[at] if at < len(marks) else 0, row, cells_each)
                for at in range(-(-chart.length // days))]
        found.append(merged([(cell(scale.get(rows - row, ""), gutter, "right") + "|", "quiet"), *plot]))
    below, labels = _axis(chart, gutter, room, days, cells_each)
    return [*found, below, labels]


def stack(values: Sequence[int], top: int, rows: int) -> list[int]:
    """How many of the rows each value takes: what is there at all takes one, where there are enough rows."""
    found, total, said = [], 0, 0
    for value in values:
        total += value
        upto = _row(total, top, rows)
        found.append(upto - said)
        said = upto
    for at, value in enumerate(values):
        if value > 0 and found[at] == 0:
            most = max(range(len(found)), key=found.__getitem__)
            if found[most] > 1:
                found[most] -= 1
                found[at] = 1
            elif sum(found) < rows:
                found[at] = 1
    return found


def _row(value: int, top: int, rows: int) -> int:
    """``value`` of ``top`` in rows, rounded half up; 0 to ``rows``."""
    return min(max((2 * value * rows + top) // (2 * top), 0), rows) if top > 0 else 0


def _share(length: int, room: int) -> tuple[int, int]:
    """Days a column, and cells a column: several days when there is not a cell for each."""
    days = max(-(-length // max(room, 1)), 1)
    return days, max(room // length, 1) if days == 1 and length else 1


def _cell(chart: Chart, heights: Sequence[int], mark: int, row: int, width: int) -> Piece:
    over = chart.over
    if over is not None and mark == row:
        return over.sign * width, over.tone
    reached = 0
    for series, high in zip(chart.stacked, heights, strict=False):
        reached += high
        if row <= reached:
            return series.sign * width, series.tone
    return " " * width, ""


def merged(pieces: Sequence[Piece]) -> Line:
    """Neighbours of one tone become one piece."""
    found: list[Piece] = []
    for text, tone in pieces:
        if found and found[-1][1] == tone:
            found[-1] = found[-1][0] + text, tone
        else:
            found.append((text, tone))
    return found


def _legend(chart: Chart, width: int) -> Line:
    """Sign, name and figure of every series; where there is no room, names become shorter, then the figures go."""
    series = [*chart.stacked, *([chart.over] if chart.over is not None else [])]
    said: Line = ()
    for noted, short in ((True, False), (True, True), (False, False), (False, True)):
        line: list[Piece] = []
        for one in series:
            name = one.short if short and one.short else one.name
            line += [(f" {one.sign} ", one.tone), (name + (f" {one.note}" if noted and one.note else ""), one.tone), (" ", "")]
        said = line[:-1]
        if sum(cells(text) for text, _tone in said) <= width:
            break
    return said


def _axis(chart: Chart, gutter: int, room: int, days: int, each: int) -> tuple[Line, Line]:
    """The axis with a mark at every tick that is labelled, and the labels below it, centred where they fit."""
    wide = -(-chart.length // days) * each
    marks, label = ["-"] * wide, [" "] * room
    taken: set[int] = set()
    for day, text in chart.ticks:
        at, size = day // days * each, cells(text)
        first = min(max(at - size // 2, 0), room - size)
        if first < 0 or not taken.isdisjoint(range(first - 1, first + size + 1)):
            continue
        taken.update(range(first, first + size))
        marks[min(at, wide - 1)] = "+"
        # A wide character fills two places: the second holds nothing.
        label[first:first + size] = [text, *[""] * (size - 1)]
    blank = " " * gutter
    return [(blank + "+" + "".join(marks), "quiet")], [(blank + " " + "".join(label).rstrip(), "quiet")]
