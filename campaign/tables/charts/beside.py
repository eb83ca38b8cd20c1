"""What all charts are put together with: runs of one tone, lines of exactly so many cells, blocks of lines side by side."""

from collections.abc import Iterable, Sequence

from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells, cut


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one tone become one piece; empty ones go."""
    found: list[Piece] = []
    for text, tone in pieces:
        if found and found[-1][1] == tone:
            found[-1] = found[-1][0] + text, tone
        elif text:
            found.append((text, tone))
    return found


def wide(line: Line) -> int:
    """Its cells."""
    return sum(cells(text) for text, _tone in line)


def fitted(line: Line, width: int) -> list[Piece]:
    """In exactly ``width`` cells: cut with ``~``, or filled with blanks."""
    found: list[Piece] = []
    left = max(width, 0)
    for text, tone in line:
        size = cells(text)
        if size > left:
            text = cut(text, left)
            size = cells(text)
            if text:
                found.append((text, tone))
            left -= size
            break
        found.append((text, tone))
        left -= size
    if left:
        found.append((" " * left, ""))
    return merged(found)


def beside(columns: Sequence[tuple[Sequence[Line], int]], gap: int = 4) -> list[Line]:
    """Blocks of lines, each with its width, ``gap`` cells between them; shorter ones are filled with blank lines."""
    found: list[Line] = []
    for y in range(max((len(lines) for lines, _width in columns), default=0)):
        line: list[Piece] = []
        for at, (lines, width) in enumerate(columns):
            if at:
                line.append((" " * gap, ""))
            line += fitted(lines[y], width) if y < len(lines) else [(" " * width, "")]
        found.append(merged(line))
    return found


def laid_over(lines: Sequence[Line], block: Sequence[Line], x: int, y: int) -> list[Line]:
    """``lines`` with ``block`` from the cell ``x`` of line ``y`` on; as they were where anything stands there already."""
    found = list(lines)
    for at, line in enumerate(block, y):
        size = wide(line)
        if not 0 <= at < len(found):
            return list(lines)
        before, under, after = _parted(found[at], x, size)
        if wide(under) != size or any(text.strip() for text, _tone in under):
            return list(lines)
        found[at] = merged([*before, *line, *after])
    return found


def _parted(line: Line, x: int, size: int) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """What stands before the cell ``x``, in the ``size`` cells from there on, and after them; a wide character that would be cut
    stands in what begins with it.
    """
    parts: tuple[list[Piece], list[Piece], list[Piece]] = ([], [], [])
    at = 0
    for text, tone in line:
        for char in text:
            parts[0 if at < x else 1 if at < x + size else 2].append((char, tone))
            at += cells(char)
    return merged(parts[0]), merged(parts[1]), merged(parts[2])
