"""One trip: who travelled where and what for, and the leads that it brought."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, chain
from campaign.service.chain import Travelled
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.promotion.content import trip_rows
from campaign.tui.shell.record_page import RecordPage


class TripPage(RecordPage[Travelled]):
    """A lead may have come to name it."""

    TITLE_TEXT = N_("Trip")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "own", "add", "back")
    ACTS_ON = FOLLOWS = ("lead",)

    def look(self, session: Session, situation: Situation) -> Travelled:
        return chain.trip(session, self.code)

    def sections(self, situation: Situation, view: Travelled, width: int) -> Sequence[PageRow]:
        return trip_rows(situation, view, width)

    def shown(self, view: Travelled) -> Collection[str | None]:
        return {view.trip.leader}
