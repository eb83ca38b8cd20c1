"""Leads, and the trips and promotion events that brought them."""

from campaign.cli import chain_views
from campaign.core.model.leads import LeadEvent
from campaign.core.situation import Situation
from campaign.service import Session, chain, leads
from campaign.tables.leads import Leads, record
from campaign.tables.trips import Events, Trips, event_record, trip_record
from campaign.tables.values import Row, iso


def lead(session: Session, situation: Situation, code: str) -> Row:
    found, history = leads.lead(session, situation, code)
    return {**record(Leads(situation, {}), found), "events": [_event(row) for row in history]}


def _event(row: LeadEvent) -> Row:
    return {"kind": row.kind, "on": iso(row.on), "from": row.source, "to": row.target, "text": row.text,
            "actor": row.actor or None}


def trip(session: Session, situation: Situation, code: str) -> Row:
    found = chain.trip(session, code)
    return {**trip_record(Trips(situation, {}), found), "lead_list": [chain_views.lead(row) for row in found.leads]}


def event(session: Session, situation: Situation, code: str) -> Row:
    found = chain.event(session, code)
    return {**event_record(Events(situation, {}), found), "lead_list": [chain_views.lead(row) for row in found.leads]}
