"""Land tasks and approvals."""

from campaign.cli import land_views
from campaign.cli.records import parts
from campaign.cli.views import Blasts
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.tables.values import Row


def land_task(session: Session, situation: Situation, code: str) -> Row:
    store = session.store
    return {**land_views.land_task(situation, store.land_task(code), Blasts(situation), land_views.pointing(situation)),
            "events": [land_views.land_event(row) for row in store.land_events(code)],
            "blocker_list": parts.blockers(session, situation, store.pointing_to(code))}


def approval(session: Session, situation: Situation, code: str) -> Row:
    store = session.store
    return {**land_views.approval(situation, store.approval(code)),
            "events": [land_views.approval_event(row) for row in store.approval_events(code)],
            "blocker_list": parts.blockers(session, situation, store.pointing_to(code))}
