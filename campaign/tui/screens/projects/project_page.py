"""One project: why it has its light, how far it is, its blockers, reports, visits and changes."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.project_view import ProjectView, project_view
from campaign.tables.blocks import Block, stacked
from campaign.tables.project_aside import blocks
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.projects.project_content import project_rows
from campaign.tui.shell.record_page import RecordPage, found

WANTS = 34
"""Lines of what stands at the right."""
LATEST = 10
"""Reports, visits and changes that are read."""


class ProjectPage(RecordPage[ProjectView]):
    """The cursor stops at reasons, people, blockers, land tasks, approvals, reports and visits."""

    TITLE_TEXT = N_("Project")
    HINTS: ClassVar[tuple[str, ...]] = ("own", "back")
    ACTS_ON = ("project", "blocker", "land_task", "approval")

    def look(self, session: Session, situation: Situation) -> ProjectView:
        return project_view(session, situation, found(situation.snapshot.projects.get(self.code), self.code), LATEST)

    def sections(self, situation: Situation, view: ProjectView, width: int) -> Sequence[PageRow]:
        return project_rows(view, width, self.host.signs, beside=self.beside)

    def blocks(self, view: ProjectView) -> Sequence[Block]:
        return [Block(stacked(blocks(view, self.host.signs)), WANTS)] if self.beside else ()

    def about_it(self, view: ProjectView) -> Sequence[str | None]:
        return (view.project.leader, view.project.county, view.project.unit) if self.beside else ()

    def named(self, view: ProjectView) -> str:
        return view.project.name

    def shown(self, view: ProjectView) -> Collection[str | None]:
        project, records = view.project, view.records
        return {project.leader, project.manager, project.unit, project.county, records.details.task_force,
                *(task.code for task in records.lands), *(code for item in records.blockers for code in (item.code, item.unit))}

    def concerned(self, view: ProjectView, situation: Situation, touched: frozenset[str]) -> bool:
        """What has come to be about it too."""
        return super().concerned(view, situation, touched) \
            or any(item.code in touched or item.unit in touched for item in situation.blockers_of(self.code)) \
            or any(task.code in touched for task in situation.lands_of(self.code))
