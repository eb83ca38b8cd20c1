"""Screen 9: who was on which site on which day, where nobody is today, and how the leaders keep in touch."""

from campaign.text import N_
from campaign.tui.host import Kept
from campaign.tui.screens.presence.leaders_list import LeadersPane
from campaign.tui.screens.presence.sites_list import HINTS, SitesPane
from campaign.tui.shell.page import Page
from campaign.tui.shell.panes_page import PanesPage


class PresencePage(PanesPage):
    TITLE_TEXT = N_("Sites")
    HINTS = HINTS

    def __init__(self) -> None:
        self._sites, self._leaders = SitesPane(id="sites"), LeadersPane(id="leaders")
        super().__init__(self._sites, self._leaders)

    def kept(self) -> Kept | None:
        return self.pane.kept()

    def action_panes(self, step: int = 1) -> None:
        Page.action_panes(self)  # the leaders are another view: v goes there

    def action_group(self) -> None:
        """Between sites and leaders nothing is kept: neither the order nor what was typed or filtered."""
        if self.pane is self._leaders or self._sites.last_group:
            self._sites.restart()
            self._leaders.restart()
            self._go(1 - self._at)
            self.head()
        else:
            super().action_group()
