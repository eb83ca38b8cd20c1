"""A few lines of text that is written anew as a whole: the facts above a list, the details below it."""

from collections.abc import Callable, Sequence

from campaign.tui.widgets.lines import Line, Lines
from campaign.tui.widgets.strips import Tight


class Sheet(Lines):
    """Shows what ``write(width, height)`` gives; ``update`` when that has changed. Only lines that differ are sent."""

    DEFAULT_CSS = "Sheet { height: 3; }"

    def __init__(self, write: Callable[[int, int], Sequence[Line]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._write = write
        self._written: list[Tight] = []

    def update(self) -> None:
        self.redraw()

    def forget(self) -> None:
        self._written = []

    def line(self, y: int) -> Tight:
        width, height = self.size
        if len(self._written) != height:
            lines = list(self._write(width, height))[:height]
            lines += [()] * (height - len(lines))
            self._written = [self.tight(self.pieces(line, width), width) for line in lines]
        return self._written[y]
