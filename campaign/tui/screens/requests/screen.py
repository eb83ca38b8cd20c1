"""What waits for the word of headquarters: requests to change targets, and results. Tab goes from one list to the next."""

from typing import ClassVar

from campaign.tables.glances import Glance
from campaign.text import N_
from campaign.tui.screens.requests.request_list import RequestsPane
from campaign.tui.screens.requests.unconfirmed_list import UnconfirmedPane
from campaign.tui.shell.tabs_page import TabsPage


class RequestsPage(TabsPage):
    TITLE_TEXT = N_("Waiting for headquarters")
    HINTS: ClassVar[tuple[str, ...]] = ("panes", "open", "filter", "sort", "group")

    def __init__(self) -> None:
        self._requests = RequestsPane(id="requests")
        super().__init__(self._requests, UnconfirmedPane(id="unconfirmed"))

    def glances(self) -> list[Glance]:
        decided = self._requests.decided() if self.pane is self._requests else None
        return [*super().glances(), *([decided] if decided else [])]
