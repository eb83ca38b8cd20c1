"""Promotion (招商): how a lead's history makes its present state."""

from collections.abc import Iterable
from datetime import date

from campaign.core.organisation import Lead, LeadEvent, LeadEventKind, LeadStage

STAGES = tuple(LeadStage)


def replay(opening: Lead, events: Iterable[LeadEvent]) -> Lead:
    """The lead as its events, oldest first, have left it. ``signed`` and ``landed`` are the first days at or beyond those stages.

    A step back keeps neither: what was signed and fell through was not signed.
    """
    lead = opening
    for event in events:
        match event.kind:
            case LeadEventKind.STAGE:
                lead = at_stage(lead, LeadStage(event.target or ""), event.on)
            case LeadEventKind.NEXT:
                lead = lead._replace(next_step=event.text, next_on=date.fromisoformat(event.target) if event.target else None)
            case LeadEventKind.DROP:
                lead = lead._replace(dropped=event.text, next_step=None, next_on=None)
            case LeadEventKind.REOPEN:
                lead = lead._replace(dropped=None)
            case LeadEventKind.PROJECT:
                lead = lead._replace(project=event.target)
    return lead


def at_stage(lead: Lead, stage: LeadStage, on: date) -> Lead:
    """The lead moved to ``stage`` on a day."""
    reached = STAGES.index(stage)
    signed = (lead.signed or on) if reached >= STAGES.index(LeadStage.SIGNED) else None
    landed = (lead.landed or on) if stage is LeadStage.LANDED else None
    return lead._replace(stage=stage, signed=signed, landed=landed)
