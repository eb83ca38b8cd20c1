"""One place on a leaderboard: the very rows that its figure was made from."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.leaderboards import Board, Entry
from campaign.core.situation import Situation
from campaign.service import Session, leaderboards
from campaign.service.leaderboards import Basis
from campaign.tables.cells import name_of
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_, _
from campaign.tui.screens.honours.content import place_rows
from campaign.tui.shell.background import Background
from campaign.tui.shell.record_page import RecordPage

Read = tuple[Entry | None, Basis]


class BoardPlacePage(RecordPage):
    """Keys act on the land task, project, approval or lead under the cursor. It is read in a thread: where somebody stands
    depends on everybody else.
    """

    TITLE_TEXT = N_("Leaderboards")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "back")
    LETTERS: ClassVar[str] = "GAKP"

    def __init__(self, board: Board, code: str) -> None:
        super().__init__(code)
        self._board = board
        self._found: Read | None = None
        self._beside: Background[Read] = Background(self)

    @property
    def behind(self) -> bool:
        return self._beside.busy

    def heading(self) -> str:
        found = self.situation
        return cut(name_of(found, self.code), heading_room(self.app.size.width)) if found is not None else _(self.TITLE_TEXT)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if touched is None or self.concerned(situation, touched):
            def read(session: Session) -> Read:
                entries = leaderboards.boards(session, situation)[self._board]
                return (next((row for row in entries if row.code == self.code), None),
                        leaderboards.basis(session, situation, self._board, self.code))

            self._beside.ask(read, self._arrived)

    def _arrived(self, found: Read) -> None:
        self._found = found
        if self.situation is not None:
            self._write(self.situation)
            self.foot()

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        if self._found is None:
            return ()
        return place_rows(situation, self._found[0], self._board, self.code, self._found[1], width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        return any(code == self.code or code[0] in self.LETTERS for code in touched)
