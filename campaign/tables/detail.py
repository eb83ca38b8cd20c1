"""What stands beside or below a list about the row under its cursor: what such details are put together with. Pure.

The first cell of every line is the edge's: a blank, or the edge of a light.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from campaign.tables.charts.beside import beside, fitted, wide
from campaign.tables.charts.heading import heading
from campaign.tables.sections import PageRow
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells

Block: TypeAlias = Callable[[int], Sequence[Line]]
"""Of so many cells: some lines that belong together; none, and it is not there."""

EDGE = "▌"
GAP = 4
"""Cells between columns."""
SPACED = 9
"""Lines from which on there are blank ones between blocks."""
WIDE, WIDEST = 100, 180
"""Cells from which on blocks stand in two and in three columns."""


def head(code: str, name: str, width: int, *more: Piece, right: Line = ()) -> Line:
    """The code quiet, the name strong, what else there is; and at the right end what warns."""
    line: list[Piece] = [(f" {code}  " if code else " ", "quiet"), (name, "strong")]
    for piece in more:
        line += [("  ", ""), piece] if piece[0] else []
    return ended(line, right, width) if right else line


def ended(line: Line, end: Line, width: int) -> Line:
    """``end`` at the right end; the line is cut for it."""
    taken = wide(end)
    return [*fitted(line, max(width - taken - 2, 0)), ("  ", ""), *end] if taken + 2 < width else line


def edged(light: str, line: Line, signs: Signs) -> Line:
    """A line beside the edge of a light, one cell further in."""
    edge = (EDGE, f"{light}_mark") if light and signs.way is Way.BLOCKS else (" ", "")
    return [edge, (" ", ""), *line]


def facts(pairs: Sequence[tuple[str, str | Piece]], width: int, columns: int = 1) -> list[Line]:
    """Label and value; what has no value is left out."""
    told = [(name, value if isinstance(value, tuple) else (value, "")) for name, value in pairs]
    told = [(name, value) for name, value in told if value[0]]
    label = max((cells(name) for name, _value in told), default=0) + 2
    room = (width - 1 - GAP * (columns - 1)) // columns
    rows = -(-len(told) // columns)
    lines = [[(cell(name, label), "quiet"), value] for name, value in told]
    blocks = [(lines[at * rows:(at + 1) * rows], room) for at in range(columns)]
    return [[(" ", ""), *line] for line in beside(blocks, GAP)]


def section(title: str, lines: Sequence[Line], width: int, signs: Signs, *, note: str = "", right: str = "") -> list[Line]:
    """A heading with a hair rule, and its lines; nothing where there are none."""
    return [[(" ", ""), *heading(width - 1, title, signs, note=note, right=right)], *lines] if lines else []


def flow(first: Sequence[Line], groups: Sequence[Sequence[Block]], width: int, height: int) -> list[Line]:
    """``first`` above all; the blocks of each group below one another, the groups side by side where there is room for two or
    three columns. A block goes where it fits whole, at its group's column or right of it; else it is left out, or cut where
    nothing else would stand.
    """
    count = 1 if width < WIDE else 2 if width < WIDEST else 3
    above = [*first, *([()] if first and height > SPACED else ())]
    room, gap = height - len(above), int(height > SPACED)
    each = (width - GAP * (count - 1)) // count
    widths = [each] * count if count != 2 else [(width - GAP) * 3 // 5, (width - GAP) - (width - GAP) * 3 // 5]
    columns: list[list[Line]] = [[] for _at in widths]

    def put(block: Block, at: int) -> bool:
        """Whether it stands in this column now."""
        said, column = block(widths[at]), columns[at]
        before = gap if column else 0
        if said and column and len(column) + before + len(said) > room:
            return False
        column += [*[()] * before, *said][:room - len(column)] if said else []
        return True

    left = [(block, at) for at, blocks in enumerate(groups) for block in blocks if not put(block, min(at, count - 1))]
    for block, at in left:  # to the right of where it belongs, when all have had their turn
        any(put(block, place) for place in range(min(at, count - 1) + 1, count))
    if not any(columns[1:]):
        return [*above, *columns[0]][:height]
    return [*above, *beside(list(zip(columns, widths, strict=True)), GAP)][:height]


def paged(rows: Callable[[int], Sequence[PageRow]], width: int, height: int, signs: Signs) -> list[Line]:
    """The rows of a record's page, for so many cells, as a detail that has the lines for them: its sections stand below one
    another, and beside where there is room.
    """
    count = 1 if width < WIDE else 2 if width < WIDEST else 3
    each = (width - GAP * (count - 1)) // count
    blocks: list[list[Line]] = [[]]
    for row in rows(each - 1):
        if row.line:
            blocks[-1].append([(" ", ""), *row.drawn(each - 1, signs)])
        else:
            blocks.append([])
    columns: list[list[Line]] = [[]]
    for block in filter(None, blocks):  # where it fits whole; else at the end, cut
        at = next((at for at, column in enumerate(columns) if not column or len(column) + 1 + len(block) <= height), -1)
        if at < 0 and len(columns) < count:
            columns.append([])
        columns[at] += [*([()] if columns[at] else []), *block]
    return beside([(column[:height], each) for column in columns], GAP)
