"""Honours: red and black list, leaderboards, who must explain, the ladder, merits, cases: Tab goes from one to the next."""

from typing import ClassVar

from campaign.tables.leaderboards import code_of
from campaign.text import N_
from campaign.tui.screens.honours.board_lists import BoardsPane, ListsPane
from campaign.tui.screens.honours.case_list import CasesPane
from campaign.tui.screens.honours.merit_lists import ExplainPane, LadderPane, MeritPane
from campaign.tui.shell.tabs_page import TabsPage


class HonoursPage(TabsPage):
    TITLE_TEXT = N_("Honours")
    HINTS: ClassVar[tuple[str, ...]] = ("panes", "open", "add", "edit", "filter", "sort", "group")

    def __init__(self) -> None:
        super().__init__(ListsPane(id="lists"), BoardsPane(id="boards"), ExplainPane(id="explain"), LadderPane(id="ladder"),
                         MeritPane(id="merits"), CasesPane(id="cases"))

    @property
    def adds(self) -> tuple[str, ...]:
        return super().adds or ("case",)

    @property
    def subject(self) -> str | None:
        found = super().subject
        return None if found is None else code_of(found)
