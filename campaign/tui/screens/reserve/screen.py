"""Screen 7: the reserve: its funnel, its projects ranked, and the chain map beside them."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from campaign.tables.reserve_around import chain_map, funnel_steps
from campaign.tables.tones import Line
from campaign.tables.width import ROOMY, TALL, margin, spaced
from campaign.tui.host import host_of
from campaign.tui.screens.reserve.candidate_list import ReservePane
from campaign.tui.shell.headed import Headed
from campaign.tui.shell.panes_page import PanesPage
from campaign.tui.shell.split import BESIDE, Split
from campaign.tui.widgets.funnel import Funnel
from campaign.tui.widgets.sheet import Sheet


class ReservePage(PanesPage):
    DEFAULT_CSS = "ReservePage #map { width: 40; height: 1fr; }"
    TITLE_TEXT = ReservePane.TITLE_TEXT
    HINTS = ReservePane.HINTS

    def __init__(self) -> None:
        self._list = ReservePane(id="reserve")
        super().__init__(self._list)

    def body(self) -> Iterable[Widget]:
        yield Funnel(lambda: funnel_steps(self._list.funnel))
        yield Split((*self._panes, Sheet(self._map, id="map")), self._details)

    def _map(self, width: int, height: int) -> Sequence[Line]:
        return chain_map(self._list.chains, width, height, host_of(self).signs)

    def _lay_out(self, width: int, height: int) -> None:
        self.above = self.query_one(Funnel).lay_out(width, spaced=spaced(width, height))
        found = self.query_one("#map", Sheet)
        found.right, found.top = margin(width), int(spaced(width, height))
        self._show_map(width, height)
        super()._lay_out(width, height)

    def _show_map(self, width: int, height: int) -> None:
        """Beside the list; from ``BESIDE`` on it stands in the detail."""
        self.query_one("#map", Sheet).display = ROOMY <= width < BESIDE and height >= TALL and bool(self._list.chains)

    def moved(self, pane: Headed) -> None:
        self._show_map(self.app.size.width, self.app.size.height)
        super().moved(pane)
        self.query_one(Funnel).update()
        self.query_one("#map", Sheet).update()
