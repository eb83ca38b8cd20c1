"""One request: which target, from what to what, why, who asked, who decided."""

from collections.abc import Collection, Sequence

from campaign.core.model.consent import Request
from campaign.core.situation import Situation
from campaign.service import Session, requests
from campaign.tables.requests import Requests, request_rows
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.shell.record_page import RecordPage


class RequestPage(RecordPage[Requests]):
    TITLE_TEXT = N_("Request")
    ACTS_ON = ()

    def look(self, session: Session, situation: Situation) -> Requests:
        found = requests.request(session, self.code)
        return Requests(situation, {found.code: found}, requests.names(session, situation, [found]))

    def about_it(self, view: Requests) -> Sequence[str | None]:
        row, snapshot = self._row(view), view.situation.snapshot
        blocker = snapshot.blockers.get(row.subject)
        project = snapshot.projects.get(row.subject if blocker is None else blocker.projects[0] if blocker.projects else "")
        near = () if project is None else (project.code, project.county, project.leader)
        return (*near, blocker.unit if blocker is not None else None)

    def sections(self, situation: Situation, view: Requests, width: int) -> Sequence[PageRow]:
        return request_rows(view, self._row(view), width)

    def _row(self, view: Requests) -> Request:
        return view.rows[self.code]

    def named(self, view: Requests) -> str:
        return view.named(self._row(view).subject)

    def shown(self, view: Requests) -> Collection[str | None]:
        row = self._row(view)
        return {row.subject, row.actor, row.decided_by}
