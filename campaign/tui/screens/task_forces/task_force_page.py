"""One task force: what it has moved, with the very rows; its members and their skills; what nobody in it can break."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.service import task_forces
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.task_forces.content import ForceView, force_rows
from campaign.tui.shell.record_page import RecordPage


class TaskForcePage(RecordPage):
    """Keys act on the project, blocker, land task or approval under the cursor, else on the task force."""

    TITLE_TEXT = N_("Task force")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "edit", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: ForceView | None = None

    @property
    def subject(self) -> str | None:
        found = super().subject
        return found if found is not None and found[0] in "PBGA" else self.code

    def heading(self) -> str:
        if self._view is None:
            return self.code
        return f"{self.code} {cut(self._view.found.force.name, heading_room(self.app.size.width))}"

    def read(self, situation: Situation) -> bool:
        session = self.host.session
        try:
            found, results = task_forces.task_force(session, situation, self.code)
        except NotFound:
            return False
        self._view = ForceView(situation, found, results, *task_forces.subjects(session, results))
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return force_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """A land task, blocker or approval may have come to its projects: it reads little, so any of them will do."""
        if self._view is None or self.code in touched:
            return True
        found = self._view.found
        shown = {found.force.head, *(member.person for member in found.members), *found.projects}
        return any(code in shown or code[0] in "GBA" for code in touched)
