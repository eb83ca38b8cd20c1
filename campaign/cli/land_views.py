"""Rows of land tasks, approvals, funds and the working calendar as ``--json`` prints them. Quantities are in whole measures.

See ``views``. What is stored in 1/100 亩, 户 or 座 is printed as a number of them: 434.9.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from campaign.core import approvals as rules
from campaign.core.blockers import unfinished
from campaign.core.model.land import Approval, ApprovalEvent, LandEvent, Measure
from campaign.core.model.project import Funds, Registered
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.data.clocks import calendar as working_calendar
from campaign.data.clocks import clocks
from campaign.tables.land_tasks import quantity
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words import label

# The columns of each list, in order: they head a CSV file even when it has no rows.
APPROVAL = (
    "code", "project", "project_name", "county", "county_name", "kind", "authority", "unit", "unit_name", "state", "submitted",
    "due", "limit_days", "limit_unit", "days_in_hands", "days_overdue", "granted", "expires", "days_to_lapse", "reason",
    "last_contact", "next_contact", "contact_due", "confirmed", "confirmed_by", "confirmed_on",
    "version")
CALENDAR = ("day", "working", "why")
WORKING, CALENDAR_DAYS = "working", "calendar"
"""How the days of a limit are counted."""


_calendar = cache(working_calendar)
"""By the campaign's own days: a list asks for it ten thousand times."""


def approval(situation: Situation, row: Approval) -> Row:
    """``limit_unit`` says in which days the limit and ``days_in_hands`` are counted."""
    told, today, clock = situation.snapshot, situation.today, clocks()[row.kind]
    project, unit = told.projects[row.project], told.units.get(row.unit or "")
    county = told.counties.get(project.county or "")
    held = rules.hands(row, clock, _calendar(told.overrides), today)
    return {
        "code": row.code,
        "project": row.project,
        "project_name": project.name,
        "county": project.county,
        "county_name": None if county is None else county.name,
        "kind": row.kind,
        "authority": row.authority,
        "unit": row.unit,
        "unit_name": None if unit is None else unit.name,
        "state": row.state,
        "submitted": iso(row.submitted),
        "due": iso(row.due),
        "limit_days": clock.days if held is None or held.limit is None else held.limit,
        "limit_unit": None if clock.days is None else WORKING if clock.working else CALENDAR_DAYS,
        "days_in_hands": None if held is None else held.days,
        "days_overdue": rules.days_overdue(row, today),
        "granted": iso(row.granted),
        "expires": iso(row.expires),
        "days_to_lapse": rules.days_to_lapse(row, project, clock, today),
        "reason": row.reason,
        "last_contact": iso(row.last_contact),
        "next_contact": iso(row.next_contact),
        "contact_due": unfinished(project) and rules.contact_due(row, today),
        "confirmed": row.confirmed,
        "confirmed_by": row.confirmed_by,
        "confirmed_on": iso(row.confirmed_on),
        "version": row.version,
    }


def land_event(row: LandEvent) -> Row:
    return {"kind": row.kind, "on": iso(row.on), "at": row.at, "by": row.actor, "amount": quantity(row.amount),
            "from": row.source, "to": row.target, "text": row.text}


def approval_event(row: ApprovalEvent) -> Row:
    return {"kind": row.kind, "on": iso(row.on), "at": row.at, "by": row.actor, "from": row.source, "to": row.target,
            "text": row.text}


def funds(row: Funds) -> Row:
    return {**row._asdict(), "on": iso(row.on)}


def registered(row: Registered) -> Row:
    return row._asdict()


def calendar(rows: Iterable[tuple[date, bool, str]]) -> list[Row]:
    return [dict(zip(CALENDAR, (iso(day), working, why), strict=True)) for day, working, why in rows]


# In words -----------------------------------------------------------------------------------------------------------------


def quantities(done: int, target: int | None, measure: Measure) -> str:
    """``400 of 434.9 mu``; without a target what is done alone."""
    told = format_quantity(done) if target is None else _("{done} of {target}").format(
        done=format_quantity(done), target=format_quantity(target))
    return f"{told} {label(measure)}"
