"""Task forces and dispatches."""

from campaign.cli import task_force_views
from campaign.cli.records import parts
from campaign.core.situation import Situation
from campaign.service import Session, task_forces
from campaign.tables.task_forces import Dispatches, Forces, dispatch_record, record
from campaign.tables.values import Row


def task_force(session: Session, situation: Situation, code: str) -> Row:
    found, results = task_forces.task_force(session, situation, code)
    return {**record(Forces(situation, {}), found), **task_force_views.task_force_parts(situation, found, results),
            "project_list": parts.listed(situation, [situation.snapshot.projects[project] for project in found.projects])}


def dispatch(session: Session, situation: Situation, code: str) -> Row:
    sent = task_forces.dispatch(session, code)
    return {**dispatch_record(Dispatches(situation, {}), sent), "entries": task_force_views.entries(sent)}
