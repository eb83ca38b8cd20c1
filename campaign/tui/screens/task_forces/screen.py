"""Task forces, dispatches, bodies where nobody is, and who could help: four panes, Tab goes from one to the next."""

from typing import ClassVar

from campaign.core.codes import is_a
from campaign.text import N_
from campaign.tui.screens.task_forces.lists import DispatchPane, ForcePane, MatchPane, UncoveredPane
from campaign.tui.shell.tabs_page import TabsPage


class TaskForcesPage(TabsPage):
    TITLE_TEXT = N_("Task forces and dispatches")
    HINTS: ClassVar[tuple[str, ...]] = ("panes", "add", "edit", "note", "open", "filter", "sort", "group")

    def __init__(self) -> None:
        super().__init__(ForcePane(id="forces"), DispatchPane(id="dispatches"), UncoveredPane(id="uncovered"),
                         MatchPane(id="matches"))

    @property
    def adds(self) -> tuple[str, ...]:
        return ("dispatch", "task_force") if is_a(self.subject, "dispatch", "unit") else ("task_force", "dispatch")
