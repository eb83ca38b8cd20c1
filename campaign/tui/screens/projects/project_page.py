"""One project: why it has its light, how far it is, its blockers, reports, visits and changes."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.service import land, leads, light_history, questions
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.blockers import blockers_of
from campaign.store.queries.land import land_tasks_of
from campaign.store.queries.names import name_of
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.projects.project_content import ProjectView, project_rows
from campaign.tui.shell.record_page import RecordPage

LATEST = 10
"""Reports, visits and changes that are read."""


class ProjectPage(RecordPage):
    """The cursor stops at reasons, people, blockers, land tasks, approvals, reports and visits; keys act on the blocker, land
    task or approval under it, else on the project.
    """

    TITLE_TEXT = N_("Project")
    HINTS: ClassVar[tuple[str, ...]] = ("note", "move_on", "resolve", "escalate", "claim", "edit", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: ProjectView | None = None

    @property
    def subject(self) -> str | None:
        found = super().subject
        return found if found is not None and found[0] in "PBGA" else self.code

    def heading(self) -> str:
        if self._view is None:
            return self.code
        return f"{self.code} {cut(self._view.project.name, heading_room(self.app.size.width))}"

    def read(self, situation: Situation) -> bool:
        project = situation.snapshot.projects.get(self.code)
        store = self.host.session.store
        try:
            details = projects_queries.details(store, self.code)
        except NotFound:
            project = None
        if project is None:
            return False
        session, days = self.host.session, calendar_queries.calendar(store)
        self._view = ProjectView(situation, project, details, blockers_of(store, self.code),
                                 projects_queries.progress(store, self.code, LATEST),
                                 projects_queries.visits(store, project=self.code, limit=LATEST),
                                 log_queries.log(store, subject=self.code, limit=LATEST, without=session.hidden),
                                 land_tasks_of(store, self.code), approvals_queries.approvals(store, project=self.code),
                                 land.missing(session, self.code), days,
                                 questions.outlook(session, situation, self.code, days),
                                 projects_queries.registered(store, self.code),
                                 light_history.history(session, situation, self.code),
                                 (details.task_force and name_of(store, "task_force", details.task_force)) or "",
                                 leads.of_project(session, self.code))
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return project_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        view = self._view
        if view is None or self.code in touched:
            return True
        project = view.project
        shown = {project.leader, project.manager, project.unit, project.county, view.details.task_force}
        for item in (*view.blockers, *situation.blockers_of(self.code)):
            shown |= {item.code, item.unit}
        for task in (*view.lands, *situation.lands_of(self.code)):
            shown.add(task.code)
        return not touched.isdisjoint(shown)
