"""What stands on a board, and where: columns of cards, side by side in bands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from campaign.tables.width import ROOMY, margin

BAND = 10
"""Lines of a band, at least."""


class Stack(NamedTuple):
    """A column: its key, and the keys of its cards from top to bottom, each once; ``rest``: of those folded away below them."""

    key: str
    cards: Sequence[str]
    rest: Sequence[str] = ()

    @property
    def places(self) -> int:
        """Where the cursor can stand: on the cards, and on what is folded away."""
        return len(self.cards) + bool(self.rest)


class Places(NamedTuple):
    """How columns stand on a board: so many across, so wide, so many cells apart, in bands of so many lines."""

    across: int
    width: int
    gap: int
    left: int
    top: int
    bands: Sequence[int]

    @classmethod
    def of(cls, size: Size, columns: int) -> Places:
        """For so many columns: three across at 80 cells, four at 110 to 139, six at 200."""
        room = size.width - 2 * margin(size.width)
        roomy = size.width >= ROOMY
        across = max((room + 4) // 30, 4) if roomy else max((room + 1) // 26, 1)
        gap = min(max((room - across * (24 if roomy else 25)) // max(across - 1, 1), 1), 4)
        width = (room - gap * (across - 1)) // across
        if not columns:
            across, width = 1, room
        top = int(size.height > 2 * BAND)
        height = size.height - top
        bands = max(min(height // BAND, -(-columns // across)), 1)
        return cls(across, width, gap, margin(size.width) - 1, top, [(height + at) // bands for at in reversed(range(bands))])
