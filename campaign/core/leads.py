"""Promotion (招商): how a lead's history makes its present state, what is late or silent, and the funnel.

Source: docs/handbook/rules.md, Leads. Money is 万元.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from campaign.core import codes
from campaign.core.dates import stored_day
from campaign.core.excused_days import NONE, Spans, countable_days
from campaign.core.model.leads import Lead, LeadEvent, LeadEventKind, LeadStage

STAGES = tuple(LeadStage)
SILENT = 14
"""Days without any entry after which a lead is silent: a firm that is not spoken with for two weeks goes elsewhere."""


# History ----------------------------------------------------------------------------------------------------------------


def replay(opening: Lead, events: Iterable[LeadEvent]) -> Lead:
    """The lead as its events, oldest first, have left it. ``signed`` and ``landed`` are the first days at or beyond those stages.

    A step back keeps neither: what was signed and fell through was not signed. A step forward has done what was agreed as next.
    """
    lead = opening
    for event in events:
        match event.kind:
            case LeadEventKind.STAGE:
                lead = at_stage(lead, LeadStage(event.target or ""), event.on)
            case LeadEventKind.NEXT:
                lead = lead._replace(next_step=event.text, next_on=stored_day(event.target) if event.target else None)
            case LeadEventKind.DROP:
                lead = lead._replace(dropped=event.text, next_step=None, next_on=None)
            case LeadEventKind.REOPEN:
                lead = lead._replace(dropped=None)
            case LeadEventKind.PROJECT:
                lead = lead._replace(project=event.target)
            case LeadEventKind.RETURN:
                lead = at_stage(lead, LeadStage(event.target or ""), event.on)._replace(project=None)
    return lead


def at_stage(lead: Lead, stage: LeadStage, on: date) -> Lead:
    """The lead moved to ``stage`` on a day."""
    reached = STAGES.index(stage)
    signed = (lead.signed or on) if reached >= STAGES.index(LeadStage.SIGNED) else None
    landed = (lead.landed or on) if stage is LeadStage.LANDED else None
    moved = lead._replace(stage=stage, signed=signed, landed=landed)
    return moved._replace(next_step=None, next_on=None) if reached > STAGES.index(lead.stage) else moved


def following(stage: LeadStage) -> LeadStage | None:
    """The stage after it; None after the last."""
    return next(iter(STAGES[STAGES.index(stage) + 1:]), None)


# What calls for somebody ------------------------------------------------------------------------------------------------


def active(lead: Lead) -> bool:
    """Neither landed nor given up: somebody has to do something."""
    return lead.dropped is None and lead.stage is not LeadStage.LANDED


def days_overdue(lead: Lead, today: date) -> int:
    """Days by which the next step is late; 0 when it is not, on its very day too."""
    return max((today - lead.next_on).days, 0) if lead.next_on is not None and active(lead) else 0


def silent_days(lead: Lead, last: date | None, today: date, excused: Spans = NONE) -> int:
    """Days since anything was entered about it (``last``; when it was opened if nothing was). Excused days are not
    counted: whoever was kept away by a storm or a study week could not call on the firm either.
    """
    since = last or lead.opened
    return max(countable_days(since, today, excused), 0) if since is not None and active(lead) else 0


class WantedFirm(NamedTuple):
    """A lead as it stands today."""

    lead: Lead
    last: date | None
    """Day of the last entry about it."""
    days_overdue: int
    silent_days: int

    @property
    def silent(self) -> bool:
        return self.silent_days >= SILENT


def sought(lead: Lead, last: date | None, today: date, excused: Spans = NONE) -> WantedFirm:
    return WantedFirm(lead, last, days_overdue(lead, today), silent_days(lead, last, today, excused))


def urgency(row: WantedFirm) -> tuple[object, ...]:
    """Sort key: what is overdue longest, then what is silent longest, then by the day of the next step, the nearest to landing
    and the larger first. Landed ones follow, then those given up.
    """
    lead = row.lead
    return (lead.dropped is not None, not active(lead), -row.days_overdue, -row.silent_days if row.silent else 0,
            lead.next_on or date.max, -STAGES.index(lead.stage), -(lead.total or 0), codes.order(lead.code))


# The funnel -------------------------------------------------------------------------------------------------------------


class StageSum(NamedTuple):
    """Leads at one stage."""

    stage: LeadStage
    leads: int
    money: int
    """Investment meant by those that say it."""


def funnel(leads: Iterable[Lead]) -> list[StageSum]:
    """From the first stage to the last; those given up are in none."""
    counts, money = dict.fromkeys(STAGES, 0), dict.fromkeys(STAGES, 0)
    for lead in leads:
        if lead.dropped is None:
            counts[lead.stage] += 1
            money[lead.stage] += lead.total or 0
    return [StageSum(stage, counts[stage], money[stage]) for stage in STAGES]
