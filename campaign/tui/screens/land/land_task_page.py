"""One land task: how much of it is done, by when, what it is on, and what waits for it."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, blockers, land
from campaign.tables.land_task_page import LandView, land_rows
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.shell.record_page import RecordPage


class LandTaskPage(RecordPage[LandView]):
    TITLE_TEXT = N_("Land task")
    HINTS: ClassVar[tuple[str, ...]] = ("own", "add", "back")
    ACTS_ON = ("project", "blocker")

    def look(self, session: Session, situation: Situation) -> LandView:
        return LandView(situation, land.land_task(session, self.code), land.events(session, self.code),
                        blockers.pointing_to(session, self.code))

    def about_it(self, view: LandView) -> Sequence[str | None]:
        task = view.task
        return (*task.projects, task.unit, task.county, task.person)

    def sections(self, situation: Situation, view: LandView, width: int) -> Sequence[PageRow]:
        return land_rows(view, width, self.host.signs)

    def shown(self, view: LandView) -> Collection[str | None]:
        task = view.task
        return {task.unit, task.person, task.county, *task.projects, *(item.code for item in view.blockers)}

    def concerned(self, view: LandView, situation: Situation, touched: frozenset[str]) -> bool:
        return super().concerned(view, situation, touched) or any(self._of_it(view, situation, code) for code in touched)

    def _of_it(self, view: LandView, situation: Situation, code: str) -> bool:
        """A project of the county that it is on, or a blocker that has come to point to it."""
        project, blocker = situation.snapshot.projects.get(code), situation.snapshot.blockers.get(code)
        if blocker is not None:
            return blocker.land_task == self.code
        return project is not None and project.county is not None and project.county == view.task.county
