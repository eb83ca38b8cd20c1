"""One promotion event: where and when it is, and the leads that it brought."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.service import chain
from campaign.service.chain import Held
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.promotion.content import event_rows
from campaign.tui.shell.record_page import RecordPage


class EventPage(RecordPage):
    """Keys act on the lead under the cursor, else on the event."""

    TITLE_TEXT = N_("Promotion event")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "edit", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._found: Held | None = None

    @property
    def subject(self) -> str | None:
        found = super().subject
        return found if found is not None and found[0] == "K" else self.code

    def heading(self) -> str:
        if self._found is None:
            return self.code
        return f"{self.code} {cut(self._found.event.name, heading_room(self.app.size.width))}"

    def read(self, situation: Situation) -> bool:
        try:
            self._found = chain.event(self.host.session, self.code)
        except NotFound:
            return False
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._found is not None
        return event_rows(situation, self._found, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """A lead may have come to name it."""
        return any(code == self.code or code[0] == "K" for code in touched)
