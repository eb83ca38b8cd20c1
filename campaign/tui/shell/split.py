"""A list, and the detail of the row under its cursor: below it, or at its right where there is room for both."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from campaign.tables.tones import Line
from campaign.tables.width import ROOMY, TALL, margin, spaced
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sheet import Sheet

LOW, NARROW = 16, 60
"""Lines and cells of a screen below which there is no detail: Enter shows it."""
FEW, SOME = 4, 8
REST = 0.2
"""Seconds without a key after which the details follow the cursor."""
BESIDE = 140
"""Cells of a screen from which on the detail stands at the right."""
NEAR = 36
"""Cells beside a narrow list from which on a detail stands there on a screen of fewer."""
LEAST, MOST = 54, 74
"""Cells of the detail at the right, on a screen of 140 and of 200 or more."""


class Split(Widget):
    """``lists`` stand side by side. ``write`` is asked for the detail: of the cells between its margins and of its lines."""

    DEFAULT_CSS = """
    Split { height: 1fr; width: 1fr; }
    Split > Vertical { height: 1fr; width: 1fr; }
    Split > Sheet { background: $raised; }
    """

    def __init__(self, lists: Sequence[Widget], write: Callable[[int, int], Sequence[Line]]) -> None:
        super().__init__()
        self._lists, self._write = lists, write
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            with Horizontal(id="panes"):
                yield from self._lists
            yield FilterLine(id="filter")
        yield Sheet(self._write, id="details")

    @property
    def spaced(self) -> bool:
        """Whether the screen has room for blank lines around headings."""
        return spaced(*self.app.size)

    @property
    def sheet(self) -> Sheet:
        return self.query_one("#details", Sheet)

    def rest(self) -> None:
        """The details follow when the cursor rests: over a slow line they would hold it up."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.sheet.update)

    def lay_out(self, width: int, height: int, need: int, *, beside: bool, takes: int = 0) -> None:
        """On a screen of these cells and lines. ``need``: lines that the list can do with; the detail gets what it leaves.
        ``beside``: there is room at the right. ``takes``: cells that the list can do with; the detail has the others, if known.
        """
        room = height - (7 if spaced(width, height) else 5)
        """Lines for list and detail."""
        sheet, few = self.sheet, SOME if height >= TALL else FEW
        free = width - takes - 2 * margin(width) - 1 if takes else 0
        right = beside and (2 * need + 2 > room or not need) and (width >= BESIDE or (width >= ROOMY and free >= NEAR))
        sheet.display = height >= LOW and width >= NARROW
        sheet.left, sheet.right, sheet.top = margin(width) - 1, margin(width), int(right and spaced(width, height))
        self.styles.layout = "horizontal" if right else "vertical"
        for one in self._lists:
            if isinstance(one, Rows):
                one.set_margins(margin(width))
        sheet.styles.width = max(free, right_width(width)) if right else "1fr"
        sheet.styles.height = "1fr" if right else max(few, room - need - 1) if need else few


def right_width(width: int) -> int:
    """Cells of the detail at the right, with its margins."""
    return min(LEAST + max(width - BESIDE, 0) // 3, MOST)
