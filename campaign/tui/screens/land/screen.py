"""Screen 6: land tasks by county at the left, approvals by authority at the right; one of them at a time on a narrow screen."""

from typing import ClassVar

from campaign.core.codes import is_a
from campaign.text import N_
from campaign.tui.screens.land.lists import ApprovalPane, LandPane
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.panes_page import PanesPage

WIDE = 100
"""Cells of a screen from which on both halves are shown."""
GAP = 1
"""Cells between the halves."""


class LandPage(PanesPage):
    """Two panes, one of which has the keys."""

    TITLE_TEXT = N_("Land and approvals")
    HINTS: ClassVar[tuple[str, ...]] = ("panes", "note", "resolve", "move_on", "hold", "filter", "group")

    def __init__(self) -> None:
        super().__init__(LandPane(id="land"), ApprovalPane(id="approvals"))
        self._wide = False

    def place(self, number: int, pane: Pane, width: int) -> None:
        self._wide = pane.beside = width >= WIDE
        pane.styles.margin = (0, 0, 0, GAP if self._wide and number else 0)
        pane.display = self._wide or number == self._at

    @property
    def adds(self) -> tuple[str, ...]:
        return ("approval", "land_task", "blocker") if is_a(self.subject, "approval") else ("land_task", "approval", "blocker")
