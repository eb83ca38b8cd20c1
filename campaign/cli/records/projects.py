"""Projects and blockers."""

from campaign.cli import land_views, reserve_lists, views
from campaign.cli.records import parts
from campaign.core.model.land import ApprovalKind
from campaign.core.situation import Situation
from campaign.service import Session, leads
from campaign.service.land import missing
from campaign.store.queries import projects as queries
from campaign.store.queries.approvals import approvals
from campaign.store.queries.blockers import blocker as one_blocker
from campaign.store.queries.blockers import blockers_of
from campaign.store.queries.blockers import events as events_of
from campaign.store.queries.land import land_tasks_of
from campaign.store.queries.names import name_of
from campaign.store.queries.reserve import list_entries
from campaign.tables import blocker_record, project_record
from campaign.tables import projects as projects_tables
from campaign.tables.approvals import APPROVALS, Approvals
from campaign.tables.land_tasks import LAND_TASKS, LandTasks
from campaign.tables.values import Row, iso


def project(session: Session, situation: Situation, code: str) -> Row:
    store = session.store
    details = queries.details(store, code)
    return {
        **project_record.record(projects_tables.Projects(situation), situation.snapshot.projects[code]),
        **views.details(details),
        "task_force_name": name_of(store, "task_force", details.task_force) if details.task_force else None,
        "approvals_missing": [ApprovalKind(choice[0]) for choice in missing(session, code)],
        "blockers": parts.blockers(session, situation, blockers_of(store, code)),
        "land_tasks": LAND_TASKS.records(LandTasks(situation, {row.code: row for row in land_tasks_of(store, code)})),
        "approvals": APPROVALS.records(Approvals(situation, {row.code: row for row in approvals(store, project=code)})),
        "lead": _became(session, code),
        "lists": [reserve_lists.entry(row) for row in list_entries(store, code)],
        "funds": [land_views.funds(row) for row in queries.funds(store, code, parts.RECENT)],
        "registered_money": [land_views.registered(row) for row in queries.registered(store, code)],
        "progress": [views.progress(row) for row in queries.progress(store, code, parts.RECENT)],
        "visits": [views.visit(situation, row) for row in queries.visits(store, project=code, limit=parts.RECENT)],
    }


def _became(session: Session, project: str) -> Row | None:
    """The lead that became this project, in short."""
    found = leads.of_project(session, project)
    return None if found is None else {"code": found.code, "name": found.name, "opened": iso(found.opened),
                                       "signed": iso(found.signed), "landed": iso(found.landed)}


def blocker(session: Session, situation: Situation, code: str) -> Row:
    events = events_of(session.store, code)
    return {**blocker_record.record(blocker_record.Blockers(situation, {}, {code: events}), one_blocker(session.store, code)),
            "events": [views.event(row) for row in events]}
