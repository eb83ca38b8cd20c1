"""The rows of a record's page, and what stands at their right and below them where there is room."""

from collections.abc import Callable, Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.project_view import project_view
from campaign.tables.around import around
from campaign.tables.blocks import FEW, Block, columns, filled
from campaign.tables.charts.beside import beside
from campaign.tables.detail import GAP
from campaign.tables.sections import PageRow
from campaign.tables.tones import Line
from campaign.tables.width import ROOMY, margin, spaced
from campaign.text import _
from campaign.tui.host import host_of
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sheet import Sheet

RIGHT = 40
"""Per cent of the screen that what stands at the right has."""
REPORTS = 12
"""Of a project that it hangs on."""
CHROME = 4
"""Lines of a screen that are not the page's own: two heads, its heading, the keys."""


class RecordBody(Horizontal):
    """``row`` of a key in so many cells, if there is one."""

    def __init__(self, row: Callable[[str, int], PageRow | None]) -> None:
        super().__init__(id="record")
        self._row = row
        self._below: Sequence[Line] = ()
        self._beside: Sequence[Line] = ()
        self.rows = Rows(self._draw, empty=("", _("loading")), edge=self._edge, id="rows")
        self.below = Sheet(lambda width, height: self._below, id="below")
        self.sheet = Sheet(lambda width, height: self._beside, id="aside")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.rows
            yield self.below
        yield self.sheet

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        row = self._row(key, width)
        if row is None:
            return ()
        return (row.drawn(width, host_of(self).signs),)

    def _edge(self, key: str) -> str:
        row = self._row(key, 0)
        return "" if row is None else row.edge

    def lay_out(self, *, around: bool) -> int:
        """Cells of a row between the margins. ``around``: there is more to tell than the rows do."""
        width, sheet, above = self.app.size.width, self.sheet, int(spaced(*self.app.size))
        self.rows.set_margins(margin(width))
        self.rows.styles.margin = (above, 0, 0, 0)
        sheet.display = around and roomy(width)
        right = RIGHT * width // 100 * sheet.display
        sheet.styles.width, sheet.styles.height = right, "1fr"
        sheet.left, sheet.right, sheet.top = 2, margin(width), above
        self.below.left, self.below.right, self.below.top = margin(width), margin(width), 1
        return max(width - right - 2 * margin(width), 10)

    def around(self, session: Session, situation: Situation, own: Iterable[Block],
               about: Iterable[str | None]) -> Sequence[Block]:
        """What a record tells of itself, and what it hangs on: of the first project all that is known."""
        codes = [code for code in about if code is not None]
        first = next((situation.snapshot.projects[code] for code in codes if code in situation.snapshot.projects), None)
        told = None if first is None else project_view(session, situation, first, REPORTS)
        return [*own, *around(situation, told, codes, host_of(self).signs)]

    def fill(self, blocks: Sequence[Block], rows: int) -> None:
        """Around so many rows."""
        width, height = self.app.size
        left = margin(width)
        tall = height - CHROME - self.sheet.top
        room = tall - rows - 1
        low = room if blocks and room >= FEW else 0
        self.below.display, self.below.styles.height = bool(low), "1fr"
        self.rows.styles.height = max(rows, 1) if low else "1fr"
        right = RIGHT * width // 100 * self.sheet.display
        across = columns(width - right - 2 * left) if low else []
        rooms = [*([(right - 2 - left, tall)] if right else []), *((each, low) for each in across)]
        found = filled(blocks, rooms)
        self._beside = beside([(found.pop(0), rooms[0][0])]) if right else ()
        self._below = beside(list(zip(found, across, strict=True)), GAP)
        self.below.update()
        self.sheet.update()


def roomy(width: int) -> bool:
    return width >= ROOMY
