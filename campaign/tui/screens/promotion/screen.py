"""Screen 8: leads and their funnel, the chain map, trips, promotion events: four panes, Tab goes from one to the next."""

from collections.abc import Iterable

from textual.widget import Widget

from campaign.tables.header import taken
from campaign.tables.leads import funnel
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import N_
from campaign.tui.screens.promotion.chain_lists import ChainPane, EventsPane, TripsPane
from campaign.tui.screens.promotion.lead_list import LeadPane
from campaign.tui.shell.tabs_page import TabsPage
from campaign.tui.widgets.edges import Edge
from campaign.words.chain import firms_short


class PromotionPage(TabsPage):
    TITLE_TEXT = N_("Promotion")

    def __init__(self) -> None:
        self._leads = LeadPane(id="leads")
        self._chain = ChainPane(id="chain")
        super().__init__(self._leads, self._chain, TripsPane(id="trips"), EventsPane(id="events"))

    def body(self) -> Iterable[Widget]:
        yield Edge(lambda width: funnel(self._leads.stages, width), id="funnel")
        yield from super().body()

    def _restrip(self) -> None:
        super()._restrip()
        for edge in self.query("#funnel").results(Edge):
            edge.repaint()

    def _strip_right(self, width: int) -> Line:
        """New private firms, of the year's target."""
        told = firms_short(self._chain.firms)
        return [(told + " ", "quiet")] if told and taken(self._strip(width)) + cells(told) + 2 <= width else ()
