"""The list of results that wait until headquarters confirm them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.core.situation import Situation
from campaign.service import results
from campaign.store.queries.results import Waiting
from campaign.tables.results import UNCONFIRMED
from campaign.tables.tones import Line
from campaign.tables.waiting_details import result_details
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.screens.requests.about import standing
from campaign.tui.shell.loading_pane import LoadingPane


class UnconfirmedPane(LoadingPane):
    """The oldest first; ``r`` confirms, ``w`` returns, ``R`` confirms all that the filter shows."""

    TITLE_TEXT, SHORT = N_("Unconfirmed results"), N_("Unconfirmed")
    HINTS = ("panes", "own", "resolve_all", "hold_all", "open", "group", "filter")
    KIND = "result"
    AT_ONCE = True
    LEAN = 7
    TABLE = UNCONFIRMED

    def read_rows(self, situation: Situation) -> Mapping[str, Waiting]:
        return results.waiting(self.session)

    def stale(self, old: Situation | None, new: Situation, touched: frozenset[str] | None) -> bool:
        return self._rows is None or old is None or touched is None or old.snapshot.uncounted is not new.snapshot.uncounted

    def open(self, key: str) -> None:
        """What it is a result of."""
        super().open((self._rows or {})[key].result.subject)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        row = (self._rows or {})[code]
        return result_details(self.listing(situation), row, standing(self.session, situation, row.result.subject), width, height,
                              host_of(self).signs)

    def empty(self) -> Sequence[str]:
        return (_("Nothing waits to be confirmed."),)
