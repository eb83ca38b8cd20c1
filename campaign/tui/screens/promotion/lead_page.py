"""One lead: how far it has got, what is next, what brought it, and its history."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.service import leads
from campaign.store.records import EVENTS, TRIPS
from campaign.tables.leads import LeadView, lead_rows
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.shell.record_page import RecordPage


class LeadPage(RecordPage):
    """Keys act on the lead."""

    TITLE_TEXT = N_("Lead")
    HINTS: ClassVar[tuple[str, ...]] = ("move_on", "resolve", "note", "edit", "open", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: LeadView | None = None

    @property
    def subject(self) -> str | None:
        return self.code

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        session = self.host.session
        try:
            found, events = leads.lead(session, situation, self.code)
            trip = TRIPS.one(session.store, found.lead.trip) if found.lead.trip else None
            event = EVENTS.one(session.store, found.lead.event) if found.lead.event else None
        except NotFound:
            return False
        self._view = LeadView(situation, found, events, trip, event)
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return lead_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        if self._view is None or self.code in touched:
            return True
        lead = self._view.found.lead
        return bool(touched & {lead.leader, lead.county, lead.trip, lead.event, lead.project})
