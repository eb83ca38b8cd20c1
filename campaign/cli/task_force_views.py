"""What belongs to task forces and dispatches, as ``--json`` prints it. Land is in mu: 120.5."""

from collections.abc import Iterable

from campaign.core.model.task_forces import TaskForce, TaskForceMember
from campaign.core.situation import Situation
from campaign.core.task_forces import Results
from campaign.service.task_forces import DispatchView, Force, cover
from campaign.tables.land_task_record import quantity
from campaign.tables.values import Row, iso


def task_force_parts(situation: Situation, row: Force, found: Results) -> Row:
    """The rows that its figures are made from, and who can break what is open on its projects."""
    return {
        "delivered": [{"on": iso(item.on), "land_task": item.task, "amount": quantity(item.amount), "actor": item.actor or None,
                       "text": item.text} for item in found.land],
        "closed": [{"blocker": item.code, "resolved": iso(item.on)} for item in found.closed],
        "approval_list": [{"approval": item.code, "granted": iso(item.on)} for item in found.granted],
        "cover": [{"project": item.project, "category": item.category, "blockers": list(item.blockers),
                   "members": [{"person": code, "person_name": situation.name_of(code)} for code in item.members]}
                  for item in cover(situation, row)],
    }


def entries(row: DispatchView) -> list[Row]:
    """What was brought back, oldest first."""
    return [{"on": iso(item.on), "approval": item.approval,
             "state": None if item.approval not in row.approvals else row.approvals[item.approval].state, "text": item.text,
             "actor": item.actor or None} for item in row.entries]


def membership(rows: Iterable[tuple[TaskForce, TaskForceMember | None]], person: str) -> list[Row]:
    """The task forces of a person."""
    return [{"code": force.code, "name": force.name, "heads": force.head == person,
             "skills": list(own.skills) if own is not None else [], "since": iso(force.since), "until": iso(force.until)}
            for force, own in rows]
