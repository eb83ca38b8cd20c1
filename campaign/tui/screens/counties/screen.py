"""Screen 5: the counties' league, indicators, growth parity, totals by sector and investor: Tab goes from one to the next."""


from campaign.text import N_
from campaign.tui.screens.counties.indicator_lists import IndicatorPane, ParityPane
from campaign.tui.screens.counties.league_list import LeaguePane
from campaign.tui.screens.counties.totals_list import TotalsPane
from campaign.tui.shell.tabs_page import TabsPage


class CountiesPage(TabsPage):
    TITLE_TEXT = N_("Counties")

    def __init__(self) -> None:
        super().__init__(LeaguePane(id="league"), IndicatorPane(id="indicators"), ParityPane(id="parity"),
                         TotalsPane(id="totals"))
