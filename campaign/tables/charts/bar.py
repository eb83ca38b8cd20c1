"""A bar as a line, half a cell exact, with the mark of where one should be; and rows of them with names and figures."""

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from campaign.tables.charts.beside import fitted
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells

MISSED = 0.1
"""A share that is further behind its target than this has missed it: the mark is bright."""
GAP = 2


def percent(share: float) -> str:
    """Whole percent, rounded down: 100 % says that all is done."""
    return f"{floor(share * 100 + 1e-9)}%"


def bar(width: int, share: float, signs: Signs, *, target: float | None = None, missed: bool | None = None,
        tone: str = "data") -> Line:
    """A bar of ``width`` cells. ``share`` and ``target`` are shares of 1; beyond 0 and 1 they are clamped.

    It is full only when all is done, and shows half a cell as soon as anything is. The upright of the target is never hidden;
    it is bright when it was ``missed``, by ten points if nobody says so. Example: ``bar(24, .372, signs, target=.38)``.
    """
    if width < 1:
        return []
    share = min(max(share, 0.0), 1.0)
    blocks = signs.way is Way.BLOCKS
    steps = 2 * width if blocks else width
    done = round(share * steps)
    if done == 0 and share > 0:
        done = 1
    elif done == steps and share < 1 and steps > 1:
        done -= 1
    if blocks:
        row = "━" * (done // 2) + "╸" * (done % 2)
        full, rest, sign = len(row), "─", "track"
    else:
        row, full, rest, sign = "=" * done, done, ".", "rule"
    row += rest * (width - full)
    if target is None:
        return _parts(row, 0, full, tone, sign)
    target = min(max(target, 0.0), 1.0)
    at = min(round(target * width), width - 1)
    if missed is None:
        missed = target - share >= MISSED - 1e-9
    upright = ("┃" if missed else "│") if blocks else "|"
    return [*_parts(row[:at], 0, full, tone, sign), (upright, "strong" if missed else "quiet"),
            *_parts(row[at + 1:], at + 1, full, tone, sign)]


def _parts(row: str, start: int, full: int, tone: str, rest: str) -> list[Piece]:
    """What is done and what is not, of the piece of a bar that begins at ``start``."""
    at = max(full - start, 0)
    return [(text, said) for text, said in ((row[:at], tone), (row[at:], rest)) if text]


class Row(NamedTuple):
    """A bar with its name before it, its figure and a note behind it."""

    name: str
    share: float | None
    """None: there is no bar to draw, only the figure (``无到期``)."""
    figure: str
    target: float | None = None
    note: str = ""
    missed: bool | None = None
    tone: str = "data"


def bars(rows: Sequence[Row], width: int, signs: Signs, *, name: int = 0, least: int = 8) -> list[Line]:
    """A line each. Names, bars, figures and notes stand in columns: the bar takes what is left, at least ``least`` cells.

    ``name``: cells of the names; 0 for as many as they need. Where there is no room, notes go first, then bars.
    """
    wide = name or max((cells(row.name) for row in rows), default=0)
    figure = max((cells(row.figure) for row in rows), default=0)
    note = max((cells(row.note) for row in rows), default=0)
    room = width - wide - figure - 2 * GAP
    if note and room - note - GAP >= least:
        room -= note + GAP
    else:
        note = 0
    drawn = room >= least
    found: list[Line] = []
    for row in rows:
        line: list[Piece] = [(cell(row.name, wide), ""), (" " * GAP, "")]
        if drawn:
            line += [*(bar(room, row.share, signs, target=row.target, missed=row.missed, tone=row.tone)
                       if row.share is not None else [(" " * room, "")]), (" " * GAP, "")]
        line.append((cell(row.figure, figure, "right"), "strong" if row.share is not None else "quiet"))
        if note:
            line += [(" " * GAP, ""), (cell(row.note, note, "right"), "quiet")]
        found.append(fitted(line, width))
    return found
