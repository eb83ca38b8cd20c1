"""The rows of a record's page, and what stands at their right where there is room."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from campaign.tables.tones import Line
from campaign.tables.width import ROOMY, margin, spaced
from campaign.text import _
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sheet import Sheet

RIGHT = 40
"""Per cent of the screen that what stands at the right has."""


class RecordBody(Horizontal):
    """``line`` of a key in so many cells, ``edge`` of a key, ``aside`` in so many cells and lines."""

    def __init__(self, line: Callable[[str, int], Line], edge: Callable[[str], str],
                 aside: Callable[[int, int], Sequence[Line]]) -> None:
        super().__init__(id="record")
        self._line = line
        self.rows = Rows(self._draw, empty=("", _("loading")), edge=edge, id="rows")
        self.sheet = Sheet(aside, id="aside")

    def compose(self) -> ComposeResult:
        yield self.rows
        yield self.sheet

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        return (self._line(key, width),)

    def lay_out(self, *, aside: bool) -> int:
        """Cells of a row between the margins. ``aside``: there is more to tell at the right."""
        width, sheet, above = self.app.size.width, self.sheet, int(spaced(*self.app.size))
        self.rows.set_margins(margin(width))
        self.rows.styles.margin = (above, 0, 0, 0)
        sheet.display = aside and roomy(width)
        sheet.styles.width, sheet.styles.height = RIGHT * width // 100, "1fr"
        sheet.left, sheet.right, sheet.top = 2, margin(width), above
        return max(width - RIGHT * width // 100 * sheet.display - 2 * margin(width), 10)


def roomy(width: int) -> bool:
    return width >= ROOMY
