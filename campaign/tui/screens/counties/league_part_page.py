"""One of the five parts of a county's place in the league: the very rows that its figure was counted from."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.leagues import LeagueStanding
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.league import Basis, basis, league
from campaign.tables.cells import name_of
from campaign.tables.league import part_name
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.counties.league_list import concerns
from campaign.tui.screens.counties.league_part_content import part_page_rows
from campaign.tui.shell.background import Background
from campaign.tui.shell.record_page import RecordPage

Read = tuple[LeagueStanding | None, Basis]


class LeaguePartPage(RecordPage):
    """Of the county ``code``, one of ``core.leagues.PARTS``. Keys act on the row under the cursor. It is read in a thread: the
    rank depends on all counties, and a county may have a thousand blockers.
    """

    TITLE_TEXT = N_("Counties' league")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "back")

    def __init__(self, code: str, part: str) -> None:
        super().__init__(code)
        self._part = part
        self._found: Read | None = None
        self._told: Situation | None = None
        """With what it was asked for last."""
        self._beside: Background[Read] = Background(self)

    @property
    def behind(self) -> bool:
        return self._beside.busy

    def heading(self) -> str:
        return cut(f"{name_of(self.situation, self.code)} {part_name(self._part)}", heading_room(self.app.size.width))

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if touched is not None and not self.concerned(situation, touched):
            return
        self._told = situation

        def read(session: Session) -> Read:
            place = next((row for row in league(session, situation) if row.county == self.code), None)
            return place, basis(session, situation, self.code, self._part) if place is not None else Basis()

        self._beside.ask(read, self._arrived)

    def _arrived(self, found: Read) -> None:
        self._found = found
        if self._told is not None:
            super().show(self._told, None)
            self.foot()

    def read(self, situation: Situation) -> bool:
        return self._found is not None and self._found[0] is not None

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        if self._found is None or self._found[0] is None:
            return ()
        return part_page_rows(situation, self._found[0], self._part, self._found[1], width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        return self._told is None or self._beside.wanted or any(concerns(self._told, situation, code) for code in touched)

    def open_itself(self) -> None:
        """The page of the county."""
        self.host.open(self.code)
