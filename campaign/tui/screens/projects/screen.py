"""Screen 4: all projects, with the reason of every light."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from campaign.core.filters import project_filter
from campaign.core.lights import AT_RISK, TOO_LATE
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service import approvals, presence, questions
from campaign.service.project_records import latest
from campaign.tables.charts.squares import lights_line
from campaign.tables.project_details import TALL, Told, details
from campaign.tables.projects import PROJECTS, Projects, affected
from campaign.tables.tones import Line
from campaign.tables.width import Fitted
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.panes_page import PanesPage
from campaign.words.listed_because import why_asked

REPORTS = 6
"""Reports that are read of the project under the cursor."""


class ProjectsPane(Pane):
    TITLE_TEXT = N_("Projects")
    SCREEN = "projects"
    TABLE = PROJECTS
    HINTS: ClassVar[tuple[str, ...]] = ("open", "filter", "sort", "group", "add", "claim", "own", "take_in")
    KIND = "project"

    def rows_of(self, situation: Situation) -> Mapping[str, Project]:
        return situation.snapshot.projects

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        return affected(old, new, touched)

    def told(self, situation: Situation, rows: Mapping[str, Project]) -> Projects:
        return Projects(situation, rows, project_filter(self.words) if self.words else None)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        told = self.told(situation, self.rows_of(situation))
        told.marked = any(found.column.key == "marks" for found in fitted)
        return self.TABLE.row(told, told.rows[code], fitted, host_of(self).signs) if code in told.rows else ()

    def summary(self, situation: Situation, width: int) -> Line:
        """The lights, and how many the list shows beyond them: the withdrawn have no light and are in no count."""
        out = sum(project.withdrawn is not None for project in situation.snapshot.projects.values())
        return lights_line(situation.lights, width, host_of(self).signs, more=_("{n} withdrawn").format(n=out) if out else "")

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        project, asked = situation.snapshot.projects[code], self._asked(situation, code) if self.words else ""
        told = Told(situation, project, asked)
        if height >= TALL:  # read for the row on which the cursor rests
            told = told._replace(reports=latest(self.session, code, REPORTS),
                                 strip=presence.strip(self.session, situation, project))
        return details(told, width, height, host_of(self).signs)

    def about_it(self, situation: Situation, code: str) -> Sequence[str | None]:
        project = situation.snapshot.projects[code]
        return project.leader, project.county, project.unit

    def _asked(self, situation: Situation, code: str) -> str:
        """Why it is in this list. Only the row under the cursor is read about."""
        session, wanted = self.session, project_filter(self.words)
        waiting = approvals.approvals(session, project=code) if wanted.lapsing or wanted.contact_due else ()
        outlook = questions.outlook(session, situation, code) if wanted.mark in (TOO_LATE, AT_RISK) else None
        return why_asked(situation, situation.snapshot.projects[code], wanted, waiting, outlook)

    def empty(self) -> Sequence[str]:
        return (_("No project yet."), "", _("a adds one here, A takes in the list that you have; on the command line:"),
                "campaign add-project NAME -l LEADER -c COUNTY -t TOTAL", "campaign seed DIR")


class ProjectsPage(PanesPage):
    TITLE_TEXT = ProjectsPane.TITLE_TEXT
    HINTS = ProjectsPane.HINTS

    def __init__(self) -> None:
        super().__init__(ProjectsPane(id="projects"))
