"""One trip: who travelled where and what for, and the leads that it brought."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, chain, leads
from campaign.service.chain import Travelled
from campaign.tables.blocks import Block
from campaign.tables.promotion_blocks import all_leads, all_trips
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

    def blocks(self, view: Travelled) -> Sequence[Block]:
        situation = self.situation
        if situation is None:
            return ()
        return [all_leads(leads.leads(self.host.session, situation), situation, self.host.signs),
                all_trips(chain.trip_rows(self.host.session), situation, self.host.signs)]

    def about_it(self, view: Travelled) -> Sequence[str | None]:
        return (*(lead.project for lead in view.leads), view.trip.leader, *(lead.county for lead in view.leads))

    def sections(self, situation: Situation, view: Travelled, width: int) -> Sequence[PageRow]:
        return trip_rows(situation, view, width)

    def shown(self, view: Travelled) -> Collection[str | None]:
        return {view.trip.leader}
