"""Leads, and the trips and promotion events that brought them."""

from campaign.cli import chain_views, lead_lists
from campaign.core.situation import Situation
from campaign.service import Session, chain, leads
from campaign.tables.values import Row


def lead(session: Session, situation: Situation, code: str) -> Row:
    found, history = leads.lead(session, situation, code)
    return {**lead_lists.lead(situation, found), "events": [lead_lists.event(row) for row in history]}


def trip(session: Session, situation: Situation, code: str) -> Row:
    found = chain.trip(session, code)
    return {**chain_views.trip(situation, found), "lead_list": [chain_views.lead(row) for row in found.leads]}


def event(session: Session, situation: Situation, code: str) -> Row:
    found = chain.event(session, code)
    return {**chain_views.event(found, situation.today), "lead_list": [chain_views.lead(row) for row in found.leads]}
