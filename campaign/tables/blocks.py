"""Blocks of lines that fill the room which the rows of a page leave, at their right and below them. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from campaign.tables.charts.beside import beside
from campaign.tables.detail import GAP, WIDE, WIDEST
from campaign.tables.detail import Block as Detail
from campaign.tables.tones import Line

Write: TypeAlias = Callable[[int, int], Sequence[Line]]
"""In so many cells and at most so many lines what belongs together; nothing where that is too little."""
SOME = 12
"""Lines that a block wants."""
LEAST = 5
"""Lines that a detail leaves, below which nothing more is said."""
FEW = 2
"""Lines below which no block begins."""


class Block(NamedTuple):
    write: Write
    wants: int = SOME
    """Lines with which it says enough; the last of a column gets what is left."""


def columns(width: int) -> list[int]:
    """The cells of the columns in which blocks stand side by side below the rows."""
    count = 1 if width < WIDE else 2 if width < WIDEST else 3
    each = (width - GAP * (count - 1)) // count
    return [*[each] * (count - 1), width - (each + GAP) * (count - 1)]


def stacked(writes: Sequence[Write]) -> Write:
    """One below the other, as many as fit, a blank line between two."""
    def write(width: int, room: int) -> list[Line]:
        lines: list[Line] = []
        for one in writes:
            left = room - len(lines) - bool(lines)
            said = one(width, left) if left >= FEW else ()
            if said and len(said) <= left:
                lines += [*([()] if lines else []), *said]
        return lines
    return write


def of_details(written: Iterable[Detail]) -> Block:
    """What a detail says, beside the rows of a page: the edge's cell goes."""
    def flush(write: Detail) -> Write:
        return lambda width, room: [[(line[0][0].removeprefix(" "), line[0][1]), *line[1:]] if line else line
                                    for line in write(width + 1)]
    return Block(stacked([flush(write) for write in written]))


def filled(blocks: Iterable[Block], rooms: Sequence[tuple[int, int]]) -> list[list[Line]]:
    """The lines of each column of ``rooms`` (cells, lines): a block stands where nothing does yet, else where most room is. What
    is left then goes to the last of a column that has more to say.
    """
    found: list[list[tuple[Block, Sequence[Line]]]] = [[] for _room in rooms]
    for block in blocks:
        left = [room[1] - _lines(placed) - bool(placed) for room, placed in zip(rooms, found, strict=True)]
        for at in sorted(range(len(rooms)), key=lambda at: (bool(found[at]), -left[at])):
            said = block.write(rooms[at][0], min(left[at], block.wants)) if left[at] >= FEW else ()
            if said and len(said) <= left[at]:
                found[at].append((block, said))
                break
    for (width, height), placed in zip(rooms, found, strict=True):
        for at in range(len(placed) - 1, -1, -1):
            block, said = placed[at]
            more = block.write(width, len(said) + height - _lines(placed))
            if len(said) < len(more):
                placed[at] = block, more
    return [[line for at, (_block, said) in enumerate(placed) for line in ([()] if at else []) + list(said)] for placed in found]


def under(lines: Sequence[Line], blocks: Callable[[], Iterable[Block]], width: int, height: int) -> list[Line]:
    """A detail, and below it, in the lines that it leaves, what else there is to say; the edge's cell stays free."""
    room = height - len(lines) - 1
    if room < LEAST:
        return list(lines)
    first, *others = columns(width)
    each = [first - 1, *others]
    more = beside(list(zip(filled(blocks(), [(cells, room) for cells in each]), each, strict=True)), GAP)
    return [*lines, (), *([(" ", ""), *line] for line in more)] if more else list(lines)


def _lines(placed: Sequence[tuple[Block, Sequence[Line]]]) -> int:
    return sum(len(said) for _block, said in placed) + max(len(placed) - 1, 0)
