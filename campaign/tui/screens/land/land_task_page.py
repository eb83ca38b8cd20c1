"""One land task: how much of it is done, by when, what it is on, and what waits for it."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.store.queries.blockers import pointing_to
from campaign.store.queries.land import land_events, land_task
from campaign.tables.land_task_page import LandView, land_rows
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.shell.record_page import RecordPage


class LandTaskPage(RecordPage):
    """Keys act on the project or blocker under the cursor, else on the land task."""

    TITLE_TEXT = N_("Land task")
    HINTS: ClassVar[tuple[str, ...]] = ("note", "resolve", "move_on", "edit", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: LandView | None = None

    @property
    def subject(self) -> str | None:
        found = super().subject
        return found if found is not None and found[0] in "PB" else self.code

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        store = self.host.session.store
        try:
            task = land_task(store, self.code)
        except NotFound:
            return False
        self._view = LandView(situation, task, land_events(store, self.code), pointing_to(store, self.code))
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return land_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        if self._view is None or self.code in touched:
            return True
        task = self._view.task
        shown = {task.unit, task.person, task.county, *task.projects, *(item.code for item in self._view.blockers)}
        return any(code in shown or self._of_it(situation, code) for code in touched)

    def _of_it(self, situation: Situation, code: str) -> bool:
        """A project of the county that it is on, or a blocker that has come to point to it."""
        assert self._view is not None
        project, blocker = situation.snapshot.projects.get(code), situation.snapshot.blockers.get(code)
        if blocker is not None:
            return blocker.land_task == self.code
        return project is not None and project.county is not None and project.county == self._view.task.county
