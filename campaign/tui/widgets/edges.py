"""The first and the last lines of every page."""

from collections.abc import Callable, Sequence

from textual import events

from campaign.tables.header import Target, taken
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells, cut
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight


class Edge(Lines):
    """One line: pieces at the left, pieces at the right, blanks between; the left gives way when there is no room."""

    DEFAULT_CSS = "Edge { height: 1; width: 1fr; }"

    def __init__(self, left: Callable[[int], Line], right: Callable[[int], Line] = lambda room: (), *,
                 id: str | None = None) -> None:
        """Both are asked for their pieces at every repaint; they are told the width of the line."""
        super().__init__(id=id)
        self.ground = ""
        """Tone of what has none."""
        self._made: tuple[object, Tight] | None = None
        """The last line, and what it was made from: most of what is asked for anew reads as it did."""
        self._left = left
        self._right = right

    def line(self, y: int) -> Tight:
        width = self.size.width
        right = self._right(width)
        room = width - sum(cells(text) for text, _ in right)
        left = clipped(self._left(width), max(room - 1, 0) if right else room)
        said = [*left, *right]
        if self._made is None or self._made[0] != (said, len(left), width, self.ground):
            gap = max(width - sum(cells(text) for text, _ in said), 0)
            tight = self.tight(self.pieces([*left, (" " * gap, ""), *right], width, tone=self.ground), width)
            self._made = (said, len(left), width, self.ground), tight
        return self._made[1]

    def forget(self) -> None:
        self._made = None


class Buttons(Edge):
    """An edge whose pieces react to the mouse."""

    def __init__(self, shown: Callable[[int], Sequence[Target]], press: Callable[[str], None],
                 right: Callable[[int], Line] = lambda room: (), *, id: str | None = None) -> None:
        """``press`` is told what was clicked stands for."""
        super().__init__(lambda width: [piece for target in shown(width) for piece in target.said], right, id=id)
        self._shown, self._press = shown, press

    def on_click(self, event: events.Click) -> None:
        right = 0
        for target in self._shown(self.size.width):
            right += taken([target])
            if event.x < right:
                if target.does:
                    self._press(target.does)
                return


def clipped(pieces: Sequence[Piece], room: int) -> list[Piece]:
    """As many whole pieces as fit, the first that does not is cut."""
    kept: list[Piece] = []
    for text, tone in pieces:
        size = cells(text)
        if size > room:
            if room > 1:
                kept.append((cut(text, room), tone))
            break
        kept.append((text, tone))
        room -= size
    return kept
