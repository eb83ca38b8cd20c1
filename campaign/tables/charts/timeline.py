"""A blocker as a line in time: open since, due, overdue; one axis for all rows of a list. And the hands that one went through."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.tables.charts.beside import fitted, merged
from campaign.tables.charts.canvas import Canvas
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells, cut
from campaign.text import _, ngettext


class Window(NamedTuple):
    """The days that all rows show: ``each`` days a cell, today in the cell ``today``."""

    width: int
    today: int
    each: int = 2

    def place(self, day: int) -> int:
        """The cell of a day, counted from today; beyond the window where it lies beyond."""
        return self.today + (2 * day + self.each) // (2 * self.each)

    @property
    def back(self) -> int:
        """Days before today in the first cell."""
        return self.today * self.each

    @property
    def ahead(self) -> int:
        return (self.width - 1 - self.today) * self.each


def window(width: int, *, each: int = 2, ahead: int = 20) -> Window:
    """``ahead``: days after today that are shown, if a third of the cells is enough for them."""
    width = max(width, 1)
    return Window(width, width - 1 - min(ahead // each, width // 3), each)


class Stretch(NamedTuple):
    """When it was opened, is due and ended, in days from today: 33 days ago is -33."""

    opened: int
    due: int | None = None
    ended: int | None = None
    """None: it is still open."""


def timeline(stretch: Stretch, shown: Window, signs: Signs) -> Line:
    """``shown.width`` cells: what was in time, the due day as an upright, what is overdue in red, what is left as a thin line.

    A due day that is over stands before today, one to come after it, however coarse the window is. Opened 33 days ago and 19
    overdue: ``timeline(Stretch(-33, -19), window(28), signs)``.
    """
    blocks = signs.way is Way.BLOCKS
    late = "━" if blocks else "=" if signs.way is Way.CELLS and not signs.mono else "#"
    end = shown.today if stretch.ended is None else min(shown.place(min(stretch.ended, 0)), shown.today)
    until = stretch.ended if stretch.ended is not None else 0
    due = None if stretch.due is None else shown.place(stretch.due)
    if due is not None and stretch.due is not None:
        if stretch.due < until:
            due = min(due, end - 1)
        elif stretch.due > 0 and until == 0:
            due = max(due, shown.today + 1)
    start = min(shown.place(stretch.opened), end)
    row: list[Piece] = []
    for x in range(shown.width):
        if x == due:
            over = stretch.due is not None and stretch.due < until
            row.append((("┃" if over else "│") if blocks else "|", "strong" if over else "quiet"))
        elif start <= x <= end:
            row.append((late, "red_mark") if due is not None and x > due else ("━" if blocks else "=", "data"))
        elif due is not None and end < x < due and stretch.ended is None:
            row.append(("─", "track") if blocks else (".", "rule"))
        else:
            row.append((" ", ""))
    return merged(row)


def timeline_head(shown: Window, signs: Signs) -> Line:
    """``30 天前        今天   +20``: above a list of timelines."""
    canvas = Canvas(shown.width, 1, signs)
    today = _("today")
    canvas.put(max(min(shown.today - cells(today) // 2, shown.width - cells(today)), 0), 0, today, "strong")
    back, ahead = shown.back // 10 * 10, shown.ahead // 10 * 10
    if back:
        before = ngettext("{n} day ago", "{n} days ago", back).format(n=back)
        x = max(shown.place(-back), 0)
        if canvas.clear(x, 0, cells(before) + 1):
            canvas.put(x, 0, before, "quiet")
    if ahead:
        after = f"+{ahead}"
        x = min(shown.place(ahead) - len(after) // 2, shown.width - len(after))
        if canvas.clear(x - 1, 0, len(after) + 1):
            canvas.put(x, 0, after, "quiet")
    return canvas.lines()[0]


class Move(NamedTuple):
    """One step of a blocker's way."""

    date: str
    text: str
    note: str = ""
    days: str = ""
    """How long it stayed in that hand; at the right."""
    handed: bool = False
    """It changed hands."""
    warned: bool = False
    """The note is a fault: handed over and nothing done is told."""


def moves(rows: Sequence[Move], width: int, signs: Signs) -> list[Line]:
    """A line each: date, a dot where it changed hands, an upright between, what happened, the days. The last hand is strong."""
    blocks = signs.way is Way.BLOCKS
    dates, days = (max((cells(value) for value in column), default=0)
                   for column in ([row.date for row in rows], [row.days for row in rows]))
    last = max((at for at, row in enumerate(rows) if row.handed), default=-1)
    found: list[Line] = []
    for at, row in enumerate(rows):
        sign: Piece = ("●" if blocks else "*", "accent") if row.handed else ("│" if blocks else "|", "rule")
        room = width - dates - 4 - (days + 2 if days else 0)
        text = cut(row.text, room)
        note = cut(row.note, room - cells(text) - 2)
        line: list[Piece] = [(row.date + " " * (dates - cells(row.date)) + "  ", "quiet"), sign, (" ", ""),
                             (text, "strong" if at == last else "")]
        if note:
            line += [("  ", ""), (note, "yellow" if row.warned else "quiet")]
        if days:
            used = dates + 4 + cells(text) + (cells(note) + 2 if note else 0)
            line += [(" " * (width - used - cells(row.days)), ""), (row.days, "")]
        found.append(fitted(line, width))
    return found
