"""One lead: how far it has got, what is next, what brought it, and its history."""

from collections.abc import Collection, Sequence

from campaign.core.situation import Situation
from campaign.service import Session, chain, leads
from campaign.tables.blocks import Block
from campaign.tables.lead_details import LeadView
from campaign.tables.lead_page import lead_rows
from campaign.tables.promotion_blocks import all_leads, all_trips
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.shell.record_page import RecordPage


class LeadPage(RecordPage[LeadView]):
    TITLE_TEXT = N_("Lead")
    ACTS_ON = ()

    def look(self, session: Session, situation: Situation) -> LeadView:
        found, events = leads.lead(session, situation, self.code)
        return LeadView(situation, found, events, *leads.source(session, found.lead))

    def blocks(self, view: LeadView) -> Sequence[Block]:
        return [all_leads(leads.leads(self.host.session, view.situation), view.situation, self.host.signs),
                all_trips(chain.trip_rows(self.host.session), view.situation, self.host.signs)]

    def about_it(self, view: LeadView) -> Sequence[str | None]:
        lead = view.found.lead
        return (lead.project, lead.leader, lead.county)

    def sections(self, situation: Situation, view: LeadView, width: int) -> Sequence[PageRow]:
        return lead_rows(view, width, self.host.signs)

    def shown(self, view: LeadView) -> Collection[str | None]:
        lead = view.found.lead
        return {lead.leader, lead.county, lead.trip, lead.event, lead.project}
