"""One trip: who travelled where and what for, and the leads that it brought."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.service import chain
from campaign.service.chain import Travelled
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.screens.promotion.content import trip_rows
from campaign.tui.shell.record_page import RecordPage


class TripPage(RecordPage):
    """Keys act on the lead under the cursor, else on the trip."""

    TITLE_TEXT = N_("Trip")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "edit", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._found: Travelled | None = None

    @property
    def subject(self) -> str | None:
        found = super().subject
        return found if found is not None and found[0] == "K" else self.code

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        try:
            self._found = chain.trip(self.host.session, self.code)
        except NotFound:
            return False
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._found is not None
        return trip_rows(situation, self._found, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """A lead may have come to name it: it reads little, so any of them will do."""
        return self._found is None or any(code in (self.code, self._found.trip.leader) or code[0] == "K" for code in touched)
