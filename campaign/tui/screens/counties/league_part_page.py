"""One of the five parts of a county's place in the league: the very rows that its figure was counted from."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from campaign.core.leagues import LeagueStanding
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.league import Basis, basis, league
from campaign.tables.cells import name_of
from campaign.tables.league_parts import part_name
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.counties.league_list import concerns
from campaign.tui.screens.counties.league_part_content import part_page_rows
from campaign.tui.shell.background_record_page import BackgroundRecordPage
from campaign.tui.shell.record_page import found


class PartView(NamedTuple):
    situation: Situation
    place: LeagueStanding
    basis: Basis


class LeaguePartPage(BackgroundRecordPage[PartView]):
    """Of the county ``code``, one of ``core.leagues.PARTS``. The rank depends on all counties, and a county may have a thousand
    blockers.
    """

    TITLE_TEXT = N_("Counties' league")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "back")

    def __init__(self, code: str, part: str) -> None:
        super().__init__(code)
        self._part = part

    def heading(self) -> str:
        return cut(f"{name_of(self.situation, self.code)} {part_name(self._part)}", heading_room(self.app.size.width))

    def look(self, session: Session, situation: Situation) -> PartView:
        place = next((row for row in league(session, situation) if row.county == self.code), None)
        return PartView(situation, found(place, self.code), basis(session, situation, self.code, self._part))

    def about_it(self, view: PartView) -> Sequence[str | None]:
        return (self.code,)

    def sections(self, situation: Situation, view: PartView, width: int) -> Sequence[PageRow]:
        return part_page_rows(situation, view.place, self._part, view.basis, width)

    def concerned(self, view: PartView, situation: Situation, touched: frozenset[str]) -> bool:
        return any(concerns(view.situation, situation, code) for code in touched)

    def open_itself(self) -> None:
        """The page of the county."""
        self.host.open(self.code)
