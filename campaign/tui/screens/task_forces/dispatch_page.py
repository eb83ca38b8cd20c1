"""One dispatch: who is where, until when, and what they brought back."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.service import task_forces
from campaign.store.queries.task_forces import waiting_at
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.screens.task_forces.content import DispatchContent, dispatch_rows
from campaign.tui.shell.record_page import RecordPage


class DispatchPage(RecordPage):
    """Keys act on the approval under the cursor, else on the dispatch."""

    TITLE_TEXT = N_("Dispatch")
    HINTS: ClassVar[tuple[str, ...]] = ("note", "resolve", "edit", "open", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: DispatchContent | None = None

    @property
    def subject(self) -> str | None:
        """What was brought back of an approval belongs to the dispatch: n notes the next."""
        row = self._rows.get(self.listing.cursor or "")
        waiting = row is not None and row.subject is not None and row.key.startswith("waiting:")
        return super().subject if waiting else self.code

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        session = self.host.session
        try:
            found = task_forces.dispatch(session, self.code)
        except NotFound:
            return False
        self._view = DispatchContent(situation, found, waiting_at(session.store, found.dispatch.unit))
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return dispatch_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        if self._view is None or self.code in touched:
            return True
        sent = self._view.found.dispatch
        return any(code in (sent.person, sent.unit) or code[0] == "A" for code in touched)
