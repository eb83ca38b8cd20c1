"""The heading of a section: its title, a note, a hair rule to the end of the column, and what a key does."""

from campaign.tables.charts.beside import fitted, wide
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import CUT, cells, cut

GAP = 2
LEAST = 3
"""Cells of the shortest rule that is drawn, and of the shortest note."""


def heading(width: int, title: str, signs: Signs, *, note: str = "", right: str = "", focus: bool = False) -> Line:
    """One line of ``width`` cells. The note loses what two blanks set apart, last first, is cut, then it goes, then what stands
    at the ``right``; the title is cut last.

    ``focus``: the pane has the keys. Example: ``heading(66, "要你看的", signs, note="20 条", right="Enter")``.
    """
    line: list[Piece] = [(cut(title, width), "bold accent" if focus else "strong")]
    left = width - cells(line[0][0])
    if right and cells(right) + GAP > left:
        right = ""
    end = cells(right) + GAP if right else 0
    note = _whole(note, left - end - GAP)
    if note and note != CUT:
        line += [(" " * GAP, ""), (note, "quiet")]
        left -= GAP + cells(note)
    room = left - end - GAP
    if room >= LEAST:
        line += [(" " * GAP, ""), _rule(room, signs)]
        left = end
    if right:
        line += [(" " * (left - cells(right)), ""), (right, "quiet")]
    return fitted(line, width)


def _whole(note: str, room: int) -> str:
    parts = note.split("  ")
    while len(parts) > 1 and cells("  ".join(parts)) > room:
        parts.pop()
    return cut("  ".join(parts), room)


def ruled(line: Line, width: int, signs: Signs) -> Line:
    """Whatever a title says, and a hair rule up to the right edge where there is room for one."""
    room = width - wide(line) - GAP
    return [*line, (" " * GAP, ""), _rule(room, signs)] if room >= LEAST else line


def _rule(room: int, signs: Signs) -> Piece:
    return ("─" if signs.way is Way.BLOCKS else "-") * room, "rule"
