"""Model cases and study visits: a pane of the page of honours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.core.model.merits import Case
from campaign.core.situation import Situation
from campaign.service import cases
from campaign.tables.cases import CASES
from campaign.tables.cases import details as case_details
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.shell.loading_pane import LoadingPane


class CasesPane(LoadingPane):
    """Model cases and study visits."""

    TITLE_TEXT, SHORT = N_("Cases and study visits"), N_("Cases")
    HINTS = ("panes", "add", "own", "open", "group", "filter", "sort")
    KIND = "case"
    FOLLOWS = ("case",)
    LEAN = 8
    TABLE = CASES

    def read_rows(self, situation: Situation) -> Mapping[str, Case]:
        return {row.code: row for row in cases.cases(self.session, situation)}

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told = self.listing(situation)
        return case_details(told, told.rows[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("No case is noted yet."), "", _("a adds one here; on the command line:"),
                "campaign case TITLE --kind model --project P0042")
