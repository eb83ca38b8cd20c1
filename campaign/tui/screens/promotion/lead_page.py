"""One lead: how far it has got, what is next, what brought it, and its history."""

from collections.abc import Collection, Sequence

from campaign.core.situation import Situation
from campaign.service import Session, leads
from campaign.tables.lead_page import LeadView, lead_rows
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.shell.record_page import RecordPage


class LeadPage(RecordPage[LeadView]):
    TITLE_TEXT = N_("Lead")
    ACTS_ON = ()

    def look(self, session: Session, situation: Situation) -> LeadView:
        found, events = leads.lead(session, situation, self.code)
        return LeadView(situation, found, events, *leads.source(session, found.lead))

    def sections(self, situation: Situation, view: LeadView, width: int) -> Sequence[PageRow]:
        return lead_rows(view, width)

    def shown(self, view: LeadView) -> Collection[str | None]:
        lead = view.found.lead
        return {lead.leader, lead.county, lead.trip, lead.event, lead.project}
