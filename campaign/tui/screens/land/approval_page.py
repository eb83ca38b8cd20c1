"""One approval: with whom it lies and for how long, what the law says of it, and the chain of its project."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.data.clocks import calendar, clocks
from campaign.service.questions import outlook
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries.approvals import approval_events
from campaign.store.queries.blockers import pointing_to
from campaign.tables.approvals import Desk
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.screens.land.approval_content import ApprovalView, approval_rows
from campaign.tui.shell.record_page import RecordPage


class ApprovalPage(RecordPage):
    """Keys act on the blocker or the other approval under the cursor, else on the approval."""

    TITLE_TEXT = N_("Approval")
    HINTS: ClassVar[tuple[str, ...]] = ("move_on", "note", "resolve", "hold", "edit", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: ApprovalView | None = None
        self._siblings: frozenset[str] = frozenset()
        """The approvals of the same project."""

    @property
    def subject(self) -> str | None:
        found = super().subject
        return found if found is not None and found[0] in "BA" else self.code

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        store = self.host.session.store
        try:
            approval = approvals_queries.approval(store, self.code)
        except NotFound:
            return False
        days = calendar(situation.snapshot.overrides)
        chain = approvals_queries.approvals(store, project=approval.project)
        self._siblings = frozenset(row.code for row in chain)
        desk = Desk(situation, {row.code: row for row in chain}, clocks(), days)
        self._view = ApprovalView(desk, approval, approval_events(store, self.code), pointing_to(store, self.code),
                                  outlook(self.host.session, situation, approval.project))
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return approval_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        if self._view is None or not touched.isdisjoint(self._siblings):
            return True
        approval = self._view.approval
        shown = {approval.project, approval.unit, *(item.code for item in self._view.blockers)}
        pointing = (situation.snapshot.blockers.get(code) for code in touched)
        return not touched.isdisjoint(shown) or any(item is not None and item.approval == self.code for item in pointing)
