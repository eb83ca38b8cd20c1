"""Rows of land tasks, approvals, funds and the working calendar as ``--json`` prints them. Quantities are in whole measures.

See ``views``. What is stored in 1/100 亩, 户 or 座 is printed as a number of them: 434.9.
"""

from collections.abc import Iterable
from datetime import date

from campaign.core.model.land import ApprovalEvent, LandEvent, Measure
from campaign.core.model.project import Funds, Registered
from campaign.core.quantity import format_quantity
from campaign.tables.land_task_record import quantity
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words import label

# The columns of each list, in order: they head a CSV file even when it has no rows.
CALENDAR = ("day", "working", "why")

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
