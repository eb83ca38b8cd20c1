"""One place on a leaderboard: the very rows that its figure was made from."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from campaign.core.leaderboards import Entry
from campaign.core.model.merits import Board
from campaign.core.situation import Situation
from campaign.service import Session, leaderboards
from campaign.service.leaderboards import Basis
from campaign.tables.cells import name_of
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_, _
from campaign.tui.screens.honours.content import place_rows
from campaign.tui.shell.background_record_page import BackgroundRecordPage


class PlaceView(NamedTuple):
    entry: Entry | None
    basis: Basis


class BoardPlacePage(BackgroundRecordPage[PlaceView]):
    """Where somebody stands depends on everybody else."""

    TITLE_TEXT = N_("Leaderboards")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "back")
    FOLLOWS = ("land_task", "approval", "lead", "project")

    def __init__(self, board: Board, code: str) -> None:
        super().__init__(code)
        self._board = board

    def heading(self) -> str:
        found = self.situation
        return cut(name_of(found, self.code), heading_room(self.app.size.width)) if found is not None else _(self.TITLE_TEXT)

    def look(self, session: Session, situation: Situation) -> PlaceView:
        entries = leaderboards.boards(session, situation)[self._board]
        return PlaceView(next((row for row in entries if row.code == self.code), None),
                         leaderboards.basis(session, situation, self._board, self.code))

    def about_it(self, view: PlaceView) -> Sequence[str | None]:
        return (self.code,)

    def sections(self, situation: Situation, view: PlaceView, width: int) -> Sequence[PageRow]:
        return place_rows(situation, view.entry, self._board, self.code, view.basis, width)
