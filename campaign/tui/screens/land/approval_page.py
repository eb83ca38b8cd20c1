"""One approval: with whom it lies and for how long, what the law says of it, and the chain of its project."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, approvals, blockers
from campaign.service.questions import outlook
from campaign.tables.approvals import Approvals
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.land.approval_content import ApprovalView, approval_rows
from campaign.tui.shell.record_page import RecordPage


class ApprovalPage(RecordPage[ApprovalView]):
    TITLE_TEXT = N_("Approval")
    HINTS: ClassVar[tuple[str, ...]] = ("own", "add", "back")
    ACTS_ON = ("blocker", "approval")

    def look(self, session: Session, situation: Situation) -> ApprovalView:
        approval = approvals.approval(session, self.code)
        chain = {row.code: row for row in approvals.approvals(session, project=approval.project)}
        return ApprovalView(Approvals(situation, chain), approval, approvals.events(session, self.code),
                            blockers.pointing_to(session, self.code), outlook(session, situation, approval.project))

    def about_it(self, view: ApprovalView) -> Sequence[str | None]:
        own = view.chain.situation.snapshot.projects.get(view.approval.project)
        return (view.approval.project, view.approval.unit, *((own.county, own.leader) if own is not None else ()))

    def sections(self, situation: Situation, view: ApprovalView, width: int) -> Sequence[PageRow]:
        return approval_rows(view, width, self.host.signs)

    def shown(self, view: ApprovalView) -> Collection[str | None]:
        """The other approvals of its project too."""
        return {view.approval.project, view.approval.unit, *view.chain.rows, *(item.code for item in view.blockers)}

    def concerned(self, view: ApprovalView, situation: Situation, touched: frozenset[str]) -> bool:
        """A blocker may have come to point to it."""
        pointing = (situation.snapshot.blockers.get(code) for code in touched)
        return super().concerned(view, situation, touched) \
            or any(item is not None and item.approval == self.code for item in pointing)
