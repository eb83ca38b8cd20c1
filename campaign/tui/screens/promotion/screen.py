"""Screen 8: leads and their funnel, the chain map, trips, promotion events: four panes, Tab goes from one to the next."""

from collections.abc import Iterable

from textual.widget import Widget

from campaign.tables.header import taken
from campaign.tables.leads import funnel_steps
from campaign.tables.tones import Line
from campaign.tables.width import cells, margin, spaced
from campaign.text import N_
from campaign.tui.screens.promotion.chain_lists import ChainPane, EventsPane, TripsPane
from campaign.tui.screens.promotion.lead_list import LeadPane
from campaign.tui.shell.tabs_page import TabsPage
from campaign.tui.widgets.funnel import Funnel
from campaign.words.chain import firms_short


class PromotionPage(TabsPage):
    TITLE_TEXT = N_("Promotion")

    def __init__(self) -> None:
        self._leads = LeadPane(id="leads")
        self._chain = ChainPane(id="chain")
        super().__init__(self._leads, self._chain, TripsPane(id="trips"), EventsPane(id="events"))

    def body(self) -> Iterable[Widget]:
        yield Funnel(lambda: funnel_steps(self._leads.stages))
        yield from super().body()

    def _restrip(self) -> None:
        super()._restrip()
        for bar in self.query(Funnel):
            bar.update()

    def _lay_out(self, width: int, height: int) -> None:
        self.above = self.query_one(Funnel).lay_out(width, spaced=spaced(width, height))
        super()._lay_out(width, height)

    def _strip_right(self, width: int) -> Line:
        """New private firms, of the year's target."""
        told = firms_short(self._chain.firms)
        return [(told + " " * margin(width), "quiet")] if told and taken(self._strip(width)) + cells(told) + 3 <= width else ()
