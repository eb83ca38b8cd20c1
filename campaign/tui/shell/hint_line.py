"""The keys that the footer names, as far as there is room."""

from collections.abc import Sequence

from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells

Hint = tuple[Piece, Piece]
"""A key, and what it does."""


def whole_hints(hints: Sequence[Hint], always: Sequence[Hint], width: int) -> Line:
    """``hints``, the most useful first, whole or not at all; then ``always``: the ways to all the others."""
    last = [piece for pair in always for piece in pair]
    room = width - sum(cells(said) for said, _tone in last)
    line: list[Piece] = []
    for key, label in hints:
        room -= cells(key[0] + label[0])
        if room < 0:
            break
        line += [key, label]
    return [*line, *last]
