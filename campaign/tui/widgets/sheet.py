"""A few lines of text that is written anew as a whole: the facts above a list, the details below it."""

from collections.abc import Callable, Sequence

from campaign.tables.tones import Line, Piece
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight


class Sheet(Lines):
    """Shows what ``write(width, height)`` gives; ``update`` when that has changed. Only lines that differ are sent."""

    DEFAULT_CSS = "Sheet { height: 3; }"

    def __init__(self, write: Callable[[int, int], Sequence[Line]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left, self.right, self.top = 0, 0, 0
        """Cells and lines of the margins, which are not written on."""
        self._write = write
        self._made: dict[tuple[Piece, ...], Tight] = {}
        """By what they say."""
        self._written: list[Tight] = []
        self._fresh = False

    @property
    def room(self) -> tuple[int, int]:
        """Cells and lines between the margins."""
        width, height = self.size
        return width - self.left - self.right, height - self.top

    def update(self) -> None:
        self._fresh = False
        self.repaint()

    def forget(self) -> None:
        self._made, self._written, self._fresh = {}, [], False

    def line(self, y: int) -> Tight:
        width, height = self.size
        if not self._fresh or len(self._written) != height:
            blank = [(" " * self.left, "")] if self.left else []
            lines = [(*blank, *line) for line in self._write(*self.room)]
            lines = [*[()] * self.top, *lines][:height]
            lines += [()] * (height - len(lines))
            # Most of what is written anew reads as it did.
            self._made = {line: self._made.get(line) or self.tight(self.pieces(line, width), width) for line in lines}
            self._written = [self._made[line] for line in lines]
            self._fresh = True
        return self._written[y]
