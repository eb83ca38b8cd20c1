"""One task force: what it has moved, with the very rows; its members and their skills; what nobody in it can break."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, task_forces
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.task_forces.content import ForceView, force_rows
from campaign.tui.shell.record_page import RecordPage


class TaskForcePage(RecordPage[ForceView]):
    """A land task, blocker or approval may have come to its projects."""

    TITLE_TEXT = N_("Task force")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "own", "add", "back")
    ACTS_ON = ("project", "blocker", "land_task", "approval")
    FOLLOWS = ("land_task", "blocker", "approval")

    def look(self, session: Session, situation: Situation) -> ForceView:
        found, results = task_forces.task_force(session, situation, self.code)
        return ForceView(situation, found, results, *task_forces.subjects(session, results))

    def about_it(self, view: ForceView) -> Sequence[str | None]:
        return (*view.found.projects, view.found.force.head)

    def sections(self, situation: Situation, view: ForceView, width: int) -> Sequence[PageRow]:
        return force_rows(view, width)

    def named(self, view: ForceView) -> str:
        return view.found.force.name

    def shown(self, view: ForceView) -> Collection[str | None]:
        found = view.found
        return {found.force.head, *(member.person for member in found.members), *found.projects}
