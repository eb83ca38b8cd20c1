"""Projects and blockers."""

from campaign.cli import land_views, reserve_lists, views
from campaign.cli.records import parts
from campaign.cli.views import Blasts
from campaign.core.model.land import ApprovalKind
from campaign.core.situation import Situation
from campaign.service import Session, leads
from campaign.service.land import missing
from campaign.tables.values import Row, iso


def project(session: Session, situation: Situation, code: str) -> Row:
    store, blasts, pointing = session.store, Blasts(situation), land_views.pointing(situation)
    details = store.details(code)
    return {
        **views.project(situation, situation.snapshot.projects[code]),
        **views.details(details),
        "task_force_name": store.name_of("task_force", details.task_force) if details.task_force else None,
        "approvals_missing": [ApprovalKind(choice[0]) for choice in missing(session, code)],
        "blockers": parts.blockers(session, situation, store.blockers_of(code)),
        "land_tasks": [land_views.land_task(situation, row, blasts, pointing) for row in store.land_tasks_of(code)],
        "approvals": [land_views.approval(situation, row) for row in store.approvals(project=code)],
        "lead": _became(session, code),
        "lists": [reserve_lists.entry(row) for row in store.list_entries(code)],
        "funds": [land_views.funds(row) for row in store.funds(code, parts.RECENT)],
        "registered_money": [land_views.registered(row) for row in store.registered(code)],
        "progress": [views.progress(row) for row in store.progress(code, parts.RECENT)],
        "visits": [views.visit(situation, row) for row in store.visits(project=code, limit=parts.RECENT)],
    }


def _became(session: Session, project: str) -> Row | None:
    """The lead that became this project, in short."""
    found = leads.of_project(session, project)
    return None if found is None else {"code": found.code, "name": found.name, "opened": iso(found.opened),
                                       "signed": iso(found.signed), "landed": iso(found.landed)}


def blocker(session: Session, situation: Situation, code: str) -> Row:
    events = session.store.events(code)
    return {**views.blocker(situation, session.store.blocker(code), events, Blasts(situation)),
            "events": [views.event(row) for row in events]}
