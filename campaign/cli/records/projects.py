"""Projects."""

from campaign.cli import land_views, views
from campaign.cli.records import parts
from campaign.core.model.land import ApprovalKind
from campaign.core.model.leads import Lead
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.project_records import project_records
from campaign.store.queries import projects as queries
from campaign.store.queries.reserve import list_entries
from campaign.tables import project_record
from campaign.tables.approvals import APPROVALS, Approvals
from campaign.tables.land_task_record import LandTasks
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.projects import Projects
from campaign.tables.reserve import entry
from campaign.tables.values import Row, iso


def project(session: Session, situation: Situation, code: str) -> Row:
    store, told = session.store, project_records(session, code, parts.RECENT)
    return {
        **project_record.record(Projects(situation), situation.snapshot.projects[code]),
        **views.details(told.details),
        "task_force_name": told.force,
        "approvals_missing": [ApprovalKind(choice[0]) for choice in told.missing],
        "blockers": parts.blockers(session, situation, told.blockers),
        "land_tasks": LAND_TASKS.records(LandTasks(situation, {row.code: row for row in told.lands})),
        "approvals": APPROVALS.records(Approvals(situation, {row.code: row for row in told.approvals})),
        "lead": _became(told.lead),
        "lists": [entry(row) for row in list_entries(store, code)],
        "funds": [land_views.funds(row) for row in queries.funds(store, code, parts.RECENT)],
        "registered_money": [land_views.registered(row) for row in told.registered],
        "progress": [views.progress(row) for row in told.progress],
        "visits": [views.visit(situation, row) for row in told.visits],
    }


def _became(found: Lead | None) -> Row | None:
    """The lead that became this project, in short."""
    return None if found is None else {"code": found.code, "name": found.name, "opened": iso(found.opened),
                                       "signed": iso(found.signed), "landed": iso(found.landed)}
