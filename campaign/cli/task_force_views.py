"""Rows of task forces and dispatches as ``--json`` prints them. Land is in mu: 120.5."""

from collections.abc import Iterable

from campaign.core import task_forces as rules
from campaign.core.blockers import days_overdue
from campaign.core.model.task_forces import TaskForce, TaskForceMember
from campaign.core.situation import Situation
from campaign.core.task_forces import Match, Queue, Results
from campaign.service.task_forces import DispatchView, Force, cover
from campaign.tables.land_tasks import quantity
from campaign.tables.values import Row, iso

# The columns of each list, in order: they head a CSV file even when it has no rows.
TASK_FORCE = ("code", "name", "head", "head_name", "members", "projects", "mu_delivered", "blockers_closed", "approvals_granted",
              "since", "until", "version")
DISPATCH = ("code", "person", "person_name", "unit", "unit_name", "authority", "since", "until", "returned", "running",
            "days_left", "days_overdue", "purpose", "approvals_moved", "approvals_granted", "policies", "version")
UNCOVERED = ("code", "name", "authority", "waiting", "over_limit", "oldest", "oldest_days")
MATCH = ("code", "title", "category", "projects", "unit", "unit_name", "due", "days_overdue", "persons")


def _person(situation: Situation, code: str | None) -> str | None:
    found = situation.snapshot.people.get(code or "")
    return None if found is None else found.name


def member(situation: Situation, row: TaskForceMember) -> Row:
    return {"person": row.person, "person_name": _person(situation, row.person), "skills": list(row.skills)}


def task_force(situation: Situation, row: Force) -> Row:
    force = row.force
    return {
        "code": force.code,
        "name": force.name,
        "head": force.head,
        "head_name": _person(situation, force.head),
        "members": [member(situation, item) for item in row.members],
        "projects": list(row.projects),
        "mu_delivered": quantity(row.sums.delivered),
        "blockers_closed": row.sums.closed,
        "approvals_granted": row.sums.granted,
        "since": iso(force.since),
        "until": iso(force.until),
        "version": force.version,
    }


def task_force_parts(situation: Situation, row: Force, found: Results) -> Row:
    """The rows that its figures are made from, and who can break what is open on its projects."""
    return {
        "delivered": [{"on": iso(item.on), "land_task": item.task, "amount": quantity(item.amount), "actor": item.actor or None,
                       "text": item.text} for item in found.land],
        "closed": [{"blocker": item.code, "resolved": iso(item.on)} for item in found.closed],
        "approval_list": [{"approval": item.code, "granted": iso(item.on)} for item in found.granted],
        "cover": [{"project": item.project, "category": item.category, "blockers": list(item.blockers),
                   "members": [{"person": code, "person_name": _person(situation, code)} for code in item.members]}
                  for item in cover(situation, row)],
    }


def dispatch(situation: Situation, row: DispatchView) -> Row:
    sent, today = row.dispatch, situation.today
    unit = situation.snapshot.units.get(sent.unit)
    return {
        "code": sent.code,
        "person": sent.person,
        "person_name": _person(situation, sent.person),
        "unit": sent.unit,
        "unit_name": None if unit is None else unit.name,
        "authority": None if unit is None else unit.authority,
        "since": iso(sent.since),
        "until": iso(sent.until),
        "returned": iso(sent.returned),
        "running": rules.running(sent, today),
        "days_left": rules.days_left(sent, today),
        "days_overdue": rules.days_overdue(sent, today),
        "purpose": sent.purpose,
        "approvals_moved": len(row.brought.moved),
        "approvals_granted": len(row.brought.granted),
        "policies": row.brought.policies,
        "version": sent.version,
    }


def entries(row: DispatchView) -> list[Row]:
    """What was brought back, oldest first."""
    return [{"on": iso(item.on), "approval": item.approval,
             "state": None if item.approval not in row.approvals else row.approvals[item.approval].state, "text": item.text,
             "actor": item.actor or None} for item in row.entries]


def uncovered(situation: Situation, row: Queue) -> Row:
    unit = situation.snapshot.units[row.unit]
    return {"code": unit.code, "name": unit.name, "authority": unit.authority, "waiting": row.waiting,
            "over_limit": row.over_limit, "oldest": iso(row.oldest), "oldest_days": (situation.today - row.oldest).days}


def match(situation: Situation, row: Match) -> Row:
    item = situation.snapshot.blockers[row.blocker]
    unit = situation.snapshot.units.get(item.unit or "")
    return {
        "code": item.code,
        "title": item.title,
        "category": item.category,
        "projects": list(item.projects),
        "unit": item.unit,
        "unit_name": None if unit is None else unit.name,
        "due": iso(item.due),
        "days_overdue": days_overdue(item, situation.today),
        "persons": [{"person": code, "person_name": _person(situation, code)} for code in row.persons],
    }


def membership(rows: Iterable[tuple[TaskForce, TaskForceMember | None]], person: str) -> list[Row]:
    """The task forces of a person."""
    return [{"code": force.code, "name": force.name, "heads": force.head == person,
             "skills": list(own.skills) if own is not None else [], "since": iso(force.since), "until": iso(force.until)}
            for force, own in rows]
