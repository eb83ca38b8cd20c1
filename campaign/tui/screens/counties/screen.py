"""Screen 5: the counties' league, indicators, growth parity, totals by sector and investor: Tab goes from one to the next."""

from typing import ClassVar

from campaign.text import N_
from campaign.tui.screens.counties.indicator_lists import IndicatorPane, ParityPane, TotalsPane
from campaign.tui.screens.counties.league_list import LeaguePane
from campaign.tui.shell.panes_page import DETAILS
from campaign.tui.shell.tabs_page import TabsPage

ROOMY = 24
"""Lines from which on the details of the league have a line for each part: counties are few."""


class CountiesPage(TabsPage):
    TITLE_TEXT = N_("Counties")
    PLACES: ClassVar[dict[str, int]] = {"C": 0}

    def __init__(self) -> None:
        super().__init__(LeaguePane(id="league"), IndicatorPane(id="indicators"), ParityPane(id="parity"),
                         TotalsPane(id="totals"))

    def _lay_out(self, width: int, height: int) -> None:
        super()._lay_out(width, height)
        if isinstance(self.pane, LeaguePane) and height >= ROOMY:
            self.sheet.styles.height = DETAILS[-1]
