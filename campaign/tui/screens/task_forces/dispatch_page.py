"""One dispatch: who is where, until when, and what they brought back."""

from collections.abc import Collection, Sequence

from campaign.core.situation import Situation
from campaign.service import Session, task_forces
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.task_forces.content import DispatchContent, dispatch_rows
from campaign.tui.shell.record_page import RecordPage


class DispatchPage(RecordPage[DispatchContent]):
    TITLE_TEXT = N_("Dispatch")
    FOLLOWS = ("approval",)

    def acts_on(self, row: PageRow) -> bool:
        """What was brought back of an approval belongs to the dispatch: n notes the next."""
        return row.key.startswith("waiting:")

    def look(self, session: Session, situation: Situation) -> DispatchContent:
        found = task_forces.dispatch(session, self.code)
        return DispatchContent(situation, found, task_forces.waiting_at(session, found.dispatch.unit))

    def about_it(self, view: DispatchContent) -> Sequence[str | None]:
        return (*(row.project for row in view.waiting), view.found.dispatch.unit, view.found.dispatch.person)

    def sections(self, situation: Situation, view: DispatchContent, width: int) -> Sequence[PageRow]:
        return dispatch_rows(view, width)

    def shown(self, view: DispatchContent) -> Collection[str | None]:
        return {view.found.dispatch.person, view.found.dispatch.unit}
