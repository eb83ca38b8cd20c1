"""Screen 6: land tasks by county at the left, approvals by authority at the right; one of them at a time on a narrow screen."""

from typing import ClassVar

from textual import on

from campaign.core.codes import is_a
from campaign.text import N_, _
from campaign.tui.screens.land.lists import ApprovalPane, GroundPane, LandPane
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
        self._pointed: str | None = None
        """What to put the cursor on when it has been read."""

    def place(self, number: int, pane: Pane, width: int) -> None:
        self._wide = pane.captioned = width >= WIDE
        pane.styles.margin = (0, 0, 0, GAP if self._wide and number else 0)
        pane.display = self._wide or number == self._at

    @property
    def adds(self) -> tuple[str, ...]:
        return ("approval", "land_task", "blocker") if is_a(self.subject, "approval") else ("land_task", "approval", "blocker")

    def heading(self) -> str:
        return _(self.TITLE_TEXT) if self._wide else self.pane.title()

    def point_at(self, code: str) -> None:
        """What neither half lists, such as a blocker that was just added, leaves the cursor where it is."""
        if not is_a(code, "land_task", "approval"):
            return
        self._go(int(is_a(code, "approval")))
        self._pointed = None if self.pane.rows.move_to(code) else code

    @on(GroundPane.Arrived)
    def _arrived(self, event: GroundPane.Arrived) -> None:
        if self._pointed is not None and event.pane.rows.move_to(self._pointed):
            self._pointed = None
        self.moved(event.pane)
