"""One model case or study visit."""

from collections.abc import Collection, Sequence

from campaign.core.model.merits import Case
from campaign.core.situation import Situation
from campaign.service import Session, cases
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.honours.content import case_rows
from campaign.tui.shell.record_page import RecordPage


class CasePage(RecordPage[Case]):
    TITLE_TEXT = N_("Case")

    def look(self, session: Session, situation: Situation) -> Case:
        return cases.case(session, self.code)

    def about_it(self, view: Case) -> Sequence[str | None]:
        own = self._shown.snapshot.projects.get(view.project or "") if self._shown is not None else None
        return (view.project, view.county if own is None else own.county, own.leader if own is not None else None)

    def sections(self, situation: Situation, view: Case, width: int) -> Sequence[PageRow]:
        return case_rows(situation, view, width)

    def shown(self, view: Case) -> Collection[str | None]:
        return {view.project, view.county}
