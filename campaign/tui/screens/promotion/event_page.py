"""One promotion event: where and when it is, and the leads that it brought."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, chain, leads
from campaign.service.chain import Held
from campaign.tables.blocks import Block
from campaign.tables.promotion_blocks import all_leads, all_trips
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.promotion.content import event_rows
from campaign.tui.shell.record_page import RecordPage


class EventPage(RecordPage[Held]):
    """A lead may have come to name it."""

    TITLE_TEXT = N_("Promotion event")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "own", "add", "back")
    ACTS_ON = FOLLOWS = ("lead",)

    def look(self, session: Session, situation: Situation) -> Held:
        return chain.event(session, self.code)

    def blocks(self, view: Held) -> Sequence[Block]:
        situation = self.situation
        if situation is None:
            return ()
        return [all_leads(leads.leads(self.host.session, situation), situation, self.host.signs),
                all_trips(chain.trip_rows(self.host.session), situation, self.host.signs)]

    def about_it(self, view: Held) -> Sequence[str | None]:
        leads = view.leads
        return [*(lead.project for lead in leads), *(lead.leader for lead in leads), *(lead.county for lead in leads)]

    def sections(self, situation: Situation, view: Held, width: int) -> Sequence[PageRow]:
        return event_rows(situation, view, width)

    def named(self, view: Held) -> str:
        return view.event.name
