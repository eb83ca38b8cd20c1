"""Around the detail of a row of a short list: what the other lists of the page have. Pure.

It is the same whatever row the cursor is on, so that a key sends the detail alone.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from campaign.tables.blocks import SOME, Block, Write, columns, filled, under
from campaign.tables.charts.beside import beside
from campaign.tables.charts.heading import heading
from campaign.tables.detail import GAP, WIDE, WIDEST
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.text import _

LEAST = 3
"""Lines of a glance at least: its heading, and rows."""
ACROSS, FEW = 2, 3
"""Lists side by side below the detail; and so many that a third column has room for all of them."""


UNREAD = 1000
"""Lines that a list may take of which nothing is known yet."""


class Glance(NamedTuple):
    """Of one list."""

    need: int
    """Lines that all of it takes."""
    draw: Callable[[int, int], Sequence[Line]]
    """In so many cells, so many lines at most."""
    across: bool = False
    """Of sentences: it stands below the detail, as wide as both."""


def glance(title: str, count: int | None, rows: Sequence[Line], of: int, width: int, height: int, signs: Signs) -> list[Line]:
    """Its heading and its first rows; how many more of these lines (``of`` in all) it has than there is room for."""
    note = "" if count is None else str(count)
    lines: list[Line] = [[(" ", ""), *heading(width - 1, title, signs, note=note)], *rows[:max(height - 1, 0)]]
    if of + 1 > height > 1:
        lines[-1] = [(" " + _("{n} more").format(n=of + 2 - height), "quiet")]
    return lines


def with_lists(detail: Callable[[int, int], Sequence[Line]], glances: Sequence[Glance], width: int, height: int) -> list[Line]:
    """The detail at the top left; the lists at its right, and below both where they are more than that column holds. In narrow
    rooms all of them below it.
    """
    if not glances:
        return list(detail(width, height))
    if width < WIDE:
        lines = _whole(detail(width, height))
        return [*lines, *([()] if lines else []), *_stacked(glances, width, height - len(lines) - 1)][:height]
    if width >= WIDEST and _lines(glances) <= height // 2:
        lines = list(detail(width, height - _most(glances) - 1))
        lines += [()] * (height - _most(glances) - len(lines))
        return [*lines, *_side_by_side(glances[:ACROSS], width, _most(glances))]
    if width < WIDEST and (across := glances[-1]).across and across.need < height // 2:
        lines = with_lists(detail, glances[:-1], width, height - across.need - 1)
        lines += [()] * (height - across.need - len(lines))
        return [*lines, *across.draw(width, across.need)]
    side = (width - GAP) * 2 // 5 if width < WIDEST else (width - 2 * GAP) // 3
    alone = len(glances) == 1 or (width >= WIDEST and len(glances) <= FEW)
    upper = height if alone or _lines(glances) <= height else (height + 1) // 2
    below = len(glances) // 2 if upper < height else 0
    right = _stacked(glances[:len(glances) - below], side, upper)
    left = width - GAP - side
    lines = beside([(list(detail(left, upper))[:upper], left), (right, side)], GAP)
    if below:
        lines += [()] * (upper + 1 - len(lines))
        lines += _side_by_side(glances[-below:][:ACROSS], width, height - len(lines))
    return lines


def among_lists(detail: Callable[[int, int], Sequence[Line]], lean: int, glances: Sequence[Glance], others: Sequence[Write],
                width: int, height: int) -> list[Line]:
    """A detail that takes ``lean`` lines at most, in the columns that there is room for, among the lists and ``others``. Where it
    has columns nothing of that depends on the row under the cursor.
    """
    blocks = [*(Block(_flush(one), min(one.need, SOME)) for one in glances), *map(Block, others)]
    if width < WIDE:
        return under(_whole(detail(width, height)), lambda: blocks, width, height)

    def first(cells: int, room: int) -> list[Line]:
        lines = list(detail(cells + 1, min(lean, room)))[:lean]
        return [*lines, *[()] * (min(lean, room) - len(lines))]

    first_width, *more = columns(width)
    rooms = [(cells, height) for cells in (first_width - 1, *more)]
    left, *right = filled([Block(first, lean), *blocks], rooms)
    left = [line if at < lean or not line else [(" ", ""), *line] for at, line in enumerate(left)]
    return beside([(left, first_width), *zip(right, more, strict=True)], GAP)


def _flush(one: Glance) -> Write:
    """Its lines without the cell of the edge."""
    return lambda width, room: [[(line[0][0].removeprefix(" "), line[0][1]), *line[1:]] if line else line
                                for line in one.draw(width + 1, min(one.need, room))]


def _whole(lines: Sequence[Line]) -> list[Line]:
    """Without the blank ones at its end."""
    found = list(lines)
    while found and not "".join(text for text, _tone in found[-1]).strip():
        found.pop()
    return found


def _most(glances: Sequence[Glance]) -> int:
    return max(one.need for one in glances)


def _lines(glances: Sequence[Glance]) -> int:
    return sum(one.need + 1 for one in glances) - 1


def _stacked(glances: Sequence[Glance], width: int, height: int) -> list[Line]:
    """Below one another, as many as have room; what one does not need the others have."""
    each = [min(one.need, LEAST) for one in glances]
    while each and sum(each) + len(each) - 1 > height:
        each.pop()
    left = height - sum(each) - len(each) + 1
    while left > 0 and (short := [at for at, lines in enumerate(each) if lines < glances[at].need]):
        for at in short[:left]:
            each[at] += 1
        left -= len(short)
    lines: list[Line] = []
    for one, most in zip(glances, each, strict=False):
        drawn = one.draw(width, most)
        # Of what is not read yet there is no more than the heading: what stands below waits in its place.
        lines += [*([()] if lines else []), *drawn, *[()] * (most - len(drawn))]
    return _whole(lines)


def _side_by_side(glances: Sequence[Glance], width: int, height: int) -> list[Line]:
    each = (width - GAP * (len(glances) - 1)) // len(glances)
    return beside([(list(one.draw(each, min(one.need, height))), each) for one in glances], GAP)
