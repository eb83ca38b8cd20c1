"""Land tasks and approvals."""

from campaign.cli import land_views
from campaign.cli.records import parts
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.store.queries import approvals
from campaign.store.queries import land as queries
from campaign.store.queries.blockers import pointing_to
from campaign.tables.approvals import Approvals
from campaign.tables.approvals import record as approval_record
from campaign.tables.land_task_record import LandTasks, record
from campaign.tables.values import Row


def land_task(session: Session, situation: Situation, code: str) -> Row:
    store = session.store
    return {**record(LandTasks(situation, {}), queries.land_task(store, code)),
            "events": [land_views.land_event(row) for row in queries.land_events(store, code)],
            "blocker_list": parts.blockers(session, situation, pointing_to(store, code))}


def approval(session: Session, situation: Situation, code: str) -> Row:
    store = session.store
    return {**approval_record(Approvals(situation, {}), approvals.approval(store, code)),
            "events": [land_views.approval_event(row) for row in approvals.approval_events(store, code)],
            "blocker_list": parts.blockers(session, situation, pointing_to(store, code))}
