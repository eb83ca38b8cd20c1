"""A progress bar of plain ASCII cells: ``[####..|...]``, '|' where one should be by now."""

from math import floor

from campaign.tables.tones import Line, Piece

NARROW = 9
"""Cells below which a bar could not tell 75 % from 99 %: the percent stands there instead."""


def percent(done: float) -> str:
    """Whole percent, rounded down: 100 % says that all is done."""
    return f"{floor(done * 100 + 1e-9)}%"


def bar(width: int, done: float, expected: float | None = None, tone: str = "") -> Line:
    """A bar of exactly ``width`` cells (at least 3). ``done`` and ``expected`` are shares of 1; beyond 0 and 1 they are clamped.

    A bar is full only when all is done, and shows a cell as soon as anything is; the mark stands after the expected share.
    The tone is that of the done part. Narrower than ``NARROW`` it is the percent alone.
    """
    if 4 <= width < NARROW:
        return [(percent(min(max(done, 0.0), 1.0)).rjust(width), tone)]
    inner = max(width, 3) - 2
    done = min(max(done, 0.0), 1.0)
    full = int(done * inner)
    if done > 0 and full == 0:
        full = 1
    if done < 1 and full == inner and inner > 1:
        full = inner - 1
    cells = ["#"] * full + ["."] * (inner - full)
    if expected is not None:
        at = round(min(max(expected, 0.0), 1.0) * inner)
        if at < inner:
            cells[at] = "|"
    text = "".join(cells)
    pieces: list[Piece] = [("[", "quiet")]
    if text[:full]:
        pieces.append((text[:full], tone))
    if text[full:]:
        pieces.append((text[full:], "quiet"))
    return [*pieces, ("]", "quiet")]
