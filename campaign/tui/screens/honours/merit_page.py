"""One merit: praise, a reward, a step of supervision with its evidence and answers, or an exemption."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotAllowed, NotFound
from campaign.core.situation import Situation
from campaign.service import merits
from campaign.service.news import name_of
from campaign.store.queries import names as names_queries
from campaign.tables.merits import others
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.screens.honours.merit_content import MeritView, merit_rows
from campaign.tui.shell.record_page import RecordPage


class MeritPage(RecordPage):
    """Keys act on what it rests on when that is under the cursor, else on the merit."""

    TITLE_TEXT = N_("Merit")
    HINTS: ClassVar[tuple[str, ...]] = ("note", "edit", "open", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: MeritView | None = None
        self._first: NotAllowed | None = None
        """Why it may not be seen yet."""

    @property
    def subject(self) -> str | None:
        """Whom and what it is about can be opened; answers and payments are the merit's."""
        row = self._rows.get(self.listing.cursor or "")
        return super().subject if row is not None and row.key.startswith(("evidence:", "step:")) else self.code

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        session = self.host.session
        self._first = None
        try:
            found = merits.merit(session, situation, self.code)
        except (NotFound, NotAllowed) as error:
            self._view, self._first = None, error if isinstance(error, NotAllowed) else None
            return False
        actors = {found.merit.actor, *(said.actor for said in found.answers)}
        self._view = MeritView(
            situation, found, others(merits.merits(session, situation), found),
            {item.code: name_of(session, situation, item.code) for item in found.evidence},
            {actor: names_queries.name_of(session.store, "person", actor) or actor for actor in actors if actor})
        return True

    def gone(self) -> str:
        return trouble(self._first) if self._first is not None else super().gone()

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return merit_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """Another step of the same ladder concerns it too."""
        if self._view is None:
            return True
        found = self._view.found
        shown = {found.subject, found.merit.project, *(item.code for item in found.evidence)}
        return any(code in shown or code[0] == "H" for code in touched)
